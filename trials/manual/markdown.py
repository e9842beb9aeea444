"""The little Markdown that the reference pages are made of."""

import inspect
from collections.abc import Iterable

MADE = "<!-- Written by `manage.py write_docs`. Change the code it is drawn from, not this file. -->"


def page(title: str, *blocks: str) -> str:
    """A whole file: the note on where it comes from, the title, and blocks between empty lines."""
    return "\n\n".join([MADE, f"# {title}", *(block.strip() for block in blocks if block.strip())]) + "\n"


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; nothing when it has no rows."""
    lines = [_row(cells) for cells in rows]
    if not lines:
        return ""
    head = list(header)
    return "\n".join([_row(head), _row(["---"] * len(head)), *lines])


def code(text: str) -> str:
    return f"`{text}`"


def codes(values: Iterable[str]) -> str:
    return ", ".join(code(value) for value in values)


def anchor(heading: str) -> str:
    """What a heading of one word is linked by."""
    return heading.lower()


def said_of(thing: type) -> str:
    """The docstring of a class as running text."""
    return " ".join((inspect.getdoc(thing) or "").replace("``", "`").split())


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
