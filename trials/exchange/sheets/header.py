"""The header of a sheet: which columns there are, and a sentence for each that there is not."""

from collections import Counter

from ...document import Shape
from ...filters.words import nearest
from .columns import ACCESSION, names_of
from .files import RawRow, WrongSheet
from .problems import Problem


def columns_in(shape: Shape, header: RawRow | None) -> list[str]:
    """The names in a header, without empty ones at its end. Raises ``WrongSheet``."""
    names = [cell.strip() for cell in header.cells] if header else []
    while names and not names[-1]:
        names.pop()
    known = names_of(shape)
    if not set(names) & set(known):
        kind = shape.model._meta.verbose_name_plural
        raise WrongSheet(f"There is no header of {kind}. The first row holds names of columns: {', '.join(known)}.")
    sentences = [_unknown(name, index, known) for index, name in enumerate(names, 1) if name not in known]
    sentences += [
        f"The column “{name}” stands there {times} times; keep one."
        for name, times in Counter(names).items()
        if times > 1 and name in known
    ]
    if ACCESSION not in names:
        sentences.append("There is no column “accession”. Add it; where its cell is empty, a new draft is made.")
    if sentences:
        raise WrongSheet(*sentences)
    return names


def _unknown(name: str, index: int, known: list[str]) -> str:
    if not name:
        return f"Column {index} has no name in the first row. Name it, or remove it."
    near = nearest(name.lower().replace(" ", "_"), known)
    return f"There is no column “{name}”." + (f" The nearest: {', '.join(near)}." if near else " Remove it.")


def placed(row: RawRow, columns: list[str]) -> tuple[list[str], list[Problem]]:
    """The cells of a row, one for each column, and what is wrong with them by the names of the columns."""
    cells = [*row.cells[: len(columns)], *[""] * (len(columns) - len(row.cells))]
    problems = [
        Problem(columns[fault.index], fault.value, fault.sentence) for fault in row.faults if fault.index < len(columns)
    ]
    if surplus := [cell for cell in row.cells[len(columns) :] if cell]:
        problems.append(
            Problem(
                "",
                surplus[0],
                f"The row is {len(row.cells) - len(columns)} cells longer than the header. Put a cell that holds the "
                "separator into quotation marks.",
            )
        )
    return cells, problems
