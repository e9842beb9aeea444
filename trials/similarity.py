"""Records that somebody may be about to enter a second time: by identifier, by name, by the words of a claim."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from .addresses import holder_of
from .identifiers import LITERATURE_SCHEMES, REGISTRY_SCHEMES, normalise, recognise_registry_id
from .models import (
    CancerType,
    CancerTypeSynonym,
    CuratedRecord,
    Finding,
    Payload,
    PayloadGene,
    PayloadSynonym,
    Publication,
    SecondaryId,
    Trial,
    TrialIdentifier,
)
from .normalisation import normalise_text

MOST = 5
SHORTEST_TEXT, SHORTEST_NAME = 15, 2
# Shares of equal words, out of 100. Among the founding findings one in fifteen has a neighbour above the first,
# and what is above it reads as the same claim or as its sibling.
CLAIM, TITLE, NAME = 68, 80, 85


@dataclass(frozen=True)
class Match:
    """A record that is near to what was typed, and why it was named."""

    record: CuratedRecord
    why: str
    is_exact: bool = False


Finder = Callable[[str], list[Match]]


def similar(kind: str, field: str, value: str, own: str = "") -> list[Match]:
    """Records near to a value that is being typed into a field, nearest first; not the record ``own`` itself.

    Raises KeyError where nothing is compared in that field.
    """
    matches = _FINDERS[kind, field](value.strip())
    return [match for match in matches if match.record.accession != own][:MOST]


def watched(model: Any, column: str) -> str:
    """``kind.field`` where what is typed into a column of a record or an owned row is compared; else empty."""
    return _COLUMNS.get((model, column), "")


def kind_identified_by(scheme: str) -> type[CuratedRecord]:
    """What sort of record an identifier of a scheme belongs to."""
    return Trial if scheme in REGISTRY_SCHEMES else Publication


def _by_literature_id(scheme: str) -> Finder:
    def find(text: str) -> list[Match]:
        try:
            holder = holder_of(scheme, normalise(scheme, text))
        except ValueError:
            return []
        return [Match(holder, f"has this {LITERATURE_SCHEMES[scheme].label} identifier", True)] if holder else []

    return find


def _by_registry_id(text: str) -> list[Match]:
    known = recognise_registry_id(text)
    if known is None:
        return []
    if holder := holder_of(*known):
        return [Match(holder, "has this registry number", True)]
    second = Trial.objects.with_secondary_id(known[1])
    return [Match(trial, "names this number among its secondary ones") for trial in second[:MOST]]


def _by_text(model: type[CuratedRecord], column: str, least: int) -> Finder:
    def find(text: str) -> list[Match]:
        if len(text) < SHORTEST_TEXT:
            return []
        rows = model.objects.not_withdrawn().values_list("accession", column)
        near = _nearest(text, rows, least)
        records = {record.accession: record for record in model.objects.with_accessions(near)}
        return [Match(records[each], f"{near[each]:.0f} % the same words", near[each] >= 100) for each in near]

    return find


def _by_name(model: type[CuratedRecord]) -> Finder:
    """By any of its names; genes are names of payloads."""

    def find(text: str) -> list[Match]:
        if len(text) < SHORTEST_NAME:
            return []
        near = _nearest(text, model.objects.not_withdrawn().all_names(), NAME)
        records = {record.accession: record for record in model.objects.with_accessions(near)}
        return [_named(records[each], likeness) for each, likeness in near.items()]

    return find


def _named(record: CuratedRecord, likeness: float) -> Match:
    is_exact = likeness >= 100
    return Match(record, "has this name or gene" if is_exact else "has a name like it", is_exact)


def _nearest(text: str, rows: Iterable[tuple[str, str]], least: int) -> dict[str, float]:
    """Accessions with their best likeness, the nearest first."""
    rows = [row for row in rows if row[1]]
    words = [_normalised(said) for _, said in rows]
    found = process.extract(
        normalise_text(text), words, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=4 * MOST
    )
    near: dict[str, float] = {}
    for _, score, place in found:
        near.setdefault(rows[place][0], score)
    return dict(list(near.items())[: MOST + 1])


@lru_cache(maxsize=50_000)
def _normalised(text: str) -> str:
    return normalise_text(text)


_FINDERS: dict[tuple[str, str], Finder] = {
    ("finding", "statement"): _by_text(Finding, "statement", CLAIM),
    ("publication", "title"): _by_text(Publication, "title", TITLE),
    ("publication", "doi"): _by_literature_id("doi"),
    ("publication", "pmid"): _by_literature_id("pmid"),
    ("publication", "pmcid"): _by_literature_id("pmcid"),
    ("trial", "title"): _by_text(Trial, "title", TITLE),
    ("trial", "identifier"): _by_registry_id,
    ("payload", "name"): _by_name(Payload),
    ("cancertype", "name"): _by_name(CancerType),
}
_COLUMNS: dict[tuple[Any, str], str] = {
    (Finding, "statement"): "finding.statement",
    (Publication, "title"): "publication.title",
    (Publication, "doi"): "publication.doi",
    (Publication, "pmid"): "publication.pmid",
    (Publication, "pmcid"): "publication.pmcid",
    (Trial, "title"): "trial.title",
    (TrialIdentifier, "identifier"): "trial.identifier",
    (SecondaryId, "value"): "trial.identifier",
    (Payload, "name"): "payload.name",
    (PayloadSynonym, "name"): "payload.name",
    (PayloadGene, "symbol"): "payload.name",
    (CancerType, "name"): "cancertype.name",
    (CancerTypeSynonym, "name"): "cancertype.name",
}
