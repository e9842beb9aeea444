"""Change sets: what one sitting made is submitted together and published together, all or nothing."""

import pytest

from tests import factories
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, CLEO, ED, EVE
from trials import curation
from trials.choices import RecordStatus, Verb
from trials.curation import Actor, Decision
from trials.models import ChangeSet, RecordVersion, ReviewEvent

pytestmark = pytest.mark.django_db


def sitting(*additions, author: Actor = ADA, title: str = "Kim 2021") -> ChangeSet:
    change_set = curation.begin_set(author, title)
    for addition in additions:
        curation.add_to_set(change_set, addition, author)
    return change_set


def paper() -> tuple[ChangeSet, dict]:
    """A sitting with a paper: a publication, a payload, two findings that rest on both, a change of a public trial."""
    trial = factories.trial()
    publication, payload = factories.publication("draft"), factories.payload("draft")
    first = factories.finding("draft", publication=publication, payloads=[payload])
    second = factories.finding("draft", publication=publication)
    change = curation.propose(trial, {"payloads": [payload.accession]}, ADA, "Kim 2021, Table 1")
    named = {"publication": publication, "payload": payload, "first": first, "second": second, "trial": trial}
    # What refers stands before what it refers to.
    change_set = sitting(change, first, second, payload, publication)
    return change_set, named | {"change": change}


def states(named: dict) -> dict[str, str]:
    for record in named.values():
        record.refresh_from_db()
    return {name: str(record.status) for name, record in named.items()}


def fresh(row):
    """As it stands in the database now."""
    row.refresh_from_db()
    return row


def test_a_sitting_is_submitted_and_published_together_under_one_number():
    change_set, named = paper()
    n = n_now()

    curation.submit_set(change_set, ADA, "The dose of Table 1 is per kilogram.")
    assert fresh(change_set).submitted_at
    assert change_set.note == "The dose of Table 1 is per kilogram."
    curation.publish_set(change_set, ED, "Thank you.")

    assert states(named) == {
        "publication": "published", "payload": "published", "first": "published", "second": "published",
        "trial": "published", "change": "accepted",
    }  # fmt: skip
    assert [target.accession for target in named["trial"].payloads.all()] == [named["payload"].accession]
    assert n_now() == n + 1
    events = list(ReviewEvent.objects.filter(n=n + 1).values_list("verb", "accession", "actor", "note"))
    assert len(events) == len({accession for _, accession, _, _ in events}) == 5
    assert {verb for verb, *_ in events} == {Verb.PUBLISH, Verb.ACCEPT}
    assert {(actor, note) for *_, actor, note in events} == {("person:ed", "Thank you.")}
    assert RecordVersion.objects.filter(n_from=n + 1, n_to=None, review_basis="two_people").count() == 5
    assert fresh(change_set).closed_at


def test_new_records_become_public_in_the_order_of_their_references_then_the_changes():
    change_set, named = paper()

    order = [item.accession for item in curation.in_order(curation.items_of(change_set))]

    place = {name: order.index(record.accession) for name, record in named.items() if name != "change"}
    assert max(place["publication"], place["payload"]) < place["first"]
    assert place["publication"] < place["second"]
    assert place["trial"] == 4


def test_an_obstacle_names_its_record_and_field_and_nothing_is_submitted():
    change_set, named = paper()
    bare = factories.finding("draft", publication=named["publication"], locator="", read_depth="")
    curation.add_to_set(change_set, bare, ADA)

    refusal = refused(f"{bare.accession}: It is not complete yet.", curation.submit_set, change_set, ADA)

    assert "locator: Say where in the source it stands." in str(refusal)
    assert "read_depth: Say how much of the source was read." in str(refusal)
    assert list(refusal.refused) == [bare.accession]
    assert fresh(change_set).submitted_at is None


def test_one_refusal_names_all_that_is_incomplete():
    first, second = factories.finding("draft", locator=""), factories.payload("draft", molecule_class="")

    refusal = refused("Nothing was submitted.", curation.submit_set, sitting(first, second), ADA)

    assert list(refusal.refused) == [first.accession, second.accession]


def test_a_reference_to_a_draft_outside_the_set_is_named():
    outside = factories.payload("draft")
    finding = factories.finding("draft", payloads=[outside])
    change_set = sitting(finding)

    refused(f"payloads: {outside.accession} is not public (Draft)", curation.submit_set, change_set, ADA)

    curation.submit(outside, ADA)
    curation.submit_set(change_set, ADA)
    refused(f"{outside.accession} is not public (Submitted)", curation.publish_set, change_set, ED)


def test_an_obstacle_in_the_middle_leaves_everything_as_it_was():
    change_set, named = paper()
    curation.submit_set(change_set, ADA)
    curation.return_(fresh(named["payload"]), ED, "Which gene?")

    refusal = refused("Nothing was published.", curation.publish_set, change_set, ED)

    payload = named["payload"].accession
    assert f"{named['first'].accession}: It cannot become public yet. payloads: {payload} is not public" in str(refusal)
    assert {named["first"].accession, named["trial"].accession} == set(refusal.refused)
    assert states(named) | {"trial": ""} == {
        "publication": "submitted", "payload": "returned", "first": "submitted", "second": "submitted", "trial": "",
        "change": "open",
    }  # fmt: skip


def test_one_item_is_returned_with_a_note_while_the_rest_goes_on():
    change_set, named = paper()
    curation.submit_set(change_set, ADA)

    curation.return_(fresh(named["second"]), ED, "Which figure?")
    curation.publish_set(change_set, ED)
    assert states(named)["second"] == "returned"
    assert named["first"].is_public
    assert fresh(change_set).closed_at is None, "its author has one to mend"
    refused("Nothing in this set waits for an editor now.", curation.publish_set, change_set, ED)

    curation.edit(named["second"], {"locator": "Figure 2"}, ADA)
    curation.submit_set(change_set, ADA)
    curation.publish_set(change_set, ED)
    assert states(named)["second"] == "published"
    assert fresh(change_set).closed_at


def test_a_mended_item_may_go_its_way_alone_and_the_set_closes_with_it():
    change_set, named = paper()
    curation.submit_set(change_set, ADA)
    curation.return_(fresh(named["second"]), ED, "Which figure?")
    curation.publish_set(change_set, ED)

    curation.edit(named["second"], {"locator": "Figure 2"}, ADA)
    curation.submit(named["second"], ADA)
    curation.publish(named["second"], EVE)

    assert fresh(change_set).closed_at


def test_a_set_closes_when_its_last_open_change_is_declined():
    record = factories.publication()
    change = curation.propose(record, {"journal": "Cells"}, ADA, "Title page")
    change_set = sitting(change)
    curation.submit_set(change_set, ADA)

    curation.decline(change, ED, "It was another journal.")

    assert fresh(change_set).closed_at


def test_a_set_closes_when_the_record_of_its_last_change_is_withdrawn():
    record = factories.publication()
    change_set = sitting(curation.propose(record, {"journal": "Cells"}, ADA, "Title page"))
    curation.submit_set(change_set, ADA)

    curation.withdraw(record, ED, "Entered twice.")

    assert fresh(change_set).closed_at


def test_a_circle_of_references_is_refused_with_a_way_out():
    first, second = factories.publication("draft"), factories.publication("draft")
    curation.edit(first, {"comments_on": second.accession}, ADA)
    curation.edit(second, {"comments_on": first.accession}, ADA)
    change_set = sitting(first, second)

    for verb, actor in ((curation.submit_set, ADA), (curation.publish_set, ED)):
        refusal = refused("They refer to each other in a circle", verb, change_set, actor)
        assert f"{first.accession} → {second.accession} → {first.accession}" in str(refusal)
        assert "propose it as a change once the records are public" in str(refusal)
        for record in (first, second):
            curation.submit(record, ADA) if record.status == RecordStatus.DRAFT else None
        ChangeSet.objects.update(submitted_at="2026-01-01T00:00Z")


def test_nobody_publishes_a_set_with_their_own_work_in_it():
    hers, his = factories.publication("draft"), factories.publication("draft")
    curation.edit(his, {"note": "x"}, ED)
    change_set = sitting(hers, his)
    curation.submit_set(change_set, ADA)

    refused(f"Nobody decides on their own work ({his.accession})", curation.publish_set, change_set, ED)
    refused("Only an editor may do this.", curation.publish_set, change_set, BEN)
    unstated = Actor("person:eve", is_curator=True, is_editor=True)
    refused("State your interests first", curation.publish_set, change_set, unstated)

    curation.publish_set(change_set, EVE)
    assert states({"hers": hers, "his": his}) == {"hers": "published", "his": "published"}


def test_a_single_person_publishes_a_set_where_the_installation_allows_it(settings):
    settings.MSCDB_SINGLE_PERSON = True
    record = factories.publication()
    change = curation.propose(record, {"journal": "Cells"}, ED, "Title page")
    new = factories._record(type(record), {"title": "Alone", "publication_type": "review"}, {}, "draft")
    curation.edit(new, {"note": "x"}, ED)
    change_set = sitting(change, new, author=ED)
    curation.submit_set(change_set, ED)

    curation.publish_set(change_set, ED)

    assert states({"new": new, "record": record}) == {"new": "published", "record": "published"}
    assert (new.review_basis, record.review_basis) == ("one_person", "one_person")


def test_changes_in_a_set_are_decided_field_by_field():
    record = factories.publication(journal="Journal", note="old")
    change_set = sitting(curation.propose(record, {"journal": "Cells", "note": "new"}, ADA, "Title page"))
    curation.submit_set(change_set, ADA)

    refused(
        "No change of MSCL999999 waits in this set.", curation.publish_set, change_set, ED, "",
        {"MSCL999999": Decision()},
    )  # fmt: skip
    curation.publish_set(change_set, ED, "", {record.accession: Decision(declined={"note": "Not in the paper."})})

    record.refresh_from_db()
    assert (record.journal, record.note) == ("Cells", "old")


def test_what_came_in_after_the_editor_looked_is_not_published_unseen():
    record, late = factories.publication("draft"), factories.publication("draft")
    change_set = sitting(record)
    curation.submit_set(change_set, ADA)
    seen = {item.stamp for item in curation.items_of(change_set)}
    curation.add_to_set(change_set, late, ADA)
    curation.submit_set(change_set, ADA)

    refused(f"{late.accession} came in or was changed", curation.publish_set, change_set, ED, seen=seen)

    curation.return_(fresh(record), ED, "Say more.")
    curation.edit(record, {"note": "More."}, ADA)
    curation.submit(record, ADA)
    refused(f"{record.accession}, {late.accession} came in", curation.publish_set, change_set, ED, seen=seen)
    seen = {item.stamp for item in curation.items_of(change_set)}
    curation.publish_set(change_set, ED, seen=seen)


def test_a_set_that_is_not_submitted_is_not_published_and_an_empty_one_not_submitted():
    change_set = sitting()
    refused("There is nothing in this set to submit", curation.submit_set, change_set, ADA)
    refused("This set is not submitted yet", curation.publish_set, change_set, ED)

    curation.add_to_set(change_set, factories.publication("draft"), ADA)
    curation.submit_set(change_set, ADA)
    refused("There is nothing in this set to submit", curation.submit_set, change_set, ADA)
    curation.publish_set(change_set, ED)
    refused("Everything in this set is decided on already.", curation.publish_set, change_set, EVE)
    refused("is finished; begin another one", curation.submit_set, change_set, ADA)


def test_a_set_keeps_its_place_in_the_queue_while_something_of_it_waits():
    record, returned = factories.publication("draft"), factories.publication("draft")
    change_set = sitting(record, returned)
    curation.submit_set(change_set, ADA)
    since = fresh(change_set).submitted_at
    curation.return_(fresh(returned), ED, "Say more.")

    curation.submit_set(change_set, ADA)

    assert fresh(change_set).submitted_at == since


@pytest.mark.parametrize("actor", [CLEO, Actor("")])
def test_an_outsider_begins_no_set(actor):
    refused("Only curators and editors may do this.", curation.begin_set, actor, "Kim 2021")
