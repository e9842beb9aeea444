"""The form of a record: input in, a document out, or sentences that say what is wrong with it."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.datastructures import MultiValueDict

from ..choices import RecordStatus
from ..document import Document, Resolver, assign, empty_document, plain, shape_of, to_document
from ..models import CuratedRecord
from .children import ChildFormSet, formset_class
from .fields import FreeTermsField, field_of, stored, term_field
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

    def __init__(self, data: Any = None, *, record: CuratedRecord | None = None, base: Document | None = None):
        self.shape = shape_of(self.model)
        self.record = record
        self.unknown: list[str] = []
        self.base = base or (to_document(record) if record else empty_document(self.shape))
        own = (*self.shape.fields, *self.shape.references, *self.shape.lists, *self.shape.facets)
        super().__init__(data, initial={name: self.base[name] for name in own})
        self.fields |= {name: self._field(name) for name in own}
        self.children: dict[str, ChildFormSet] = {
            child.name: formset_class(self.shape, child)(data, initial=self.base[child.name], prefix=child.name)
            for child in self.shape.children
        }

    def _field(self, name: str) -> forms.Field:
        if name not in self.shape.facets:
            return field_of(self.shape.model._meta.get_field(name), required=name in self.required)
        longest = self.model._meta.get_field("terms").related_model._meta.get_field("value").max_length
        return term_field(vocabulary_of_facet(self.model, name), name, longest)

    @classmethod
    def of_document(cls, document: Document, record: CuratedRecord | None = None) -> "RecordForm":
        """The form filled in from a document; keys that it leaves out keep their values."""
        form = cls(record=record)
        bound = cls(form.flatten(form.base | document), record=record)
        bound.unknown = [name for name in document if name not in form.shape.keys]
        return bound

    def flatten(self, document: Document) -> MultiValueDict:
        """A document as a browser would send it."""
        data = MultiValueDict()
        for name, field in self.fields.items():
            value = document.get(name)
            if isinstance(field, FreeTermsField):
                data[name] = field.prepare_value(value)
            elif isinstance(value, list):
                data.setlist(name, value)
            else:
                data[name] = value
        for child in self.shape.children:
            rows = document[child.name]
            data[f"{child.name}-TOTAL_FORMS"] = len(rows)
            data[f"{child.name}-INITIAL_FORMS"] = len(rows)
            for index, row in enumerate(rows):
                data.update({f"{child.name}-{index}-{name}": row.get(name) for name in child.fields})
        return data

    def is_valid(self) -> bool:
        """Both the record's own columns and all its owned rows are right."""
        children_valid = [formset.is_valid() for formset in self.children.values()]
        return super().is_valid() and all(children_valid) and not self.errors

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
            if value and (holder := self._holder(self.model.objects.with_value(name, value))):
                self.add_error(name, taken(value, holder))

    def _holder(self, records: models.QuerySet) -> CuratedRecord | None:
        return next((record for record in records if record != self.record), None)

    def _check_constraints(self) -> None:
        """What the table demands of a public record, said before somebody else has to decline it."""
        document = self._own_document()
        if all(self.base[name] == value for name, value in document.items()):
            return
        probe = copy.copy(self.record)
        assign(probe, document, Resolver())
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, models.CheckConstraint):
                continue
            try:
                constraint.validate(self.model, probe)
            except ValidationError as error:
                self.add_error(None, error)

    def _own_document(self) -> Document:
        document = {}
        for name in self.fields:
            value = self.cleaned_data[name]
            scalar = name in self.shape.fields
            document[name] = stored(self.shape.model._meta.get_field(name), value) if scalar else plain(value)
        return document


def taken(value: str, holder: CuratedRecord) -> str:
    """The refusal of an identifier or name that another record has, in whatever state that is."""
    state = holder.get_status_display().lower()
    return f"“{value}” belongs to {holder.accession} already ({state}); go there instead of entering it twice."


def _path(*parts: str) -> str:
    return ".".join(part for part in parts if part != "__all__")


def rows_of(formset: ChildFormSet) -> Iterator[tuple[forms.Form, Document]]:
    """The forms of a formset that are right in themselves, with their rows."""
    for form in formset.kept_forms():
        if not form.errors:
            yield form, form.cleaned_data
