"""The tree of the founding release."""

from collections.abc import Iterator

from ..document import CANCER_TYPE, Document, empty_document
from .accessions import Accessions
from .tables import Fact, facts, listed, mapping

PREFIX = "MSCC"
CODE_SOURCES = {
    "oncotree": "OncoTree 2025-10-03",
    "mondo": "Mondo Disease Ontology, state of 2026-08-21",
    "ncit": "NCI Thesaurus, exact match of Mondo, state of 2026-08-21",
    "doid": "Human Disease Ontology, state of 2026-08-19",
    "mesh": "MeSH descriptor, exact heading",
    "icd10": "ICD-10, WHO 2019",
}


def documents(accessions: Accessions) -> Iterator[tuple[str, Fact | None, Document]]:
    """(node name, fact, document) in tree order."""
    nodes = {fact["name"]: fact for fact in facts("cancer_types.json")}
    for row in mapping("cancer_nodes"):
        accessions.give(PREFIX, row["name"])
    for position, row in enumerate(mapping("cancer_nodes"), start=1):
        fact = nodes.get(row["name"])
        document = empty_document(CANCER_TYPE) | {
            "name": row["name"],
            "kind": row["kind"],
            "tree_position": position,
            "parent": accessions.of(PREFIX, row["parent"]) if row["parent"] else None,
            "covers": sorted(accessions.of(PREFIX, name) for name in listed(row["covers"])),
            "synonyms": [{"name": name} for name in sorted(_synonyms(row, fact))],
            "codes": _codes(fact) if fact else [],
        }
        yield row["name"], fact, document


def _synonyms(row: dict[str, str], fact: Fact | None) -> set[str]:
    given = set(fact["synonyms"]) if fact else set()
    return (given | set(listed(row["synonyms_added"]))) - set(listed(row["synonyms_dropped"])) - {row["name"]}


def _codes(fact: Fact) -> list[Document]:
    relations = fact["relations"]
    codes = []
    for system, source in CODE_SOURCES.items():
        if not fact[system]:
            continue
        codes.append(
            {
                "system": system,
                "code": fact[system],
                # WHO's rubrics of ICD-10 are not ours to print.
                "label": "" if system == "icd10" else _label(fact, system),
                "relation": relations.get(system, "exact"),
                "detail": _detail(fact, system),
                "source": "OncoTree 2025-10-03, external references"
                if system == "ncit" and fact.get("ncit_from")
                else source,
            }
        )
    if alternative := fact.get("ncit_alt_oncotree"):
        source = "OncoTree 2025-10-03 lists this concept instead"
        codes.append(
            {"system": "ncit", "code": alternative, "label": "", "relation": "related", "detail": "", "source": source}
        )
    return sorted(codes, key=lambda code: (code["system"], code["code"]))


def _label(fact: Fact, system: str) -> str:
    return fact["oncotree_name" if system == "oncotree" else f"{system}_label"] or ""


def _detail(fact: Fact, system: str) -> str:
    if system == "mesh":
        return " ".join(fact["mesh_tree_numbers"])
    return fact["oncotree_level"] or "" if system == "oncotree" else ""
