"""The findings of the founding release."""

from collections.abc import Iterator
from functools import cache

from ..document import FINDING, Document, empty_document
from .accessions import Accessions
from .publications import Publications
from .tables import FINDING_FILES, Fact, Row, by, facts, listed, mapping, printed_note

PREFIX = "MSCF"
ADDED = "findings_added"
SAME_NAME = (
    "claim_kind", "effect", "stance", "evidence_level", "level_basis", "model_system", "cell_state", "product_form",
    "msc_context", "cell_species", "donor", "comparator", "scope",
)  # fmt: skip


@cache
def judgements() -> dict[str, Row]:
    """The judgement on each finding, over all tables that hold one."""
    tables = ("findings_1", "findings_2", "findings_3", ADDED)
    return {row["id"]: row for name in tables for row in mapping(name)}


@cache
def sources() -> dict[str, Row]:
    """Where each finding was read."""
    return by("finding_sources", "id") | by(ADDED, "id")


def documents(accessions: Accessions, publications: Publications) -> Iterator[tuple[str, Fact, Document]]:
    """(number, fact, document) for every finding: those of the fact files first, then those added to them."""
    gathered = (fact for name in FINDING_FILES for fact in facts(name))
    for fact in (*gathered, *map(_as_fact, mapping(ADDED))):
        accessions.give(PREFIX, fact["id"])
        yield fact["id"], fact, _document(fact, accessions, publications)


def _as_fact(row: Row) -> Fact:
    """A claim read in a source of the facts that no fact carries."""
    told = {name: row[name] for name in ("id", "statement", "note")}
    return told | {"msc_source": "", "molecules": [], "registry_ids": []}


def _document(fact: Fact, accessions: Accessions, publications: Publications) -> Document:
    row, source = judgements()[fact["id"]], sources()[fact["id"]]
    return (
        empty_document(FINDING)
        | {name: row[name] for name in SAME_NAME}
        | {
            "statement": fact["statement"],
            "model_text": fact.get("species_model") or "",
            "msc_source_text": fact["msc_source"] or "",
            "sample_size": fact.get("n") or "",
            "effect_size": fact.get("effect_size") or "",
            "locator": source["locator"],
            "read_depth": source["read_depth"],
            "note": printed_note(fact["id"], "note", fact["note"]),
            "publication": publications.by_key(source["publication"]),
            "trial": accessions.of("MSCT", source["trial"]) if source["trial"] else None,
            "seen_in": publications.by_key(source["seen_in"]),
            "primary_study": publications.by_key(source["primary_study"]),
            "cancer_types": sorted(accessions.of("MSCC", node) for node in listed(row["cancer_types"])),
            "payloads": sorted(accessions.of("MSCP", name) for name in listed(row["payloads"])),
            "topic": sorted(set(listed(row["topics"]))),
            "msc_source": sorted(set(listed(row["msc_sources"]))),
            "molecules": [_molecule(label) for label in sorted(set(fact["molecules"]))],
            "trial_links": _trial_links(fact, row, accessions),
        }
    )


def _molecule(label: str) -> Document:
    row = by("molecules", "label")[label]
    return {"label": row["symbol"] or label, "kind": row["kind"], "hgnc_id": row["hgnc_id"]}


def _trial_links(fact: Fact, row: Row, accessions: Accessions) -> list[Document]:
    """Links to trials of the base; a number of a trial that is left out stays in the source record."""
    links = []
    for registry_id in fact["registry_ids"]:
        try:
            trial = accessions.of("MSCT", registry_id)
        except KeyError:
            continue
        links.append({"trial": trial, "relation": row["trial_relation"]})
    return sorted(links, key=lambda link: link["trial"])
