"""Rows of a sheet in words: what each comes to, field by field old and new, and what is wrong with it."""

from dataclasses import dataclass

from django.utils.text import Truncator

from ..choices import SheetOutcome
from ..document import Shape
from ..exchange.sheets import ACCESSION, cell_text
from ..models import SheetRow
from .presentation import linked

_LONGEST = 600


@dataclass(frozen=True)
class Changed:
    """One field of a row as the sheet writes it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Shown:
    """One row of a sheet as its page shows it."""

    row: SheetRow
    accession: str
    is_there: bool
    changes: list[Changed]
    problems: list[dict[str, str]]


def shown(shape: Shape, row: SheetRow) -> Shown:
    """A row in words; a row that was taken in before names what it became."""
    changes = [
        Changed(each["field"], _short(shape, each["field"], each["old"]), _short(shape, each["field"], each["new"]))
        for each in row.changes
    ]
    problems = [problem | {"sentence": linked(problem["sentence"])} for problem in row.problems]
    became = row.seen if row.outcome == SheetOutcome.SAME and not row.accession else ""
    is_there = not any(problem["column"] == ACCESSION for problem in row.problems)
    return Shown(row, row.accession or became, is_there, changes, problems)


def _short(shape: Shape, name: str, value: object) -> str:
    return Truncator(cell_text(shape, name, value)).chars(_LONGEST)
