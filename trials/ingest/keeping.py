"""What the sources of a batch said, kept: which versions are known already, and all the others written at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from mscdb import bulk

from .. import curation, projection
from ..models import CuratedRecord, ImportRun, SourceBytes, SourceRecord
from ..sources.paper import Paper
from ..sources.study import Study
from . import kept

Sourced = Study | Paper
_NAMES = (
    "source", "identifier", "accession", "version_date", "fetched_on", "last_seen_on", "sha256", "parsed", "raw",
    "first_run", "last_run",
)  # fmt: skip


@dataclass
class Version:
    """A record of a batch as JSON with its hash, and the row that keeps the same words already, if one does."""

    found: Sourced
    parsed: dict
    sha256: str
    known: SourceRecord | None = None


def versions_of(batch: Sequence[Sourced]) -> list[Version]:
    """The versions of a batch, in its order, with the rows that are there: one query."""
    versions = []
    for found in batch:
        parsed = kept.plain(found)
        versions.append(Version(found, parsed, kept.fingerprint(parsed)))
    rows = SourceRecord.objects.filter(sha256__in=[version.sha256 for version in versions]).defer("parsed")
    known = {(row.source, row.identifier, row.sha256): row for row in rows.select_related("last_run")}
    for version in versions:
        version.known = known.get((version.found.source, version.found.identifier, version.sha256))
    return versions


def is_settled(version: Version, record: CuratedRecord | None) -> bool:
    """Whether a run has brought these words to this record already, and nobody has written on the record since."""
    row = version.known
    if row is None or record is None or row.accession != record.accession or row.last_run is None:
        return False
    return record.updated_at <= (row.last_run.ended_at or row.last_run.started_at)


def meet(versions: Iterable[Version], day: str, run: ImportRun | None) -> None:
    """Note that the sources still say what they said."""
    keys = [version.known.pk for version in versions if version.known]
    if keys:
        SourceRecord.objects.filter(pk__in=keys).update(last_seen_on=day, last_run=run)


def keep(pairs: Sequence[tuple[Version, str]], day: str, run: ImportRun | None) -> None:
    """Keep versions as words about records (accessions); those that were there before are told whom they are about."""
    known = [(version.known, accession) for version, accession in pairs if version.known]
    for row, accession in known:
        if row.accession != accession:
            SourceRecord.objects.filter(pk=row.pk).update(accession=accession)
    meet([version for version, _ in pairs], day, run)
    fresh = [(version, accession) for version, accession in pairs if not version.known]
    raws = _keep_bytes([version.found.raw for version, _ in fresh])
    key = run.pk if run else None
    rows = [
        (
            version.found.source, version.found.identifier, accession, version.found.version_date, day, day,
            version.sha256, version.parsed, raws.get(version.found.raw), key, key,
        )
        for version, accession in fresh
    ]  # fmt: skip
    bulk.insert(SourceRecord, _NAMES, rows)
    papers = [version.found for version, _ in fresh if isinstance(version.found, Paper)]
    for source in {paper.source for paper in papers}:
        projection.refresh_links(source, [paper.identifier for paper in papers if paper.source == source])
    if fresh:
        curation.touch()


def _keep_bytes(raws: Iterable[bytes]) -> dict[bytes, str]:
    """Hash of each of these, which are all kept afterwards."""
    packed = {raw: kept.packed(raw) for raw in raws if raw}
    hashes = {raw: sha256 for raw, (sha256, _, _) in packed.items()}
    there = set(SourceBytes.objects.filter(pk__in=hashes.values()).values_list("pk", flat=True))
    rows = {sha256: (sha256, size, data) for sha256, size, data in packed.values() if sha256 not in there}
    bulk.insert(SourceBytes, ("sha256", "size", "data"), list(rows.values()))
    return hashes


def claim_all(records: Sequence[CuratedRecord], numbers: Sequence[Iterable[str]]) -> set[str]:
    """Note on source records that are about nobody yet whom they tell about: a look-up kept them before.

    Returns the accessions about which there were some.
    """
    accessions = {number: record.accession for record, own in zip(records, numbers, strict=True) for number in own}
    claimed = set()
    unclaimed = SourceRecord.objects.filter(Q(accession="") & Q(identifier__in=list(accessions)))
    for key, identifier, source in unclaimed.values_list("pk", "identifier", "source"):
        kind = kept.TYPED.get(source)
        if kind and records and kind[1] is records[0]._meta.concrete_model:
            SourceRecord.objects.filter(pk=key, accession="").update(accession=accessions[identifier])
            claimed.add(accessions[identifier])
    return claimed
