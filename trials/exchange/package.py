"""A release in memory: every public record and tombstone, its versions, and the change log.

``from_base`` takes it from the database, ``into_base`` puts it into an empty one. Files are
the concern of ``datapackage``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import models, transaction

from .. import projection
from ..choices import RecordStatus
from ..document import (
    SHAPES,
    Document,
    Resolver,
    Shape,
    assign,
    plain,
    shape_of_accession,
    to_document,
    with_parts,
    write_parts,
)
from ..models import AccessionCounter, DataVersion, RecordVersion, Redirect, ReviewEvent, SourceRecord

Progress = Callable[[str, int], None]

META_FIELDS = (
    "accession", "status", "version", "review_basis", "created_by", "edited_by", "reviewed_by", "created_at",
    "updated_at", "withdrawn_reason", "successor",
)  # fmt: skip
VERSION_FIELDS = (
    "accession", "version", "n_from", "n_to", "review_basis", "author", "reviewer", "public_at", "document",
)  # fmt: skip
CHANGE_FIELDS = ("n", "accession", "verb", "actor", "at", "version", "note")
REDIRECT_FIELDS = ("kind", "old", "accession")
SOURCE_FIELDS = ("source", "identifier", "accession", "version_date", "fetched_on", "sha256", "parsed")


@dataclass
class Entry:
    """A record of a release: its document, what the spine knows of it, and the line it was read from."""

    meta: dict[str, Any]
    document: Document
    line: int = 0


@dataclass
class Package:
    """The whole of a release."""

    release: str
    released_on: str
    n: int
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    versions: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    redirects: list[dict[str, Any]] = field(default_factory=list)
    source_records: list[dict[str, Any]] = field(default_factory=list)


class BaseNotEmpty(Exception):
    """A release is only loaded into an empty base."""


def meta_fields(shape: Shape) -> tuple[str, ...]:
    """Columns that the spine keeps of a record; cancer types and payloads have a slug too."""
    return (*META_FIELDS, "slug") if hasattr(shape.model, "slug") else META_FIELDS


def instant(value: datetime) -> str:
    """A moment in UTC, to the second where that is all there is."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def from_base() -> Package:
    """All that is public now, and the tombstones; take it inside ``snapshot()``."""
    now = DataVersion.objects.filter(pk=1).first() or DataVersion(n=0)
    package = Package(now.release, plain(now.released_on) or "", now.n)
    in_release = [RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN]
    for shape in SHAPES:
        records = with_parts(shape.model.objects.filter(status__in=in_release).in_order())
        package.entries[shape.plural] = [
            Entry({name: _meta_value(record, name) for name in meta_fields(shape)}, to_document(record))
            for record in records
        ]
    accessions = {entry.meta["accession"] for entries in package.entries.values() for entry in entries}
    package.versions = _rows(RecordVersion.objects.order_by("accession", "version"), VERSION_FIELDS)
    events = ReviewEvent.objects.filter(n__isnull=False).order_by("n", "pk")
    package.changes = [_change(event) for event in events.iterator()]
    package.redirects = _sorted(_rows(Redirect.objects.all(), REDIRECT_FIELDS), "kind", "old")
    sources = (row for row in _rows(SourceRecord.objects.all(), SOURCE_FIELDS) if row["accession"] in accessions)
    package.source_records = _sorted(sources, "source", "identifier", "sha256")
    return package


def _change(event: ReviewEvent) -> dict[str, Any]:
    """A line of the public change log: what editors write to each other stays here."""
    return {name: _meta_value(event, name) for name in CHANGE_FIELDS} | {"note": event.public_note}


def _sorted(rows: Iterable[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """By free text in the order of its characters; a database would sort it by its language."""
    return sorted(rows, key=lambda row: [row[name] for name in names])


def _meta_value(record: models.Model, name: str) -> Any:
    value = getattr(record, name)
    return instant(value) if isinstance(value, datetime) else value


def _rows(queryset: models.QuerySet, names: Iterable[str]) -> list[dict[str, Any]]:
    return [{name: _meta_value(row, name) for name in names} for row in queryset.iterator()]


def is_empty() -> bool:
    """Whether the base holds no record and no change."""
    return not DataVersion.objects.filter(n__gt=0).exists() and not any(
        shape.model.objects.exists() for shape in SHAPES
    )


@transaction.atomic
def into_base(package: Package, progress: Progress = lambda what, done: None) -> None:
    """Load a release into an empty base, all or nothing.

    Raises BaseNotEmpty, or ``UnknownReference`` when a row points to nothing.
    """
    if not is_empty():
        raise BaseNotEmpty("There are records already; a release is loaded into an empty base only.")
    resolver = Resolver()
    for shape in SHAPES:
        _load_kind(shape, package.entries.get(shape.plural, []), resolver)
        progress(shape.plural, len(package.entries.get(shape.plural, [])))
    _load_rows(RecordVersion, package.versions)
    _load_rows(ReviewEvent, package.changes)
    _load_rows(Redirect, package.redirects)
    _load_rows(SourceRecord, package.source_records)
    for shape in SHAPES:
        _set_counter(shape, package)
    progress("versions, changes, sources", len(package.versions) + len(package.changes) + len(package.source_records))
    DataVersion.objects.update_or_create(
        pk=1,
        defaults={
            "n": package.n,
            "release": package.release,
            "released_on": date.fromisoformat(package.released_on) if package.released_on else None,
        },
    )
    projection.rebuild()
    progress("derived tables", 1)


def _load_kind(shape: Shape, entries: list[Entry], resolver: Resolver) -> None:
    own = tuple(name for name in shape.references if shape.target(name) is shape.model)
    records = []
    for entry in entries:
        meta = entry.meta | {name: datetime.fromisoformat(entry.meta[name]) for name in ("created_at", "updated_at")}
        record = shape.model(**meta, number=int(entry.meta["accession"][len(shape.model.PREFIX) :]))
        assign(record, {name: value for name, value in entry.document.items() if name not in own}, resolver)
        records.append(record)
    shape.model.objects.bulk_create(records, batch_size=200)
    resolver.prime(shape.model)
    if own:
        _load_own_references(shape, own, records, entries, resolver)
    write_parts(zip(records, (entry.document for entry in entries), strict=True), resolver, newly_made=True)


def _set_counter(shape: Shape, package: Package) -> None:
    """Numbers go on after the last that was given, to a record or to one that leads elsewhere now."""
    given = [entry.meta["accession"] for entry in package.entries.get(shape.plural, [])]
    given += [row["old"] for row in package.redirects if shape_of_accession(row["old"]) is shape]
    digits = (accession.removeprefix(shape.model.PREFIX) for accession in given)
    if last := max((int(number) for number in digits if number.isdecimal()), default=0):
        AccessionCounter.objects.update_or_create(prefix=shape.model.PREFIX, defaults={"last": last})


def _load_own_references(shape: Shape, own, records, entries, resolver: Resolver) -> None:
    """References within a kind are set when all its records are there."""
    for record, entry in zip(records, entries, strict=True):
        assign(record, {name: entry.document[name] for name in own}, resolver)
    shape.model.objects.bulk_update(records, own, batch_size=200)


def _load_rows(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    moments = [field.name for field in model._meta.fields if isinstance(field, models.DateTimeField)]
    model.objects.bulk_create(
        (model(**(row | {name: datetime.fromisoformat(row[name]) for name in moments})) for row in rows),
        batch_size=500,
    )
