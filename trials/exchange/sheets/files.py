"""Uploaded bytes as rows of cells: CSV as it is, XLSX through openpyxl; a sentence for everything else."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ..formulas import unescaped
from .columns import LONGEST_CELL, tidy

LARGEST_FILE = 10 * 1024 * 1024
_DELIMITERS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Save the sheet as “CSV UTF-8” or as XLSX"


class WrongSheet(ValueError):
    """A file that is no sheet of the kind; ``sentences`` are for the person."""

    def __init__(self, *sentences: str):
        self.sentences = list(sentences)
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken as it stands: its place in the row, what stands there, and what to do."""

    index: int
    value: str
    sentence: str


@dataclass(frozen=True)
class RawRow:
    """One row as a spreadsheet counts it, its cells without the apostrophes, and what was wrong with them."""

    number: int
    cells: list[str]
    faults: list[Fault] = field(default_factory=list)


def rows_of_file(data: bytes, names: Collection[str], dates: Collection[str]) -> Iterator[RawRow]:
    """The rows of a file, header first; rows that are empty are left out.

    ``names`` are the columns it may have, ``dates`` those of them that hold dates. Raises ``WrongSheet``.
    """
    if len(data) > LARGEST_FILE:
        raise WrongSheet(
            f"The file has {len(data) / 1024 / 1024:.1f} MB; {LARGEST_FILE // 1024 // 1024} MB is the most. Split it."
        )
    if data.startswith(_OLD_EXCEL):
        raise WrongSheet(f"This is a workbook of an old kind, or one with a password. {_SAVE_AS}.")
    if data.startswith(b"PK"):
        # It brings a large package along, which only those need who send in a workbook.
        from .workbook import rows_of_workbook

        return rows_of_workbook(data, dates)
    return _rows_of_csv(_text(data), names)


def whole_cell(text: str) -> str:
    """The text of a cell as it was before it was written into a file. Raises ``ValueError`` with a sentence."""
    if len(text) == LONGEST_CELL:
        raise ValueError(
            f"It has {LONGEST_CELL:,} characters, where spreadsheets cut a cell off. Change this field at the desk."
        )
    return tidy(unescaped(text))


def _text(data: bytes) -> str:
    if data.startswith(_UTF16):
        raise WrongSheet(f"The file is in UTF-16. {_SAVE_AS}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongSheet(_not_utf8(data[error.start : error.start + 1], line)) from error
    if "\x00" in text:
        raise WrongSheet(f"This is no CSV and no XLSX. {_SAVE_AS}.")
    return text


def _not_utf8(byte: bytes, line: int) -> str:
    letter = byte.decode("cp1252", errors="replace")
    return (
        f"The file is not in UTF-8: on line {line} there is a byte that Windows-1252 reads as “{letter}”. {_SAVE_AS}; "
        "nothing is guessed, because a wrong guess changes names and symbols."
    )


def _rows_of_csv(text: str, names: Collection[str]) -> Iterator[RawRow]:
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, names), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(lines, None)
        except csv.Error as error:
            raise WrongSheet(
                f"Row {number} cannot be read ({error}). Probably a quotation mark is opened and not closed."
            ) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _raw_row(number, cells)


def _raw_row(number: int, cells: list[str]) -> RawRow:
    clean, faults = [], []
    for index, cell in enumerate(cells):
        try:
            clean.append(whole_cell(cell))
        except ValueError as error:
            clean.append("")
            faults.append(Fault(index, cell, str(error)))
    return RawRow(number, clean, faults)


def _delimiter(text: str, names: Collection[str]) -> str:
    """The sign that makes most known names of the first line; a comma where none does."""
    first = text.partition("\n")[0].strip("\r")
    return max(_DELIMITERS, key=lambda sign: sum(name.strip('" ') in names for name in first.split(sign)))
