"""What registries say, on the page of a trial and in the API: two dates, disagreement, what curators hold, absence."""

import pytest

from tests.ingest.test_following import NEW, OLD, from_another, public_trial, take
from tests.pages.reading import section, text_of
from trials.models import RegistryAbsence, Trial
from trials.registered import registered

pytestmark = pytest.mark.django_db

NUMBER = "NCT90000001"


def trial_in_two_registries(**fields) -> Trial:
    public_trial(**fields)
    take(OLD)
    take(NEW)
    take(from_another("2025-01-01"))
    return Trial.objects.get()


def test_the_page_says_when_each_registry_spoke_and_where_they_disagree(client):
    text = text_of(client, trial_in_two_registries())
    facts = section(text, "Registry facts", "Status over time")
    assert "Status confirmed 1 September 2026 by the registry" in facts
    assert "ClinicalTrials.gov NCT90000001: version of 1 September 2026, last read" in facts
    assert "ISRCTN ISRCTN12345678: version of 1 January 2025, last read" in facts
    disputed = section(text, "Where sources disagree", "Conditions as registered")
    assert (
        "Enrolment ClinicalTrials.gov, 1 September 2026: 36; ISRCTN, 1 January 2025: 40. The latest word is shown."
        in disputed
    )
    assert "status ClinicalTrials.gov, 1 September 2026: Completed; ISRCTN, 1 January 2025: Recruiting" in disputed
    assert "Start date" not in disputed
    history = section(text, "Status over time", "Where sources disagree")
    assert "1 January 2022 Recruiting ClinicalTrials.gov record, an earlier version" in history


def test_a_pin_is_said_with_its_reason_and_what_the_registry_says(client):
    trial = trial_in_two_registries(enrolment=12, pins=[{"field": "enrolment", "reason": "The paper counts twelve."}])
    text = text_of(client, trial)
    assert "Participants 12" in text
    assert (
        "Held by the curators against the registry: Enrolment. The paper counts twelve. ClinicalTrials.gov "
        "(1 September 2026) says: 36. ISRCTN (1 January 2025) says: 40." in text
    )
    assert "enrolment" not in [said.field for said in registered(trial).disagreements]


def test_what_is_not_found_any_more_is_said_first(client):
    trial = public_trial()
    RegistryAbsence.objects.create(
        accession=trial.accession, source="registry:clinicaltrials.gov", identifier=NUMBER, since="2026-11-20"
    )
    answers = section(text_of(client, trial), "Recruiting?", "The cell product")
    assert "Not found in the registry since 20 November 2026 (ClinicalTrials.gov, NCT90000001)" in answers
    RegistryAbsence.objects.update(found_again_on="2026-11-21")
    assert "Not found" not in text_of(client, trial)


def test_the_api_gives_the_same(client):
    trial = trial_in_two_registries()
    said = client.get(f"/api/v1/trials/{trial.accession}/").json()["registries"]
    assert [(entry["source"], entry["version_date"], entry["not_found_since"]) for entry in said["entries"]] == [
        ("registry:clinicaltrials.gov", "2026-09-01", ""), ("registry:isrctn", "2025-01-01", ""),
    ]  # fmt: skip
    enrolment = next(each for each in said["disagreements"] if each["field"] == "enrolment")
    assert [(voice["identifier"], voice["value"]) for voice in enrolment["said"]] == [
        (NUMBER, 36), ("ISRCTN12345678", 40),
    ]  # fmt: skip


def test_it_costs_three_queries_at_most(django_assert_num_queries):
    trial = trial_in_two_registries(pins=[{"field": "sex", "reason": "x"}])
    trial = Trial.objects.for_detail().get(pk=trial.pk)
    with django_assert_num_queries(3):
        registered(trial)
