"""Documents in words for the people at the desk: labels, links, old and new side by side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join, mark_safe
from django.utils.text import Truncator

from ..choices import Vocabulary
from ..document import ChildShape, Document, Shape, shape_of, shape_of_accession
from ..forms import vocabulary_of, vocabulary_of_facet
from ..models import CuratedRecord, Person

NOTHING = mark_safe('<span class="nothing">—</span>')
_ACCESSION = re.compile(r"\bMSC[CPTLF]\d{6,}\b")


@dataclass(frozen=True)
class Line:
    """One field in words."""

    label: str
    text: str


@dataclass(frozen=True)
class Table:
    """Owned rows in words."""

    label: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Change:
    """One field of a proposed change, old and new."""

    label: str
    old: str
    new: str


def kind_of(record: CuratedRecord) -> str:
    name = str(record._meta.concrete_model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def label_of(name: str) -> str:
    return name.replace("_", " ").capitalize()


def admin_path(accession: str) -> str:
    """Where a record stands at the desk; empty when the accession is of no known kind."""
    shape = shape_of_accession(accession)
    return reverse(f"admin:trials_{shape.model._meta.model_name}_change", args=[accession]) if shape else ""


def linked(sentence: str) -> str:
    """A sentence whose accessions lead to their records at the desk."""
    escaped = str(conditional_escape(sentence))
    return mark_safe(_ACCESSION.sub(lambda found: f'<a href="{admin_path(found[0])}">{found[0]}</a>', escaped))


def option_label(record: CuratedRecord) -> str:
    """A record as the reference fields show it."""
    state = "" if record.is_public else f" ({record.get_status_display().lower()})"
    return f"{record.accession} {Truncator(record.title_text()).chars(90)}{state}"


def records_of(accessions: Iterable[str]) -> dict[str, CuratedRecord]:
    """The records that have these accessions, in one query a kind."""
    by_shape: dict[str, tuple[Shape, set[str]]] = {}
    for accession in accessions:
        if shape := shape_of_accession(accession or ""):
            by_shape.setdefault(shape.plural, (shape, set()))[1].add(accession)
    found = (record for shape, wanted in by_shape.values() for record in shape.model.objects.with_accessions(wanted))
    return {record.accession: record for record in found}


def names_of_people() -> dict[str, str]:
    """Text codes of people with the names of their accounts."""
    people = Person.objects.select_related("user")
    return {str(person): person.user.get_full_name() or person.user.get_username() for person in people}


class Words:
    """Puts the values of documents of one kind of record into words."""

    def __init__(self, shape: Shape, *documents: Document):
        self.shape = shape
        self.records = records_of(each for document in documents for each in _accessions(shape, document))

    @classmethod
    def of_record(cls, record: CuratedRecord, document: Document) -> "Words":
        return cls(shape_of(record), document)

    def line(self, name: str, value: Any) -> Line:
        return Line(label_of(name), self.value(name, value))

    def value(self, name: str, value: Any) -> str:
        """Any value of a document but owned rows."""
        if name in self.shape.facets:
            vocabulary = vocabulary_of_facet(self.shape.model, name)
            return _several(_word(vocabulary, each) for each in value)
        if name in self.shape.lists:
            return _several(self._reference(each) for each in value)
        return self._cell(self.shape.model._meta.get_field(name), value)

    def table(self, child: ChildShape, rows: list[Document]) -> Table:
        columns = [
            name for name in child.fields if name == child.fields[0] or any(row[name] not in ("", None) for row in rows)
        ]
        return Table(
            label_of(child.name),
            [label_of(name) for name in columns],
            [self._cells(child, row, columns) for row in rows],
        )

    def change(self, change: dict[str, Any]) -> Change:
        """Old and new of one changed field; of owned rows only those that differ."""
        name, old, new = change["field"], change["old"], change["new"]
        if name not in {child.name for child in self.shape.children}:
            return Change(label_of(name), self.value(name, old), self.value(name, new))
        child = self.shape.child(name)
        gone = [row for row in old or [] if row not in new]
        come = [row for row in new if row not in (old or [])]
        return Change(label_of(name), self._rows(child, gone), self._rows(child, come))

    def _rows(self, child: ChildShape, rows: list[Document]) -> str:
        said = [[label for label in self._cells(child, row, child.fields) if label != NOTHING] for row in rows]
        return _several(mark_safe(" · ".join(cells)) for cells in said)

    def _cells(self, child: ChildShape, row: Document, columns: Iterable[str]) -> list[str]:
        model = self.shape.child_model(child.name)
        return [self._cell(model._meta.get_field(name), row.get(name)) for name in columns]

    def _cell(self, column: models.Field, value: Any) -> str:
        if value in ("", None):
            return NOTHING
        if column.is_relation:
            return self._reference(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return _word(vocabulary_of(column), value)

    def _reference(self, accession: str) -> str:
        record = self.records.get(accession)
        label = option_label(record) if record else f"{accession} (not found)"
        return format_html('<a href="{}">{}</a>', admin_path(accession), label)


def _word(vocabulary: type[Vocabulary] | None, value: Any) -> str:
    if vocabulary is None or value not in vocabulary.values:
        return str(conditional_escape(value))
    member = vocabulary(value)
    return format_html('<span title="{}">{}</span>', member.meaning, member.label)


def _several(values: Iterable[str]) -> str:
    items = [(value,) for value in values]
    return format_html('<ul class="several">{}</ul>', format_html_join("", "<li>{}</li>", items)) if items else NOTHING


def _accessions(shape: Shape, document: Document) -> Iterable[str]:
    yield from (document[name] for name in shape.references if document.get(name))
    for name in shape.lists:
        yield from document.get(name) or []
    for child in shape.children:
        for row in document.get(child.name) or []:
            yield from (row[name] for name in child.references if row.get(name))
