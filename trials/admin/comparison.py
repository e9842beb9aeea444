"""A proposed change field by field: what was public, what is public now, what is proposed, and which rows differ."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join, mark_safe

from ..choices import RevisionStatus
from ..document import ChildShape, Document, field_heading, shape_of, to_document
from ..models import CuratedRecord, Revision
from .presentation import NOTHING, Words

_WORDS = re.compile(r"\s+|[^\s]+")
# What says where a row stands, not what it says.
_PLACE = "position"


@dataclass(frozen=True)
class RowChange:
    """One owned row that was added, removed, moved or changed."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldComparison:
    """One field of a proposal in words. ``present`` holds a value only where it is neither the old nor the new one."""

    name: str
    label: str
    old: str
    new: str
    present: str
    rows: list[RowChange]
    present_rows: list[RowChange]
    is_conflict: bool
    is_public_already: bool
    decision: str
    reason: str


def fields_of(revision: Revision, record: CuratedRecord) -> list[FieldComparison]:
    """Every field that a proposal changes; a decided one is no longer compared with what is public now."""
    is_open = revision.status == RevisionStatus.OPEN
    present: Document = to_document(record) if is_open else {}
    sides = [{change["field"]: change[side] for change in revision.changes} for side in ("old", "new")]
    words = Words(shape_of(record), *sides, {name: present[name] for name in sides[0] if name in present})
    return [compare(words, change, present.get(change["field"], change["new"])) for change in revision.changes]


def compare(words: Words, change: dict[str, Any], present: Any) -> FieldComparison:
    """A change of one field beside its present value."""
    name, old, new = change["field"], change["old"], change["new"]
    is_conflict = present not in (old, new)
    child = next((child for child in words.shape.children if child.name == name), None)
    if child is None:
        texts = {"old": _marked(words, name, old, new)[0], "new": _marked(words, name, old, new)[1], "rows": []}
        texts |= {"present": _marked(words, name, old, present)[1] if is_conflict else "", "present_rows": []}
    else:
        texts = {"old": "", "new": "", "present": "", "rows": row_changes(words, child, old, new)}
        texts["present_rows"] = row_changes(words, child, old, present) if is_conflict else []
    return FieldComparison(
        name, field_heading(name), is_conflict=is_conflict, is_public_already=present == new and old != new,
        decision=change.get("decision", ""), reason=change.get("reason", ""), **texts,
    )  # fmt: skip


# Values


def _marked(words: Words, name: str, old: Any, new: Any) -> tuple[str, str]:
    """Both values in words, with what was taken away and what was put in marked."""
    if isinstance(old, list) and isinstance(new, list):
        return _items(words, name, old, new, "del"), _items(words, name, new, old, "ins")
    if words.is_prose(name) and old and new:
        return _prose(str(old), str(new))
    return _whole(words.value(name, old), "del"), _whole(words.value(name, new), "ins")


def _whole(text: str, mark: str) -> str:
    return text if text == NOTHING else format_html("<{0}>{1}</{0}>", mark_safe(mark), text)


def _items(words: Words, name: str, values: list, others: list, mark: str) -> str:
    said = [(words.item(name, each) if each in others else _whole(words.item(name, each), mark),) for each in values]
    items = format_html_join("", "<li>{}</li>", said)
    return format_html('<ul class="several">{}</ul>', items) if items else NOTHING


def _prose(old: str, new: str) -> tuple[str, str]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left, right = [], []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        left.append(conditional_escape(gone) if kind == "equal" or not gone else _whole(gone, "del"))
        right.append(conditional_escape(come) if kind == "equal" or not come else _whole(come, "ins"))
    return mark_safe("".join(left)), mark_safe("".join(right))


# Owned rows


def row_changes(words: Words, child: ChildShape, old: list[Document] | None, new: list[Document]) -> list[RowChange]:
    """Which rows were removed, changed, moved and added; rows are recognised by what they say, not by their place."""
    gone = [row for row in old or [] if row not in new]
    come = [row for row in new if row not in (old or [])]
    changes = []
    for row in come[:]:
        twin = _most_alike(row, gone)
        if twin is None:
            continue
        gone.remove(twin)
        come.remove(row)
        changes.append(_changed(words, child, twin, row))
    removed = [RowChange("removed", _whole(_said(words, child, row), "del")) for row in gone]
    added = [RowChange("added", _whole(_said(words, child, row), "ins")) for row in come]
    return removed + changes + added


def _most_alike(row: Document, others: list[Document]) -> Document | None:
    """The row that shares most with this one, if that is at least half of what either says."""
    scored = [(_shared(row, other), -index) for index, other in enumerate(others)]
    best, index = max(scored, default=(0, 0))
    return others[-index] if best >= 0.5 else None


def _shared(row: Document, other: Document) -> float:
    said = [name for name in row if name != _PLACE and (row[name] or other.get(name))]
    return sum(row[name] == other.get(name) for name in said) / len(said) if said else 1.0


def _changed(words: Words, child: ChildShape, old: Document, new: Document) -> RowChange:
    names = [name for name in child.fields if old.get(name) != new.get(name)]
    kept = {name: value for name, value in new.items() if name not in names}
    if names == [_PLACE]:
        return RowChange("moved", format_html("{} (place {} → {})", _said(words, child, new), old[_PLACE], new[_PLACE]))
    cells = [
        (field_heading(name), _whole(words.cell(child, name, old.get(name)), "del"),
         _whole(words.cell(child, name, new.get(name)), "ins"))
        for name in names if name != _PLACE
    ]  # fmt: skip
    differences = format_html_join(mark_safe("; "), "{}: {} → {}", cells)
    same = _said(words, child, kept)
    return RowChange("changed", format_html("{}{}{}", same, " · " if same else "", differences))


def _said(words: Words, child: ChildShape, row: Document) -> str:
    names: Iterable[str] = (name for name in child.fields if name != _PLACE and row.get(name) not in ("", None))
    return mark_safe(" · ".join(words.cell(child, name, row[name]) for name in names))
