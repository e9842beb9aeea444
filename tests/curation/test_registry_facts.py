"""Registry facts taken over: in drafts and public records, by one number, and nothing that is not a registry's."""

import pytest

from tests import factories
from tests.factories import ADA, BEN, CLEO, ED, EVE
from trials import checks, curation
from trials.curation import Refusal, RegistryUpdate
from trials.document import to_document, whole
from trials.models import DataVersion, Finding, LookAgain, RecordVersion, ReviewEvent, Revision, Trial

pytestmark = pytest.mark.django_db

REGISTRY = "registry:clinicaltrials.gov"
CHANGES = {"overall_status": "COMPLETED", "status_confirmed_on": "2026-09-01", "country": ["Norway"]}


def update_of(trial: Trial, changes: dict | None = None, look_again: tuple[str, ...] = ("overall_status",)):
    record = whole(Trial, trial.accession)
    return RegistryUpdate(
        record, to_document(record), CHANGES if changes is None else changes, "NCT record", look_again
    )


def follow(*updates: RegistryUpdate):
    return curation.follow_registry(updates, REGISTRY, ADA.code)


def test_public_and_drafts_are_one_change_on_the_basis_of_the_registry():
    trials = [factories.trial(), factories.trial("draft"), factories.trial(), factories.trial("submitted")]
    n = DataVersion.objects.get().n
    followed = follow(*map(update_of, trials))
    assert (followed.stale, followed.refused) == (set(), {})
    assert DataVersion.objects.get().n == n + 1
    for trial in trials:
        before, after = trial.updated_at, whole(Trial, trial.accession)
        assert after.updated_at > before
        document = to_document(after)
        assert {name: document[name] for name in CHANGES} == CHANGES
        assert (after.status, after.review_basis, after.edited_by) == (trial.status, trial.review_basis, ADA.code)
        assert after.version == trial.version + trial.is_public
        event = ReviewEvent.objects.filter(accession=trial.accession).last()
        assert (event.verb, event.actor, event.n) == ("sync", REGISTRY, n + 1 if trial.is_public else None)
    version = RecordVersion.objects.latest_of(trials[0].accession)
    assert (version.author, version.reviewer, version.n_from) == (REGISTRY, "", n + 1)
    revision = Revision.objects.get(accession=trials[0].accession)
    assert (revision.status, revision.review_basis, revision.author, revision.decided_by) == (
        "accepted", "registry", REGISTRY, ADA.code,
    )  # fmt: skip
    assert {change["field"] for change in revision.changes} == set(CHANGES)
    assert list(checks.faults()) == []


def test_what_is_no_registrys_or_is_held_by_the_curators_is_refused():
    pinned = factories.trial(pins=[{"field": "overall_status", "reason": "The sponsor's letter"}])
    for trial, changes in ((pinned, CHANGES), (pinned, {"role": "homing_study"}), (pinned, {"pins": []})):
        with pytest.raises(Refusal):
            follow(update_of(trial, changes))
    with pytest.raises(Refusal):
        curation.follow_registry([update_of(pinned, {"sex": "ALL"})], "person:ada", ADA.code)
    with pytest.raises(Refusal):
        curation.follow_registry([update_of(pinned, {"sex": "ALL"})], REGISTRY, REGISTRY)


def test_what_somebody_wrote_on_meanwhile_is_left_out_and_the_others_go_on():
    trials = [factories.trial(), factories.trial("draft"), factories.trial()]
    updates = [update_of(trial) for trial in trials]
    curation.edit(trials[1], {"note": "x"}, ADA)
    curation.accept(curation.propose(trials[0], {"note": "x"}, BEN, source="A paper"), ED)
    n = DataVersion.objects.get().n
    assert follow(*updates).stale == {trials[0].accession, trials[1].accession}
    assert whole(Trial, trials[2].accession).overall_status == "COMPLETED"
    assert follow(*updates[:2]).stale == {trials[0].accession, trials[1].accession}
    assert DataVersion.objects.get().n == n + 1
    assert list(checks.faults()) == []


def test_what_could_not_stay_public_is_refused_and_the_others_go_on():
    trials = [factories.trial(), factories.trial()]
    broken = update_of(trials[0], {"sources": []})
    followed = follow(broken, update_of(trials[1]))
    assert "Name at least one source" in followed.refused[trials[0].accession]
    assert whole(Trial, trials[0].accession).version == 1
    assert whole(Trial, trials[1].accession).version == 2
    assert list(checks.faults()) == []


def test_findings_of_the_trial_are_to_be_looked_at_again_once():
    trial = factories.trial()
    linked = [{"trial": trial.accession, "relation": "result_of"}]
    findings = [factories.finding(trial_links=linked), factories.finding(trial=trial)]
    factories.finding()
    follow(update_of(trial))
    follow(update_of(trial, {"enrolment": 5}, ("enrolment",)))
    follow(update_of(trial, {"acronym": "X"}, ()))
    marks = LookAgain.objects.open()
    assert [mark.accession for mark in marks] == sorted(finding.accession for finding in findings)
    assert {tuple(mark.fields) for mark in marks} == {("enrolment", "overall_status")}
    with pytest.raises(Refusal, match="Say in a few words"):
        curation.close_look_again(marks[0], "confirmed", ADA, " ")
    with pytest.raises(Refusal, match="Only curators"):
        curation.close_look_again(marks[0], "confirmed", CLEO, "Read again.")
    with pytest.raises(Refusal, match="Say whether"):
        curation.close_look_again(marks[0], "open", ADA, "Read again.")
    closed = curation.close_look_again(marks[0], "confirmed", ADA, "Read again.")
    assert (closed.closed_by, LookAgain.objects.open().count()) == (ADA.code, 1)
    assert ReviewEvent.objects.last().verb == "looked"
    with pytest.raises(Refusal, match="meanwhile"):
        curation.close_look_again(closed, "dismissed", BEN, "Read again.")
    follow(update_of(trial, {"enrolment": 6}, ("enrolment",)))
    assert LookAgain.objects.of_finding(closed.accession).open().count() == 1
    assert Finding.objects.get(accession=closed.accession).version == 1


# Drafts that no person wrote


def born_of_a_source() -> Trial:
    document = to_document(whole(Trial, factories.trial("draft").accession)) | {"identifiers": []}
    return curation.create(Trial, document, curation.source_actor(REGISTRY))


def test_whoever_hands_in_what_a_registry_filled_does_not_publish_it_too():
    draft = born_of_a_source()
    assert curation.available(draft, ADA) == ["edit", "submit"]
    curation.submit(draft, ED)
    assert "Nobody decides on their own work" in curation.refusal_of("publish", draft, ED)
    curation.publish(draft, EVE)
    draft.refresh_from_db()
    assert (draft.created_by, draft.edited_by, draft.reviewed_by, draft.review_basis) == (
        REGISTRY, ED.code, EVE.code, "two_people",
    )  # fmt: skip


def test_once_somebody_wrote_on_it_it_is_theirs_to_hand_in():
    draft = born_of_a_source()
    curation.edit(draft, {"note": "x"}, ADA)
    assert "Only somebody who wrote on it" in curation.refusal_of("submit", draft, BEN)
    curation.submit(draft, ADA)
    assert "publish" in curation.available(draft, EVE)


def test_only_sources_act_in_their_name():
    with pytest.raises(ValueError, match="is no source"):
        curation.source_actor("person:ada")
