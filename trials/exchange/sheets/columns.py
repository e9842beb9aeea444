"""The columns of a sheet: accession and version, then one for each key of a document, in the order of its shape."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.db import models

from ...document import Shape
from ...forms import vocabulary_of_facet
from ...models import CuratedRecord
from ...partial_date import PartialDateField
from .lists import WrongCell, joined, split
from .owned import read_rows, write_rows

ACCESSION, VERSION = "accession", "version"
STAMP_OF_DRAFT = "draft "
# Spreadsheets cut a cell off here.
LONGEST_CELL = 32_767

_BOOLEANS = {"true": True, "false": False, "": None}
_BETWEEN_WORDS = r"[|;,]"


@dataclass(frozen=True)
class Column:
    """One key of a document: how its value is written into a cell, and read from one (or ``WrongCell``)."""

    name: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    is_date: bool = False


@cache
def columns_of(shape: Shape) -> dict[str, Column]:
    """The columns of a kind of record by name, in the order of its documents."""
    return {name: _column(shape, name) for name in shape.keys}


def names_of(shape: Shape) -> list[str]:
    """The header of a sheet."""
    return [ACCESSION, VERSION, *shape.keys]


def stamp_of(record: CuratedRecord) -> str:
    """What stands in the column version: the number of a public version, or when a draft was last saved."""
    return str(record.version) if record.is_public else f"{STAMP_OF_DRAFT}{record.updated_at.isoformat()}"


def cell_text(shape: Shape, name: str, value: Any) -> str:
    """A value of a document as its cell holds it, ``tidy``."""
    return tidy(columns_of(shape)[name].write(value))


def tidy(text: str) -> str:
    """A cell as it is compared: spreadsheets change the ends of lines, and blanks at the ends mean nothing."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _column(shape: Shape, name: str) -> Column:
    if any(child.name == name for child in shape.children):
        child = shape.child(name)
        return Column(name, partial(write_rows, shape, child), partial(read_rows, shape, child))
    if name in shape.facets:
        is_free = vocabulary_of_facet(shape.model, name) is None
        return Column(name, joined, split if is_free else partial(split, signs=_BETWEEN_WORDS))
    if name in shape.lists:
        return Column(name, joined, partial(split, signs=r"[|;,\s]"))
    field = shape.model._meta.get_field(name)
    if isinstance(field, models.BooleanField):
        return Column(name, lambda value: "" if value is None else str(value).lower(), _boolean)
    is_date = isinstance(field, PartialDateField | models.DateField)
    return Column(name, lambda value: "" if value is None else str(value), _date if is_date else _text, is_date)


def _boolean(text: str) -> bool | None:
    if text.lower() not in _BOOLEANS:
        raise WrongCell("Write true or false, or leave it empty.")
    return _BOOLEANS[text.lower()]


def _date(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}", text):
        raise WrongCell("Write the date as 2019, 2019-05 or 2019-05-16; which number is the month cannot be seen here.")
    return text


# "SEPT2" and "1-9" become such dates when a spreadsheet opens a CSV.
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MADE_A_DATE = re.compile(rf"\d{{1,2}}-({_MONTHS})|({_MONTHS})-\d{{2}}", re.IGNORECASE)


def _text(text: str) -> str:
    if _MADE_A_DATE.fullmatch(text):
        raise WrongCell("A spreadsheet seems to have made a date of it. Format the cell as text and type it again.")
    return text
