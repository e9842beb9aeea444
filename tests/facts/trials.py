"""The facts of trials as first gathered, field by field."""

import csv

from tests.facts.reading import (
    DATA,
    Walk,
    accession,
    accessions,
    documents,
    facts,
    grouped,
    kept_as_source,
    listed,
    note,
    rows,
)
from trials.founding.tables import worded
from trials.models import Trial


def trial_keys():
    with (DATA / "mapping" / "trial_keys.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], int(row["position"])): row["key"] for row in csv.DictReader(file)}


def keyed_trials():
    for name in ("trials.json", "trials_new.json", "trials_no_registry_id.json", "trials_new_no_registry_id.json"):
        for position, fact in enumerate(facts(name), start=1):
            yield fact["registry_id"] or trial_keys()[name, position], name, fact


def trials() -> Walk:
    base = documents(Trial)
    for key, name, fact in keyed_trials():
        row, document = rows("trials", "key")[key], base[accession("MSCT", key)]
        updates = {u["field"]: u["value"] for u in grouped("trial_updates", "trial").get(key, [])}
        identifiers = grouped("trial_identifiers", "trial").get(key, [])
        history = grouped("trial_status_history", "trial").get(key, [])
        numbers = {i["identifier"] for i in document["identifiers"]} | {i["value"] for i in document["secondary_ids"]}
        as_given = {spelling for i in identifiers for spelling in i["as_given"].split("|")}

        def phase(v, document=document):
            return (
                v.replace("_PHASE", "|PHASE").split("|") if v and v != "EARLY_PHASE1" else [v] if v else []
            ), document["phase"]

        def sources(v, document=document):
            return set(), {worded(s["what"]) for s in v} - {s["what"] for s in document["sources"]}

        def status(v, document=document, history=history):
            return (True, v in {h["overall_status"] for h in document["status_history"]}) if v else (None, None)

        def results(v, document=document):
            if not v:
                return "", document["results_summary"]
            return True, document["results_summary"].startswith(v.rstrip("."))

        handlers = {
            "registry_id": lambda v, n=numbers, i=identifiers: (
                (True, {x["identifier"] for x in i if v in x["as_given"]} <= n) if v else (None, None)
            ),
            "registry_page": lambda v, n=name, k=key: (v, kept_as_source(n, k).get().parsed["registry_page"]),
            "other_ids": lambda v, a=as_given: (set(), set(v) - a),
            "title": lambda v, d=document: (v or "", d["title"]),
            "acronym": lambda v, d=document: (v or "", d["acronym"]),
            "phase": phase,
            "status": status,
            "status_as_of": lambda v, n=name, k=key: (v, kept_as_source(n, k).get().parsed["status_as_of"]),
            "enrollment": lambda v, u=updates, d=document: (int(u["enrolment"]) if "enrolment" in u else v, d["enrolment"]),
            "start_date": lambda v, u=updates, d=document: (u.get("start_date", v or ""), d["start_date"]),
            "completion_date": lambda v, u=updates, d=document: (u.get("completion_date", v or ""), d["completion_date"]),
            "sponsor": lambda v, u=updates, d=document: (True, d["sponsor_name"] in (v, u.get("sponsor_name"))) if v else (None, None),
            "countries": lambda v, d=document: (sorted({rows("countries", "fact_value")[c]["country"] for c in v}), d["country"]),
            "conditions": lambda v, d=document: (list(v), [c["text"] for c in d["conditions"]]),
            "cancer_types": lambda v, r=row, d=document: (
                (accessions("MSCC", r["cancer_types"]), "; ".join(v)), (d["cancer_types"], d["population_text"])
            ),
            "intent": lambda v, r=row, d=document: (r["role"], d["role"]),
            "msc_source": lambda v, r=row, d=document: (r["msc_source"], d["msc_source"]),
            "donor": lambda v, r=row, d=document: (r["donor"], d["donor"]),
            "modality": lambda v, r=row, d=document: (listed(r["modality"]), d["modality"]),
            "payload": lambda v, r=row, d=document: ((accessions("MSCP", r["payloads"]), v or ""), (d["payloads"], d["payload_text"])),
            "route": lambda v, r=row, d=document: ((listed(r["route"]), v or ""), (d["route"], d["route_text"])),
            "results_summary": results,
            "result_sources": lambda v, n=name, k=key: (v, kept_as_source(n, k).get().parsed["result_sources"]),
            "sources": sources,
            "confidence": lambda v, r=row, d=document: (r["source_breadth"], d["source_breadth"]),
            "supportive_setting": lambda v, d=document: (v or "", d["supportive_text"]),
            "notes": lambda v, r=row, d=document: (r["note_public"] or worded(v), d["note"]),
            "why_separate": lambda v, k=key, d=document: (note(k, "registration_note", v), d["registration_note"]),
        }  # fmt: skip
        yield key, fact, handlers
