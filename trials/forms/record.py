"""The form of a record: input in, a document out, or sentences that say what is wrong with it."""

import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.datastructures import MultiValueDict

from .. import rules
from ..choices import RecordStatus
from ..document import Document, Resolver, Shape, assign, empty_document, plain, shape_of, to_document
from ..models import CuratedRecord
from .children import ChildFormSet, KeptRows, formset_class
from .fields import field_of, holders, send, stored, term_field
from .vocabularies import vocabulary_of_facet


@dataclass(frozen=True)
class Problem:
    """What is wrong with an input: the field (``identifiers.1.registry`` in an owned row), and a sentence."""

    field: str
    sentence: str


class RecordForm(forms.Form):
    """Gate of every write of one kind of record.

    An incomplete draft is legal: what is still missing for publication is said by ``rules``.
    What is typed must be right in itself: values of vocabularies, identifiers, dates,
    references that exist, and no identifier that another record has.
    """

    model: type[CuratedRecord]
    unique: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def __init__(
        self,
        data: Any = None,
        *,
        record: CuratedRecord | None = None,
        base: Document | None = None,
        kept: Collection[str] = (),
        is_drawn: bool = True,
    ):
        """``base`` is what the form starts from, ``kept`` names owned rows that it leaves as they are there.

        A form that no page draws shares its fields with others, since nobody dresses them.
        """
        self.shape = shape_of(self.model)
        self.record = record
        self.unknown: list[str] = []
        self.base = base or _base_of(self.shape, record)
        declared = self._declared()
        super().__init__(data, initial={name: self.base[name] for name in declared})
        self.fields |= copy.deepcopy(declared) if is_drawn else declared
        self.children: dict[str, ChildFormSet | KeptRows] = {
            child.name: KeptRows(self.base[child.name])
            if child.name in kept
            else formset_class(self.shape, child)(data, initial=self.base[child.name], prefix=child.name)
            for child in self.shape.children
        }

    @classmethod
    @cache
    def _declared(cls) -> dict[str, forms.Field]:
        """The fields of the record's own columns, made once; every form has its own copies."""
        shape = shape_of(cls.model)
        own = (*shape.fields, *shape.references, *shape.lists, *shape.facets)
        return {name: cls._field(shape, name) for name in own}

    @classmethod
    def _field(cls, shape: Shape, name: str) -> forms.Field:
        if name not in shape.facets:
            return field_of(shape.model._meta.get_field(name), required=name in cls.required)
        longest = shape.model._meta.get_field("terms").related_model._meta.get_field("value").max_length
        return term_field(vocabulary_of_facet(cls.model, name), name, longest)

    @classmethod
    def of_document(
        cls, document: Document, record: CuratedRecord | None = None, base: Document | None = None
    ) -> "RecordForm":
        """The form filled in from a document; keys that it leaves out keep the values of the base."""
        shape = shape_of(cls.model)
        base = base or _base_of(shape, record)
        kept = {child.name for child in shape.children} - document.keys()
        form = cls(cls.flatten(base | document, kept), record=record, base=base, kept=kept, is_drawn=False)
        form.unknown = [name for name in document if name not in shape.keys]
        return form

    @classmethod
    def flatten(cls, document: Document, kept: Collection[str] = ()) -> MultiValueDict:
        """A document as a browser would send it, without the owned rows that are kept as they are."""
        data = MultiValueDict()
        for name, field in cls._declared().items():
            send(data, name, field, document.get(name))
        for child in shape_of(cls.model).children:
            if child.name in kept:
                continue
            rows = document[child.name]
            data[f"{child.name}-TOTAL_FORMS"] = len(rows)
            data[f"{child.name}-INITIAL_FORMS"] = len(rows)
            for index, row in enumerate(rows):
                data.update({f"{child.name}-{index}-{name}": row.get(name) for name in child.fields})
        return data

    def is_valid(self) -> bool:
        """Both the record's own columns and all its owned rows are right."""
        own_valid = super().is_valid()  # first: cleaning may find something wrong with an owned row
        children_valid = [formset.is_valid() for formset in self.children.values()]
        return own_valid and all(children_valid)

    def document(self) -> Document:
        """The valid input as a document with every key."""
        document = self._own_document()
        return document | {name: formset.rows() for name, formset in self.children.items()}

    def problems(self) -> list[Problem]:
        """Everything that is wrong, for those who do not look at a page."""
        found = [Problem(_path(name), text) for name, texts in self.errors.items() for text in texts]
        for name, formset in self.children.items():
            found += [Problem(name, text) for text in formset.non_form_errors()]
            for index, errors in enumerate(formset.errors):
                found += [
                    Problem(_path(f"{name}.{index}", key), text) for key, texts in errors.items() for text in texts
                ]
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.unknown:
            self.add_error(None, f"There is no field {name} in a {self.model._meta.verbose_name}.")
        self._refuse_itself(cleaned)
        self._refuse_taken(cleaned)
        self._refuse_clashes()
        if self.record and self.record.status == RecordStatus.PUBLISHED and not self.errors:
            self._check_constraints()
        return cleaned

    def _refuse_itself(self, cleaned: dict[str, Any]) -> None:
        for name in self.shape.references:
            if self.record and cleaned.get(name) == self.record.accession:
                self.add_error(name, "A record cannot refer to itself here.")

    def _refuse_taken(self, cleaned: dict[str, Any]) -> None:
        for name in self.unique:
            value = cleaned.get(name)
            if value and (holder := self._holder(name, value)):
                self.add_error(name, taken(value, holder))

    def _refuse_clashes(self) -> None:
        """Values that cannot both be true; what is merely missing is said by ``rules`` before publication."""
        rule = rules.BETWEEN_FIELDS.get(self.model)
        if rule is None or any(name in self.errors for name in rule.fields):
            return
        if not all(self.children[name].is_valid() for name in rule.fields if name in self.children):
            return
        values = {name: self._plain_value(name) for name in rule.fields}
        for word in rule.words(values):
            if word.is_clash:
                self.add_error(word.field, word.sentence)

    def _plain_value(self, name: str) -> Any:
        if name in self.children:
            return self.children[name].rows()
        value, column = self.cleaned_data[name], _columns(self.shape).get(name)
        return stored(column, value) if column else plain(value)

    def _holder(self, name: str, value: str) -> CuratedRecord | None:
        """Another record that has an identifier or name."""
        return next((record for record in holders(self.model, name, value) if record != self.record), None)

    def _check_constraints(self) -> None:
        """What the table demands of a public record, said before somebody else has to decline it."""
        document = self._own_document()
        changed = {name for name, value in document.items() if self.base[name] != value}
        touched = [
            constraint
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.CheckConstraint) and constraint.condition.referenced_base_fields & changed
        ]
        if not touched:
            return
        probe = copy.copy(self.record)
        assign(probe, document, Resolver())
        for constraint in touched:
            try:
                constraint.validate(self.model, probe)
            except ValidationError as error:
                self.add_error(None, error)

    def _own_document(self) -> Document:
        return {name: self._plain_value(name) for name in self.fields}


@cache
def _columns(shape: Shape) -> dict[str, models.Field]:
    """The record's own columns, but for references."""
    return {name: shape.model._meta.get_field(name) for name in shape.fields}


def _base_of(shape: Shape, record: CuratedRecord | None) -> Document:
    return to_document(record) if record else empty_document(shape)


def taken(value: str, holder: CuratedRecord) -> str:
    """The refusal of an identifier or name that another record has, in whatever state that is."""
    state = holder.get_status_display().lower()
    return f"“{value}” belongs to {holder.accession} already ({state}); go there instead of entering it twice."


def _path(*parts: str) -> str:
    return ".".join(part for part in parts if part != "__all__")


def rows_of(formset: ChildFormSet | KeptRows) -> Iterator[tuple[forms.Form, Document]]:
    """The forms of a formset that are right in themselves, with their rows."""
    for form in formset.kept_forms():
        if not form.errors:
            yield form, form.cleaned_data
