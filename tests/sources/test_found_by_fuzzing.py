"""Inputs with which the fuzzer made a parser fall, hang or give what no database takes; each was mended."""

import pytest

from tests.sources.test_whatever_comes import nothing_falls
from trials.sources import registries

FOUND = {
    "NUL in the value that a problem shows": (registries.read, b"EudraCT Number: \x002012-000001-10\nDate on whice Eh"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_mended(name):
    nothing_falls(*FOUND[name])
