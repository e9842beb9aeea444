"""From a record to its document, and the difference of two documents."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Prefetch

from ..models import CuratedRecord
from .shapes import ChildShape, Document, Shape, shape_of, shape_of_accession


def whole(model: type[CuratedRecord], accession: str) -> CuratedRecord:
    """One record, read anew with all that its document holds."""
    return with_parts(model.objects.by_accession(accession)).get()


def with_parts(queryset: models.QuerySet) -> models.QuerySet:
    """The queryset with all that ``to_document`` reads, in a bounded number of queries."""
    shape = shape_of(queryset.model)
    queryset = queryset.select_related(*shape.references).prefetch_related(*shape.lists)
    if shape.facets:
        queryset = queryset.prefetch_related("terms")
    for child in shape.children:
        rows = shape.child_model(child.name)._default_manager.select_related(*child.references)
        queryset = queryset.prefetch_related(Prefetch(child.name, rows))
    return queryset


def records_of(
    accessions: Iterable[str], read: Callable[[models.QuerySet], models.QuerySet] = lambda found: found
) -> dict[str, CuratedRecord]:
    """The records that have these accessions, one query a kind, read as ``read`` says (such as ``with_parts``)."""
    by_shape: dict[str, tuple[Shape, set[str]]] = {}
    for accession in accessions:
        if shape := shape_of_accession(accession or ""):
            by_shape.setdefault(shape.plural, (shape, set()))[1].add(accession)
    found = (
        record for shape, wanted in by_shape.values() for record in read(shape.model.objects.with_accessions(wanted))
    )
    return {record.accession: record for record in found}


def accessions_in(shape: Shape, document: Document) -> Iterator[tuple[str, str]]:
    """(field, accession) of every record that a document refers to; it may leave keys out."""
    yield from ((name, document[name]) for name in shape.references if document.get(name))
    for name in shape.lists:
        yield from ((name, accession) for accession in document.get(name) or [])
    for child in shape.children:
        for row in document.get(child.name) or []:
            yield from ((child.name, row[name]) for name in child.references if row.get(name))


def plain(value: Any) -> Any:
    """A field's value as JSON holds it: dates in ISO 8601, decimals without trailing zeros."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, CuratedRecord):
        return value.accession
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def to_document(record: CuratedRecord) -> Document:
    """The whole record as plain data; read it through ``with_parts`` when there are many."""
    shape = shape_of(record)
    document: Document = {name: plain(getattr(record, name)) for name in (*shape.fields, *shape.references)}
    for name in shape.lists:
        document[name] = sorted(target.accession for target in getattr(record, name).all())
    for facet in shape.facets:
        document[facet] = sorted(record.term_values(facet))
    for child in shape.children:
        rows = getattr(record, child.name).all()
        document[child.name] = sorted_rows([{name: plain(getattr(row, name)) for name in child.fields} for row in rows])
    return document


def sorted_rows(rows: list[Document]) -> list[Document]:
    """Owned rows in the order of documents: by their values, position first where there is one."""

    def key(row: Document) -> list[tuple[int, Any]]:
        return [(0, value, "") if isinstance(value, int) else (1, 0, str(value or "")) for value in row.values()]

    return sorted(rows, key=key)


def empty_document(shape: Shape) -> Document:
    """A document with every key at its model's default."""
    document: Document = {name: plain(shape.model._meta.get_field(name).get_default()) for name in shape.fields}
    document |= dict.fromkeys(shape.references)
    many = (*shape.lists, *shape.facets, *(child.name for child in shape.children))
    return document | {name: [] for name in many}


def canonical(shape: Shape, document: Document) -> Document:
    """The document with its lists and owned rows in the order of documents; raises on an unknown key."""
    if unknown := sorted(set(document) - set(shape.keys)):
        raise ValueError(f"{shape.plural} have no field {', '.join(unknown)}.")
    ordered = dict(document)
    for name in (*shape.lists, *shape.facets):
        if name in document:
            ordered[name] = sorted(document[name])
    for child in shape.children:
        if child.name in document:
            ordered[child.name] = sorted_rows([_whole_row(shape, child, row) for row in document[child.name]])
    return ordered


def _whole_row(shape: Shape, child: ChildShape, row: Document) -> Document:
    """An owned row with every field, in the order of the shape."""
    model = shape.child_model(child.name)
    return {
        name: row[name] if name in row else plain(model._meta.get_field(name).get_default()) for name in child.fields
    }


def brought_up(shape: Shape, document: Document) -> Document:
    """A whole document of any age with the fields of today: one that it did not have yet is at its default."""
    known = {name: document[name] for name in shape.keys if name in document}
    for child in shape.children:
        known[child.name] = [
            {name: row[name] for name in child.fields if name in row} for row in known.get(child.name, ())
        ]
    return canonical(shape, empty_document(shape) | known)


def diff(old: Document, new: Document) -> list[dict[str, Any]]:
    """Field by field what changes: ``[{"field", "old", "new"}]``, in the order of ``new``."""
    return [
        {"field": name, "old": old.get(name), "new": value} for name, value in new.items() if old.get(name) != value
    ]
