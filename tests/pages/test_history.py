"""The history at the foot of a record: what, when, which version, on whose review; nothing that was never public."""

import pytest

from tests import factories
from tests.admin.people import account
from tests.curation.requesting import merged, restored, withdrawn
from tests.factories import ADA, BEN, ED, EVE
from tests.pages.reading import text_of
from trials import curation
from trials.curation import people
from trials.history import MOST, history_of
from trials.models import CuratedRecord, ReviewEvent

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def history(client, record: CuratedRecord) -> str:
    return text_of(client, record).split("History of this record", 1)[1]


def changed(record: CuratedRecord, by=BEN, accepted_by=EVE, **fields: object) -> CuratedRecord:
    return curation.accept(curation.propose(record, fields, by, "Page 1", "A private note"), accepted_by, "Agreed")


def test_the_page_of_every_kind_ends_with_its_history(client):
    node, payload = factories.cancer_type(), factories.payload()
    finding = factories.finding(cancer_types=[node], payloads=[payload], scope="cancer_types")
    for record in (node, payload, factories.trial(), finding.publication, finding):
        said = history(client, record)
        assert "Version 1" in said
        assert ": New. Reviewed by two people." in said


def test_each_version_says_what_changed_and_on_whose_review(client):
    record = factories.publication(journal="Cell")
    changed(record, journal="Cells", pages="1-9", doi="10.1000/x")
    curation.confirm(record, ED, "Compared with the PDF")

    said = history(client, record)
    assert "Version 3" in said
    assert ": Checked against the source. Reviewed by two people." in said
    assert ": Changed in journal, pages and DOI. Reviewed by two people." in said
    assert said.index("Version 3") < said.index("Version 2") < said.index("Version 1")


def test_a_change_accepted_by_its_author_is_not_said_to_be_reviewed(client, settings):
    settings.MSCDB_SINGLE_PERSON = True
    record = factories.publication()
    changed(record, by=EVE, journal="Cells")
    assert ": Changed in journal. Not independently reviewed." in history(client, record)


def test_a_declined_field_an_open_proposal_and_notes_never_show(client):
    record = factories.publication(journal="Cell", volume="1")
    revision = curation.propose(record, {"journal": "Cells", "volume": "2"}, BEN, "Page 1", "A private note")
    curation.accept(revision, EVE, "Agreed in private", curation.Decision(declined={"volume": "It is 1"}))
    curation.propose(record, {"issue": "7"}, ADA, "Sentinel source")

    said = history(client, record)
    assert "Changed in journal." in said
    for word in ("volume", "issue", "private", "Sentinel", "It is 1", "Page 1", "person:"):
        assert word not in said


def test_why_a_record_went_and_came_back_is_told(client):
    record = factories.finding()
    withdrawn(record)
    restored(record)
    said = history(client, record)
    assert ": Withdrawn. Wrong." in said
    assert "Version 2" in said
    assert ": Public again. Reviewed by two people. It was right." in said


def test_a_merger_shows_on_the_record_that_stays_and_a_retraction_on_the_finding(client):
    stays, loser = factories.publication(), factories.publication(doi="10.1000/twice")
    finding = factories.finding(publication=loser)
    merged(loser, stays, {finding.accession: "repoint"})
    assert "Changed in DOI." in history(client, stays)
    assert "Changed in publication." in history(client, finding)

    factories.marked(stays)
    assert f": Retraction of its source. {stays.accession} was retracted." in history(client, finding)
    assert ": Retraction status marked. Not independently reviewed. Retracted. Source" in history(client, stays)


def test_only_those_who_want_it_are_named(client):
    record = factories.publication()
    for name in ("ada", "ben", "ed", "eve"):
        account(name, "Curator")
    changed(record, journal="Cells")
    people.set_profile(BEN, people.Profile("Ben Bitdiddle", "", True))
    said = history(client, record)
    assert "Reviewed by two people; written by Ben Bitdiddle." in said
    assert said.count("written by") == 1


def test_all_but_a_handful_is_folded_away(client):
    record = factories.publication()
    for number in range(5):
        changed(record, volume=str(number))
    assert "2 earlier" in history(client, record)


def test_a_long_history_is_cut_and_costs_no_more_than_a_short_one(client, django_assert_num_queries):
    record = changed(factories.publication(), journal="Cells")
    account("ben", "Curator")
    with django_assert_num_queries(3):
        history_of(record)
    for number in range(2):
        changed(record, volume=str(number))
    first = ReviewEvent.objects.public_of(record.accession).last()
    ReviewEvent.objects.bulk_create(
        ReviewEvent(n=first.n, accession=record.accession, verb="retracted", actor="person:ben", at=first.at, version=1)
        for _ in range(MOST)
    )
    record.refresh_from_db()
    with django_assert_num_queries(3):
        told = history_of(record)
    assert (len(told.steps), told.goes_on) == (MOST, True)


def test_a_record_of_one_version_reads_no_document(django_assert_num_queries):
    record = factories.publication()
    with django_assert_num_queries(3) as captured:
        history_of(record)
    assert not any('"document"' in query["sql"] for query in captured.captured_queries)


def test_an_open_request_for_a_merger_shows_nothing(client):
    record, other = factories.publication(), factories.publication()
    curation.ask("merge", record, BEN, "Sentinel reason", other.accession)
    assert "Sentinel" not in history(client, record)
    assert "Merged" not in history(client, other)
