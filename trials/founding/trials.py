"""The trials of the founding release: their fields. Their owned rows stand in ``trial_rows``."""

from collections.abc import Iterator

from ..document import TRIAL, Document, empty_document
from . import trial_rows
from .accessions import Accessions
from .publications import Publications
from .tables import Fact, Row, by, grouped, listed, mapping, printed_note, trial_details, trial_facts, worded

PREFIX = "MSCT"
PHASES = {"PHASE1_PHASE2": ["PHASE1", "PHASE2"], "PHASE2_PHASE3": ["PHASE2", "PHASE3"]}
# Rows of the updates table that replace a field; the others are kept as notes.
UPDATED_FIELDS = {
    "completion_date": "completion_date",
    "start_date": "start_date",
    "enrolment": "enrolment",
    "sponsor_name": "sponsor_name",
    "allocation": "allocation",
    "masking": "masking",
    "first_posted": "first_posted_on",
}


def documents(accessions: Accessions, publications: Publications) -> Iterator[tuple[str, Fact, Document]]:
    """(key, fact, document) for every trial, in the order of the fact files."""
    for key in trial_facts():
        accessions.give(PREFIX, key)
    for key, (_, fact) in trial_facts().items():
        yield key, fact, _document(key, fact, accessions, publications)


def _document(key: str, fact: Fact, accessions: Accessions, publications: Publications) -> Document:
    row, detail = by("trials", "key")[key], trial_details().get(key, {})
    results = trial_rows.results(key, publications)
    document = (
        empty_document(TRIAL)
        | _registry_fields(fact, row, detail)
        | _status(key)
        | _design(detail)
        | _curated_fields(key, fact, row, detail)
        | _terms(fact, row)
        | {
            "cancer_types": sorted(accessions.of("MSCC", node) for node in listed(row["cancer_types"])),
            "payloads": sorted(accessions.of("MSCP", name) for name in listed(row["payloads"])),
            "results_summary": _summary(fact, results),
            "results": results,
        }
        | trial_rows.owned(key, fact, row, detail)
    )
    return _updated(key, document)


def _registry_fields(fact: Fact, row: Row, detail: Fact) -> Document:
    eligibility = detail.get("eligibility", {})
    sponsor = detail.get("lead_sponsor", {})
    return {
        "title": fact["title"] or "",
        "acronym": fact.get("acronym") or "",
        "why_stopped": detail.get("why_stopped") or "",
        "enrolment": fact["enrollment"],
        "enrolment_type": row["enrolment_type"],
        "start_date": fact.get("start_date") or "",
        "completion_date": fact.get("completion_date") or "",
        "sponsor_name": fact.get("sponsor") or sponsor.get("name") or "",
        "minimum_age": eligibility.get("min_age") or "",
        "maximum_age": eligibility.get("max_age") or "",
        "results_posted": detail.get("results_posted_in_registry"),
        "first_posted_on": detail.get("registry_first_posted") or "",
        "verified_on": detail.get("registry_verified") or "",
        "record_updated_on": trial_rows.leading_date(detail.get("registry_record_date")),
    }


def _status(key: str) -> Document:
    """The newest status that is a change or a confirmation; conflicts stay in the history."""
    current = None
    for entry in grouped("trial_status_history", "trial").get(key, []):
        newer = entry["change"] in ("first", "status") or (entry["change"] == "confirm" and entry["confirmed_on"])
        if newer and entry["overall_status"]:
            current = entry
    if current is None:
        return {}
    return {
        "overall_status": current["overall_status"],
        "status_confirmed_on": current["confirmed_on"],
        "status_seen_on": current["seen_on"],
        "status_source": worded(current["source_text"]),
    }


def _design(detail: Fact) -> Document:
    """Design words of the source as registry values; what fits none is kept as text."""
    words = {(row["field"], row["fact_value"]): row for row in mapping("design_words")}
    given = dict(detail.get("design", {}))
    given["sponsor_class"] = detail.get("lead_sponsor", {}).get("class")
    given["sex"] = detail.get("eligibility", {}).get("sex")
    fields, texts = {}, []
    for name, value in given.items():
        row = words.get((name, value)) if value else None
        if row is None:
            continue
        fields[name] = row["target"]
        if row["design_text"] and row["design_text"] not in texts:
            texts.append(row["design_text"])
    return fields | {"design_text": "; ".join(texts)}


def _curated_fields(key: str, fact: Fact, row: Row, detail: Fact) -> Document:
    engineering = detail.get("engineering") or {}
    same = ("role", "population_link", "msc_source", "donor", "donor_detail", "supportive_indication", "source_breadth")
    return {name: row[name] for name in same} | {
        "population_text": "; ".join(fact["cancer_types"]),
        "payload_text": fact["payload"] or "",
        "route_text": fact["route"] or "",
        "supportive_text": fact.get("supportive_setting") or "",
        "product_name": detail.get("cell_product_name") or "",
        "dose_and_schedule": worded(detail.get("dose_schedule")),
        "given_with": worded(detail.get("combination_therapy")),
        "engineering_method": worded(engineering.get("method")),
        "sites_note": printed_note(key, "sites_note", detail.get("sites_note")),
        "read_in": worded(detail.get("depth")),
        "note": row["note_public"] or worded(fact.get("notes")),
        "detail_note": printed_note(key, "detail_note", detail.get("notes")),
        "registration_note": printed_note(key, "registration_note", fact.get("why_separate")),
    }


def _terms(fact: Fact, row: Row) -> Document:
    countries = {trial_rows.country(name) for name in fact.get("countries", [])}
    phase = fact["phase"]
    terms = {
        "phase": PHASES.get(phase, [phase] if phase else []),
        "country": sorted(countries),
        "modality": listed(row["modality"]),
        "route": listed(row["route"]),
        "disease_setting": listed(row["disease_setting"]),
        "age_group": listed(row["age_groups"]),
    }
    return {facet: sorted(set(values)) for facet, values in terms.items()}


def _summary(fact: Fact, results: list[Document]) -> str:
    """The summary as gathered; where patients had no control group, it says so."""
    summary = fact["results_summary"] or ""
    uncontrolled = any(result["control_group"] == "uncontrolled" for result in results)
    if summary and uncontrolled and "control" not in summary.lower():
        return f"{summary.rstrip('.')} (no control group)."
    return summary


def _updated(key: str, document: Document) -> Document:
    """Later values take the place of earlier ones; what is no field becomes a dated note."""
    notes = [document["detail_note"]] if document["detail_note"] else []
    for update in grouped("trial_updates", "trial").get(key, []):
        if name := UPDATED_FIELDS.get(update["field"]):
            document[name] = int(update["value"]) if name == "enrolment" else update["value"]
        elif update["field"] == "site":
            document["sites"] = trial_rows.with_site(document["sites"], update, document["country"])
        else:
            dated = f", {update['as_of']}" if update["as_of"] and update["as_of"] not in update["source_text"] else ""
            notes.append(f"{worded(update['value'])} ({worded(update['source_text'])}{dated}).")
    return document | {"detail_note": " ".join(notes)}
