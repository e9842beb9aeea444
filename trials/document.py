"""A record as plain data and back: one declared shape per kind, one diff.

A document is a dict of JSON values: scalars by field name, references as accessions
(null when empty), lists of references and of terms sorted, owned rows as lists of dicts
in their own order. Revisions, versions, releases and forms all speak it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Prefetch

from .models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial

Document = dict[str, Any]


@dataclass(frozen=True)
class ChildShape:
    """Owned rows of a record: the related name, their fields, which of them are references."""

    name: str
    fields: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shape:
    """What a document of one kind of record holds."""

    model: type[CuratedRecord]
    plural: str
    fields: tuple[str, ...]
    references: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    children: tuple[ChildShape, ...] = ()

    @property
    def facets(self) -> tuple[str, ...]:
        """Names of the list-valued vocabulary fields, kept as terms."""
        return getattr(self.model, "FACETS", ())

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of a document, in the order of documents."""
        return (*self.fields, *self.references, *self.lists, *self.facets, *(child.name for child in self.children))

    def child(self, name: str) -> ChildShape:
        return next(child for child in self.children if child.name == name)

    def owner_field(self, name: str) -> str:
        """Name of the foreign key by which rows of a child belong to the record."""
        return self.model._meta.get_field(name).field.name

    def child_model(self, name: str) -> type[models.Model]:
        return self.model._meta.get_field(name).related_model

    def target(self, name: str) -> type[CuratedRecord]:
        """The kind of record that a reference or list points to."""
        return self.model._meta.get_field(name).related_model


CANCER_TYPE = Shape(
    CancerType,
    "cancer_types",
    fields=("name", "kind", "tree_position", "note"),
    references=("parent",),
    lists=("covers",),
    children=(
        ChildShape("synonyms", ("name",)),
        ChildShape("codes", ("system", "code", "label", "relation", "detail", "source")),
    ),
)
PUBLICATION = Shape(
    Publication,
    "publications",
    fields=(
        "title", "citation_as_seen", "publication_type", "first_author", "authors_state", "journal", "year", "volume",
        "issue", "pages", "doi", "pmid", "pmcid", "url", "retraction_status", "retraction_checked_on", "note",
    ),
    references=("comments_on",),
    children=(ChildShape("authors", ("position", "name")), ChildShape("sources", ("position", "what", "url"))),
)  # fmt: skip
PAYLOAD = Shape(
    Payload,
    "payloads",
    fields=(
        "name", "molecule_class", "origin", "prodrug", "radionuclide", "mechanism", "mechanism_basis", "delivery_text",
        "source_category", "note",
    ),
    children=(
        ChildShape("synonyms", ("name",)),
        ChildShape("genes", ("symbol", "hgnc_id", "name", "role")),
        ChildShape("tried_in", ("position", "cancer_type", "model", "note"), references=("cancer_type",)),
        ChildShape("sources", ("position", "publication", "locator", "citation", "url"), references=("publication",)),
    ),
)  # fmt: skip
TRIAL = Shape(
    Trial,
    "trials",
    fields=(
        *Trial.REGISTRY_FIELDS[:4], "status_seen_on", "status_source", *Trial.REGISTRY_FIELDS[5:17], "design_text",
        *Trial.REGISTRY_FIELDS[17:], "role", "population_link", "population_text", "payload_text", "msc_source",
        "donor", "donor_detail", "route_text", "supportive_indication", "supportive_text", "product_name",
        "dose_and_schedule", "given_with", "engineering_method", "results_summary", "sites_note", "read_in",
        "source_breadth", "note", "detail_note", "registration_note",
    ),
    lists=("cancer_types", "payloads"),
    children=(
        ChildShape("identifiers", ("registry", "identifier")),
        ChildShape("secondary_ids", ("kind", "value")),
        ChildShape("conditions", ("position", "text", "kind")),
        ChildShape("sites", ("position", "facility", "city", "country", "as_of")),
        ChildShape("collaborators", ("name", "kind")),
        ChildShape("arms", ("position", "label", "arm_type", "description")),
        ChildShape("interventions", ("position", "intervention_type", "name")),
        ChildShape("outcomes", ("position", "measure", "time_frame")),
        ChildShape("criteria", ("kind", "position", "text")),
        ChildShape("registry_references", ("pmid", "reference_type")),
        ChildShape("doses_items", ("element", "knowledge", "text", "source")),
        ChildShape("status_history", ("position", "overall_status", "confirmed_on", "seen_on", "source", "note")),
        ChildShape("disputed_fields", ("field", "text")),
        ChildShape(
            "results",
            (
                "position", "measure", "arm", "value", "number", "denominator", "unit", "control_group", "statement",
                "publication", "source", "source_type", "link_basis",
            ),
            references=("publication",),
        ),
        ChildShape("sources", ("position", "what", "url")),
    ),
)  # fmt: skip
FINDING = Shape(
    Finding,
    "findings",
    fields=(
        "statement", "claim_kind", "effect", "stance", "evidence_level", "level_basis", "model_system", "model_text",
        "cell_state", "product_form", "msc_context", "cell_species", "msc_source_text", "donor", "sample_size",
        "comparator", "effect_size", "scope", "locator", "read_depth", "note",
    ),
    references=("publication", "trial", "seen_in", "primary_study"),
    lists=("cancer_types", "payloads"),
    children=(
        ChildShape("molecules", ("label", "kind", "hgnc_id")),
        ChildShape("trial_links", ("trial", "relation"), references=("trial",)),
    ),
)  # fmt: skip

# In the order in which they can be written: what is referred to stands first.
SHAPES = (CANCER_TYPE, PUBLICATION, PAYLOAD, TRIAL, FINDING)


def shape_of(model: type[models.Model] | models.Model) -> Shape:
    """The shape of a record or of its class; a proxy has the shape of what it stands for."""
    concrete = model._meta.concrete_model
    return next(shape for shape in SHAPES if shape.model is concrete)


def shape_of_accession(accession: str) -> Shape | None:
    """The shape whose prefix an accession carries."""
    return next((shape for shape in SHAPES if accession.startswith(shape.model.PREFIX)), None)


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


def plain(value: Any) -> Any:
    """A field's value as JSON holds it: dates in ISO 8601, decimals without trailing zeros."""
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
    through = getattr(shape.model, name).through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through.objects.bulk_create(
        through(**{own: record.pk, other: resolver.key(shape.target(name), name, accession)})
        for record, document in pairs
        for accession in document.get(name, ())
    )


def _add_terms(shape: Shape, pairs) -> None:
    model = shape.model._meta.get_field("terms").related_model
    owner = shape.owner_field("terms")
    model.objects.bulk_create(
        model(**{owner: record}, facet=facet, value=value)
        for record, document in pairs
        for facet in shape.facets
        for value in document.get(facet, ())
    )


def _add_children(shape: Shape, child: ChildShape, pairs, resolver: Resolver) -> None:
    model, owner = shape.child_model(child.name), shape.owner_field(child.name)
    rows = []
    for record, document in pairs:
        for item in document.get(child.name, ()):
            values = {name: value for name, value in item.items() if name not in child.references}
            for name in child.references:
                target = model._meta.get_field(name).related_model
                values[f"{name}_id"] = resolver.key(target, f"{child.name}.{name}", item.get(name))
            rows.append(model(**{owner: record}, **values))
    model._default_manager.bulk_create(rows)


def diff(old: Document, new: Document) -> list[dict[str, Any]]:
    """Field by field what changes: ``[{"field", "old", "new"}]``, in the order of ``new``."""
    return [
        {"field": name, "old": old.get(name), "new": value} for name, value in new.items() if old.get(name) != value
    ]
