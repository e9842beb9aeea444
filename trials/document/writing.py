"""From a document to a record: columns, lists, terms and owned rows."""

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from mscdb import bulk

from ..models import CuratedRecord
from .shapes import ChildShape, Document, Shape, shape_of


class UnknownReference(ValueError):
    """An accession that no record of the kind has."""

    def __init__(self, field: str, accession: str):
        self.field = field
        self.accession = accession
        super().__init__(f"{field}: there is no record {accession}.")


class Resolver:
    """Accessions → primary keys, asked once per kind and accession."""

    def __init__(self) -> None:
        self._keys: dict[type[CuratedRecord], dict[str, int]] = {}

    def prime(self, model: type[CuratedRecord]) -> None:
        """Read all accessions of a kind at once; for bulk loads."""
        self._keys[model] = dict(model._default_manager.values_list("accession", "pk"))

    def key(self, model: type[CuratedRecord], field: str, accession: str | None) -> int | None:
        if not accession:
            return None
        known = self._keys.setdefault(model, {})
        if accession not in known:
            found = model._default_manager.filter(accession=accession).values_list("pk", flat=True).first()
            if found is None:
                raise UnknownReference(field, accession)
            known[accession] = found
        return known[accession]


def assign(record: CuratedRecord, document: Document, resolver: Resolver) -> None:
    """Set the record's own columns from a document; nothing is saved.

    A document may leave keys out: those columns keep their values.
    """
    shape = shape_of(record)
    for name in shape.fields:
        if name in document:
            setattr(record, name, document[name])
    for name in shape.references:
        if name in document:
            setattr(record, f"{name}_id", resolver.key(shape.target(name), name, document[name]))


def write_parts(pairs: Iterable[tuple[CuratedRecord, Document]], resolver: Resolver, newly_made: bool = False) -> None:
    """Replace lists, terms and owned rows of saved records of one kind by their documents'.

    Records that were newly made have none yet, so that nothing needs to go first.
    """
    pairs = list(pairs)
    if not pairs:
        return
    shape = shape_of(pairs[0][0])
    if not newly_made:
        _remove_parts(shape, pairs)
    for name in shape.lists:
        _add_list(shape, name, pairs, resolver)
    if shape.facets:
        _add_terms(shape, pairs)
    for child in shape.children:
        _add_children(shape, child, pairs, resolver)


def write(record: CuratedRecord, document: Document) -> None:
    """Save one record and its parts from a document."""
    resolver, is_new = Resolver(), record._state.adding
    assign(record, document, resolver)
    record.save()
    write_parts([(record, document)], resolver, newly_made=is_new)


def write_all(records: list[CuratedRecord], documents: list[Document]) -> None:
    """Save new records of one kind and their parts from their documents."""
    resolver = Resolver()
    for record, document in zip(records, documents, strict=True):
        assign(record, document, resolver)
    _insert(records)
    write_parts(zip(records, documents, strict=True), resolver, newly_made=True)


def _insert(records: list[CuratedRecord]) -> None:
    """Insert new records of one kind; each knows its key afterwards."""
    model = type(records[0])._meta.concrete_model
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    rows = [[getattr(record, column.attname) for column in columns] for record in records]
    bulk.insert(model, [column.name for column in columns], rows)
    wanted = [record.accession for record in records]
    keys = dict(model._default_manager.filter(accession__in=wanted).values_list("accession", "pk"))
    for record in records:
        record.pk, record._state.adding, record._state.db = keys[record.accession], False, DEFAULT_DB_ALIAS


def _remove_parts(shape: Shape, pairs) -> None:
    """Remove what the documents give anew; parts that a document leaves out stay."""
    for name in shape.lists:
        own = f"{shape.model._meta.get_field(name).m2m_field_name()}_id__in"
        getattr(shape.model, name).through.objects.filter(**{own: _keys_with(name, pairs)}).delete()
    for facet in shape.facets:
        terms = shape.model._meta.get_field("terms").related_model.objects
        terms.filter(facet=facet, **{f"{shape.owner_field('terms')}__in": _keys_with(facet, pairs)}).delete()
    for child in shape.children:
        rows = shape.child_model(child.name)._default_manager
        rows.filter(**{f"{shape.owner_field(child.name)}__in": _keys_with(child.name, pairs)}).delete()


def _keys_with(name: str, pairs) -> list[int]:
    return [record.pk for record, document in pairs if name in document]


def _add_list(shape: Shape, name: str, pairs, resolver: Resolver) -> None:
    field = shape.model._meta.get_field(name)
    columns = (field.m2m_field_name(), field.m2m_reverse_field_name())
    rows = [
        (record.pk, resolver.key(shape.target(name), name, accession))
        for record, document in pairs
        for accession in document.get(name, ())
    ]
    bulk.insert(getattr(shape.model, name).through, columns, rows)


def _add_terms(shape: Shape, pairs) -> None:
    rows = [
        (record.pk, facet, value)
        for record, document in pairs
        for facet in shape.facets
        for value in document.get(facet, ())
    ]
    model = shape.model._meta.get_field("terms").related_model
    bulk.insert(model, (shape.owner_field("terms"), "facet", "value"), rows)


def _add_children(shape: Shape, child: ChildShape, pairs, resolver: Resolver) -> None:
    model = shape.child_model(child.name)
    targets = {name: model._meta.get_field(name).related_model for name in child.references}
    defaults = {name: model._meta.get_field(name).get_default() for name in child.fields}

    def stored(name: str, item: Document) -> Any:
        if name in targets:
            return resolver.key(targets[name], f"{child.name}.{name}", item.get(name))
        return item[name] if name in item else defaults[name]

    rows = [
        [record.pk, *(stored(name, item) for name in child.fields)]
        for record, document in pairs
        for item in document.get(child.name, ())
    ]
    bulk.insert(model, (shape.owner_field(child.name), *child.fields), rows)
