"""What a row of a sheet comes to: new, changed, the same, or an error that names column, value and remedy."""

import pytest

from tests import factories
from tests.exchange.sheeting import COVER, Sheet, errors, only, outcomes
from tests.factories import ADA, BEN, ED
from trials import curation
from trials.document import FINDING, PUBLICATION, SHAPES
from trials.exchange import sheets
from trials.models import Finding, Payload, Publication, RecordVersion

pytestmark = pytest.mark.django_db


def publications(*statuses: str) -> list[Publication]:
    """One in each of these states; a public one where none is named."""
    return [factories.publication(status) for status in statuses or ("published",)]


def sheet_of_all() -> Sheet:
    return Sheet.of(Publication.objects.all())


# New rows


def test_a_row_without_accession_is_a_new_draft():
    upload = Sheet.with_columns(PUBLICATION, "accession", "title", "year").add(title="New", year="2020").sent_in()

    row = upload.rows.get()
    assert row.outcome == "create"
    assert [(each["field"], each["new"]) for each in row.changes] == [("title", "New"), ("year", 2020)]


def test_lists_take_the_usual_signs_and_owned_names_a_list():
    sheet = Sheet.with_columns(PUBLICATION, "accession", "title", "authors", "keyword")
    upload = sheet.add(title="New", authors="Doe J | Ørsted Å", keyword="MSC | exosomes, loaded").sent_in()

    changes = {each["field"]: each["new"] for each in upload.rows.get().changes}
    assert changes["keyword"] == ["MSC", "exosomes, loaded"]
    assert changes["authors"] == [{"position": 1, "name": "Doe J"}, {"position": 2, "name": "Ørsted Å"}]

    topics = Sheet.with_columns(FINDING, "accession", "statement", "topic").add(statement="New", topic="safety;relapse")
    assert topics.sent_in().rows.get().changes[-1]["new"] == ["relapse", "safety"]


def test_two_rows_that_say_the_same_are_pointed_at():
    sheet = Sheet.with_columns(PUBLICATION, "accession", "title").add(title="One").add(title="One")

    assert only(errors(sheet.sent_in())) == (3, "", "It says the same as row 2. Remove one of them.")


# Rows of records


def test_a_sheet_that_comes_back_unchanged_says_nothing_new():
    publications("published", "draft", "submitted", "returned")

    assert outcomes(sheet_of_all().sent_in()) == {"same": 4}


def test_only_the_edited_cell_is_a_change():
    [record] = publications()
    upload = sheet_of_all().put(record.accession, year="2021").sent_in()

    assert upload.rows.get().changes == [{"field": "year", "old": 2020, "new": 2021}]


def test_the_same_value_written_otherwise_is_no_change():
    record = factories.publication(doi="10.1000/abc", keyword=["a", "b"])
    upload = sheet_of_all().put(record.accession, doi="https://doi.org/10.1000/ABC", keyword="b | a", year="2020.0")

    assert outcomes(upload.sent_in()) == {"same": 1}


def test_a_sheet_may_leave_columns_out():
    [record] = publications()
    sheet = Sheet.with_columns(PUBLICATION, "accession", "version", "note")
    sheet.add(accession=record.accession, version="1", note="Seen again.")

    assert [each["field"] for each in sheet.sent_in().rows.get().changes] == ["note"]


def test_a_field_that_somebody_else_changed_meanwhile_stays_where_the_sheet_did_not_touch_it():
    [record] = publications()
    sheet = sheet_of_all().put(record.accession, note="Mine")
    curation.accept(curation.propose(record, {"year": 2022}, BEN, "A page"), ED)

    assert sheet.sent_in().rows.get().changes == [{"field": "note", "old": "", "new": "Mine"}]


def test_a_field_that_both_changed_is_an_error_that_names_the_three_values():
    [record] = publications()
    sheet = sheet_of_all().put(record.accession, year="2021")
    curation.accept(curation.propose(record, {"year": 2022}, BEN, "A page"), ED)

    number, column, sentence = only(errors(sheet.sent_in()))
    assert (number, column) == (2, "year")
    assert "it was “2020” and is “2022” now" in sentence


def refused(sheet: Sheet) -> str:
    """The one sentence, with the column before it."""
    _, column, sentence = only(errors(sheet.sent_in()))
    return f"{column}: {sentence}"


def test_what_may_not_be_changed_is_said_by_record():
    gone, submitted, others = publications("withdrawn", "submitted", "draft")
    sheet = Sheet.of(Publication.objects.filter(pk=gone.pk))
    assert "was withdrawn" in refused(sheet)
    sheet = Sheet.of(Publication.objects.filter(pk=submitted.pk)).put(submitted.accession, note="x")
    assert "waits for an editor" in refused(sheet)
    sheet = Sheet.of(Publication.objects.filter(pk=others.pk)).put(others.accession, note="x")
    assert "somebody else" in only(errors(sheet.sent_in(BEN)))[2]


def test_accessions_that_do_not_fit_are_errors():
    [record] = publications()
    twice = sheet_of_all()
    twice.rows.append(list(twice.rows[0]))
    assert f"{record.accession} stands in row 2 already" in refused(twice)

    other = Sheet.with_columns(PUBLICATION, "accession", "title")
    assert "There is no publication MSCF000001" in refused(other.add(accession="MSCF000001", title="x"))


@pytest.mark.parametrize(
    ("stamp", "words"),
    [("", "Say from which state"), ("7", "There is no such version"), ("draft 2026", "Download the sheet anew")],
)
def test_a_change_says_from_which_state_the_row_was_made(stamp, words):
    [record] = publications()

    assert words in refused(sheet_of_all().put(record.accession, version=stamp, note="x"))


def test_a_draft_that_was_saved_after_the_sheet_was_made_is_not_overwritten():
    [record] = publications("draft")
    sheet = sheet_of_all().put(record.accession, note="From the sheet")
    curation.edit(record, {"note": "From the form"}, ADA)

    assert "saved after the sheet was made" in refused(sheet)


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("publication_type", "revue", "choose among"),
        ("doi", "11.1/x", "no DOI"),
        ("year", "twenty", "whole number"),
        ("comments_on", "MSCL999999", "There is no publication"),
        ("retraction_checked_on", "03/04/2020", "which number is the month"),
        ("pages", "9-Jan", "Format the cell as text"),
        ("sources", "PubMed", "no list of rows in JSON"),
        ("sources", '[{"wat":"x"}]', "The nearest: what"),
        ("sources", '[{"what":["x"]}]', "write one value, not a list"),
        ("sources", '[{"what":"A"},{"what":"B","url":"javascript:1"}]', "Row 2 of it, url"),
        ("keyword", "[1]", "a list in JSON"),
    ],
)
def test_a_wrong_cell_names_its_column_its_value_and_the_way_out(column, text, words):
    [record] = publications()
    upload = sheet_of_all().put(record.accession, **{column: text}).sent_in()

    assert words in refused(sheet_of_all().put(record.accession, **{column: text}))
    [problem] = upload.rows.get().problems
    assert problem["value"] == text


def test_every_error_of_a_sheet_is_told_at_once():
    first, second = publications("published", "published")
    sheet = sheet_of_all().put(first.accession, year="x", doi="y").put(second.accession, year="z")

    assert {number: [column for column, _ in found] for number, found in errors(sheet.sent_in()).items()} == {
        2: ["year", "doi"],
        3: ["year"],
    }


def test_an_identifier_of_another_record_is_refused_with_its_accession():
    factories.publication(doi="10.1000/taken")
    sheet = Sheet.with_columns(PUBLICATION, "accession", "doi").add(doi="10.1000/taken")

    assert "belongs to MSCL" in refused(sheet)


# The header


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["accession", "titel"], "no column “titel”. The nearest: title"),
        (["accession", "title", "title"], "“title” stands there 2 times"),
        (["title"], "no column “accession”"),
        (["accession", "", "title"], "Column 2 has no name"),
        (["Spalte"], "no header of publications"),
    ],
)
def test_a_header_that_does_not_fit_is_refused_before_anything_is_kept(header, words):
    sheet = Sheet.with_columns(PUBLICATION, *header)
    sheet.rows.append(["x"] * len(header))

    with pytest.raises(sheets.WrongSheet) as caught:
        sheets.receive(PUBLICATION, sheet.data(), COVER, ADA)
    assert words in str(caught.value)


def test_a_sheet_without_rows_and_one_with_too_many_are_refused(monkeypatch):
    monkeypatch.setattr("trials.exchange.sheets.uploads.MOST_ROWS", 2)
    sheet = Sheet.with_columns(PUBLICATION, "accession", "title")
    with pytest.raises(sheets.WrongSheet, match="nothing below the header"):
        sheets.receive(PUBLICATION, sheet.data(), COVER, ADA)
    for title in "abc":
        sheet.add(title=title)
    with pytest.raises(sheets.WrongSheet, match="more than 2 rows"):
        sheets.receive(PUBLICATION, sheet.data(), COVER, ADA)


def test_who_is_no_curator_sends_nothing_in():
    sheet = Sheet.with_columns(PUBLICATION, "accession", "title").add(title="x")

    with pytest.raises(curation.Refusal):
        sheets.receive(PUBLICATION, sheet.data(), COVER, factories.CLEO)


# What stands in cells


def test_awkward_values_come_back_the_same():
    awkward = '=1+1, “quoted” "twice";\r\ntwo lines\rthree\tβ\u2028 end'
    factories.publication(note=awkward, keyword=["a|b", "[18F]FDG", "-minus"], authors=[{"position": 3, "name": "Doe"}])
    factories.payload(synonyms=[{"name": "+plus"}, {"name": "'=quoted"}])

    assert outcomes(sheet_of_all().sent_in()) == {"same": 1}
    assert outcomes(Sheet.of(Payload.objects.all()).sent_in()) == {"same": 1}


def test_no_cell_of_a_sheet_is_taken_for_a_formula():
    record = factories.finding(statement="=cmd|' /C calc'!A0", comparator="-5", effect_size="+3 %", note="@x")

    cells = Sheet.of(Finding.objects.all()).rows[0]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert Sheet.of(Finding.objects.all()).cell(record.accession, "comparator") == "'-5"


def test_owned_rows_are_short_json_without_what_is_at_its_default():
    record = factories.finding(molecules=[{"label": "miR-21", "kind": "mirna", "hgnc_id": ""}])

    cell = Sheet.of(Finding.objects.all()).cell(record.accession, "molecules")
    assert cell == '[{"label":"miR-21","kind":"mirna"}]'


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_the_header_names_every_field_after_accession_and_version(shape):
    assert Sheet.of(shape.model.objects.all()).header == ["accession", "version", *shape.keys]


def test_versions_are_asked_for_older_rows_only(django_assert_max_num_queries):
    records = publications(*["published"] * 6)
    sheet = sheet_of_all()
    assert RecordVersion.objects.count() == len(records)

    upload = sheets.receive(PUBLICATION, sheet.data(), COVER, ADA)
    with django_assert_max_num_queries(14):
        sheets.check_some(upload, ADA, 600)
