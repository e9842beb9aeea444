"""The first sheet of an XLSX workbook as rows of cells: typed values as they are written, no formula is worked out."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from .files import Fault, RawRow, WrongSheet, whole_cell

# A workbook is a zip file; what it unpacks to is bounded before anything of it is read.
MOST_PARTS, LARGEST_UNPACKED, WIDEST = 500, 100 * 1024 * 1024, 500
# All that openpyxl and what it stands on raise for files that are none.
BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, IndexError, ValueError, TypeError, AttributeError,
    SyntaxError, NotImplementedError,
)  # fmt: skip
_NOT_OF_THE_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_CARRIAGE_RETURN = "_x000D_"


def rows_of_workbook(data: bytes, dates: Collection[str]) -> Iterator[RawRow]:
    """The rows of the first sheet, header first. Raises ``WrongSheet``."""
    _demand_small(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        # What the file says of its own size may be wrong.
        sheet.reset_dimensions()
        yield from _rows(sheet, dates)
    except WrongSheet:
        raise
    except BROKEN as error:
        raise WrongSheet("The workbook cannot be read; it is damaged, or no XLSX. Save it anew.") from error


def _demand_small(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except BROKEN as error:
        raise WrongSheet("The workbook cannot be read; it is damaged, or no XLSX. Save it anew.") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise WrongSheet(
            f"Unpacked, the workbook has more than {LARGEST_UNPACKED // 1024 // 1024} MB or {MOST_PARTS} parts. "
            "Copy the cells into a new workbook, or save the sheet as “CSV UTF-8”."
        )


def _rows(sheet: Any, dates: Collection[str]) -> Iterator[RawRow]:
    header: list[str] = []
    for number, cells in enumerate(sheet.rows, 1):
        while cells and cells[-1].value is None:
            cells = cells[:-1]
        if len(cells) > WIDEST:
            raise WrongSheet(f"Row {number} has {len(cells)} cells; {WIDEST} is the most. Remove what is not needed.")
        if not cells:
            continue
        row = _row(number, cells, header, dates)
        header = header or row.cells
        yield row


def _row(number: int, cells: Collection[Any], header: list[str], dates: Collection[str]) -> RawRow:
    clean, faults = [], []
    for index, cell in enumerate(cells):
        is_date = index < len(header) and header[index] in dates
        try:
            clean.append(whole_cell(_text(cell, is_date)))
        except ValueError as error:
            clean.append("")
            faults.append(Fault(index, str(cell.value), str(error)))
    return RawRow(number, clean, faults)


def _text(cell: Any, is_date: bool) -> str:
    """What a person would have typed. Raises ``ValueError`` with a sentence."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise ValueError("It holds a formula, which is not worked out here. Copy the cells and paste them as values.")
    if cell.data_type == "e":
        raise ValueError(f"It holds the error {value}. Write the value, or leave the cell empty.")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, date | datetime | time):
        return _date(value, cell.number_format, is_date)
    return str(value).replace(f"{_CARRIAGE_RETURN}\n", "\n").replace(_CARRIAGE_RETURN, "\n")


def _date(value: date | datetime | time, shown_as: str, is_date: bool) -> str:
    """As far as the cell shows the date: a spreadsheet keeps “May 2019” as the first of that month."""
    if not is_date:
        raise ValueError("The spreadsheet made a date of it. Format the cell as text and type it again.")
    if isinstance(value, time) or (isinstance(value, datetime) and value.time() != time()):
        raise ValueError("It holds a time of day. Write a date only, such as 2019, 2019-05 or 2019-05-16.")
    day = value.strftime("%Y-%m-%d")
    signs = _NOT_OF_THE_DATE.sub("", shown_as).lower()
    return day if "d" in signs else day[:7] if "m" in signs else day[:4]
