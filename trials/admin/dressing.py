"""A record's form in the clothes of the desk: search fields for references, help that teaches the rule."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.html import format_html

from .. import similarity
from ..choices import Vocabulary
from ..document import ChildShape, records_of
from ..forms import RecordForm, ReferenceField, ReferenceListField, TermsField, vocabulary_of
from ..forms.children import ChildFormSet
from .presentation import option_label
from .sections import sections_of


class AccessionOptions:
    """Mixin of the reference widgets: options are accessions, and what was typed stays."""

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        chosen = [each for each in value if each]
        records = records_of(chosen)
        options = [] if self.allow_multiple_selected else [self.create_option(name, "", "", False, 0)]
        for accession in chosen:
            label = option_label(records[accession]) if accession in records else accession
            options.append(self.create_option(name, accession, label, True, len(options)))
        return [(None, options, 0)]


class OneRecord(AccessionOptions, AutocompleteSelect):
    """A record, found by typing."""


class SeveralRecords(AccessionOptions, AutocompleteSelectMultiple):
    """Records, found by typing."""


@dataclass(frozen=True)
class DressedField:
    """A field with its rule."""

    bound: forms.BoundField
    help: str
    vocabulary: type[Vocabulary] | None

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """Label and meaning of each value; empty where the ticks say it themselves."""
        if self.vocabulary is None or isinstance(self.bound.field, TermsField):
            return []
        return [(member.label, member.meaning) for member in self.vocabulary]


@dataclass(frozen=True)
class DressedRow:
    """One owned row."""

    id: str
    form: forms.Form
    fields: list[DressedField]
    is_kept: bool
    is_template: bool


@dataclass(frozen=True)
class DressedRows:
    """All owned rows of one kind."""

    formset: ChildFormSet
    help: str
    rows: list[DressedRow]

    @property
    def label(self) -> str:
        return self.formset.label

    @property
    def count(self) -> int:
        return self.formset.initial_form_count()

    @property
    def is_open(self) -> bool:
        return bool(
            self.count
            or self.formset.is_bound
            and self.formset.total_form_count() > 1
            or self.formset.total_error_count()
        )

    @property
    def options(self) -> str:
        """What the admin's own script for adding rows wants to know."""
        prefix = self.formset.prefix
        texts = {"prefix": prefix, "addText": f"Add to {self.label.lower()}", "deleteText": "Remove"}
        return json.dumps({"name": f"#{prefix}", "options": texts})


@dataclass(frozen=True)
class DressedSection:
    title: str
    parts: list[DressedField | DressedRows]


def dress(form: RecordForm, site: AdminSite) -> list[DressedSection]:
    """The form's sections, ready for the template."""
    for name, field in form.fields.items():
        _dress_field(form.model, name, field, site)
    return [
        DressedSection(title, [_part(form, name, site) for name in names])
        for title, names in sections_of(form.shape.model)
    ]


def media_of(sections: list[DressedSection]) -> forms.Media:
    """Scripts and styles that the parts of a form ask for."""
    jquery = "admin/js/vendor/jquery/jquery.min.js"
    media = forms.Media(js=[jquery, "admin/js/jquery.init.js", "admin/js/inlines.js", "mscdb/desk.js"])
    for section in sections:
        for part in section.parts:
            media += part.rows[-1].form.media if isinstance(part, DressedRows) else part.bound.field.widget.media
    return media


def _part(form: RecordForm, name: str, site: AdminSite) -> DressedField | DressedRows:
    if name in form.children:
        return _dress_rows(form.children[name], form.shape.child(name), site)
    field = form.fields[name]
    vocabulary = field.vocabulary if isinstance(field, TermsField) else _vocabulary(form.shape.model, name)
    return DressedField(form[name], _help(field, vocabulary), vocabulary)


@cache
def _vocabulary(model: Any, name: str) -> type[Vocabulary] | None:
    columns = {column.name: column for column in model._meta.fields}
    return vocabulary_of(columns[name]) if name in columns else None


def _help(field: forms.Field, vocabulary: type[Vocabulary] | None) -> str:
    taught = " ".join((vocabulary.__doc__ or "").split()) if vocabulary else ""
    return " ".join(part for part in (taught, str(field.help_text)) if part)


def _dress_rows(formset: ChildFormSet, child: ChildShape, site: AdminSite) -> DressedRows:
    rows = [_dress_row(formset, form, site, str(index)) for index, form in enumerate(formset.forms)]
    rows.append(_dress_row(formset, formset.empty_form, site, "empty"))
    return DressedRows(formset, " ".join((formset.form.row_model.__doc__ or "").split()), rows)


def _dress_row(formset: ChildFormSet, form: forms.Form, site: AdminSite, index: str) -> DressedRow:
    model = formset.form.row_model
    for name in formset.shape.fields:
        _dress_field(model, name, form.fields[name], site)
    fields = list(_row_fields(form, formset.shape, model))
    is_template = index == "empty"
    is_kept = not is_template and int(index) < formset.initial_form_count()
    return DressedRow(f"{formset.prefix}-{index}", form, fields, is_kept, is_template)


def _row_fields(form: forms.Form, child: ChildShape, model: Any) -> Iterator[DressedField]:
    for name in child.fields:
        vocabulary = _vocabulary(model, name)
        yield DressedField(form[name], _help(form.fields[name], vocabulary), vocabulary)


def _dress_field(model: Any, name: str, field: forms.Field, site: AdminSite) -> None:
    """Give a field the widget of the desk."""
    if isinstance(field, ReferenceField):
        field.widget = OneRecord(model._meta.get_field(name), site)
    elif isinstance(field, ReferenceListField):
        field.widget = SeveralRecords(model._meta.get_field(name), site)
    elif isinstance(field, TermsField):
        field.widget = forms.CheckboxSelectMultiple(choices=_ticks(field.vocabulary))
    elif isinstance(field, forms.DateField):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    elif isinstance(field, forms.NullBooleanField):
        field.widget.choices = [("unknown", "not seen"), ("true", "yes"), ("false", "no")]
    elif isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 3
    elif isinstance(field, forms.ChoiceField):
        field.choices = [(value, label if value else "—") for value, label in field.choices]
    if watched := similarity.watched(model, name):
        field.widget.attrs["data-similar"] = watched
    field.widget.is_required = field.required


def _ticks(vocabulary: type[Vocabulary]) -> list[tuple[str, str]]:
    return [
        (member.value, format_html('{} <small class="meaning">{}</small>', member.label, member.meaning))
        for member in vocabulary
    ]
