"""Test data built through the front door: drafts by Ada, published by Ed, through the verbs."""

from itertools import count
from typing import Any

from trials import curation
from trials.curation import Actor
from trials.document import Document
from trials.models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial

ADA = Actor("person:ada", is_curator=True)
BEN = Actor("person:ben", is_curator=True)
ED = Actor("person:ed", is_curator=True, is_editor=True)
EVE = Actor("person:eve", is_curator=True, is_editor=True)
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
    document = {
        "statement": f"In mice, engineered cells slowed tumour growth ({next(_numbers)}).",
        "claim_kind": "result",
        "effect": "inhibits",
        "stance": "for",
        "evidence_level": "D",
        "model_system": "animal",
        "locator": "Abstract",
        "read_depth": "abstract",
        "scope": "general",
        "topic": ["proliferation"],
    }
    if "publication" not in fields and "trial" not in fields:
        document["publication"] = publication().accession
    return _record(Finding, document, fields, status)


def _record(model: type[CuratedRecord], document: Document, fields: dict[str, Any], status: str) -> Any:
    record = curation.create(model, document | {name: _plain(value) for name, value in fields.items()}, ADA)
    return _brought_to(record, status)


def _plain(value: Any) -> Any:
    """Records may be given where a document holds accessions."""
    if isinstance(value, CuratedRecord):
        return value.accession
    if isinstance(value, list) and value and isinstance(value[0], CuratedRecord):
        return [record.accession for record in value]
    return value


def _brought_to(record: CuratedRecord, status: str) -> CuratedRecord:
    """Along the legal moves to the state asked for."""
    if status == "draft":
        return record
    curation.submit(record, ADA)
    if status == "returned":
        curation.return_(record, ED, "Please say more.")
    elif status in ("published", "withdrawn"):
        curation.publish(record, ED)
    if status == "withdrawn":
        curation.withdraw(record, EVE, "Entered twice.")
    record.refresh_from_db()
    return record
