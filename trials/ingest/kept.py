"""What a source said, kept as source records and read from them again."""

import dataclasses
import hashlib
import json
import types
import zlib
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from .. import curation, projection
from ..identifiers import REGISTRY_SCHEMES, recognise_registry_id
from ..models import CuratedRecord, Publication, SourceBytes, SourceRecord, Trial
from ..similarity import holder_of
from ..sources.clinicaltrials_gov import SOURCE as CLINICALTRIALS_GOV
from ..sources.paper import Paper
from ..sources.pubmed import SOURCE as PUBMED
from ..sources.registries import ctis, euctr, ictrp, isrctn
from ..sources.study import Study

CROSSREF = "library:crossref"
# Sources whose records can be read again, with the type of their records and the kind of record of ours.
TYPED: dict[str, tuple[type, type[CuratedRecord]]] = {
    **dict.fromkeys((CLINICALTRIALS_GOV, isrctn.SOURCE, ictrp.SOURCE, euctr.SOURCE, ctis.SOURCE), (Study, Trial)),
    PUBMED: (Paper, Publication),
    CROSSREF: (Paper, Publication),
}
T = TypeVar("T")


def keep(found: Study | Paper, fetched_on: str) -> SourceRecord:
    """The source record of what was read; the same words twice are one row, with the day they were last read."""
    parsed = plain(found)
    row, is_new = SourceRecord.objects.get_or_create(
        source=found.source,
        identifier=found.identifier,
        sha256=fingerprint(parsed),
        defaults={
            "accession": accession_of(found),
            "version_date": found.version_date,
            "fetched_on": fetched_on,
            "last_seen_on": fetched_on,
            "parsed": parsed,
            "raw": _bytes_of(found),
        },
    )
    if not is_new and row.last_seen_on < fetched_on:
        row.last_seen_on = fetched_on
        row.save(update_fields=["last_seen_on"])
    if is_new:
        projection.refresh_links(found.source, [found.identifier])
        curation.touch()
    return row


def _bytes_of(found: Study | Paper) -> SourceBytes | None:
    if not found.raw:
        return None
    sha256, size, data = packed(found.raw)
    return SourceBytes.objects.get_or_create(sha256=sha256, defaults={"size": size, "data": data})[0]


def packed(raw: bytes) -> tuple[str, int, bytes]:
    """(hash, size, compressed bytes) of what a source sent; quick rather than small."""
    return hashlib.sha256(raw).hexdigest(), len(raw), zlib.compress(raw, 1)


def unpacked(row: SourceRecord) -> bytes:
    """What its source sent, or nothing where that was not kept."""
    return zlib.decompress(row.raw.data) if row.raw else b""


def newest(scheme: str, identifier: str) -> SourceRecord | None:
    """The newest version that was kept of what an identifier names, by the source's own date."""
    rows = SourceRecord.objects.filter(source__in=TYPED)
    if scheme in ("nct", "pmid"):
        source = CLINICALTRIALS_GOV if scheme == "nct" else PUBMED
        rows = rows.filter(source=source, identifier=identifier)
    elif scheme in REGISTRY_SCHEMES:
        rows = rows.filter(identifier=identifier)
    else:
        rows = rows.filter(**{f"parsed__{scheme}": identifier})
    # PubMed before Crossref: it knows types and retractions.
    return rows.order_by("-source", "-version_date", "-last_seen_on", "-pk").first()


def claim(record: CuratedRecord) -> int:
    """Note on the source records of a trial or publication that they tell about this record; how many."""
    unclaimed = SourceRecord.objects.filter(source__in=TYPED, accession="")
    count = 0
    for row in unclaimed.filter(identifier__in=_numbers(record)):
        if TYPED[row.source][1] is record._meta.concrete_model:
            count += SourceRecord.objects.filter(pk=row.pk, accession="").update(accession=record.accession)
    return count


def newest_of(found: Study | Paper) -> SourceRecord | None:
    """The newest version that was kept of a record of a source."""
    rows = SourceRecord.objects.filter(source=found.source, identifier=found.identifier)
    return rows.order_by("-version_date", "-last_seen_on", "-pk").first()


def accession_of(found: Study | Paper) -> str:
    """The record of ours that has one of its identifiers, or an empty text."""
    if isinstance(found, Study):
        own = recognise_registry_id(found.identifier)
        holder = holder_of(*own) if own else None
        return holder.accession if holder else ""
    numbers = vars(found)
    for scheme in ("pmid", "doi", "pmcid"):
        if (value := numbers.get(scheme)) and (holder := holder_of(scheme, value)):
            return holder.accession
    return ""


def _numbers(record: CuratedRecord) -> list[str]:
    if isinstance(record, Trial):
        return [row.identifier for row in record.identifiers.all()]
    return [value for scheme in ("pmid", "doi", "pmcid") if (value := getattr(record, scheme, ""))]


# Typed records as JSON and back


def plain(found: Study | Paper) -> dict[str, Any]:
    """A typed record as JSON holds it, without the fields that it leaves empty, and without its raw bytes.

    What the reader learns to read later does not make another record of the words of today.
    """
    return {
        name: _plain(value)
        for name, default in _defaults(type(found))
        if name != "raw" and (value := getattr(found, name)) != default
    }


@cache
def _defaults(kind: type) -> list[tuple[str, Any]]:
    return [(each.name, each.default) for each in dataclasses.fields(kind)]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name, _ in _defaults(type(value))}
    return value


def fingerprint(parsed: dict[str, Any]) -> str:
    """The hash of a record: of its canonical JSON."""
    canonical = json.dumps(parsed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def typed(row: SourceRecord) -> Study | Paper:
    """The typed record of a row; fields that it was kept without are empty."""
    return _built(TYPED[row.source][0], row.parsed)


def _built(kind: type[T], values: dict[str, Any]) -> T:
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in values.items() if name in hints})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: Any) -> Any:
    if isinstance(hint, types.UnionType):
        hint = next(each for each in get_args(hint) if each is not types.NoneType)
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in value)
    return _built(hint, value) if dataclasses.is_dataclass(hint) else value
