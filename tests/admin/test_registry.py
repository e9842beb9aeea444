"""Registry facts at the desk: questions to findings, what changed and is gone, drafts that nobody took, the runs."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.page import text_of
from tests.admin.people import ada, ed
from tests.ingest.test_following import NEW, OLD, public_trial, take
from trials.models import ImportRun, LookAgain, RegistryAbsence, SourceRecord
from trials.sources.problems import Problem
from trials.sources.study import Study

pytestmark = pytest.mark.django_db

PAGE = "admin:registry"


@pytest.fixture
def finding():
    trial = public_trial()
    finding = factories.finding(trial=trial)
    take(OLD)
    take(NEW, Problem("x.json", "", "", "", "is no JSON.", lost=True))
    return finding


def test_a_question_is_answered_once_and_with_a_reason(finding):
    desk = ada()
    home = text_of(desk.get(reverse("admin:index")))
    assert "Findings to look at again" in home
    page = desk.get(reverse(PAGE))
    text = text_of(page)
    assert finding.statement in text
    assert "changed" in text
    assert "overall status" in text.lower()
    mark = LookAgain.objects.get()
    path = reverse("admin:look_again", args=[mark.pk])
    assert path in page.content.decode()
    answer = desk.post(path, {"state": "confirmed", "note": ""}, follow=True)
    assert "Say in a few words what you looked at" in text_of(answer)
    answer = desk.post(path, {"state": "confirmed", "note": "The record, whole."}, follow=True)
    assert "holds as it stands" in text_of(answer)
    assert "No finding waits for a second look" in text_of(answer)
    assert desk.get(path).status_code == 405
    assert desk.post(reverse("admin:look_again", args=[mark.pk + 1])).status_code == 404


def test_what_changed_what_is_gone_and_what_nobody_took(finding):
    RegistryAbsence.objects.create(
        accession=finding.trial.accession, source="registry:x", identifier="NCT90000001", since="2026-11-20"
    )
    take(Study("registry:isrctn", "ISRCTN87654321", title="Nobody's yet"))
    text = text_of(ada().get(reverse(PAGE)))
    assert "NCT90000001, since 20 November 2026" in text
    assert "ClinicalTrials.gov record of NCT90000001, version of 2026-09-01" in text
    assert "Nobody's yet" in text


def test_a_run_tells_what_was_asked_and_what_came_of_it(finding):
    run = ImportRun.objects.first()
    text = text_of(ada().get(reverse("admin:registry_run", args=[run.pk])))
    for said in ("Complete", "2 seen, 1 left out", "1 changed", "is no JSON.", ", version of 2026-09-01"):
        assert said in text
    assert ed().get(reverse("admin:registry_run", args=[run.pk + 9])).status_code == 404


def test_every_value_leads_to_what_its_source_said(finding):
    history = ada().get(reverse("admin:trials_trial_history", args=[finding.trial.pk]))
    text = text_of(history)
    run, source = ImportRun.objects.first(), SourceRecord.objects.in_time().last()
    assert f"version of 2026-09-01, read {source.fetched_on}; import run {run.pk}" in text
    assert "From the registry" in text
    assert reverse("admin:registry_run", args=[run.pk]) in history.content.decode()
    kept = text_of(ed().get(reverse("admin:trials_sourcerecord_change", args=[source.pk])))
    assert '"nctId":"NCT90000001"' in kept
