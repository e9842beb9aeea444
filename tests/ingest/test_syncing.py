"""`sync_trials`: what a registry is asked about known trials, files in its place, and what its silence means."""

import json
from pathlib import Path

import pytest

from tests import factories
from tests.ingest.test_imports import curator, file_of, run  # noqa: F401 - the curator is a fixture
from tests.sources.answers import Answer, serving
from tests.sources.small import study
from trials import ingest
from trials.ingest.reading import Pause
from trials.ingest.syncing import AT_ONCE
from trials.models import ImportRun, Trial
from trials.sources.client import BASES, Client
from trials.sources.problems import Problem

pytestmark = pytest.mark.django_db

NUMBER = "NCT90000001"


def known(*numbers: str) -> None:
    for number in numbers or (NUMBER,):
        factories.trial(identifiers=[{"registry": "nct", "identifier": number}])


def test_every_known_number_is_asked_for_in_few_questions():
    numbers = [f"NCT9{n:07}" for n in range(AT_ONCE + 5)]
    with serving() as service, Client(bases=dict.fromkeys(BASES, service.url), sleep=lambda seconds: None) as client:
        page = json.dumps({"studies": [study()]}).encode()
        service.answers["/api/v2/studies"] = [Answer(page), Answer(page)]
        found = list(ingest.answers(numbers, client, "2026-01-01"))
    assert [each.identifier for each in found if not isinstance(each, Pause)] == [NUMBER, NUMBER]
    first, second = service.asked
    assert (first.count("NCT9"), second.count("NCT9")) == (AT_ONCE, 5)
    assert "AREA%5BLastUpdatePostDate%5DRANGE%5B2026-01-01%2CMAX%5D" in first


def test_a_registry_that_stops_answering_ends_the_run():
    with (
        serving() as service,
        Client(bases=dict.fromkeys(BASES, service.url), attempts=1, sleep=lambda seconds: None) as client,
    ):
        service.answers["/api/v2/studies"] = [Answer(status=503)]
        (problem,) = ingest.answers([NUMBER], client)
    assert isinstance(problem, Problem)
    assert (problem.ends, problem.lost) == (True, True)


def test_how_many_a_search_finds_is_asked_first():
    with serving() as service, Client(bases=dict.fromkeys(BASES, service.url), sleep=lambda seconds: None) as client:
        service.answers["/api/v2/studies"] = [Answer(json.dumps({"totalCount": 735, "studies": []}).encode())]
        assert ingest.how_many("mesenchymal AND cancer", client) == 735
        service.answers["/api/v2/studies"] = [Answer(status=400)]
        assert ingest.how_many("(", client) is None


def test_files_may_stand_in_for_the_registry_and_bring_no_new_trial(tmp_path: Path):
    known()
    other = study("NCT90000002", identificationModule__secondaryIdInfos=[], identificationModule__nctIdAliases=[])
    said = run("sync_trials", file=[str(file_of(tmp_path, [study(), other]))])
    assert "1 changed" in said
    assert Trial.objects.get().overall_status == "UNKNOWN"
    row = ImportRun.objects.get()
    assert (row.kind, row.source, row.is_whole, row.expected, row.state) == (
        "sync", "registry:clinicaltrials.gov", True, 1, "complete",
    )  # fmt: skip
    assert row.actor.startswith("person:")


def test_offline_is_a_sentence_and_concludes_nothing():
    known()
    said = run("sync_trials")
    assert "clinicaltrials.gov was not asked: this installation is offline" in said
    assert "It was cut off: the same command goes over the rest." in said
    assert "nothing is concluded from that: the run was cut off" in said
    assert ImportRun.objects.get().state == "cut_off"


def test_what_makes_no_sense_is_refused(tmp_path: Path):
    assert "“2026-13” is no date" in run("sync_trials", since="2026-13")
    assert "with --file nobody is asked" in run("sync_trials", since="2026", file=["x"])
    assert not ImportRun.objects.exists()
