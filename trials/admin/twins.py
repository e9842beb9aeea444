"""Two records that may be one: what the one that goes says and the one that stays does not."""

from dataclasses import dataclass

from ..document import field_heading, shape_of, to_document
from ..models import CuratedRecord
from .comparison import RowChange, row_changes
from .presentation import Words


@dataclass(frozen=True)
class Lacking:
    """One field in words: here, where the record goes, and there; of owned rows those that differ."""

    label: str
    here: str
    there: str
    rows: list[RowChange]


def lacking(loser: CuratedRecord, stays: CuratedRecord) -> list[Lacking]:
    """The fields that would be lost unless somebody proposes them for the record that stays."""
    shape, here, there = shape_of(loser), to_document(loser), to_document(stays)
    words = Words(shape, here, there)
    children = {child.name: child for child in shape.children}
    found = []
    for name in shape.keys:
        if here[name] in ("", None, [], there[name]):
            continue
        if name in children:
            rows = [row for row in row_changes(words, children[name], there[name], here[name]) if row.kind != "removed"]
            found += [Lacking(field_heading(name), "", "", rows)] if rows else []
        else:
            found.append(
                Lacking(field_heading(name), words.value(name, here[name]), words.value(name, there[name]), [])
            )
    return found
