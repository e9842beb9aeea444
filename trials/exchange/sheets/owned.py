"""Owned rows in one cell: names with " | " between them, or else compact JSON."""

import json
from typing import Any

from ...document import ChildShape, Document, Shape, plain
from ...filters.words import nearest
from .lists import WrongCell, joined, split

# Owned rows that are a name and nothing more, in their order.
_NAMES = (("name",), ("position", "name"))


def write_rows(shape: Shape, child: ChildShape, rows: list[Document]) -> str:
    """Rows as a cell holds them; what is at its default is left out."""
    if not rows:
        return ""
    in_order = [row.get("position", index) for index, row in enumerate(rows, 1)] == [*range(1, len(rows) + 1)]
    if child.fields in _NAMES and in_order:
        return joined([row["name"] for row in rows])
    defaults = _defaults(shape, child)
    short = [{name: value for name, value in row.items() if value != defaults[name]} for row in rows]
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"))


def read_rows(shape: Shape, child: ChildShape, text: str) -> list[Document]:
    """Rows from a cell, each with every field. Raises ``WrongCell``."""
    if not text:
        return []
    found = _from_json(child, text) if text.startswith(("[{", "[ {", "[\n")) or child.fields not in _NAMES else None
    if found is None:
        found = [_named(child, position, name) for position, name in enumerate(split(text), 1)]
    defaults = _defaults(shape, child)
    return [defaults | row for row in found]


def _named(child: ChildShape, position: int, name: str) -> Document:
    return {"position": position, "name": name} if "position" in child.fields else {"name": name}


def _defaults(shape: Shape, child: ChildShape) -> Document:
    model = shape.child_model(child.name)
    return {name: plain(model._meta.get_field(name).get_default()) for name in child.fields}


def _from_json(child: ChildShape, text: str) -> list[Document]:
    example = json.dumps([{child.fields[0]: "…"}], ensure_ascii=False)
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongCell(f"This is no list of rows in JSON ({error}). Write it like {example}.") from error
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise WrongCell(f"This is no list of rows in JSON. Write it like {example}.")
    for number, row in enumerate(rows, 1):
        for name, value in row.items():
            _demand_field(child, number, name, value)
    return rows


def _demand_field(child: ChildShape, number: int, name: str, value: Any) -> None:
    if name not in child.fields:
        near = ", ".join(nearest(name, list(child.fields)) or child.fields)
        raise WrongCell(f"Row {number} of it has a field “{name}”, which there is not. The nearest: {near}.")
    if isinstance(value, list | dict):
        raise WrongCell(f"Row {number} of it, {name}: write one value, not a list.")
