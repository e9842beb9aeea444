"""Several people at one change set at once, in real threads: one outcome, no half state, no lost end."""

import pytest

from tests import factories
from tests.curation.racing import Crowd, numbers
from tests.factories import ADA, ED, EVE
from trials import curation
from trials.models import ChangeSet, DataVersion, Finding, Publication, RecordVersion, ReviewEvent, Revision

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 6


def paper() -> tuple[ChangeSet, Publication, Finding, Revision]:
    publication = factories.publication("draft")
    finding = factories.finding("draft", publication=publication)
    public = factories.publication()
    change = curation.propose(public, {"comments_on": publication.accession}, ADA, "Title page")
    change_set = curation.begin_set(ADA, "Kim 2021")
    for addition in (change, finding, publication):
        curation.add_to_set(change_set, addition, ADA)
    curation.submit_set(change_set, ADA)
    for row in (publication, finding):
        row.refresh_from_db()
    return change_set, publication, finding, change


def test_two_editors_publish_a_set_once():
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            change_set, publication, finding, _ = paper()
            before = DataVersion.objects.get().n

            refusals = crowd.together(
                lambda s=change_set: curation.publish_set(s, ED), lambda s=change_set: curation.publish_set(s, EVE)
            )

            assert sorted(refusals) == ["", "Everything in this set is decided on already."]
            assert DataVersion.objects.get().n == before + 1
            assert ReviewEvent.objects.filter(n=before + 1).count() == 3
            assert RecordVersion.objects.filter(n_from=before + 1).count() == 3
    assert sorted(set(numbers())) == list(range(1, DataVersion.objects.get().n + 1))


def test_a_set_is_published_whole_or_not_while_an_item_of_it_is_returned():
    won = {"publish": 0, "return": 0}
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            change_set, publication, finding, change = paper()

            of_publish, of_return = crowd.together(
                lambda s=change_set: curation.publish_set(s, ED),
                lambda p=publication: curation.return_(p, EVE, "Say more."),
            )

            assert bool(of_publish) != bool(of_return), (of_publish, of_return)
            won["return" if of_publish else "publish"] += 1
            for row in (publication, finding, change, change_set):
                row.refresh_from_db()
            if of_publish:
                assert [publication.status, finding.status, change.status] == ["returned", "submitted", "open"]
                assert change_set.closed_at is None
            else:
                assert [publication.status, finding.status, change.status] == ["published", "published", "accepted"]
                assert change_set.closed_at
    assert sum(won.values()) == ROUNDS


def test_a_set_is_published_or_its_change_declined_and_nobody_waits_for_ever():
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            change_set, publication, _, change = paper()

            of_publish, of_decline = crowd.together(
                lambda s=change_set: curation.publish_set(s, ED),
                lambda r=change: curation.decline(r, EVE, "Not so."),
            )

            change.refresh_from_db()
            publication.refresh_from_db()
            assert not (of_publish and of_decline), "one at least goes through"
            assert change.status == ("accepted" if of_decline else "declined")
            assert publication.is_public == (not of_publish)


def test_a_set_whose_last_two_items_are_decided_on_at_once_is_closed():
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            first, second = (
                curation.propose(factories.publication(), {"journal": "Cells"}, ADA, "Title page") for _ in range(2)
            )
            change_set = curation.begin_set(ADA, "Kim 2021")
            for change in (first, second):
                curation.add_to_set(change_set, change, ADA)
            curation.submit_set(change_set, ADA)

            refusals = crowd.together(
                lambda r=first: curation.decline(r, ED, "No."), lambda r=second: curation.accept(r, EVE)
            )

            assert refusals == ["", ""]
            change_set.refresh_from_db()
            assert change_set.closed_at


def test_a_record_is_put_into_one_of_two_sets():
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            record = factories.publication("draft")
            one, other = curation.begin_set(ADA, "One"), curation.begin_set(ADA, "Other")

            refusals = crowd.together(
                lambda s=one, r=record: curation.add_to_set(s, r, ADA),
                lambda s=other, r=record: curation.add_to_set(s, r, ADA),
            )

            assert sorted(map(bool, refusals)) == [False, True], refusals
            assert one.items.count() + other.items.count() == 1
