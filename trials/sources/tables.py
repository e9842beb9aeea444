"""The rows of a CSV file, one after the other, by the names of its first line: memory does not grow with the file."""

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from .problems import Problem, shortened
from .streams import Bounded, Joined

UNREADABLE = "\ufffd"
LONGEST_CELL = 131_072  # signs


@dataclass(frozen=True)
class Row:
    """One row, where it stands, and whether signs of it could not be read."""

    where: str
    cells: dict[str, str]
    is_damaged: bool = False


def columns_of(head: bytes) -> list[str]:
    """The names of the first line of a CSV file; empty where it is none."""
    first = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0]
    try:
        return [name.strip() for name in next(csv.reader([first.decode("utf-8").rstrip("\r")]), [])]
    except (UnicodeDecodeError, csv.Error):
        return []


def rows(stream: Any, name: str, needed: Collection[str]) -> Iterator[Row | Problem]:
    """Each row by the names of the first line, and a problem where one cannot be told apart.

    ``needed`` names columns without which it is another kind of file.
    """
    lines = _Lines(Bounded(b"", Joined(b"", stream)))
    reader = csv.reader(lines)
    header: list[str] = []
    while True:
        start = lines.number + 1
        where = f"{name}:{start}"
        try:
            cells = _next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield _broken(where, "cannot be told apart from the rows after it; a quotation mark may be open.", error)
            continue
        except ValueError as error:
            yield _broken(where, str(error))
            return
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip() for cell in cells]
            if problem := _wrong_header(header, where, needed):
                yield problem
                return
            continue
        yield _row(header, cells, where)
    if not header:
        yield _broken(name, "is empty.")


def _next(reader: Iterator[list[str]]) -> list[str]:
    """The next row. The bound of ``csv`` belongs to the whole process, and other packages move it."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _row(header: list[str], cells: list[str], where: str) -> Row | Problem:
    surplus = cells[len(header) :]
    if len(cells) < len(header) - header.count("") or any(cell.strip() for cell in surplus):
        return _broken(where, f"has {len(cells)} cells where the first line names {len(header)}.", cells[0])
    named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    return Row(where, named, is_damaged=any(UNREADABLE in cell for cell in cells))


def _wrong_header(header: list[str], where: str, needed: Collection[str]) -> Problem | None:
    if missing := [name for name in needed if name not in header]:
        return _broken(where, f"does not name the columns {', '.join(missing)}.", ", ".join(header))
    named = [name for name in header if name]
    if twice := next((name for name in named if named.count(name) > 1), ""):
        return _broken(where, "names a column twice.", twice)
    return None


class _Lines:
    """The lines of a stream as text. What is not UTF-8 becomes U+FFFD, so that the row can be named and judged."""

    def __init__(self, stream: Bounded):
        self.lines = stream.lines()
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.number += 1
        if self.number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        return line.decode("utf-8", "replace").replace("\x00", "").rstrip("\r") + "\n"


def _broken(where: str, sentence: str, value: object = "") -> Problem:
    return Problem(where, "", "", shortened(value), sentence, lost=True)
