"""Change sets: what may be put into one, by whom, and how it leaves."""

import pytest

from tests import factories
from tests.curation.watching import refused
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.choices import RecordStatus
from trials.models import ChangeSet, ChangeSetItem

pytestmark = pytest.mark.django_db


def test_a_set_needs_a_title():
    refused("Give the change set a title", curation.begin_set, ADA, "  ")
    refused("The title has 201 characters", curation.begin_set, ADA, "x" * 201)

    change_set = curation.begin_set(ADA, " Kim\n2021 ", " With its supplement. ")
    assert (change_set.title, change_set.note, change_set.author) == ("Kim 2021", "With its supplement.", "person:ada")


def test_a_set_is_described_anew_by_its_author_or_an_editor():
    change_set = curation.begin_set(ADA, "Kim 2021")

    refused("Only the person who began a change set", curation.describe_set, change_set, BEN, "Mine")
    assert curation.describe_set(change_set, ADA, "Kim 2022", "New.").title == "Kim 2022"
    assert curation.describe_set(change_set, ED, "Kim 2023", "Newer.").note == "Newer."


def test_a_record_is_in_one_set_only():
    record = factories.publication("draft")
    first, second = curation.begin_set(ADA, "First"), curation.begin_set(ADA, "Second")
    item = curation.add_to_set(first, record, ADA)

    for change_set in (first, second):
        refused("is in the change set “First” already", curation.add_to_set, change_set, record, ADA)
    assert curation.set_with(record) == first

    curation.take_out_of_set(item, ADA)
    curation.add_to_set(second, record, ADA)
    assert curation.set_with(record) == second


def test_the_quicker_of_two_who_add_a_record_wins(monkeypatch):
    record = factories.publication("draft")
    first, second = curation.begin_set(ADA, "First"), curation.begin_set(ADA, "Second")
    curation.add_to_set(first, record, ADA)
    # As for somebody who looked before the other had put it there; the constraint still sees it.
    monkeypatch.setattr("trials.curation.change_sets.set_with", lambda held: None)

    refused("was put into a change set meanwhile", curation.add_to_set, second, record, ADA)


def test_a_proposal_is_in_one_set_only_and_one_for_each_record():
    record = factories.publication()
    hers = curation.propose(record, {"journal": "Cells"}, ADA, "Title page")
    his = curation.propose(record, {"note": "x"}, ED, "Title page")
    first, second = curation.begin_set(ADA, "First"), curation.begin_set(ADA, "Second")
    curation.add_to_set(first, hers, ADA)

    refused("is in the change set “First” already", curation.add_to_set, second, hers, ADA)
    refused("Another change of", curation.add_to_set, first, his, ED)
    assert curation.set_with(hers) == first


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_was_public_is_not_added_as_new(status):
    record, change_set = factories.publication(status), curation.begin_set(ADA, "Kim 2021")

    refused("Propose a change of it", curation.add_to_set, change_set, record, ADA)


def test_a_decided_proposal_is_not_added():
    record, change_set = factories.publication(), curation.begin_set(ADA, "Kim 2021")
    change = curation.propose(record, {"journal": "Cells"}, ADA, "Title page")
    curation.accept(change, ED)
    change.refresh_from_db()

    refused("Only open proposals are put into a change set.", curation.add_to_set, change_set, change, ADA)


def test_only_who_wrote_a_draft_or_an_editor_puts_it_into_a_set_of_theirs():
    hers = factories.publication("draft")
    of_ada, of_ben = curation.begin_set(ADA, "Hers"), curation.begin_set(BEN, "His")

    refused("Only the person who began a change set", curation.add_to_set, of_ada, hers, BEN)
    refused("Only somebody who wrote", curation.add_to_set, of_ben, hers, BEN)
    curation.add_to_set(of_ben, hers, ED)
    refused("Only the person who began a change set", curation.submit_set, of_ben, ADA)


def test_what_was_decided_on_stays_in_its_set():
    record, other = factories.publication("draft"), factories.publication("draft")
    change_set = curation.begin_set(ADA, "Kim 2021")
    item = curation.add_to_set(change_set, record, ADA)
    curation.add_to_set(change_set, other, ADA)
    curation.submit(record, ADA)
    curation.publish(record, ED)

    refused("it stays in the set as its history", curation.take_out_of_set, item, ADA)


def test_a_set_closes_when_the_last_that_waited_is_taken_out_of_it():
    record, other = factories.publication("draft"), factories.publication("draft")
    change_set = curation.begin_set(ADA, "Kim 2021")
    curation.add_to_set(change_set, record, ADA)
    item = curation.add_to_set(change_set, other, ADA)
    curation.submit_set(change_set, ADA)
    curation.publish(record, ED)

    assert curation.take_out_of_set(item, ED).closed_at
    other.refresh_from_db()
    assert other.status == RecordStatus.SUBMITTED
    refused("is finished; begin another one", curation.take_out_of_set, item, EVE)


def test_a_dissolved_set_lets_its_drafts_go_and_keeps_its_history():
    draft, public = factories.publication("draft"), factories.publication("draft")
    empty, full = curation.begin_set(ADA, "Empty"), curation.begin_set(ADA, "Full")
    for record in (draft, public):
        curation.add_to_set(full, record, ADA)
    curation.submit(public, ADA)
    curation.publish(public, ED)

    curation.dissolve_set(empty, ADA)
    curation.dissolve_set(full, ADA)

    assert list(ChangeSet.objects.values_list("title", flat=True)) == ["Full"]
    assert list(ChangeSetItem.objects.values_list("accession", flat=True)) == [public.accession]
    assert curation.set_with(draft) is None
    refused("dissolved meanwhile", curation.add_to_set, empty, draft, ADA)
    refused("dissolved meanwhile", curation.submit_set, empty, ADA)


def test_a_person_is_offered_what_they_wrote_and_stands_in_no_set():
    draft, submitted = factories.publication("draft"), factories.payload("submitted")
    held, public = factories.publication("draft"), factories.publication()
    change = curation.propose(public, {"journal": "Cells"}, ADA, "Title page")
    curation.add_to_set(curation.begin_set(ADA, "Kim 2021"), held, ADA)

    assert curation.addable(ADA) == [draft, submitted, change]
    assert curation.addable(BEN) == []
