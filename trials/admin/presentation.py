"""Documents in words for the people at the desk: labels, links, old and new side by side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join, mark_safe
from django.utils.text import Truncator
from django.utils.timesince import timesince

from ..choices import Vocabulary
from ..document import (
    ChildShape,
    Document,
    Shape,
    accessions_in,
    field_heading,
    records_of,
    shape_of,
    shape_of_accession,
)
from ..forms import vocabulary_of, vocabulary_of_facet
from ..identifiers import SOURCE_NAMES
from ..models import CuratedRecord, Person

NOTHING = mark_safe('<span class="nothing">—</span>')
_ACCESSION = re.compile(r"\bMSC[CPTLF]\d{6,}\b")
_PERSON = re.compile(r"\bperson:\w+")


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


def kind_of(record: CuratedRecord) -> str:
    name = str(record._meta.concrete_model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def age(since: datetime) -> str:
    return timesince(since, depth=1) if timezone.now() - since >= timedelta(minutes=1) else "less than a minute"


def admin_path(accession: str) -> str:
    """Where a record stands at the desk; empty when the accession is of no known kind."""
    shape = shape_of_accession(accession)
    return reverse(f"admin:trials_{shape.model._meta.model_name}_change", args=[accession]) if shape else ""


def linked(sentence: str, back: str = "", people: dict[str, str] | None = None) -> str:
    """A sentence for the person: accessions lead to their records at the desk, codes of people become their names,
    and “My interests” leads to that page and from there back to a path."""
    said = str(conditional_escape(sentence))
    if _PERSON.search(said):
        people = names_of_people() if people is None else people
        said = _PERSON.sub(lambda found: str(conditional_escape(people.get(found[0], found[0]))), said)
    query = f"?{urlencode({'back': back})}" if back else ""
    said = said.replace("“My interests”", f'<a href="{reverse("admin:interests")}{query}">“My interests”</a>')
    return mark_safe(_ACCESSION.sub(lambda found: f'<a href="{admin_path(found[0])}">{found[0]}</a>', said))


def option_label(record: CuratedRecord) -> str:
    """A record as the reference fields show it."""
    state = "" if record.is_public else f" ({record.get_status_display().lower()})"
    return f"{record.accession} {Truncator(record.title_text()).chars(90)}{state}"


def names_of_people() -> dict[str, str]:
    """Text codes of people with the names of their accounts."""
    return Person.objects.names()


def name_of(code: str, people: dict[str, str]) -> str:
    """Who a text code stands for: a person by name, else a release, registry or library in words."""
    named = people.get(code) or SOURCE_NAMES.get(code)
    return named or (code if code.startswith("person:") else code.replace(":", " ", 1))


class Words:
    """Puts the values of documents of one kind of record into words."""

    def __init__(self, shape: Shape, *documents: Document):
        self.shape = shape
        self.records = records_of(
            accession for document in documents for _, accession in accessions_in(shape, document)
        )

    @classmethod
    def of_record(cls, record: CuratedRecord, document: Document) -> "Words":
        return cls(shape_of(record), document)

    def line(self, name: str, value: Any) -> Line:
        return Line(field_heading(name), self.value(name, value))

    def value(self, name: str, value: Any) -> str:
        """Any value of a document but owned rows."""
        if name in self.shape.facets or name in self.shape.lists:
            return _several(self.item(name, each) for each in value)
        return self._cell(self.shape.model._meta.get_field(name), value)

    def table(self, child: ChildShape, rows: list[Document]) -> Table:
        columns = [
            name for name in child.fields if name == child.fields[0] or any(row[name] not in ("", None) for row in rows)
        ]
        return Table(
            field_heading(child.name),
            [field_heading(name) for name in columns],
            [[self.cell(child, name, row.get(name)) for name in columns] for row in rows],
        )

    def item(self, name: str, value: Any) -> str:
        """One value of a list."""
        if name in self.shape.facets:
            return _word(vocabulary_of_facet(self.shape.model, name), value)
        return self._reference(value)

    def is_prose(self, name: str) -> bool:
        """Whether a field holds words of our own, not a value of a vocabulary, a number or a reference."""
        column = self.shape.model._meta.get_field(name)
        is_text = isinstance(column, models.CharField | models.TextField)
        return is_text and vocabulary_of(column) is None

    def cell(self, child: ChildShape, name: str, value: Any) -> str:
        """One value of an owned row."""
        return self._cell(self.shape.child_model(child.name)._meta.get_field(name), value)

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
