"""The fixtures of the tests, here too."""

from tests.conftest import no_network, record_proof

__all__ = ["no_network", "record_proof"]
