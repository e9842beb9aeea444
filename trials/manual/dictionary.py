"""The data dictionary: every kind of record, its fields and owned rows, and every vocabulary."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from django.db import models

from .. import choices
from ..choices import Vocabulary
from ..document import SHAPES, ChildShape, Shape
from ..forms.vocabularies import vocabulary_of_facet
from ..models import CuratedRecord, Trial
from ..partial_date import PartialDateField
from . import markdown
from .markdown import anchor, code, said_of, table

INTRODUCTION = """
Five kinds of record, each with the fields below and the rows that it owns. The names are those of the models, of the
API, of the columns in a data release and of `document`. A number or date may be empty; an enumerated field never is,
unless its table says so: it says instead which kind of nothing is there (`not_reported`: read whole and not there;
`not_recorded`: not yet recorded here; `not_applicable`). Dates may be known to the year or month only.
"""
SPINE = """
Written by the verbs of `curation` alone (see [workflow.md](workflow.md)), besides a load into an empty base.
"""
FIELD_HEADER = ("field", "type", "may be empty", "what it says")


def page() -> str:
    """docs/data-dictionary.md."""
    blocks = [INTRODUCTION, "## Every record", SPINE, table(FIELD_HEADER, _spine_rows())]
    for shape in SHAPES:
        blocks += _kind(shape)
    blocks += [
        "## Vocabularies",
        "Every value of every enumerated field: what is stored, what is shown, and when it is meant.",
    ]
    for vocabulary in vocabularies().values():
        blocks += _vocabulary(vocabulary)
    return markdown.page("Data dictionary", *blocks)


@cache
def vocabularies() -> dict[str, type[Vocabulary]]:
    """Every controlled vocabulary by its name, in alphabetical order."""
    members = {name: getattr(choices, name) for name in sorted(choices.__all__) if name != "Vocabulary"}
    return {name: member for name, member in members.items() if isinstance(member, type)}


@cache
def _by_choices() -> dict[tuple, type[Vocabulary]]:
    return {tuple(vocabulary.choices): vocabulary for vocabulary in vocabularies().values()}


def vocabulary_of(field: models.Field) -> type[Vocabulary] | None:
    """The vocabulary that a field takes its values from; a field keeps only its choices."""
    return _by_choices().get(tuple(field.flatchoices)) if field.choices else None


def link_to(vocabulary: type[Vocabulary], file: str = "") -> str:
    return f"[{vocabulary.__name__}]({file}#{anchor(vocabulary.__name__)})"


# Kinds


def _kind(shape: Shape) -> list[str]:
    model = shape.model
    blocks = [f"## {model.__name__}", f"{said_of(model)} Accessions begin with {code(model.PREFIX)}."]
    if model is Trial:
        blocks.append("Fields marked “registry” follow the registry that gave the trial; all others are curated.")
    blocks.append(table(FIELD_HEADER, [*_slug_row(shape), *_own_rows(shape), *_list_rows(shape)]))
    for child in shape.children:
        blocks += [f"### {model.__name__}: {child.name}", _about_child(shape, child)]
        blocks.append(table(FIELD_HEADER, [_field_row(shape.child_model(child.name), name) for name in child.fields]))
    return blocks


def _spine_rows() -> Iterator[tuple[str, ...]]:
    for field in CuratedRecord._meta.local_fields:
        yield code(field.name), _type(field), _emptiness(field), _said(field)


def _slug_row(shape: Shape) -> Iterator[tuple[str, ...]]:
    if hasattr(shape.model, "slug"):
        yield code("slug"), "text", "until published", "Ends its address. Given at publication; a former one redirects."


def _own_rows(shape: Shape) -> Iterator[tuple[str, ...]]:
    for name in (*shape.fields, *shape.references):
        row = _field_row(shape.model, name)
        if shape.model is Trial and name in Trial.REGISTRY_FIELDS:
            row = (*row[:3], f"{row[3]} (registry)")
        yield row


def _list_rows(shape: Shape) -> Iterator[tuple[str, ...]]:
    for name in shape.lists:
        field = shape.model._meta.get_field(name)
        yield code(name), f"list of accessions of {shape.target(name).__name__}", "yes", _said(field)
    for facet in shape.facets:
        vocabulary = vocabulary_of_facet(shape.model, facet)
        kind = f"list of values of {link_to(vocabulary)}" if vocabulary else "list of texts"
        yield (
            code(facet),
            kind,
            "yes",
            said_of(vocabulary) if vocabulary else f"{facet.replace('_', ' ').capitalize()}.",
        )


def _about_child(shape: Shape, child: ChildShape) -> str:
    return f"{said_of(shape.child_model(child.name))} None, one or several."


def _field_row(model: type[models.Model], name: str) -> tuple[str, ...]:
    field = model._meta.get_field(name)
    return code(name), _type(field), _emptiness(field), _said(field)


_TYPES = (
    (models.ForeignKey, "accession"),
    (models.BooleanField, "true or false"),
    (models.IntegerField, "whole number"),
    (models.DecimalField | models.FloatField, "number"),
    (models.DateTimeField, "moment, UTC"),
    (models.DateField, "date"),
    (PartialDateField, "partial date"),
    (models.URLField, "web address"),
)


def _type(field: models.Field) -> str:
    if vocabulary := vocabulary_of(field):
        return f"value of {link_to(vocabulary)}"
    word = next((word for kind, word in _TYPES if isinstance(field, kind)), "text")
    return f"accession of {field.related_model.__name__}" if field.is_relation else word


def _emptiness(field: models.Field) -> str:
    return "yes" if field.null or (field.blank and not isinstance(field, models.BooleanField)) else "no"


def _said(field: models.Field) -> str:
    """The help text, after the label where that says more than the name; else the label alone."""
    label = str(field.verbose_name)
    is_name = label == field.name.replace("_", " ")
    label = f"{label[:1].upper()}{label[1:]}." if label != "n" else "n."
    return str(field.help_text) if is_name and field.help_text else f"{label} {field.help_text}".strip()


# Vocabularies


def _vocabulary(vocabulary: type[Vocabulary]) -> list[str]:
    rows = [(code(member.value), str(member.label), member.meaning) for member in vocabulary]
    used = ", ".join(code(place) for place in used_in()[vocabulary])
    about = f"{said_of(vocabulary)} Source: {vocabulary.source()}."
    return [
        f"### {vocabulary.__name__}",
        f"{about} Used in {used}." if used else about,
        table(("value", "label", "meaning"), rows),
    ]


@cache
def used_in() -> dict[type[Vocabulary], list[str]]:
    """Where each vocabulary is used, as kind.field or kind.rows.field."""
    places: dict[type[Vocabulary], list[str]] = defaultdict(list)
    for shape in SHAPES:
        for place, vocabulary in _places(shape):
            if vocabulary:
                places[vocabulary].append(f"{shape.plural}.{place}")
    return places


def _places(shape: Shape) -> Iterator[tuple[str, type[Vocabulary] | None]]:
    for name in shape.fields:
        yield name, vocabulary_of(shape.model._meta.get_field(name))
    for facet in shape.facets:
        yield facet, vocabulary_of_facet(shape.model, facet)
    for child in shape.children:
        for name in child.fields:
            yield f"{child.name}.{name}", vocabulary_of(shape.child_model(child.name)._meta.get_field(name))
