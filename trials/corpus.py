"""A synthetic corpus of any size: plausible in its proportions, plainly invented in its words.

For measuring and for proof, never for readers. The same numbers and seed always give the
same release, on every version of Python: only ``Random.random`` is used, which is promised
to stay as it is.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from .choices import (
    AgeGroup,
    CellState,
    ClaimKind,
    CriterionKind,
    DiseaseSetting,
    Donor,
    Effect,
    EvidenceLevel,
    Modality,
    ModelSystem,
    MoleculeClass,
    MscSource,
    NodeKind,
    OverallStatus,
    Phase,
    ProductForm,
    PublicationType,
    ReviewBasis,
    Role,
    Route,
    Stance,
    Topic,
    Vocabulary,
)
from .document import CANCER_TYPE, FINDING, PAYLOAD, PUBLICATION, TRIAL, Document, Shape, canonical, empty_document
from .exchange.package import Entry, Package, instant, meta_fields
from .normalisation import slug_of

ACTOR = "release:synthetic"
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
SYSTEMS, TYPES, SUBTYPES, PAYLOADS = 10, 50, 40, 80
COUNTRIES = ("Atlantis", "Barataria", "Elbonia", "Freedonia", "Laputa", "Lilliput", "Ruritania", "Syldavia", "Utopia")
WORDS = (
    "cells", "homing", "tumour", "growth", "mice", "dose", "vector", "marrow", "adipose", "carrier", "survival", "week",
    "response", "infusion", "culture", "signal", "vessel", "relapse", "marker", "tissue", "group", "control", "donor",
    "margin", "arm", "cohort", "batch", "passage", "cytokine", "receptor",
)  # fmt: skip
LEVELS = {
    ModelSystem.HUMAN: EvidenceLevel.B,
    ModelSystem.ANIMAL: EvidenceLevel.D,
    ModelSystem.IN_VITRO: EvidenceLevel.D,
    ModelSystem.OPINION: EvidenceLevel.E,
}

# Pairs of values that do not contradict each other.
EFFECTS = (
    (Effect.INHIBITS, Stance.FOR),
    (Effect.PROMOTES, Stance.AGAINST),
    (Effect.MIXED, Stance.MIXED),
    (Effect.NO_EFFECT, Stance.CONTEXT),
    (Effect.NOT_APPLICABLE, Stance.CONTEXT),
)

T = TypeVar("T")


def corpus(trials: int, findings: int, seed: int) -> Package:
    """A release with so many trials and findings, and the tree, payloads and publications that they need."""
    return _Maker(Random(seed)).package(f"synthetic-{seed}"[:20], trials, findings)


class _Maker:
    """Draws one record after the other from one stream of random numbers."""

    def __init__(self, random: Random):
        self.random = random
        self.made: dict[Shape, list[Entry]] = {}

    def package(self, name: str, trials: int, findings: int) -> Package:
        self.make(CANCER_TYPE, 1 + SYSTEMS + TYPES + SUBTYPES, self.cancer_type)
        self.make(PUBLICATION, max(10, findings // 4), self.publication)
        self.make(PAYLOAD, PAYLOADS, self.payload)
        self.make(TRIAL, trials, self.trial)
        self.make(FINDING, findings, self.finding)
        entries = {shape.plural: made for shape, made in self.made.items()}
        package = Package(name, str(BEGINNING.date()), sum(map(len, entries.values())), entries)
        for n, entry in enumerate((entry for made in entries.values() for entry in made), start=1):
            package.versions.append(_version(entry, n))
            package.changes.append(_change(entry, n))
        package.versions.sort(key=lambda row: row["accession"])
        return package

    def make(self, shape: Shape, count: int, document_of: Callable[[int], Document]) -> None:
        made = self.made.setdefault(shape, [])
        for number in range(1, count + 1):
            document = canonical(shape, empty_document(shape) | document_of(number))
            made.append(Entry(self.meta(shape, number, document), document))

    def meta(self, shape: Shape, number: int, document: Document) -> dict[str, Any]:
        moment = instant(BEGINNING + timedelta(minutes=self.below(200_000)))
        values = dict.fromkeys(meta_fields(shape), "") | {
            "accession": f"{shape.model.PREFIX}{number:06d}",
            "status": "published",
            "version": 1,
            "review_basis": ReviewBasis.RELEASE.value,
            "created_by": ACTOR,
            "edited_by": ACTOR,
            "created_at": moment,
            "updated_at": moment,
        }
        return values | ({"slug": slug_of(document["name"])} if "slug" in values else {})

    # Chance

    def below(self, limit: int) -> int:
        return int(self.random.random() * limit)

    def one(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]

    def some(self, values: Sequence[T], most: int, least: int = 0) -> list[T]:
        wanted = least + self.below(most - least + 1)
        return list(dict.fromkeys(self.one(values) for _ in range(wanted)))

    def of(self, vocabulary: type[Vocabulary], *but: str) -> str:
        return self.one([value for value in vocabulary.values if value not in but])

    def a_few_of(self, vocabulary: type[Vocabulary], most: int, least: int = 0) -> list[str]:
        return sorted(self.some([v for v in vocabulary.values if not v.startswith("not_")], most, least))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def text(self, words: int) -> str:
        drawn = " ".join(self.one(WORDS) for _ in range(words))
        return f"Synthetic: {drawn}."

    def day(self, first: int, last: int) -> str:
        """A date within years; sometimes known to the month or year only."""
        found = date(first, 1, 1) + timedelta(days=self.below((last - first + 1) * 365))
        return found.isoformat()[: self.one((10, 10, 10, 7, 4))]

    def accession(self, shape: Shape, skewed: bool = False) -> str:
        """Any record of a kind, or rather one of the first: some tumours are studied far more than others."""
        made = self.made[shape]
        place = self.random.random() ** (3 if skewed else 1)
        return made[int(place * len(made))].meta["accession"]

    def tumours(self, most: int) -> list[str]:
        """Tumour types and subtypes, the first of them often."""
        first = 1 + SYSTEMS
        numbers = (first + int(self.random.random() ** 3 * (TYPES + SUBTYPES)) for _ in range(1 + self.below(most)))
        return sorted({self.made[CANCER_TYPE][number].meta["accession"] for number in numbers})

    # Records

    def cancer_type(self, number: int) -> Document:
        place = number - 2
        if number == 1:
            return {"name": "All cancer", "kind": NodeKind.ROOT.value}
        if place < SYSTEMS:
            name, kind, parent = f"Synthetic organ system {place + 1}", NodeKind.ORGAN_SYSTEM, 1
        elif place < SYSTEMS + TYPES:
            name, kind, parent = f"Synthetic tumour {place - SYSTEMS + 1}", NodeKind.TUMOUR_TYPE, 2 + place % SYSTEMS
        else:
            above = 2 + SYSTEMS + (place - SYSTEMS - TYPES) % TYPES
            name, kind, parent = f"Synthetic subtype {place - SYSTEMS - TYPES + 1}", NodeKind.SUBTYPE, above
        above = self.made[CANCER_TYPE][parent - 1].meta["accession"]
        return {"name": name, "kind": kind.value, "parent": above, "tree_position": number}

    def publication(self, number: int) -> Document:
        names = [f"Author{self.below(900)} S" for _ in range(1 + self.below(6))]
        return {
            "title": f"Synthetic publication {number}: {' '.join(self.one(WORDS) for _ in range(8))}",
            "publication_type": self.one(
                (PublicationType.REVIEW, PublicationType.SYSTEMATIC_REVIEW, PublicationType.PRIMARY_STUDY)
            ).value,
            "first_author": names[0],
            "authors": [{"position": place, "name": name} for place, name in enumerate(names, start=1)],
            "journal": f"Synthetic Journal {1 + self.below(40)}",
            "year": 2005 + self.below(22),
            # Registered as the prefix of examples.
            "doi": f"10.5555/synthetic.{number}",
            "sources": _source(),
        }

    def payload(self, number: int) -> Document:
        return {
            "name": f"Synthetic payload {number}",
            "molecule_class": self.of(MoleculeClass, MoleculeClass.ENZYME_PRODRUG),
            "mechanism": self.text(20),
            "genes": [{"symbol": f"SYN{number}", "role": "encodes"}] if self.chance(0.7) else [],
            "sources": [{"position": 1, "publication": self.accession(PUBLICATION), "locator": "Abstract"}],
        }

    def trial(self, number: int) -> Document:
        status = self.of(OverallStatus)
        countries = self.some(COUNTRIES, 3, 1)
        start = self.day(2004, 2026)
        return {
            "title": f"Synthetic trial {number}: {' '.join(self.one(WORDS) for _ in range(10))}",
            "overall_status": status,
            "status_confirmed_on": self.day(2012, 2026),
            "status_source": "Synthetic record",
            "enrolment": 5 + self.below(200),
            "start_date": start,
            "completion_date": str(int(start[:4]) + 1 + self.below(5)),
            "sponsor_name": f"Synthetic sponsor {1 + self.below(120)}",
            "results_posted": self.chance(0.2),
            "role": self.of(Role),
            "cancer_types": self.tumours(3),
            "payloads": sorted({self.accession(PAYLOAD, True)}) if self.chance(0.4) else [],
            "msc_source": self.of(MscSource),
            "donor": self.of(Donor),
            "product_name": f"SYN-{number}",
            "dose_and_schedule": self.text(15),
            "note": self.text(25),
            "phase": self.a_few_of(Phase, 2),
            "modality": self.a_few_of(Modality, 2, 1),
            "route": self.a_few_of(Route, 2),
            "disease_setting": self.a_few_of(DiseaseSetting, 2),
            "age_group": self.a_few_of(AgeGroup, 2),
            "country": sorted(countries),
            # Far beyond the numbers that the registry has reached.
            "identifiers": [{"registry": "nct", "identifier": f"NCT{99_000_000 + number}"}],
            "conditions": [{"position": 1, "text": "Synthetic condition", "kind": "tumour"}],
            "sites": self.rows(12, lambda: {"facility": self.text(3), "country": self.one(countries)}),
            "arms": self.rows(3, lambda: {"label": self.text(3), "description": self.text(20)}),
            "interventions": self.rows(3, lambda: {"intervention_type": "BIOLOGICAL", "name": self.text(3)}),
            "outcomes": self.rows(4, lambda: {"measure": self.text(10), "time_frame": "1 year"}),
            "criteria": self.rows(8, lambda: {"kind": CriterionKind.values[0], "text": self.text(15)}),
            "status_history": [
                {"position": 1, "overall_status": status, "seen_on": "2026", "source": "Synthetic record"}
            ],
            "sources": _source(),
        }  # fmt: skip

    def finding(self, number: int) -> Document:
        model = self.one(list(LEVELS))
        is_result = model != ModelSystem.OPINION and self.chance(0.6)
        effect, stance = self.one(EFFECTS)
        has_types = self.chance(0.8)
        from_registry = self.made[TRIAL] and self.chance(0.05)
        return {
            "statement": f"Synthetic finding {number}: {' '.join(self.one(WORDS) for _ in range(25))}.",
            "claim_kind": (ClaimKind.RESULT if is_result else ClaimKind.AUTHOR_STATEMENT).value,
            "effect": effect.value,
            "stance": stance.value,
            "evidence_level": (LEVELS[model] if is_result else EvidenceLevel.NOT_APPLICABLE).value,
            "model_system": model.value,
            "cell_state": self.of(CellState),
            "product_form": self.of(ProductForm),
            "scope": "cancer_types" if has_types else "general",
            "cancer_types": self.tumours(2) if has_types else [],
            "payloads": [self.accession(PAYLOAD, True)] if self.chance(0.3) else [],
            "publication": None if from_registry else self.accession(PUBLICATION),
            "trial": self.accession(TRIAL) if from_registry else None,
            "locator": "Abstract",
            "read_depth": "registry" if from_registry else "abstract",
            "topic": self.a_few_of(Topic, 3, 1),
            "msc_source": self.a_few_of(MscSource, 1),
            "molecules": [{"label": f"SYN{self.below(300)}", "kind": "gene"}] if self.chance(0.5) else [],
        }

    def rows(self, most: int, row: Callable[[], Document]) -> list[Document]:
        return [{"position": place, **row()} for place in range(1, 1 + self.below(most + 1))]


def _source() -> list[Document]:
    return [{"position": 1, "what": "Made by generate_corpus; no such record exists.", "url": ""}]


def _version(entry: Entry, n: int) -> dict[str, Any]:
    meta = entry.meta
    return {
        "accession": meta["accession"],
        "version": 1,
        "n_from": n,
        "n_to": None,
        "review_basis": meta["review_basis"],
        "author": ACTOR,
        "reviewer": "",
        "public_at": meta["updated_at"],
        "document": entry.document,
    }


def _change(entry: Entry, n: int) -> dict[str, Any]:
    meta = entry.meta
    row = {"n": n, "accession": meta["accession"], "verb": "load", "actor": ACTOR, "at": meta["updated_at"]}
    return row | {"version": 1, "note": ""}
