"""Test data built through the front door: drafts by Ada, published by Ed, through the verbs."""

from itertools import count
from typing import Any

from trials import curation
from trials.curation import Actor
from trials.document import Document
from trials.models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial


def person(name: str, *, is_editor: bool = False, is_chief: bool = False) -> Actor:
    """Somebody who works at the desk and has stated their interests."""
    return Actor(f"person:{name}", True, is_editor or is_chief, is_chief, states_interests=True)


ADA = person("ada")
BEN = person("ben")
ED = person("ed", is_editor=True)
EVE = person("eve", is_editor=True)
IDA = person("ida", is_chief=True)
CLEO = Actor("person:cleo")

_numbers = count(1)


def cancer_type(status: str = "published", parent: CancerType | None = None, **fields: Any) -> CancerType:
    document = {"name": f"Tumour {next(_numbers)}", "kind": "tumour_type", "parent": parent and parent.accession}
    return _record(CancerType, document, fields, status)


def publication(status: str = "published", **fields: Any) -> Publication:
    number = next(_numbers)
    document = {
        "title": f"A review of things, part {number}",
        "publication_type": "review",
        "journal": "Journal",
        "year": 2020,
    }
    return _record(Publication, document, fields, status)


def payload(status: str = "published", **fields: Any) -> Payload:
    document = {
        "name": f"Payload {next(_numbers)}",
        "molecule_class": "protein",
        "origin": "engineered",
        "sources": [{"position": 1, "publication": None, "locator": "Abstract", "citation": "A paper", "url": ""}],
    }
    return _record(Payload, document, fields, status)


def trial(status: str = "published", **fields: Any) -> Trial:
    number = next(_numbers)
    document = {
        "title": f"Trial {number} of MSCs",
        "role": "carrier",
        "modality": ["engineered_gene"],
        "route": ["intravenous"],
        "phase": ["PHASE1"],
        "identifiers": [{"registry": "nct", "identifier": f"NCT{number:08d}"}],
        "sources": [{"position": 1, "what": "Registry record", "url": ""}],
    }
    if "cancer_types" not in fields and fields.get("population_link", "tumour_types") == "tumour_types":
        document["cancer_types"] = [cancer_type().accession]
    return _record(Trial, document, fields, status)


def finding(status: str = "published", **fields: Any) -> Finding:
    """A result in animals; where its effect or model is another, stance and level go with it."""
    document = {
        "statement": f"In mice, engineered cells slowed tumour growth ({next(_numbers)}).",
        "claim_kind": "result",
        "effect": "inhibits",
        "stance": "against" if fields.get("effect") == "promotes" else "for",
        "evidence_level": "B" if fields.get("model_system") == "human" else "D",
        "model_system": "animal",
        "locator": "Abstract",
        "read_depth": "abstract",
        "scope": "general",
        "topic": ["proliferation"],
    }
    if "publication" not in fields and "trial" not in fields:
        document["publication"] = publication().accession
    return _record(Finding, document, fields, status)


def marked(publication: Publication, status: str = "retracted") -> Publication:
    """The publication, marked by Ben after whatever rests on it by now."""
    return curation.mark_retraction(publication, status, BEN, source="The journal's notice")


def _record(model: type[CuratedRecord], document: Document, fields: dict[str, Any], status: str) -> Any:
    record = curation.create(model, document | {name: _plain(value) for name, value in fields.items()}, ADA)
    return brought_to(record, status)


def _plain(value: Any) -> Any:
    """Records may be given where a document holds accessions."""
    if isinstance(value, CuratedRecord):
        return value.accession
    if isinstance(value, list) and value and isinstance(value[0], CuratedRecord):
        return [record.accession for record in value]
    return value


def brought_to(
    record: CuratedRecord, status: str, author: Actor = ADA, publisher: Actor = ED, withdrawer: Actor = EVE
) -> CuratedRecord:
    """A draft of this author's, led along the legal moves to the state asked for."""
    if status == "draft":
        return record
    curation.submit(record, author)
    if status == "returned":
        curation.return_(record, publisher, "Please say more.")
    elif status in ("published", "withdrawn"):
        curation.publish(record, publisher)
    if status == "withdrawn":
        curation.withdraw(record, withdrawer, "Entered twice.")
    record.refresh_from_db()
    return record
