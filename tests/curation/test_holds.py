"""A light hold on a review: half an hour, taken over by anyone, logged, released by the decision."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.curation.racing import Crowd, fresh, winner
from tests.curation.watching import refused
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.choices import Verb
from trials.models import Hold, ReviewEvent

pytestmark = pytest.mark.django_db


def takings(record) -> list[tuple[str, str]]:
    events = ReviewEvent.objects.of_record(record.accession)
    return [(event.actor, event.note) for event in events if event.verb == Verb.TAKE]


def test_a_review_is_taken_and_renewed_by_the_same_person_without_ado():
    record = factories.publication("submitted")

    first = curation.take(record, ED)
    assert curation.hold_on(record).actor == ED.code
    assert curation.take(record, ED).since > first.since
    assert takings(record) == [(ED.code, "")]


def test_while_somebody_has_it_nobody_else_decides():
    submitted, public = factories.publication("submitted"), factories.publication()
    proposal = curation.propose(public, {"note": "x"}, ADA, source="The paper")
    curation.take(submitted, ED)
    curation.take(public, ED)

    sentence = "person:ed took MSC"
    refused(sentence, curation.publish, submitted, EVE)
    refused(sentence, curation.return_, submitted, EVE, "Say more.")
    refused(sentence, curation.accept, proposal, EVE)
    refused("Take it over first, then decide.", curation.decline, proposal, EVE, "No.")


def test_it_is_taken_over_by_who_saw_it_and_that_is_logged():
    record = factories.publication("submitted")
    curation.take(record, ED)

    refused("person:ed took", curation.take, record, EVE)
    curation.take(record, EVE, over=ED.code)

    assert takings(record) == [(ED.code, ""), (EVE.code, "Taken over from person:ed.")]
    curation.publish(record, EVE)
    assert not Hold.objects.exists()


def test_it_lapses_after_half_an_hour():
    record = factories.publication("submitted")
    curation.take(record, ED)
    Hold.objects.update(since=timezone.now() - timedelta(minutes=31))

    assert curation.hold_on(record) is None
    curation.return_(record, EVE, "Say more.")
    assert not Hold.objects.exists()


def test_who_takes_it_decides_and_lets_go():
    public = factories.publication()
    proposal = curation.propose(public, {"note": "x"}, ADA, source="The paper")
    curation.take(public, ED)
    curation.accept(proposal, ED)
    assert not Hold.objects.exists()

    proposal = curation.propose(public, {"note": "y"}, ADA, source="The paper")
    curation.take(public, ED)
    curation.decline(proposal, ED, "No.")
    assert not Hold.objects.exists()


def test_an_author_takes_a_proposal_back_although_an_editor_has_the_record():
    public = factories.publication()
    of_ada = curation.propose(public, {"note": "x"}, ADA, source="The paper")
    curation.propose(public, {"note": "y"}, BEN, source="The paper")
    curation.take(public, ED)

    curation.decline(of_ada, ADA, "A slip.")
    assert curation.hold_on(public).actor == ED.code


def test_only_who_may_decide_takes_it_and_only_where_something_waits():
    refused("Nothing waits for a decision", curation.take, factories.publication("draft"), EVE)
    refused("Only an editor may do this.", curation.take, factories.publication("submitted"), BEN)
    refused("Nothing waits for a decision", curation.take, factories.publication(), ED)

    public = factories.publication()
    curation.propose(public, {"note": "x"}, ED, source="The paper")
    refused("Nobody decides on their own work", curation.take, public, ED)
    curation.take(public, EVE)


def test_alone_in_an_installation_one_takes_ones_own(settings):
    settings.MSCDB_SINGLE_PERSON = True
    public = factories.publication()
    curation.propose(public, {"note": "x"}, ED, source="The paper")

    assert curation.take(public, ED).actor == ED.code


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_in_the_same_second_one_gets_it():
    with Crowd(2) as crowd:
        for _ in range(20):
            record = factories.publication("submitted")
            mine, yours = fresh(record), fresh(record)

            refusals = crowd.together(lambda r=mine: curation.take(r, ED), lambda r=yours: curation.take(r, EVE))

            assert curation.hold_on(record).actor == winner(*refusals, (ED.code, EVE.code))
            assert len(takings(record)) == 1


def submitted_set():
    publication = factories.publication("draft")
    finding, public = factories.finding("draft", publication=publication), factories.publication()
    change = curation.propose(public, {"note": "x"}, ADA, source="The paper")
    change_set = curation.begin_set(ADA, "Kim 2021")
    for addition in (publication, finding, change):
        curation.add_to_set(change_set, addition, ADA)
    return curation.submit_set(change_set, ADA), [publication, finding, public]


def test_a_set_is_taken_as_a_whole_taken_over_and_let_go_by_its_publication():
    change_set, records = submitted_set()

    assert len(curation.take_set(change_set, ED)) == 3
    assert {curation.hold_on(record).actor for record in records} == {ED.code}
    refused("person:ed took", curation.take_set, change_set, EVE)
    refused("person:ed took", curation.publish_set, change_set, EVE)

    curation.take_set(change_set, EVE, over=[ED.code])

    for record in records:
        assert takings(record) == [(ED.code, ""), (EVE.code, "Taken over from person:ed.")]
    curation.publish_set(change_set, EVE)
    assert not Hold.objects.exists()


def test_a_set_is_taken_by_who_may_decide_on_all_of_it_once_it_is_submitted():
    being_written = curation.begin_set(ADA, "Kim 2021")
    curation.add_to_set(being_written, factories.publication("draft"), ADA)
    change_set, records = submitted_set()

    refused("Nothing in this set waits for an editor now.", curation.take_set, being_written, ED)
    refused("Only an editor may do this.", curation.take_set, change_set, BEN)
    curation.take(records[1], ED)
    refused("person:ed took MSCF", curation.take_set, change_set, EVE)
    assert Hold.objects.get().accession == records[1].accession
