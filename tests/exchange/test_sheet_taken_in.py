"""A sheet taken in: drafts and proposals, all of them or none; the same sheet once more says nothing new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.exchange.sheeting import Sheet, errors, only, outcomes
from tests.factories import ADA, BEN, ED
from trials import curation
from trials.choices import Verb
from trials.curation import housekeeping
from trials.document import PUBLICATION
from trials.exchange import sheets
from trials.models import Finding, Publication, RecordVersion, ReviewEvent, Revision, SheetRow, SheetUpload

pytestmark = pytest.mark.django_db


def new(*titles: str) -> Sheet:
    sheet = Sheet.with_columns(PUBLICATION, "accession", "version", "title", "doi", "note")
    for title in titles:
        sheet.add(title=title)
    return sheet


def changed(record: Publication, **cells: str) -> Sheet:
    return Sheet.of(Publication.objects.filter(pk=record.pk)).put(record.accession, **cells)


def test_new_rows_become_drafts_of_the_person_with_an_event_each():
    upload = new("One", "Two").taken_in()

    drafts = Publication.objects.in_order()
    assert [(draft.title, draft.status, draft.created_by) for draft in drafts] == [
        ("One", "draft", ADA.code),
        ("Two", "draft", ADA.code),
    ]
    assert [row.accession for row in upload.rows.all()] == [draft.accession for draft in drafts]
    events = ReviewEvent.objects.filter(verb=Verb.CREATE)
    assert {(event.accession, event.actor) for event in events} == {(draft.accession, ADA.code) for draft in drafts}


def test_a_public_record_is_proposed_to_be_changed_with_source_and_note():
    record = factories.publication()
    changed(record, year="2021").taken_in()

    revision = Revision.objects.get()
    assert revision.changes == [{"field": "year", "old": 2020, "new": 2021}]
    assert (revision.source, revision.note) == ("doi:10.1000/source, Table 2", "From the table.")
    assert revision.author == ADA.code
    record.refresh_from_db()
    assert (record.year, record.version, RecordVersion.objects.count()) == (2020, 1, 1)


def test_a_sheet_goes_into_the_open_revision_of_the_person():
    record = factories.publication()
    curation.propose(record, {"journal": "Cells"}, ADA, "Title page")
    sheet = changed(record, year="2021")

    sheet.taken_in()

    assert {each["field"]: each["new"] for each in Revision.objects.get().changes} == {"journal": "Cells", "year": 2021}
    assert outcomes(sheet.sent_in()) == {"same": 1}


def test_an_own_draft_is_edited():
    record = factories.publication("draft")
    changed(record, year="2021").taken_in()

    record.refresh_from_db()
    assert (record.year, record.status, record.title) == (2021, "draft", record.title)
    assert not Revision.objects.exists()


def test_the_same_sheet_once_more_says_nothing_new():
    record, draft = factories.publication(), factories.publication("draft")
    sheet = Sheet.of(Publication.objects.all()).put(record.accession, year="2021").put(draft.accession, year="1999")
    sheet.add(title="New")
    sheet.taken_in()

    again = sheet.sent_in()

    assert outcomes(again) == {"same": 3}
    with pytest.raises(curation.Refusal, match="nothing new"):
        sheets.take_in(again, ADA)
    assert Publication.objects.count() == 3


def test_one_bad_row_among_many_and_nothing_is_written():
    sheet = new(*(f"Title {number}" for number in range(300)))
    sheet.rows[250][sheet.header.index("doi")] = "no doi"
    upload = sheet.sent_in()
    assert outcomes(upload) == {"create": 299, "error": 1}
    assert only(errors(upload))[:2] == (252, "doi")

    with pytest.raises(curation.Refusal, match="Rows with errors: 1"):
        sheets.take_in(upload, ADA)
    assert (Publication.objects.count(), ReviewEvent.objects.count()) == (0, 0)


def test_a_row_that_is_refused_only_by_the_base_is_pointed_at_and_nothing_is_written():
    sheet = new("One", "Two", "Three")
    for row in sheet.rows[1:]:
        row[sheet.header.index("doi")] = "10.1000/twice"
    upload = sheet.sent_in()
    assert outcomes(upload) == {"create": 3}

    with pytest.raises(curation.Refusal, match="Nothing was taken in. Row 4: "):
        sheets.take_in(upload, ADA)

    assert (Publication.objects.count(), ReviewEvent.objects.count()) == (0, 0)
    assert only(errors(upload))[0] == 4
    upload.refresh_from_db()
    assert not upload.is_taken_in


def test_of_many_proposed_changes_the_one_that_is_refused_is_pointed_at_and_none_is_made():
    """The text is marked after the check: only the verb knows."""
    source, other = factories.publication(), factories.publication()
    findings = [factories.finding(publication=source) for _ in range(3)]
    sheet = Sheet.of(Finding.objects.all())
    for finding in findings:
        sheet.put(finding.accession, note="Read again.")
    sheet.put(findings[1].accession, publication=other.accession)
    upload = sheet.sent_in()
    factories.marked(other)

    with pytest.raises(curation.Refusal, match=rf"Row 3: .*{other.accession} was retracted"):
        sheets.take_in(upload, ADA)

    assert not Revision.objects.exists()
    assert list(errors(upload)) == [3]


def test_many_proposed_changes_take_as_many_questions_as_few():
    asked = []
    for many in (3, 12):
        Publication.objects.all().update(status="withdrawn", withdrawn_reason="Wrong.", updated_at=timezone.now())
        records = [factories.publication() for _ in range(many)]
        sheet = Sheet.of(Publication.objects.with_accessions(record.accession for record in records))
        for record in records:
            sheet.put(record.accession, note="Read again.")
        upload = sheet.sent_in()
        with CaptureQueriesContext(connection) as queries:
            sheets.take_in(upload, ADA)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_what_was_changed_after_the_check_is_checked_again():
    record = factories.publication()
    upload = changed(record, year="2021").sent_in()
    curation.accept(curation.propose(record, {"year": 2022}, BEN, "A page"), ED)

    with pytest.raises(curation.Refusal, match="Check it again"):
        sheets.take_in(upload, ADA)

    assert outcomes(upload) == {"unchecked": 1}
    sheets.check_some(upload, ADA, 600)
    assert "it was “2020” and is “2022” now" in only(errors(upload))[2]


def test_a_second_press_takes_nothing_in_twice():
    upload = new("One").taken_in()

    with pytest.raises(curation.Refusal, match="taken in already"):
        sheets.take_in(upload, ADA)
    assert Publication.objects.count() == 1


def test_nobody_takes_in_the_sheet_of_somebody_else_or_an_unchecked_one():
    with pytest.raises(curation.Refusal, match="not yours"):
        sheets.take_in(new("One").sent_in(), BEN)
    unchecked = sheets.receive(PUBLICATION, new("Two").data(), sheets.Cover("x.csv", "y"), ADA)
    with pytest.raises(curation.Refusal, match="Not all rows are checked"):
        sheets.take_in(unchecked, ADA)
    assert not Publication.objects.exists()


def test_a_check_that_was_broken_off_goes_on_where_it_was():
    upload = sheets.receive(PUBLICATION, new(*map(str, range(250))).data(), sheets.Cover("x.csv", "y"), ADA)

    left = sheets.check_some(upload, ADA, seconds=0)
    assert 0 < left < 250
    assert sheets.check_some(upload, ADA, seconds=600) == 0
    assert outcomes(upload) == {"create": 250}


def test_a_sheet_that_is_thrown_away_goes_with_its_rows():
    sheets.discard(new("One").sent_in())

    assert (SheetUpload.objects.count(), SheetRow.objects.count()) == (0, 0)


def test_a_sheet_that_was_taken_in_is_not_thrown_away():
    sheets.discard(new("One").taken_in())

    assert SheetUpload.objects.count() == 1


def test_sheets_that_nobody_took_in_are_forgotten_after_thirty_days():
    taken_in, _ = new("Taken").taken_in(), new("Left").sent_in()
    SheetUpload.objects.update(uploaded_at=F("uploaded_at") - timedelta(days=31))

    assert housekeeping.forget_sheets() == 1
    assert SheetUpload.objects.get() == taken_in
