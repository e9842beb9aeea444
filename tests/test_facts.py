"""Every value of every fact file stands in the founding release under its mapping, or is left out with a reason.

Each fact file is walked field by field. A field that no handler knows fails the test, so that
nothing can be added to the facts and forgotten.
"""

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from trials.document import to_document, with_parts
from trials.founding.tables import worded
from trials.models import CancerType, Finding, Payload, Publication, SourceRecord, Trial

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founding_base")]

DATA = Path(settings.BASE_DIR) / "data"


def facts(name):
    content = json.loads((DATA / "facts" / name).read_text(encoding="utf-8"))
    return content["nodes"] if isinstance(content, dict) else content


@cache
def rows(name, key):
    with (DATA / "mapping" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@cache
def grouped(name, key):
    groups = {}
    with (DATA / "mapping" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault(row[key], []).append(row)
    return groups


def judgements():
    return {**rows("findings_1", "id"), **rows("findings_2", "id"), **rows("findings_3", "id")}


@cache
def notes():
    with (DATA / "mapping" / "notes.csv").open(encoding="utf-8", newline="") as file:
        return {(row["record"], row["field"]): row["public_text"] for row in csv.DictReader(file)}


def note(record, field, text):
    return notes().get((record, field), worded(text))


def left_out():
    return (DATA / "LEFT_OUT.md").read_text(encoding="utf-8")


def listed(cell):
    return sorted(set(filter(None, cell.split("|"))))


@cache
def accession_table():
    with (DATA / "mapping" / "accessions.csv").open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["key"]): row["accession"] for row in csv.DictReader(file)}


def accession(kind, key):
    return accession_table()[kind, key]


def accessions(kind, cell):
    return sorted(accession(kind, key) for key in listed(cell))


def documents(model):
    return {record.accession: to_document(record) for record in with_parts(model.objects.public())}


def assert_walks(fact, handlers, where):
    """Every field of a fact has a handler, and each finds its value."""
    unknown = set(fact) - set(handlers)
    assert not unknown, f"{where}: no handler for {sorted(unknown)}"
    for field, handler in handlers.items():
        if field in fact and handler is not None:
            expected, found = handler(fact[field])
            assert found == expected, f"{where}, {field}: {expected!r} is in the base as {found!r}"


def kept_as_source(name, identifier):
    return SourceRecord.objects.filter(source=f"facts:{name}", identifier=identifier)


def test_every_fact_is_kept_word_for_word_with_the_record_it_became():
    files = {
        "cancer_types.json": "name", "payloads.json": "name", "payloads_new.json": "name", "findings.json": "id",
        "findings_new.json": "id", "reviews_new.json": "local_key", "primary_studies.json": "local_key",
    }  # fmt: skip
    for name, key in files.items():
        for fact in facts(name):
            found = kept_as_source(name, fact[key]).first()
            if found is None:
                assert fact[key] in left_out(), f"{name}: {fact[key]}"
                continue
            assert found.parsed == fact


def test_cancer_types():
    base = documents(CancerType)
    names = {document["name"]: key for key, document in base.items()}
    for fact in facts("cancer_types.json"):
        row = rows("cancer_nodes", "name")[fact["name"]]
        document = base[names[fact["name"]]]
        codes = {(code["system"], code["code"]): code for code in document["codes"]}

        def code(system, value, codes=codes):
            return (True, (system, value) in codes) if value else (None, None)

        def label(system, value, codes=codes, fact=fact):
            if not value or system == "icd10":  # WHO's rubrics are not printed
                return None, None
            return value, codes[system, fact[system]]["label"]

        def parent(value, row=row, document=document):
            return accession("MSCC", row["parent"]) if row["parent"] else None, document["parent"]

        handlers = {
            "name": lambda v, d=document: (v, d["name"]),
            "parent": parent,
            "level": lambda v, d=document, r=row: (r["kind"], d["kind"]),
            "synonyms": lambda v, d=document, r=row: (
                set(v) - set(listed(r["synonyms_dropped"])) - {d["name"]},
                {s["name"] for s in d["synonyms"]} - set(listed(r["synonyms_added"])),
            ),
            **{s: lambda v, s=s: code(s, v) for s in ("oncotree", "ncit", "mondo", "doid", "mesh", "icd10")},
            **{f"{s}_label": lambda v, s=s: label(s, v) for s in ("ncit", "mondo", "doid", "mesh", "icd10")},
            "oncotree_name": lambda v: label("oncotree", v),
            "oncotree_level": lambda v, c=codes, f=fact: (v or "", c["oncotree", f["oncotree"]]["detail"]) if f["oncotree"] else (None, v),
            "mesh_tree_numbers": lambda v, c=codes, f=fact: (" ".join(v), c["mesh", f["mesh"]]["detail"] if f["mesh"] else ""),
            "relations": lambda v, c=codes, f=fact: (v, {s: c[s, f[s]]["relation"] for s in v}),
            "ncit_alt_oncotree": lambda v, c=codes: ("related", c["ncit", v]["relation"]) if v else (None, None),
            "ncit_from": lambda v, c=codes, f=fact: (True, "OncoTree" in c["ncit", f["ncit"]]["source"]) if v else (None, None),
        }  # fmt: skip
        assert_walks(fact, handlers, fact["name"])


def test_publications():
    base = documents(Publication)
    patches = facts("reviews_patch.json")
    for name in ("reviews.json", "reviews_new.json", "primary_studies.json"):
        for fact in facts(name):
            row = rows("publications", "local_key")[fact["local_key"]]
            if ("MSCL", row["canonical_key"]) not in accession_table():
                assert fact["local_key"] in left_out()
                continue
            if name == "reviews.json":
                for patch in patches:
                    if all(fact.get(k) == v for k, v in patch["match"].items()):
                        fact = fact | patch["set"]
            document = base[accession("MSCL", row["canonical_key"])]
            text = {
                k: (lambda v, k=k, d=document: (v or "", d[k]))
                for k in ("first_author", "journal", "volume", "issue", "pages")
            }
            handlers = text | {
                "title": lambda v, r=row, d=document: ("" if r["title_basis"] == "not_seen" else r["title"] or v or "", d["title"]),
                "authors": lambda v, d=document: (v, [a["name"] for a in d["authors"]]),
                "year": lambda v, d=document: (v, d["year"]),
                **{k: (lambda v, k=k, d=document, r=row: ((v or r[k] or "").lower(), d[k].lower())) for k in ("doi", "pmid", "pmcid")},
                "publication_type": lambda v, r=row, d=document: (r["publication_type"], d["publication_type"]),
                "url": lambda v, r=row, d=document: (r["url"], d["url"]),
                "keywords": lambda v, d=document: (sorted(set(v)), d["keyword"]),
                "source_url": lambda v, n=name, f=fact: (v, kept_as_source(n, f["local_key"]).get().parsed["source_url"]),
                "scope": lambda v, d=document: (sorted(set(v)), d["scope_tag"]),
                "note": lambda v, f=fact, d=document: (note(f["local_key"], "note", v), d["note"]),
                "source_is_copy": lambda v, d=document: (v, "copy" in d["sources"][0]["what"]),
                "local_key": None,
            }  # fmt: skip
            assert_walks(fact, handlers, fact["local_key"])


def test_every_patch_of_the_reviews_fits_one_review():
    for patch in facts("reviews_patch.json"):
        fits = [f for f in facts("reviews.json") if all(f.get(k) == v for k, v in patch["match"].items())]
        assert len(fits) == 1, patch["match"]


def test_payloads():
    base = {document["name"]: document for document in documents(Payload).values()}
    trials = {trial.accession: trial for trial in Trial.objects.prefetch_related("payloads", "identifiers")}
    for name in ("payloads.json", "payloads_new.json"):
        for fact in facts(name):
            row, document = rows("payloads", "name")[fact["name"]], base[fact["name"]]
            tried = grouped("payload_tried", "payload").get(fact["name"], [])
            sources = grouped("payload_sources", "payload")[fact["name"]]
            genes = {gene["symbol"]: gene for gene in document["genes"]}

            def linked(v, fact=fact):
                found = {
                    i.identifier
                    for t in trials.values()
                    for i in t.identifiers.all()
                    if any(p.name == fact["name"] for p in t.payloads.all())
                }
                return set(), {number.removeprefix("EudraCT ") for number in v} - found

            def cancers(v, document=document, tried=tried):
                expected = [
                    (accession("MSCC", r["node"]), c["model"] or "not_recorded", r["note_public"] or worded(c["note"]))
                    for c, r in zip(v, tried, strict=True)
                ]
                return expected, [(t["cancer_type"], t["model"], t["note"]) for t in document["tried_in"]]

            handlers = {
                "name": lambda v, d=document: (v, d["name"]),
                "synonyms": lambda v, d=document: (set(v) - {d["name"]}, {s["name"] for s in d["synonyms"]}),
                "category": lambda v, d=document: (v, d["source_category"]),
                "gene_symbol": lambda v, g=genes: (True, v in g) if v else (None, None),
                "hgnc_id": lambda v, g=genes, f=fact: (v, g[f["gene_symbol"]]["hgnc_id"]) if v else (None, None),
                "genes": lambda v, g=genes: (
                    {(x["symbol"], x["hgnc_name"] or "") for x in v}, {(x["symbol"], x["name"]) for x in g.values()}
                ),
                "prodrug": lambda v, d=document, r=row: (
                    (v or "") if r["prodrug_is_radionuclide"] == "yes" else r["prodrug"],
                    d["radionuclide"] if r["prodrug_is_radionuclide"] == "yes" else d["prodrug"],
                ),
                "mechanism": lambda v, r=row, d=document: (r["mechanism_public"] or v, d["mechanism"]),
                "delivery_method": lambda v, d=document: (
                    # "Exosome" stands only where the source itself says so.
                    True, d["delivery_text"].startswith(tuple(worded("; ".join(v).replace("exosome", w)) for w in ("exosome", "extracellular vesicle")))
                ),
                "cancers_tested": cancers,
                "registry_ids": linked,
                "sources": lambda v, d=document, s=sources: (
                    [(int(r["position"]), r["locator"]) for r in s], [(x["position"], x["locator"]) for x in d["sources"]]
                ),
                "note": lambda v, f=fact, r=row, d=document: (r["note_public"] or note(f["name"], "note", v), d["note"]),
                "mechanism_basis": lambda v, d=document: (v, d["mechanism_basis"]),
            }  # fmt: skip
            assert_walks(fact, handlers, fact["name"])
            assert len(fact["sources"]) == len(document["sources"]), fact["name"]


def test_findings():
    base = documents(Finding)
    for name in ("findings.json", "findings_new.json"):
        for fact in facts(name):
            row, source = judgements()[fact["id"]], rows("finding_sources", "id")[fact["id"]]
            document = base[f"MSCF{int(fact['id'][1:]):06d}"]
            molecules = rows("molecules", "label")

            def rests_on(v, document=document, source=source):
                expected = accession("MSCL", source["publication"]) if source["publication"] else None
                return expected, document["publication"]

            def trial_links(v, document=document):
                known = [accession_table().get(("MSCT", i)) for i in v]
                return sorted(filter(None, known)), [link["trial"] for link in document["trial_links"]]

            def primary(v, document=document, source=source):
                expected = accession("MSCL", source["primary_study"]) if source["primary_study"] else None
                return expected, document["primary_study"]

            handlers = {
                "id": None,
                "review_key": rests_on,
                "review_local_key": rests_on,
                "source_kind": lambda v, d=document, s=source: (bool(s["trial"]), d["trial"] is not None),
                "statement": lambda v, d=document: (v, d["statement"]),
                "direction": lambda v, r=row, d=document: ((r["stance"], r["effect"]), (d["stance"], d["effect"])),
                "topic": lambda v, r=row, d=document: (listed(r["topics"]), d["topic"]),
                "evidence_level": lambda v, r=row, d=document: (
                    (r["claim_kind"], r["evidence_level"], r["model_system"]),
                    (d["claim_kind"], d["evidence_level"], d["model_system"]),
                ),
                "cancer_type": lambda v, r=row, d=document: (accessions("MSCC", r["cancer_types"]), d["cancer_types"]),
                "payload": lambda v, r=row, d=document: (accessions("MSCP", r["payloads"]), d["payloads"]),
                "msc_source": lambda v, r=row, d=document: ((v or "", listed(r["msc_sources"])), (d["msc_source_text"], d["msc_source"])),
                "molecules": lambda v, d=document, m=molecules: (
                    sorted({m[x]["symbol"] or x for x in v}), sorted(x["label"] for x in d["molecules"])
                ),
                "registry_ids": trial_links,
                "locator": lambda v, s=source, d=document: (s["locator"], d["locator"]),
                "source_url": lambda v, n=name, f=fact: (v, kept_as_source(n, f["id"]).get().parsed["source_url"]),
                "note": lambda v, f=fact, d=document: (note(f["id"], "note", v), d["note"]),
                "source_is_copy": lambda v, n=name, f=fact: (v, kept_as_source(n, f["id"]).get().parsed["source_is_copy"]),
                "evidence_level_basis": lambda v, d=document: (v, d["level_basis"]),
                "model_system": None,
                "species_model": lambda v, d=document: (v or "", d["model_text"]),
                "effect_size": lambda v, d=document: (v or "", d["effect_size"]),
                "n": lambda v, d=document: (v or "", d["sample_size"]),
                "primary_doi": primary,
                "primary_pmid": primary,
            }  # fmt: skip
            assert_walks(fact, handlers, fact["id"])


def test_a_primary_study_that_a_finding_names_by_doi_is_the_one_it_is_linked_to():
    base, publications = documents(Finding), documents(Publication)
    differing = []
    for fact in facts("findings_new.json"):
        linked = publications.get(base[f"MSCF{int(fact['id'][1:]):06d}"]["primary_study"])
        if fact["primary_doi"] and (linked is None or linked["doi"] != fact["primary_doi"].lower()):
            differing.append(fact["id"])
    explained = {"F375"}  # a background sentence about other groups; its row says so
    assert set(differing) <= explained


def trial_keys():
    with (DATA / "mapping" / "trial_keys.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], int(row["position"])): row["key"] for row in csv.DictReader(file)}


def keyed_trials():
    for name in ("trials.json", "trials_new.json", "trials_no_registry_id.json", "trials_new_no_registry_id.json"):
        for position, fact in enumerate(facts(name), start=1):
            yield fact["registry_id"] or trial_keys()[name, position], name, fact


def test_trials():
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
        assert_walks(fact, handlers, key)


def test_what_was_read_later_of_trials():
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
        assert_walks(fact, handlers, key)


def test_later_statuses_stand_in_the_history_of_their_trial():
    base = documents(Trial)
    for fact in facts("status_updates.json"):
        key = fact["registry_id"] or "CLD-201"
        document = base[accession("MSCT", key)]
        assert kept_as_source("status_updates.json", key).filter(parsed__kind=fact["kind"]).exists(), key
        status = fact["new"].get("status", "")
        if re.fullmatch(r"[A-Z_]+", status):
            assert status in {entry["overall_status"] for entry in document["status_history"]}, key
        if fact["kind"] == "status":
            assert document["overall_status"] == status, key
        if alias := fact["new"].get("other_id"):
            assert alias in {row["identifier"] for row in document["identifiers"]}
        if date := fact["new"].get("completion_date"):
            assert document["completion_date"] == date, key


def test_counts_of_the_founding_release():
    """103 trials, 80 payloads and the four that only trials name, every finding, every node."""
    assert Trial.objects.public().count() == 103
    assert Payload.objects.public().count() == 80 + 4
    assert Finding.objects.public().count() == 232 + 321
    assert CancerType.objects.public().count() == len(rows("cancer_nodes", "name"))
    kept = {row["canonical_key"] for row in rows("publications", "local_key").values()}
    dropped = {key for key in kept if ("MSCL", key) not in accession_table()}
    assert Publication.objects.public().count() == len(kept) - len(dropped) + len(rows("publications_added", "key"))
    assert all(key in left_out() for key in dropped)


def test_at_most_ten_records_are_left_out():
    table = [line for line in left_out().splitlines() if line.startswith("| ") and not line.startswith("| record")]
    assert 1 <= len([line for line in table if "---" not in line]) <= 10


def test_what_was_considered_and_left_out_of_scope_is_named_with_a_reason():
    considered = facts("considered_out.json")
    assert len(considered) == 215
    assert all(fact["reason"] and fact["title"] for fact in considered)
    in_base = {
        i for t in Trial.objects.prefetch_related("identifiers") for i in (x.identifier for x in t.identifiers.all())
    }
    same_as_another = {fact["registry_id"] for fact in considered if fact["reason"].startswith("same trial as")}
    assert not in_base & ({fact["registry_id"] for fact in considered} - same_as_another)
