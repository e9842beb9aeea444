"""The reading queue: what enters it, who takes it, what is left out and why, and how far a paper was curated."""

import pytest

from tests import factories
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, CLEO, ED
from trials.curation import Refusal, reading
from trials.models import DataVersion, ReadingItem

pytestmark = pytest.mark.django_db

UNREAD = "10.1000/unread"


def paper(identifier: str = UNREAD) -> ReadingItem:
    return reading.add_reading("doi", identifier, "", "search", "Cited often", ADA)


def test_an_identifier_enters_the_queue_in_its_one_spelling():
    item = reading.add_reading("doi", "https://doi.org/10.1000/UNREAD", "  A  paper ", "search", " Cited often ", ADA)

    assert (item.scheme, item.identifier, item.title, item.comment) == ("doi", UNREAD, "A paper", "Cited often")
    assert item.state == "to_read"


def test_what_has_no_number_enters_by_its_title():
    item = reading.add_reading("", "", "A poster", "", "", ADA)

    assert (item.identifier, str(item), item.origin) == ("", "A poster", ADA.code)


def test_what_a_record_has_already_is_said_with_its_accession():
    publication, trial = factories.publication(doi=UNREAD), factories.trial(status="draft")
    number = trial.identifiers.get().identifier

    refused(f"{publication.accession} (published) has DOI {UNREAD} already", paper)
    refused(f"{trial.accession} (draft) has", reading.add_reading, "nct", number, "", "", "", ADA)


def test_what_stands_in_the_queue_is_said_with_the_reason_it_was_left_out():
    item = paper()
    refused("stands in the reading queue already (to read)", paper)

    reading.exclude(item, "No cancer in it.", BEN)
    refused("(excluded: No cancer in it.)", paper)


def test_what_is_no_identifier_is_refused_with_the_way_out():
    refused("10.1000/x y", reading.add_reading, "doi", "10.1000/x y", "", "", "", ADA)
    refused("Leave it out and give the title.", reading.add_reading, "", "hello", "", "", "", ADA)
    refused("longer than any identifier", reading.add_reading, "doi", f"10.1000/{'x' * 200}", "", "", "", ADA)
    refused("Give an identifier, or the title", reading.add_reading, "", " ", " ", "", "", ADA)


def test_only_curators_have_a_reading_queue():
    item = paper()
    for verb, arguments in (
        (reading.add_reading, ("", "", "A title", "", "", CLEO)),
        (reading.assign, (item, CLEO)),
        (reading.release_reading, (item, CLEO)),
        (reading.exclude, (item, "Because.", CLEO)),
        (reading.mark_curated, (item, "whole", CLEO)),
        (reading.reopen, (item, CLEO)),
        (reading.record_depth, (factories.publication(), "whole", CLEO)),
    ):
        refused("Only curators and editors may do this.", verb, *arguments)


def test_of_two_who_take_the_same_paper_one_gets_it():
    item = paper()
    in_the_other_tab = ReadingItem.objects.get(pk=item.pk)

    reading.assign(item, ADA)
    refused(f"assigned to {ADA.code} now; somebody else was quicker", reading.assign, in_the_other_tab, BEN)

    assert reading.assign(item, ADA).assigned_to == ADA.code  # a second click changes nothing


def test_the_reader_gives_it_back_and_so_may_an_editor():
    item = reading.assign(paper(), ADA)
    refused(f"{ADA.code} reads it", reading.release_reading, item, BEN)
    refused(f"{ADA.code} reads it", reading.exclude, item, "Because.", BEN)
    refused(f"{ADA.code} reads it", reading.mark_curated, item, "whole", BEN)

    assert reading.release_reading(item, ED).state == "to_read"
    assert reading.assign(item, BEN).assigned_to == BEN.code


def test_what_is_left_out_says_why_and_may_come_back():
    item = paper()
    refused("Say why it is excluded.", reading.exclude, item, " ", ADA)

    reading.exclude(item, "No cancer in it.", ADA)
    again = reading.reopen(item, BEN)

    assert (again.state, again.reason) == ("to_read", "No cancer in it.")
    refused("is to read now", reading.reopen, again, BEN)


def test_what_is_curated_says_how_far_by_whom_and_in_which_record():
    item = paper()
    refused(f"No record has DOI {UNREAD} yet", reading.mark_curated, item, "abstract", ADA)
    refused("Choose how far", reading.mark_curated, item, "not_yet", ADA)
    refused("no publication and no trial", reading.mark_curated, item, "whole", ADA, factories.payload().accession)
    gone = factories.publication(status="withdrawn")
    refused("is withdrawn", reading.mark_curated, item, "whole", ADA, gone.accession)

    publication = factories.publication(doi=UNREAD)
    done = reading.mark_curated(item, "abstract", ADA)

    assert (done.state, done.depth, done.curated_by) == ("curated", "abstract", ADA.code)
    assert done.accession == publication.accession
    further = reading.mark_curated(reading.reopen(done, BEN), "whole", BEN)
    assert (further.depth, further.curated_by) == ("whole", BEN.code)


def test_a_publication_says_how_far_it_was_curated_and_enters_the_queue_by_that():
    publication = factories.publication(pmid="99999991")

    item = reading.record_depth(publication, "tables", ADA)

    assert (item.scheme, item.identifier, item.accession) == ("pmid", "99999991", publication.accession)
    assert reading.record_depth(publication, "whole", BEN).pk == item.pk
    assert ReadingItem.objects.get().depth == "whole"


def test_a_publication_takes_up_what_stood_in_the_queue_before_it():
    waiting = reading.exclude(paper(), "Not to be had.", ADA)
    publication = factories.publication(doi=UNREAD)

    item = reading.record_depth(publication, "whole", ADA)

    assert (item.pk, item.state) == (waiting.pk, "curated")


def test_pages_are_asked_for_anew_and_no_number_is_spent():
    publication, n = factories.publication(), n_now()
    before = DataVersion.objects.get().stamp

    reading.record_depth(publication, "whole", ADA)

    assert n_now() == n
    assert DataVersion.objects.get().stamp != before


def test_a_refusal_within_saying_how_far_leaves_nothing_behind():
    publication = factories.publication()
    with pytest.raises(Refusal):
        reading.record_depth(publication, "", ADA)
    assert not ReadingItem.objects.exists()
