"""Which events a person is told of, and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.admin.people import account
from tests.factories import ADA, BEN, ED, EVE, IDA
from trials import curation, notices
from trials.choices import NoticeKind
from trials.curation import Actor, people
from trials.document import to_document, whole
from trials.models import ChangeSet, EditorialRequest, Person, ReviewEvent, Trial

pytestmark = pytest.mark.django_db


def person(actor: Actor) -> Person:
    code = actor.code.removeprefix("person:")
    return Person.objects.filter(code=code).first() or account(code).person


def told(actor: Actor, **options) -> list[tuple[str, str, str]]:
    """(verb, kind, why) of the notices of a person, the first first."""
    found = notices.notices_of(person(actor), actor, **options)
    return [(notice.event.verb, notice.kind, notice.why) for notice in reversed(found)]


def test_an_author_is_told_of_decisions_on_a_draft():
    factories.publication(status="returned")
    factories.publication()

    assert told(ADA) == [
        ("return", NoticeKind.DECIDED, "because you wrote it"),
        ("publish", NoticeKind.DECIDED, "because you wrote it"),
    ]
    assert told(BEN) == []


def test_a_proposer_is_told_what_became_of_it_and_the_others_of_the_change():
    record = factories.publication()
    curation.accept(curation.propose(record, {"journal": "Cells"}, BEN, "Title page"), EVE)
    curation.decline(curation.propose(record, {"journal": "Nature"}, BEN, "Hearsay"), EVE, "No.")

    assert told(BEN) == [
        ("accept", NoticeKind.DECIDED, "because you proposed the change"),
        ("decline", NoticeKind.DECIDED, "because you proposed the change"),
    ]
    assert told(ADA)[1:] == [("accept", NoticeKind.CHANGED, "because you wrote version 1")]
    assert told(ED) == [("accept", NoticeKind.CHANGED, "because you reviewed version 1")]


def test_who_wrote_a_finding_is_told_when_its_trial_changed_in_the_registry():
    finding = factories.finding(trial=factories.trial())
    record = whole(Trial, finding.trial.accession)
    changes = {"overall_status": "COMPLETED", "status_confirmed_on": "2026-09-01"}
    update = curation.RegistryUpdate(record, to_document(record), changes, "Its record", ("overall_status",))
    curation.follow_registry([update], "registry:clinicaltrials.gov", "command:sync_trials")

    assert told(ADA)[-1] == ("look_again", NoticeKind.CHANGED, "because you wrote version 1")
    assert told(ED)[-1] == ("look_again", NoticeKind.CHANGED, "because you reviewed version 1")


def test_an_editor_is_told_what_waits_until_it_is_decided():
    record = factories.publication(status="submitted")
    waiting = ("submit", NoticeKind.WAITING, "because you may decide on it and somebody else wrote it")

    assert told(ED) == told(EVE) == [waiting]
    assert told(BEN) == told(ADA) == []
    curation.return_(record, EVE, "Say more.")
    assert told(ED) == []


def test_an_editor_is_not_told_of_own_work_and_open_proposals_wait_too():
    record = factories.publication()
    revision = curation.propose(record, {"journal": "Cells"}, EVE, "Title page")

    assert [verb for verb, _, _ in told(EVE)] == []
    assert told(ED) == [("propose", NoticeKind.WAITING, "because you may decide on it and somebody else proposed it")]
    curation.decline(revision, IDA, "No.")
    assert told(ED) == []


def test_what_was_asked_for_reaches_those_who_may_carry_it_out():
    record = factories.publication()
    now = timezone.now()
    EditorialRequest.objects.create(
        kind="merge", accession=record.accession, reason="Twice", requested_by=BEN.code, requested_at=now
    )
    ReviewEvent.objects.create(accession=record.accession, verb="ask", actor=BEN.code, at=now)

    assert [verb for verb, _, _ in told(IDA)] == ["ask"]
    assert [verb for verb, _, _ in told(EVE)] == []


@pytest.mark.parametrize(("verb", "kind"), [("flag", NoticeKind.READERS), ("retracted", NoticeKind.RETRACTION)])
def test_readers_and_retractions_reach_those_who_worked_on_the_record(verb, kind):
    record = factories.finding()
    ReviewEvent.objects.create(accession=record.accession, verb=verb, actor="reader", at=timezone.now(), n=None)

    assert told(ADA)[-1] == (verb, kind, "because you wrote version 1")
    assert told(ED)[-1] == (verb, kind, "because you reviewed version 1")
    assert told(BEN) == []


def test_what_was_read_is_not_new_and_a_kind_that_is_not_wanted_is_not_told():
    factories.publication(status="returned")
    ada = person(ADA)
    assert len(notices.unread_of(ada, ADA)) == 1

    people.mark_read(ada, ReviewEvent.objects.last().pk)
    ada.refresh_from_db()
    assert notices.unread_of(ada, ADA) == []
    assert [notice.is_new for notice in notices.notices_of(ada, ADA)] == [False]

    people.choose_notices(ada, {"changed"}, set())
    assert told(ADA) == []


def test_nothing_is_said_of_what_was_loaded_and_a_long_past_is_cut_short(django_assert_max_num_queries):
    record = factories.publication()
    at = timezone.now() - timedelta(days=1)
    ReviewEvent.objects.bulk_create(
        ReviewEvent(accession=record.accession, verb="confirm", actor=EVE.code, at=at, n=None) for _ in range(350)
    )
    ReviewEvent.objects.create(accession=record.accession, verb="load", actor="release:1", at=at)
    ada = person(ADA)

    with django_assert_max_num_queries(9):
        found = notices.unread_of(ada, ADA)
    assert len(found) == 100
    assert {notice.event.verb for notice in found} == {"confirm"}


def sitting(*additions) -> ChangeSet:
    change_set = curation.begin_set(ADA, "Kim 2021")
    for addition in additions:
        curation.add_to_set(change_set, addition, ADA)
    return change_set


def of_sets(actor: Actor) -> list[tuple[str, str, int]]:
    """(what was done, which set, how many items) of all notices of a person, the first first."""
    found = reversed(notices.notices_of(person(actor), actor))
    return [(notice.done, str(notice.change_set or ""), len(notice.items)) for notice in found]


def test_a_change_set_is_one_notice_when_handed_in_when_sent_back_and_when_public():
    public, publication = factories.publication(), factories.publication("draft")
    findings = [factories.finding("draft", publication=publication) for _ in range(2)]
    change = curation.propose(public, {"journal": "Cells"}, ADA, "Title page")
    change_set = sitting(publication, *findings, change)
    assert of_sets(EVE) == []

    curation.submit_set(change_set, ADA)
    assert of_sets(EVE) == [("Submitted", "Kim 2021", 4)]

    for finding in findings:
        finding.refresh_from_db()
        curation.return_(finding, ED, f"Mend {finding.accession}.")
    assert of_sets(ADA)[1:] == [("Sent back", "Kim 2021", 2)]
    (returned, *_) = notices.notices_of(person(ADA), ADA)
    assert {notice.event.note for notice in returned.items} == {f"Mend {each.accession}." for each in findings}

    change_set.refresh_from_db()
    curation.submit_set(change_set, ADA)
    curation.publish_set(change_set, ED, "Thank you.")
    (published, *_) = notices.notices_of(person(ADA), ADA)
    assert of_sets(ADA)[1:] == [("Sent back", "Kim 2021", 2), ("Published", "Kim 2021", 4)]
    assert (published.note, published.why) == ("Thank you.", "because you proposed the change")


def test_what_stands_alone_is_told_alone():
    sitting(factories.publication("draft"))
    factories.publication("submitted")

    assert of_sets(EVE) == [("Submitted", "", 0)]
