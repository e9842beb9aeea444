"""Forms of the rows that a record owns, built from the shape of its document."""

from collections import Counter
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from ..document import ChildShape, Document, Shape, sorted_rows
from .constraints import broken_constraints
from .fields import clean_identifier, field_of, stored

# Owned rows whose identifier follows the scheme that a neighbouring column names.
_SCHEME_COLUMNS = {"identifiers": ("registry", "identifier"), "codes": ("system", "code")}
MOST_ROWS = 2000


class ChildForm(forms.Form):
    """One owned row."""

    # Not `shape` and `model`: an owned row may have a column of that name.
    row_shape: ChildShape
    row_model: type[models.Model]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._clean_identifier(cleaned)
        self._check_constraints(cleaned)
        return cleaned

    def _clean_identifier(self, cleaned: dict[str, Any]) -> None:
        scheme_column, column = _SCHEME_COLUMNS.get(self.row_shape.name, ("", ""))
        if not (cleaned.get(scheme_column) and cleaned.get(column)):
            return
        try:
            cleaned[column] = clean_identifier(cleaned[scheme_column], cleaned[column])
        except ValidationError as error:
            self.add_error(column, error)

    def _check_constraints(self, cleaned: dict[str, Any]) -> None:
        """The truths of the table about this one row, in its own words."""
        if self.errors:
            return
        # For a constraint it counts only whether a reference is there, so an accession may stand for its key.
        for constraint in broken_constraints(self.row_model, cleaned):
            self.add_error(None, constraint.get_violation_error_message())

    def row(self) -> Document:
        """The row as a document holds it."""
        return {
            name: stored(self.row_model._meta.get_field(name), self.cleaned_data.get(name))
            for name in self.row_shape.fields
        }


class ChildFormSet(forms.BaseFormSet):
    """All owned rows of one kind. A row without a position goes to the end."""

    shape: ChildShape
    owner: str
    label: str

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """A row beyond those that the page came with began empty, however many rows the record holds by now."""
        began_empty = self.is_bound and index is not None and index >= self.initial_form_count()
        return super().get_form_kwargs(index) | ({"initial": {}} if began_empty else {})

    def clean(self) -> None:
        if any(self.errors):
            return
        self._fill_positions()
        self._refuse_repeats()

    def rows(self) -> list[Document]:
        """The rows that stay, as a document holds them."""
        return sorted_rows([form.row() for form in self.kept_forms()])

    def kept_forms(self) -> list[ChildForm]:
        untouched = {form for form in self.extra_forms if not form.has_changed()}
        return [form for form in self.forms if form not in untouched and not self._should_delete_form(form)]

    def _fill_positions(self) -> None:
        if "position" not in self.shape.fields:
            return
        forms_kept = self.kept_forms()
        last = max((form.cleaned_data.get("position") or 0 for form in forms_kept), default=0)
        for form in forms_kept:
            if not form.cleaned_data.get("position"):
                last += 1
                form.cleaned_data["position"] = last

    def _refuse_repeats(self) -> None:
        rows = [form.row() for form in self.kept_forms()]
        for names in self._unique_names() if len(rows) > 1 else ():
            found = Counter(tuple(row[name] for name in names) for row in rows)
            for values, times in found.items():
                if times > 1:
                    said = ", ".join(str(value) for value in values)
                    raise ValidationError(f"“{said}” stands here {times} times; once is enough.")

    def _unique_names(self) -> list[tuple[str, ...]]:
        constraints = self.form.row_model._meta.constraints
        unique = [constraint.fields for constraint in constraints if isinstance(constraint, models.UniqueConstraint)]
        unique += [
            (field.name,)
            for field in self.form.row_model._meta.fields
            if field.unique and field.name in self.shape.fields
        ]
        return [tuple(name for name in names if name != self.owner) for names in unique]


class KeptRows:
    """In place of a formset: rows that the input leaves as they are, so that there is nothing to ask or to refuse."""

    errors: tuple[()] = ()

    def __init__(self, rows: list[Document]):
        self._rows = rows

    def is_valid(self) -> bool:
        return True

    def non_form_errors(self) -> list[str]:
        return []

    def kept_forms(self) -> list[ChildForm]:
        return []

    def rows(self) -> list[Document]:
        return self._rows


@cache
def formset_class(shape: Shape, child: ChildShape) -> type[ChildFormSet]:
    """The formset of one kind of owned rows of one kind of record."""
    model = shape.child_model(child.name)
    fields = {name: _child_field(model._meta.get_field(name)) for name in child.fields}
    form = type(f"{model.__name__}Form", (ChildForm,), {**fields, "row_shape": child, "row_model": model})
    formset = forms.formset_factory(
        form, formset=ChildFormSet, extra=1, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    formset.shape = child
    formset.owner = shape.owner_field(child.name)
    formset.label = child.name.replace("_", " ").capitalize()
    return formset


def _child_field(column: models.Field) -> forms.Field:
    if column.name == "position":
        return forms.IntegerField(required=False, min_value=1, max_value=32767, help_text="Empty: at the end.")
    return field_of(column, required=not column.blank)
