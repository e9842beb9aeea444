"""Sheets for tests: made from records, edited by cell, sent in and checked."""

import csv
import io

from django.db.models import QuerySet

from tests.factories import ADA
from trials.curation import Actor
from trials.document import Shape, shape_of
from trials.exchange import sheets
from trials.models import SheetRow, SheetUpload

COVER = sheets.Cover("sheet.csv", "doi:10.1000/source, Table 2", "From the table.")


class Sheet:
    """The rows of a sheet, to be edited by the accession of the row and the name of the column."""

    def __init__(self, shape: Shape, rows: list[list[str]]):
        self.shape = shape
        self.header, *self.rows = rows

    @classmethod
    def of(cls, records: QuerySet) -> "Sheet":
        text = "".join(sheets.sheet_lines(records.in_order())).removeprefix("\ufeff")
        return cls(shape_of(records.model), list(csv.reader(io.StringIO(text, newline=""))))

    @classmethod
    def with_columns(cls, shape: Shape, *names: str) -> "Sheet":
        return cls(shape, [list(names)])

    def put(self, accession: str, **cells: str) -> "Sheet":
        row = next(row for row in self.rows if row[0] == accession)
        for name, text in cells.items():
            row[self.header.index(name)] = text
        return self

    def add(self, **cells: str) -> "Sheet":
        self.rows.append([cells.get(name, "") for name in self.header])
        return self

    def cell(self, accession: str, name: str) -> str:
        return next(row for row in self.rows if row[0] == accession)[self.header.index(name)]

    def data(self) -> bytes:
        out = io.StringIO()
        csv.writer(out).writerows([self.header, *self.rows])
        return out.getvalue().encode()

    def sent_in(self, actor: Actor = ADA) -> SheetUpload:
        """Received and checked to the end."""
        upload = sheets.receive(self.shape, self.data(), COVER, actor)
        assert sheets.check_some(upload, actor, seconds=600) == 0
        return upload

    def taken_in(self, actor: Actor = ADA) -> SheetUpload:
        upload = self.sent_in(actor)
        sheets.take_in(upload, actor)
        return upload


def outcomes(upload: SheetUpload) -> dict[str, int]:
    return {str(outcome): many for outcome, many in upload.rows.counted().items()}


def errors(upload: SheetUpload) -> dict[int, list[tuple[str, str]]]:
    """Row → (column, sentence) of each of its problems."""
    rows: list[SheetRow] = list(upload.rows.that_are("error"))
    return {row.number: [(each["column"], each["sentence"]) for each in row.problems] for row in rows}


def only(found: dict[int, list[tuple[str, str]]]) -> tuple[int, str, str]:
    """The row, the column and the sentence, where there is one problem."""
    [(number, [(column, sentence)])] = found.items()
    return number, column, sentence
