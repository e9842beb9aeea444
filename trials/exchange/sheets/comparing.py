"""One row against what the base holds: the cells that say something else, read and put through the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...document import Document, Shape, empty_document
from ...forms import RecordForm, form_of
from ...models import CuratedRecord
from .columns import cell_text, columns_of
from .lists import WrongCell
from .problems import Problem

Change = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """What a row is compared with.

    ``base`` is the document from which the sheet was made, ``present`` what the record holds now, ``own`` the same
    with the person's own open proposal on top.
    """

    record: CuratedRecord | None
    base: Document
    present: Document
    own: Document

    @classmethod
    def of_nothing(cls, shape: Shape) -> "Standing":
        """For a row that makes a new record."""
        empty = empty_document(shape)
        return cls(None, empty, empty, empty)


def compared(shape: Shape, cells: Mapping[str, str], standing: Standing) -> tuple[list[Change], list[Problem]]:
    """What the row changes, field by field, and what is wrong with it.

    A cell that still says what the sheet was made from changes nothing, whatever the record says by now.
    """
    typed = {name: text for name, text in cells.items() if not _says(shape, name, text, standing)}
    if not typed:
        return [], []
    values, problems = _read(shape, typed)
    if problems:
        return [], problems
    form = form_of(shape.model).of_document(values, record=standing.record, base=standing.own)
    if not form.is_valid():
        return [], _problems_of(shape, form, cells)
    return _changes(shape, form.document(), typed, standing)


def _says(shape: Shape, name: str, text: str, standing: Standing) -> bool:
    """Whether a cell reads as the base of the sheet does, or as the record does already."""
    return text == cell_text(shape, name, standing.base[name]) or text == cell_text(shape, name, standing.own[name])


def _read(shape: Shape, typed: Mapping[str, str]) -> tuple[Document, list[Problem]]:
    values, problems = {}, []
    for name, text in typed.items():
        try:
            values[name] = columns_of(shape)[name].read(text)
        except WrongCell as error:
            problems.append(Problem(name, text, str(error)))
    return values, problems


def _changes(
    shape: Shape, document: Document, typed: Mapping[str, str], standing: Standing
) -> tuple[list[Change], list[Problem]]:
    changes, problems = [], []
    for name, text in typed.items():
        new = document[name]
        if new in (standing.base[name], standing.own[name]):
            continue
        if standing.base[name] != standing.present[name]:
            problems.append(_conflict(shape, name, text, standing))
        changes.append({"field": name, "old": standing.own[name], "new": new})
    return ([], problems) if problems else (changes, [])


def _conflict(shape: Shape, name: str, text: str, standing: Standing) -> Problem:
    was = cell_text(shape, name, standing.base[name]) or "empty"
    now = cell_text(shape, name, standing.present[name]) or "empty"
    return Problem(
        name,
        text,
        f"Somebody changed it after the sheet was made: it was “{was}” and is “{now}” now. Download the sheet anew, "
        "or put the present value into the cell.",
    )


def _problems_of(shape: Shape, form: RecordForm, cells: Mapping[str, str]) -> list[Problem]:
    """What the form says, by the column of the sheet; of owned rows the row and its field are named."""
    found = []
    for problem in form.problems():
        column, *inside = problem.field.split(".")
        column = column if column in shape.keys else ""
        where = f"Row {int(inside[0]) + 1} of it{''.join(f', {name}' for name in inside[1:])}: " if inside else ""
        found.append(Problem(column, cells.get(column, ""), where + problem.sentence))
    return found
