"""The parsers under a coverage-guided fuzzer: seconds here, an hour in `make proof`; what it found stays in
test_found_by_fuzzing.py."""

import pytest

from tests.sources.fuzz import GROUPS
from tests.sources.fuzzing import fuzzed

SECONDS = 4

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", GROUPS)
def test_no_input_makes_a_parser_fall_hang_or_grow(name, tmp_path):
    found, figures = fuzzed(name, SECONDS, tmp_path)
    assert found == {}
    assert figures["inputs"] > 100
