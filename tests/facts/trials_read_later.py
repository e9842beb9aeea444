"""What was read later of trials, field by field."""

import csv
import re

from tests.facts.reading import (
    DATA,
    Walk,
    accession,
    documents,
    facts,
    grouped,
    note,
)
from trials.founding.tables import worded
from trials.models import Trial


def what_was_read_later_of_trials() -> Walk:
    base = documents(Trial)
    words = {}
    with (DATA / "mapping" / "design_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words[row["field"], row["fact_value"]] = row
    for fact in facts("trials_deep.json"):
        key = fact["registry_id"] or fact["key"]
        document = base[accession("MSCT", key)]
        updates = {u["field"]: u["value"] for u in grouped("trial_updates", "trial").get(key, [])}

        def design(v, document=document, updates=updates):
            expected = {k: updates.get(k, words[k, x]["target"]) for k, x in v.items() if x}
            return expected, {k: document[k] for k in expected}

        def eligibility(v, document=document):
            criteria = {
                kind: [c["text"] for c in document["criteria"] if c["kind"] == kind]
                for kind in ("inclusion", "exclusion")
            }
            expected = (v["inclusion"] or [], v["exclusion"] or [], v["min_age"] or "", v["max_age"] or "")
            found = (criteria["inclusion"], criteria["exclusion"], document["minimum_age"], document["maximum_age"])
            return expected, found

        def doses(v, document=document):
            items = {i["element"]: i for i in document["doses_items"]}
            names = {
                "separation_preparation": "separation",
                "exhibited_characteristics": "exhibited",
                "site_of_delivery": "site",
            }
            reported = {
                names.get(k, k) for k, x in v.items() if x and not x.lower().startswith(("not reported", "not given"))
            }
            return set(), {element for element in reported if items[element]["knowledge"] != "stated"}

        def sites(v, document=document):
            return [(s["facility"] or "", s["city"]) for s in v], [
                (s["facility"], s["city"]) for s in document["sites"]
            ][: len(v)]

        handlers = {
            "registry_id": None, "key": None, "title": None, "intent": None,
            "other_ids_seen": lambda v, k=key: (
                set(), set(v) - {s for i in grouped("trial_identifiers", "trial").get(k, []) for s in i["as_given"].split("|")}
            ),
            "sites": sites,
            "sites_note": lambda v, k=key, d=document: (note(k, "sites_note", v), d["sites_note"]),
            "lead_sponsor": lambda v, d=document: (words["sponsor_class", v["class"]]["target"], d["sponsor_class"]) if v["class"] else (None, None),
            "collaborators": lambda v, d=document: (sorted(c["name"] for c in v), sorted(c["name"] for c in d["collaborators"])),
            "design": design,
            "arms": lambda v, d=document: (
                [(a["label"], a["type"] or "", a["description"]) for a in v],
                [(a["label"], a["arm_type"], a["description"]) for a in d["arms"]],
            ),
            "interventions": lambda v, d=document: (
                [(i["type"] or "", i["name"]) for i in v], [(i["intervention_type"], i["name"]) for i in d["interventions"]]
            ),
            "primary_outcomes": lambda v, d=document: (
                [(o["measure"], o["time_frame"] or "") for o in v], [(o["measure"], o["time_frame"]) for o in d["outcomes"]]
            ),
            "eligibility": eligibility,
            "why_stopped": lambda v, d=document: (v or "", d["why_stopped"]),
            "registry_linked_pmids": lambda v, d=document: ({r["pmid"] for r in v}, {r["pmid"] for r in d["registry_references"]}),
            "results_posted_in_registry": lambda v, d=document: (v, d["results_posted"]),
            "registry_record_date": lambda v, d=document: ((re.match(r"[\d-]+", v).group() if v else ""), d["record_updated_on"]),
            "registry_verified": lambda v, d=document: (v or "", d["verified_on"]),
            "registry_first_posted": lambda v, u=updates, d=document: (u.get("first_posted", v or ""), d["first_posted_on"]),
            "depth": lambda v, d=document: (worded(v), d["read_in"]),
            "dose_schedule": lambda v, d=document: (worded(v), d["dose_and_schedule"]),
            "cell_product_name": lambda v, d=document: (v or "", d["product_name"]),
            "doses_items": doses,
            "engineering": lambda v, d=document: (worded(v["method"]), d["engineering_method"]) if v else ("", d["engineering_method"]),
            "combination_therapy": lambda v, d=document: (worded(v), d["given_with"]),
            "results_publications": lambda v, d=document, k=key: (
                True, not v or bool(d["results"]) or k in grouped("result_publications", "trial")
            ),
            "sources": lambda v, d=document: (set(), {worded(s["what"]) for s in v} - {s["what"] for s in d["sources"]}),
            "notes": lambda v, k=key, d=document: (True, d["detail_note"].startswith(note(k, "detail_note", v))),
        }  # fmt: skip
        yield key, fact, handlers
