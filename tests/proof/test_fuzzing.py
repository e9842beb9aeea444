"""An hour of a coverage-guided fuzzer over the parsers, two groups at a time; nothing falls, hangs or grows."""

from concurrent.futures import ThreadPoolExecutor
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from tests.sources.fuzz import GROUPS
from tests.sources.fuzzing import fuzzed

pytestmark = [pytest.mark.proof, pytest.mark.sqlite]

SECONDS = 3600 // len(GROUPS)


def test_an_hour_of_inputs_finds_nothing(tmp_path, record_proof):
    def run(name: str):
        folder = tmp_path / name.replace(" ", "_")
        folder.mkdir()
        return fuzzed(name, SECONDS, folder)

    before = getrusage(RUSAGE_CHILDREN).ru_utime
    with ThreadPoolExecutor(2) as two:
        results = dict(zip(GROUPS, two.map(run, GROUPS), strict=True))

    assert {name: found for name, (found, _) in results.items() if found} == {}
    cpu = round(getrusage(RUSAGE_CHILDREN).ru_utime - before)
    figures = {name: counts for name, (_, counts) in results.items()}
    record_proof("fuzzing", seconds=SECONDS * len(GROUPS), cpu_seconds=cpu, found=0, groups=figures)
