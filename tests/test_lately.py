"""What is new about a tumour type within a year, and the claims that are about no one type."""

from datetime import date

import pytest

from tests import factories
from tests.claims import claim, study
from tests.factories import EVE
from trials import curation, evidence
from trials.evidence.lately import TrialNews
from trials.models import CancerType

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)


@pytest.fixture
def node() -> CancerType:
    return factories.cancer_type(name="Glioblastoma")


def entry(position: int, status: str, confirmed_on: str) -> dict:
    return {
        "position": position, "overall_status": status, "confirmed_on": confirmed_on, "seen_on": "", "source": "A",
        "note": "",
    }  # fmt: skip


def trial_news(node: CancerType) -> list[TrialNews]:
    return evidence.lately(node, TODAY).trials


def test_trials_that_started_or_were_confirmed_within_the_year_are_new(node):
    old = {"overall_status": "COMPLETED", "status_confirmed_on": "2025-11-27"}
    factories.trial(cancer_types=[node], start_date="2020-01", **old)
    factories.trial(cancer_types=[node], start_date="2027-01", **old)
    started = factories.trial(cancer_types=[node], start_date="2026", **old)
    confirmed = factories.trial(cancer_types=[node], overall_status="RECRUITING", status_confirmed_on="2026-01-22")
    news = {each.trial: (each.has_started, each.was_confirmed) for each in trial_news(node)}
    assert news == {started: (True, False), confirmed: (False, True)}


def test_a_status_that_changed_says_what_it_was_before(node):
    history = [entry(1, "RECRUITING", "2022-09"), entry(2, "COMPLETED", "2026-03-03")]
    factories.trial(
        cancer_types=[node], overall_status="COMPLETED", status_confirmed_on="2026-03-03", status_history=history
    )
    same = [entry(1, "RECRUITING", "2022-09"), entry(2, "RECRUITING", "2026-02-03")]
    factories.trial(
        cancer_types=[node], overall_status="RECRUITING", status_confirmed_on="2026-02-03", status_history=same
    )
    assert [each.before and each.before.overall_status for each in trial_news(node)] == ["RECRUITING", None]


def test_publications_are_new_by_their_year(node):
    old, new = study(), factories.publication(publication_type="primary_study", year=2026)
    claim(node, publication=old)
    claim(node, publication=new)
    assert evidence.lately(node, TODAY).publications == [new]


def test_what_was_published_and_withdrawn_here_is_counted_once_each(node):
    finding = claim(node)
    claim(node)
    curation.withdraw(finding, EVE, "It was a mistake.")
    counted = evidence.lately(node).records
    assert counted == {("publish", "MSCF"): 2, ("withdraw", "MSCF"): 1}


def test_general_claims_stand_in_blocks_of_their_own(node):
    claim(node)
    general = factories.finding(publication=study(), scope="general", model_system="in_vitro")
    said = factories.finding(scope="pan_cancer")
    found = evidence.general()
    assert [(block.key, block.total.words) for block in found.blocks] == [
        ("in_vitro", "1 study, 1 claim"), ("said", "1 source, 1 claim"),
    ]  # fmt: skip
    assert (found.first, found.count) == ([general.pk, said.pk], 2)
