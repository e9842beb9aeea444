"""The payloads of the founding release."""

from collections.abc import Iterator

from ..document import PAYLOAD, Document, empty_document
from ..identifiers import recognise_registry_id
from .accessions import Accessions
from .publications import Publications
from .tables import PAYLOAD_FILES, Fact, by, facts, grouped, listed, mapping, printed_note, worded

PREFIX = "MSCP"


def documents(accessions: Accessions, publications: Publications) -> Iterator[tuple[str, Fact | None, Document]]:
    """(name, fact, document): the gathered ones, then those that only trials name."""
    gathered = {fact["name"]: fact for name in PAYLOAD_FILES for fact in facts(name)}
    for row in mapping("payloads"):
        accessions.give(PREFIX, row["name"])
        fact = gathered.get(row["name"])
        yield row["name"], fact, _document(row, fact, accessions, publications)


def _document(row: dict[str, str], fact: Fact | None, accessions: Accessions, publications: Publications) -> Document:
    name = row["name"]
    document = empty_document(PAYLOAD) | {
        "name": name,
        "molecule_class": row["molecule_class"],
        "origin": row["origin"],
        "prodrug": row["prodrug"],
        "mechanism": row["mechanism_public"] or (fact["mechanism"] if fact else ""),
        "mechanism_basis": row["mechanism_basis"],
        "delivery_text": worded(row["delivery_text"]),
        "effect": sorted(set(listed(row["effects"]))),
        "delivery_method": sorted(set(listed(row["delivery_methods"]))),
        "genes": _genes(row, fact),
        "tried_in": [_tried_in(tried, fact, accessions) for tried in grouped("payload_tried", "payload").get(name, [])],
        "sources": _sources(row, publications),
    }
    if fact:
        document |= {
            "source_category": fact["category"],
            "radionuclide": fact["prodrug"] if row["prodrug_is_radionuclide"] == "yes" else "",
            "note": row["note_public"] or printed_note(name, "note", fact["note"]),
            "synonyms": [{"name": synonym} for synonym in sorted(set(fact["synonyms"]) - {name})],
        }
    else:
        document |= {"note": row["note_public"]}
    return document


def _genes(row: dict[str, str], fact: Fact | None) -> list[Document]:
    known = {gene["symbol"]: gene for gene in (fact["genes"] if fact else [])}
    genes = []
    for cell in listed(row["gene_roles"]):
        symbol, _, role = cell.rpartition(":")
        gene = known.get(symbol, {})
        hgnc_id = gene.get("hgnc_id") or by("molecules", "label").get(symbol, {}).get("hgnc_id", "")
        genes.append({"symbol": symbol, "hgnc_id": hgnc_id, "name": gene.get("hgnc_name") or "", "role": role})
    return sorted(genes, key=lambda gene: (gene["symbol"], gene["role"]))


def _tried_in(row: dict[str, str], fact: Fact | None, accessions: Accessions) -> Document:
    position = int(row["position"])
    note = row["note_public"] or worded(fact["cancers_tested"][position - 1]["note"] if fact else "")
    return {
        "position": position,
        "cancer_type": accessions.of("MSCC", row["node"]),
        "model": row["model"],
        "note": note,
    }


def _sources(row: dict[str, str], publications: Publications) -> list[Document]:
    """The sources of the facts; for a payload that only trials name, their registry records."""
    found = [
        {
            "position": int(source["position"]),
            "publication": publications.by_key(source["publication"]),
            "locator": source["locator"],
            "citation": source["shown_as"],
            "url": source["url"],
        }
        for source in grouped("payload_sources", "payload").get(row["name"], [])
    ]
    if found:
        return found
    return [
        {"position": position, "publication": None, "locator": "", "citation": _trial_citation(key), "url": ""}
        for position, key in enumerate(listed(row["registry_ids"]), start=1)
    ]


def _trial_citation(key: str) -> str:
    return (
        f"Registry record of {key}"
        if recognise_registry_id(key)
        else f"Texts on the trial {key}, without a registry number"
    )
