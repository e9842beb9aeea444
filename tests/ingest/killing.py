"""An import in a process of its own, killed at a moment; what it leaves behind, and what an undisturbed one makes."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from benchmarks import studies
from tests import factories
from tests.conftest import ROOT
from tests.factories import ADA
from trials import checks, curation, ingest
from trials.choices import ImportKind
from trials.document import to_document, with_parts
from trials.ingest import applying
from trials.models import ImportRun, LookAgain, RecordVersion, ReviewEvent, Revision, SourceRecord, Trial
from trials.sources import registries

SOURCE = "registry:clinicaltrials.gov"
PROGRAM = """
import sys
from django.core.management import execute_from_command_line
import django
django.setup()
from trials.ingest import applying
applying.AT_ONCE = int(sys.argv[2])
execute_from_command_line(["manage.py", "import_trials", sys.argv[1]])
"""
State = dict[str, Any]


@dataclass
class Scene:
    """A base with half of the studies, some of them public, and a file that changes these and brings the rest."""

    folder: Path
    how_many: int
    at_once: int
    public: int = 6

    def __post_init__(self) -> None:
        studies.write(self.folder / "before.ndjson", self.how_many // 2)
        studies.write(self.file, self.how_many, seed=2, updated="2026-05-05")

    @property
    def file(self) -> Path:
        return self.folder / "after.ndjson"

    def begin(self) -> None:
        """The base as it is before the import."""
        call_command("flush", interactive=False, verbosity=0)
        self.run(self.folder / "before.ndjson")
        node = factories.cancer_type()
        for trial in Trial.objects.in_order()[: self.public]:
            document = to_document(trial) | {
                "role": "carrier", "modality": ["engineered_gene"], "cancer_types": [node.accession],
            }  # fmt: skip
            factories.brought_to(curation.edit(trial, document, ADA), "published")
            factories.finding(trial=trial)

    def run(self, file: Path | None = None) -> ingest.Summary:
        """The import undisturbed, in this process."""
        summary, usual = ingest.Summary(), applying.AT_ONCE
        applying.AT_ONCE = self.at_once
        try:
            with (file or self.file).open("rb") as stream:
                asked = ingest.Asked(ImportKind.TRIALS, "command:import_trials", "")
                list(ingest.apply(registries.read(stream, "file"), asked, summary))
        finally:
            applying.AT_ONCE = usual
        return summary

    def killed_after(self, seconds: float) -> bool:
        """Begin the import in another process and kill it so long after it began to read; whether it still ran."""
        runs = ImportRun.objects.count()
        words = [sys.executable, "-c", PROGRAM, str(self.file), str(self.at_once)]
        process = subprocess.Popen(
            words, env=environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        while ImportRun.objects.count() == runs:
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.02)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def batches(self) -> list[set[str]]:
        numbers = [f"NCT{70_000_000 + number}" for number in range(1, self.how_many + 1)]
        return [set(numbers[start : start + self.at_once]) for start in range(0, self.how_many, self.at_once)]


def environment() -> dict[str, str]:
    """That of a process which works on the database of this test."""
    settings = connection.settings_dict
    place = f"{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    url = f"postgres://{place}" if connection.vendor == "postgresql" else f"sqlite:///{settings['NAME']}"
    ours = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "mscdb.settings", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **ours}


def state() -> dict[str, State]:
    """All that an import writes, by the number of the study, but for moments."""
    found = {}
    for trial in with_parts(Trial.objects.in_order()):
        accession = trial.accession
        versions = RecordVersion.objects.filter(accession=accession).order_by("version")
        found[trial.canonical_id] = {
            "spine": [accession, trial.status, trial.version, trial.review_basis],
            "document": to_document(trial),
            "versions": list(versions.values_list("version", "n_from", "n_to", "document")),
            "revisions": list(Revision.objects.filter(accession=accession).values_list("base_version", "changes")),
            "events": list(ReviewEvent.objects.filter(accession=accession).values_list("verb", "n", "version", "note")),
            "sources": sorted(SourceRecord.objects.filter(accession=accession).values_list("sha256", "raw")),
            "look_again": list(LookAgain.objects.filter(trial=accession).values_list("accession", "fields")),
        }
    # The run that completes another has a number of its own.
    return json.loads(re.sub(r"import run \d+", "import run", json.dumps(found)))


def left_behind(before: dict[str, State], after: dict[str, State], batches: list[set[str]]) -> int:
    """How many batches went in; each has to be whole in the old state or whole in the new one, and in their order."""
    present, done = state(), []
    for batch in batches:
        of_batch = {number: present.get(number) for number in batch}
        is_new = of_batch == {number: after.get(number) for number in batch}
        assert is_new or of_batch == {number: before.get(number) for number in batch}, "half a batch"
        done.append(is_new)
    assert done == sorted(done, reverse=True), "a batch before another one is missing"
    assert list(checks.faults()) == []
    assert not SourceRecord.objects.filter(accession="").exists()
    return sum(done)


def kill_many(scene: Scene, kills: int, seed: int) -> dict[str, int]:
    """Kill the import at so many random moments; counts how it stood. Each time the next run completes it."""
    chance = random.Random(seed)
    scene.begin()
    before = state()
    begun = time.monotonic()
    scene.run()
    lasts, after = time.monotonic() - begun, state()
    assert before != after
    found = {"kills": 0, "at the beginning": 0, "between": 0, "at the end": 0}
    while found["kills"] < kills:
        scene.begin()
        assert state() == before
        if not scene.killed_after(chance.uniform(0, lasts)):
            continue
        done = left_behind(before, after, scene.batches())
        where = "at the beginning" if done == 0 else "at the end" if done == len(scene.batches()) else "between"
        found[where] += 1
        found["kills"] += 1
        scene.run()
        assert state() == after
        assert ImportRun.objects.last().state != "running"
    return found
