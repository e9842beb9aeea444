"""Files as rows of cells: what spreadsheets make of a sheet is read right, or refused with a sentence."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from trials.exchange.formulas import escaped, unescaped
from trials.exchange.sheets import WrongSheet, workbook
from trials.exchange.sheets.files import LARGEST_FILE, rows_of_file

NAMES = ["accession", "version", "title", "year", "retraction_checked_on"]
DATES = {"retraction_checked_on"}


def rows(data: bytes) -> list[list[str]]:
    return [row.cells for row in rows_of_file(data, NAMES, DATES)]


def refusal(data: bytes) -> str:
    with pytest.raises(WrongSheet) as caught:
        list(rows_of_file(data, NAMES, DATES))
    return str(caught.value)


def xlsx(*lines: list) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def typed(value: object, column: str = "title", number_format: str = "") -> tuple[str, list[str]]:
    """What a typed cell is read as, and what is said of it."""
    book, out = Workbook(), io.BytesIO()
    book.active.append([column])
    cell: Cell = book.active.cell(2, 1, value)
    if number_format:
        cell.number_format = number_format
    book.save(out)
    row = list(rows_of_file(out.getvalue(), NAMES, DATES))[-1]
    return row.cells[0], [fault.sentence for fault in row.faults]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_usual_separators_with_and_without_a_byte_order_mark(sign, mark):
    text = f'{mark}accession{sign}title\r\n{sign}"Two{sign} in ""one""\r\nline"\r\n'

    assert rows(text.encode()) == [["accession", "title"], ["", f'Two{sign} in "one"\nline']]


def test_the_line_by_which_excel_names_the_separator_is_no_row():
    assert rows(b"sep=;\r\naccession;title\r\n;A, b\r\n") == [["accession", "title"], ["", "A, b"]]


def test_rows_are_counted_as_a_spreadsheet_does_and_empty_ones_left_out():
    found = list(rows_of_file(b'accession,title\n,"one\ntwo"\n,,\n,three\n', NAMES, DATES))

    assert [(row.number, row.cells[1]) for row in found] == [(1, "title"), (2, "one\ntwo"), (4, "three")]


def test_another_encoding_is_told_and_not_guessed():
    said = refusal("accession,title\n,Müller\n".encode("cp1252"))

    assert "line 2" in said
    assert "“ü”" in said
    assert "CSV UTF-8" in said
    assert "UTF-16" in refusal("accession,title\n".encode("utf-16"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'accession,title\n,"never closed\n', "Row 2 cannot be read"),
        (b"accession\x00", "no CSV and no XLSX"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 20, "old kind, or one with a password"),
        (b"PK\x03\x04 no zip", "damaged, or no XLSX"),
        (b"a" * (LARGEST_FILE + 1), "10 MB is the most"),
    ],
    ids=["open quotation mark", "binary", "old workbook", "no workbook", "too large"],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(data, words):
    assert words in refusal(data)


def test_a_zip_file_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert "no XLSX" in refusal(out.getvalue())


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1000)

    assert "Unpacked" in refusal(xlsx(["accession", "title"]))


def test_a_workbook_with_entities_of_its_own_is_refused():
    source, out = zipfile.ZipFile(io.BytesIO(xlsx(["accession", "title"]))), io.BytesIO()
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = bomb + part.removeprefix(b"<?xml version='1.0' encoding='UTF-8'?>")
            archive.writestr(name, part)

    assert "cannot be read" in refusal(out.getvalue())


def test_a_workbook_reads_as_the_same_rows():
    assert rows(xlsx(["accession", "title", "year"], [None, "A title", 2020])) == [
        ["accession", "title", "year"],
        ["", "A title", "2020"],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (2.5, "2.5"), (1e-7, "0.0000001"), (31234567, "31234567"), (True, "true"), ("'=1", "=1")],
)
def test_typed_values_are_read_as_a_person_would_write_them(value, text):
    assert typed(value) == (text, [])


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [("yyyy-mm-dd", "2019-05-01"), ("dd/mm/yyyy", "2019-05-01"), ("mmm\\-yy", "2019-05"), ("yyyy", "2019")],
)
def test_a_date_is_read_as_far_as_the_cell_shows_it(shown_as, text):
    assert typed(date(2019, 5, 1), "retraction_checked_on", shown_as) == (text, [])


@pytest.mark.parametrize(
    ("value", "column", "words"),
    [
        ("=SUM(A1:A2)", "title", "formula"),
        ("#REF!", "title", "error #REF!"),
        (date(2026, 9, 2), "title", "Format the cell as text"),
        (datetime(2019, 5, 1, 12, 30), "retraction_checked_on", "time of day"),
        ("x" * 32_767, "title", "cut a cell off"),
    ],
    ids=["formula", "error", "date in a text", "time of day", "full cell"],
)
def test_what_a_spreadsheet_made_of_a_cell_is_pointed_at(value, column, words):
    text, [sentence] = typed(value, column)

    assert text == ""
    assert words in sentence


@pytest.mark.parametrize("text", ["=1+1", "+a", "-5", "@x", "\tx", "'=1", "''-1", "'quoted'", "plain", "a=1", ""])
def test_the_apostrophe_before_a_formula_comes_and_goes(text):
    out = escaped(text)

    assert not out.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unescaped(out) == text


def test_no_cell_of_a_csv_begins_like_a_formula_and_the_reader_takes_the_apostrophe_off():
    out = io.StringIO()
    csv.writer(out).writerow(["accession", "title"])
    csv.writer(out).writerow(["", escaped('=HYPERLINK("http://x")')])

    assert rows(out.getvalue().encode())[1][1] == '=HYPERLINK("http://x")'
