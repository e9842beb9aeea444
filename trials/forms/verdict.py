"""Many documents put to the one form: its own fields and rules, without drawing a form for each.

A drawn form copies its fields, binds every input and builds a formset for each kind of owned rows: up to a tenth of a
second for one record. Here the same fields clean the same values, and the same ``clean`` methods of form, rows and row
are called, on instances that skip all that. What is not plainly right goes to the real form, whose sentences count; so
there is no second copy of a rule, and no second set of sentences.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from ..document import Document, Shape, empty_document, shape_of, to_document
from ..models import CuratedRecord
from .children import MOST_ROWS, ChildForm, ChildFormSet, KeptRows, formset_class
from .fields import ReferenceField, ReferenceListField, send
from .record import Problem, RecordForm

# Short values come again and again: what the pure fields made of them is remembered, so many for each field.
MOST_REMEMBERED, LONGEST_REMEMBERED = 2000, 60


@dataclass(frozen=True)
class Verdict:
    """What the form says: the whole document in its one spelling, or what is wrong."""

    document: Document | None
    problems: list[Problem] = field(default_factory=list)


def judge(
    form: type[RecordForm], document: Document, record: CuratedRecord | None = None, base: Document | None = None
) -> Verdict:
    """The verdict of a form on a document; arguments are those of ``RecordForm.of_document``."""
    try:
        return Verdict(_bare(form, document, record, base).document())
    except (_NotPlainlyRight, ValidationError):
        drawn = form.of_document(document, record, base)
        return Verdict(drawn.document()) if drawn.is_valid() else Verdict(None, drawn.problems())


class _NotPlainlyRight(Exception):
    """Something may be wrong; the real form says what."""


class _Bare:
    """In place of the machinery of a form: no error is collected, the first ends it."""

    errors: dict[str, Any] = {}

    def add_error(self, name: str | None, error: Any) -> None:
        raise _NotPlainlyRight


class _BareRows(ChildFormSet):
    """Owned rows that are all there and all kept."""

    errors = ()

    def __init__(self, rows: list[ChildForm]):
        self._kept = rows

    def is_valid(self) -> bool:
        return True

    def kept_forms(self) -> list[ChildForm]:
        return self._kept


def _bare(
    form: type[RecordForm], document: Document, record: CuratedRecord | None, base: Document | None
) -> RecordForm:
    shape = shape_of(form.model)
    bare = _bare_class(form).__new__(_bare_class(form))
    bare.shape, bare.record = shape, record
    bare.unknown = [name for name in document if name not in shape.keys]
    bare.base = base or (to_document(record) if record else _empty(shape))
    bare.fields = form._declared()
    bare.cleaned_data = {
        name: _cleaned(form, name, each, document.get(name, bare.base[name])) for name, each in bare.fields.items()
    }
    bare.children = {
        child.name: _rows(formset_class(shape, child), document[child.name])
        if child.name in document
        else KeptRows(bare.base[child.name])
        for child in shape.children
    }
    bare.clean()
    return bare


def _rows(formset: type[ChildFormSet], rows: list[Document]) -> ChildFormSet:
    if len(rows) > MOST_ROWS:
        raise _NotPlainlyRight
    bare = _bare_rows_class(formset)(list(_row_forms(formset, rows)))
    bare.clean()
    return bare


def _row_forms(formset: type[ChildFormSet], rows: list[Document]) -> Iterator[ChildForm]:
    row_class, fields = _bare_class(formset.form), formset.form.base_fields
    for row in rows:
        bare = row_class.__new__(row_class)
        bare.cleaned_data = {name: _cleaned(formset.form, name, each, row.get(name)) for name, each in fields.items()}
        bare.clean()
        yield bare


@cache
def _bare_class(form: type[forms.Form]) -> type[forms.Form]:
    return type(f"Bare{form.__name__}", (_Bare, form), {})


@cache
def _bare_rows_class(formset: type[ChildFormSet]) -> type[_BareRows]:
    return type(f"Bare{formset.__name__}", (_BareRows, formset), {})


@cache
def _empty(shape: Shape) -> Document:
    return empty_document(shape)


# One value


def _cleaned(form: type[forms.Form], name: str, each: forms.Field, value: Any) -> Any:
    """What a field makes of a value of a document."""
    key = tuple(value) if isinstance(value, list) else value
    if not _is_remembered(each, key):
        return _freshly_cleaned(name, each, value)
    memory = _memory(form, name)
    # 1 and True are the same key, and not the same value.
    kind = (type(value), key)
    if kind not in memory:
        if len(memory) >= MOST_REMEMBERED:
            memory.clear()
        memory[kind] = _freshly_cleaned(name, each, value)
    found = memory[kind]
    return list(found) if isinstance(found, list) else found


def _is_remembered(each: forms.Field, key: Any) -> bool:
    """Fields of references ask the database anew each time."""
    if isinstance(each, ReferenceField | ReferenceListField):
        return not key
    if isinstance(key, tuple):
        return all(isinstance(part, str) and len(part) <= LONGEST_REMEMBERED for part in key)
    return key is None or isinstance(key, bool | int) or (isinstance(key, str) and len(key) <= LONGEST_REMEMBERED)


@cache
def _memory(form: type[forms.Form], name: str) -> dict[Any, Any]:
    return {}


def _freshly_cleaned(name: str, each: forms.Field, value: Any) -> Any:
    data = MultiValueDict()
    send(data, name, each, value)
    return each.clean(each.widget.value_from_datadict(data, {}, name))
