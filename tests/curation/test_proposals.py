"""Proposed changes: merged by author, accepted field by field, compared where somebody was quicker."""

import pytest

from tests import factories
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.choices import RevisionStatus, Verb
from trials.curation import Decision
from trials.models import RecordVersion, ReviewEvent, Revision

pytestmark = pytest.mark.django_db


def proposal(record, author, **fields) -> Revision:
    return curation.propose(record, fields, author, source="The paper, Table 1")


def test_two_proposals_about_different_fields_both_apply():
    record = factories.publication(note="", journal="Journal")
    first, second = proposal(record, ADA, note="x"), proposal(record, BEN, journal="Cells")

    curation.accept(first, ED)
    curation.accept(second, ED)

    record.refresh_from_db()
    assert (record.note, record.journal, record.version) == ("x", "Cells", 3)


def test_on_the_same_field_the_second_is_compared_before_it_applies():
    record = factories.publication(note="old")
    first, second = proposal(record, ADA, note="hers"), proposal(record, BEN, note="his", journal="Cells")
    curation.accept(first, ED)
    record.refresh_from_db()

    assert curation.conflicts(second, {"note": "hers", "journal": "Journal"}) == [
        curation.Conflict("note", base="old", present="hers", proposed="his")
    ]
    refused("Somebody changed note after this was proposed.", curation.accept, second, ED)

    curation.accept(second, ED, decision=Decision(over=frozenset({"note"})))
    record.refresh_from_db()
    assert (record.note, record.journal) == ("his", "Cells")


def test_a_conflict_may_be_declined_and_the_rest_accepted():
    record = factories.publication(note="old")
    first, second = proposal(record, ADA, note="hers"), proposal(record, BEN, note="his", journal="Cells")
    curation.accept(first, ED)

    curation.accept(second, ED, "Thank you.", Decision(declined={"note": "Hers is nearer to the paper."}))

    record.refresh_from_db()
    second.refresh_from_db()
    assert (record.note, record.journal) == ("hers", "Cells")
    assert second.status == RevisionStatus.PARTLY_ACCEPTED
    assert {change["field"]: (change["decision"], change.get("reason", "")) for change in second.changes} == {
        "note": ("declined", "Hers is nearer to the paper."),
        "journal": ("accepted", ""),
    }
    assert RecordVersion.objects.numbered(record.accession, 3).document["journal"] == "Cells"


def test_what_two_people_propose_alike_is_no_conflict():
    record = factories.publication(note="old")
    first, second = proposal(record, ADA, note="new"), proposal(record, BEN, note="new", journal="Cells")
    curation.accept(first, ED)

    curation.accept(second, ED)
    record.refresh_from_db()
    assert (record.note, record.journal) == ("new", "Cells")

    third = proposal(record, ADA, issue="3")
    fourth = proposal(record, BEN, issue="3")
    curation.accept(third, ED)
    refused("The record says all of this already", curation.accept, fourth, ED)


def test_a_decision_is_clear_about_every_field():
    record = factories.publication(note="old")
    revision = proposal(record, ADA, note="new", journal="Cells")

    refused("Say why note is declined.", curation.accept, revision, ED, "", Decision(declined={"note": " "}))
    refused("does not change title", curation.accept, revision, ED, "", Decision(declined={"title": "No."}))
    everything = {"note": "No.", "journal": "No."}
    refused("No field is left to accept", curation.accept, revision, ED, "", Decision(declined=everything))


def test_a_stale_look_decides_nothing():
    record = factories.publication(note="old")
    revision = proposal(record, ADA, note="new")
    seen = revision.changed_at
    proposal(record, ADA, journal="Cells")
    curation.accept(proposal(record, BEN, issue="3"), ED)

    refused("is at version 2 now; you looked at version 1", curation.accept, revision, ED, "", Decision(seen_version=1))
    refused("wrote on the proposal after you opened it", curation.accept, revision, ED, "", Decision(seen_change=seen))
    revision.refresh_from_db()
    curation.accept(revision, ED, "", Decision(seen_version=2, seen_change=revision.changed_at))


def test_a_person_s_second_proposal_goes_into_the_first():
    record = factories.publication(note="old", journal="Journal")
    first = proposal(record, ADA, note="new")
    curation.accept(proposal(record, BEN, issue="3"), ED)

    second = curation.propose(record, {"journal": "Cells"}, ADA, source="Its supplement", note="Both are sure.")

    assert (second.pk, second.base_version, second.status) == (first.pk, 2, "open")
    assert {change["field"]: change["new"] for change in second.changes} == {"note": "new", "journal": "Cells"}
    assert second.source == "The paper, Table 1\nIts supplement"
    curation.accept(second, ED)
    record.refresh_from_db()
    assert (record.note, record.journal, record.issue) == ("new", "Cells", "3")


def test_taking_everything_back_by_a_second_proposal_is_pointed_elsewhere():
    record = factories.publication(note="old")
    proposal(record, ADA, note="new")

    refused("To take your open revision back, decline it.", proposal, record, ADA, note="old")


def test_the_event_of_an_acceptance_carries_the_change_s_number():
    record = factories.publication()
    curation.accept(proposal(record, ADA, note="x"), EVE, "Right.")

    event = ReviewEvent.objects.of_record(record.accession).last()
    assert (event.verb, event.actor, event.note, event.n) == (Verb.ACCEPT, EVE.code, "Right.", n_now())
