"""10,000 synthetic studies taken in, met again unchanged, and met again changed; drafts and then public trials.

Prints records per second and ratios and keeps them in docs/proof/; asserts only that each run did what it was to do.
Beside the time on the clock stands that of the processor: on a machine that does other things too, the first says more
about them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import ROOT
from trials import ingest
from trials.choices import ImportKind
from trials.models import ReviewEvent, SourceRecord, Trial, TrialSite
from trials.sources import registries

from . import studies

pytestmark = [pytest.mark.bench, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

HOW_MANY = 10_000
SOURCE = "registry:clinicaltrials.gov"
MEMORY = """
import resource, sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_trials", sys.argv[1]])
print("KB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_ingest(tmp_path, record_proof, capsys):
    before, after = tmp_path / "before.ndjson", tmp_path / "after.ndjson"
    studies.write(before, HOW_MANY)
    studies.write(after, HOW_MANY, seed=2, updated="2026-05-05")

    memory = peak_in_megabytes(before)
    assert Trial.objects.count() == HOW_MANY
    forget_all()
    figures = {
        "new": measured(before, {"new": HOW_MANY}),
        "unchanged": measured(before, {"same": HOW_MANY}),
        "changed_drafts": measured(after, {"changed": HOW_MANY}),
    }
    rows = {"sites": TrialSite.objects.count(), "source_records": SourceRecord.objects.count()}
    assert ReviewEvent.objects.filter(verb="create").count() == HOW_MANY
    ratios = {
        "unchanged_to_new": round(figures["unchanged"]["per_second"] / figures["new"]["per_second"], 1),
        "unchanged_to_new_by_processor": round(
            figures["unchanged"]["per_processor_second"] / figures["new"]["per_processor_second"], 1
        ),
    }
    with capsys.disabled():
        print(f"\n{connection.vendor}, {HOW_MANY} studies, peak memory {memory} MB, {ratios}")
        for name, found in figures.items():
            print(
                f"  {name:16} {found['per_second']:6} records/s   {found['per_processor_second']:6} by processor time"
            )
    others = round(os.getloadavg()[0], 1)
    record_proof(
        "ingest", records=HOW_MANY, peak_memory_mb=memory, ratios=ratios, load_average=others, **figures, **rows
    )  # fmt: skip


def measured(path: Path, expected: dict[str, int]) -> dict[str, int]:
    """Records per second of ``ingest.apply`` alone: what reading the file takes is counted apart."""
    summary, reading = ingest.Summary(), Reading(path)
    asked = ingest.Asked(ImportKind.TRIALS, "command:bench", SOURCE)
    begun, worked = time.perf_counter(), time.process_time()
    for _ in ingest.apply(reading, asked, summary):
        pass
    seconds = time.perf_counter() - begun - reading.seconds
    processor = time.process_time() - worked - reading.processor
    assert {name: count for name, count in summary.outcomes.items() if count} == expected
    return {
        "per_second": round(HOW_MANY / seconds),
        "per_processor_second": round(HOW_MANY / processor),
        "read_per_second": round(HOW_MANY / reading.seconds),
    }


class Reading:
    """The studies of a file, and how long it took to read them."""

    def __init__(self, path: Path):
        self.path, self.seconds, self.processor = path, 0.0, 0.0

    def __iter__(self) -> Iterator[Any]:
        with self.path.open("rb") as stream:
            found = registries.read(stream, self.path.name)
            while True:
                begun, worked = time.perf_counter(), time.process_time()
                each = next(found, None)
                self.seconds += time.perf_counter() - begun
                self.processor += time.process_time() - worked
                if each is None:
                    return
                yield each


def peak_in_megabytes(path: Path) -> int:
    """What the command takes of memory at most, in a process of its own, on the database of this test."""
    settings = connection.settings_dict
    url = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "mscdb.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout.rpartition("KB ")[2]) // 1024


def forget_all() -> None:
    call_command("flush", interactive=False, verbosity=0)
