"""Many documents put to the one form: its own fields and rules, without drawing a form for each.

A drawn form copies its fields, binds every input and builds a formset for each kind of owned rows: up to a tenth of a
second for one record. Here the same fields clean the same values, and the same ``clean`` methods of form, rows and row
are called, on instances that skip all that. What is not plainly right goes to the real form, whose sentences count; so
there is no second copy of a rule, and no second set of sentences.
"""

from collections.abc import Callable, Iterator
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
_UNKNOWN = object()
Cleaner = Callable[[Any], Any]


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
    whole = bare.base | document
    bare.cleaned_data = {name: clean(whole.get(name)) for name, clean in _own_cleaners(form)}
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
    row_class, cleaners = _bare_row_class(formset.form), _row_cleaners(formset.form)
    for row in rows:
        bare = row_class.__new__(row_class)
        bare.cleaned_data = {name: clean(row.get(name)) for name, clean in cleaners}
        bare.clean()
        yield bare


@cache
def _own_cleaners(form: type[RecordForm]) -> list[tuple[str, Cleaner]]:
    return [(name, _cleaner(name, each)) for name, each in form._declared().items()]


@cache
def _row_cleaners(form: type[ChildForm]) -> list[tuple[str, Cleaner]]:
    return [(name, _cleaner(name, each)) for name, each in form.base_fields.items()]


class _BareRow(_Bare):
    """A row that is asked for once it is whole, and then says the same again."""

    def row(self) -> Document:
        if "_row" not in self.__dict__:
            self._row = super().row()
        return self._row


@cache
def _bare_row_class(form: type[ChildForm]) -> type[ChildForm]:
    return type(f"Bare{form.__name__}", (_BareRow, form), {})


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


def _cleaner(name: str, each: forms.Field) -> Cleaner:
    memory: dict[Any, Any] = {}
    freshly = _freshly(name, each)
    # Fields of references ask the database anew each time.
    is_reference = isinstance(each, ReferenceField | ReferenceListField)

    def clean(value: Any) -> Any:
        key = _key(value)
        if key is _UNKNOWN or (is_reference and value):
            return freshly(value)
        found = memory.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            if len(memory) >= MOST_REMEMBERED:
                memory.clear()
            found = memory[key] = freshly(value)
        return list(found) if isinstance(found, list) else found

    return clean


def _key(value: Any) -> Any:
    """By what a value is remembered; 1 and True are not the same, and long texts are not worth it."""
    kind = type(value)
    if kind is str:
        return value if len(value) <= LONGEST_REMEMBERED else _UNKNOWN
    if value is None or kind in (int, float, bool):
        return kind, value
    if kind is list and all(type(part) is str and len(part) <= LONGEST_REMEMBERED for part in value):
        return kind, tuple(value)
    return _UNKNOWN


def _freshly(name: str, each: forms.Field) -> Cleaner:
    """By way of what a browser would send, unless the widget hands a single value on as it is."""
    hands_on = type(each.widget).value_from_datadict is forms.Widget.value_from_datadict

    def clean(value: Any) -> Any:
        if hands_on and not isinstance(value, list):
            return each.clean(value)
        data = MultiValueDict()
        send(data, name, each, value)
        return each.clean(each.widget.value_from_datadict(data, {}, name))

    return clean
