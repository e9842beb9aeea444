"""The facts of findings, field by field."""

from tests.facts.reading import (
    Walk,
    accession,
    accession_table,
    accessions,
    documents,
    facts,
    judgements,
    kept_as_source,
    listed,
    note,
    rows,
)
from trials.models import Finding


def findings() -> Walk:
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
            yield fact["id"], fact, handlers
