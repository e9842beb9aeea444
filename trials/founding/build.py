"""The founding release, put together: one call from fact files to a package."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ..document import (
    CANCER_TYPE,
    FINDING,
    PAYLOAD,
    PUBLICATION,
    SHAPES,
    TRIAL,
    Document,
    Shape,
    canonical,
    empty_document,
)
from ..exchange.package import Entry, Package, meta_fields
from ..normalisation import slug_of
from . import cancer_types, findings, payloads, publications, trials
from .accessions import Accessions
from .tables import FINDING_FILES, PAYLOAD_FILES, Fact, facts, trial_details, trial_facts

RELEASE = "2026.1"
RELEASED_ON = "2026-11-22"
MOMENT = f"{RELEASED_ON}T00:00:00Z"
ACTOR = f"release:{RELEASE}"


def build() -> Package:
    """The founding release. Gives new keys their accession and writes the table of accessions."""
    accessions = Accessions()
    package = Package(RELEASE, RELEASED_ON, n=1)
    written = dict(_documents(accessions))
    for shape in SHAPES:
        entries = [_entry(shape, accessions, key, document) for key, document in written[shape.plural].items()]
        package.entries[shape.plural] = sorted(entries, key=lambda entry: entry.meta["accession"])
        _give_slugs(shape, package.entries[shape.plural])
    package.versions = list(_versions(package))
    package.changes = list(_changes(package))
    package.source_records = sorted(
        _source_records(accessions), key=lambda row: (row["source"], row["identifier"], row["sha256"])
    )
    accessions.save()
    return package


def _documents(accessions: Accessions) -> Iterator[tuple[str, dict[str, Document]]]:
    """(plural, {key: document}) in the order in which kinds refer to one another."""
    yield CANCER_TYPE.plural, {key: document for key, _, document in cancer_types.documents(accessions)}
    published = {key: document for key, _, document in publications.documents(accessions)}
    yield PUBLICATION.plural, published
    finder = publications.Publications(accessions, published)
    yield PAYLOAD.plural, {key: document for key, _, document in payloads.documents(accessions, finder)}
    yield TRIAL.plural, {key: document for key, _, document in trials.documents(accessions, finder)}
    yield FINDING.plural, {key: document for key, _, document in findings.documents(accessions, finder)}


def _entry(shape: Shape, accessions: Accessions, key: str, document: Document) -> Entry:
    meta: dict[str, Any] = dict.fromkeys(meta_fields(shape), "")
    meta |= {
        "accession": accessions.of(shape.model.PREFIX, key),
        "status": "published",
        "version": 1,
        "review_basis": "release",
        "created_by": ACTOR,
        "edited_by": ACTOR,
        "created_at": MOMENT,
        "updated_at": MOMENT,
    }
    # What the facts do not speak of stays at its default: not recorded.
    whole = canonical(shape, empty_document(shape) | document)
    return Entry(meta, {name: whole[name] for name in shape.keys})


def _give_slugs(shape: Shape, entries: list[Entry]) -> None:
    if "slug" not in meta_fields(shape):
        return
    taken: set[str] = set()
    for entry in entries:
        base = slug_of(entry.document["name"]) or entry.meta["accession"].lower()
        slug = next(s for s in (base, *(f"{base}-{i}" for i in range(2, 100))) if s not in taken)
        taken.add(slug)
        entry.meta["slug"] = slug


def _all_entries(package: Package) -> Iterator[Entry]:
    for entries in package.entries.values():
        yield from entries


def _versions(package: Package) -> Iterator[dict[str, Any]]:
    for entry in sorted(_all_entries(package), key=lambda entry: entry.meta["accession"]):
        yield {
            "accession": entry.meta["accession"],
            "version": 1,
            "n_from": 1,
            "n_to": None,
            "review_basis": "release",
            "author": ACTOR,
            "reviewer": "",
            "public_at": MOMENT,
            "document": entry.document,
        }


def _changes(package: Package) -> Iterator[dict[str, Any]]:
    for entry in _all_entries(package):
        yield {
            "n": 1,
            "accession": entry.meta["accession"],
            "verb": "load",
            "actor": ACTOR,
            "at": MOMENT,
            "version": 1,
            "note": "",
        }


def _source_records(accessions: Accessions) -> Iterator[dict[str, Any]]:
    """Every fact, as it was gathered, with the record it became."""
    for fact in facts("cancer_types.json"):
        yield _source_record("cancer_types.json", fact["name"], accessions.of("MSCC", fact["name"]), fact)
    for name, fact in publications.patched_facts():
        if fact["local_key"] not in publications.LEFT_OUT:
            accession = accessions.of("MSCL", publications.canonical_key(fact["local_key"]))
            yield _source_record(name, fact["local_key"], accession, fact)
    for name in PAYLOAD_FILES:
        for fact in facts(name):
            yield _source_record(name, fact["name"], accessions.of("MSCP", fact["name"]), fact)
    for key, (name, fact) in trial_facts().items():
        yield _source_record(name, key, accessions.of("MSCT", key), fact)
    for key, fact in trial_details().items():
        yield _source_record("trials_deep.json", key, accessions.of("MSCT", key), fact)
    for fact in facts("status_updates.json"):
        key = fact["registry_id"] or "CLD-201"
        yield _source_record("status_updates.json", key, accessions.of("MSCT", key), fact)
    for name in FINDING_FILES:
        for fact in facts(name):
            yield _source_record(name, fact["id"], accessions.of("MSCF", fact["id"]), fact)


def _source_record(name: str, identifier: str, accession: str, fact: Fact) -> dict[str, Any]:
    canonical = json.dumps(fact, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "source": f"facts:{name}",
        "identifier": identifier,
        "accession": accession,
        "version_date": trials.trial_rows.leading_date(fact.get("registry_record_date")),
        "fetched_on": "",
        "sha256": hashlib.sha256(canonical.encode("utf-8")).hexdigest(),
        "parsed": fact,
    }
