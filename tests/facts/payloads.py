"""The facts of payloads, field by field."""

from tests.facts.reading import Walk, accession, documents, facts, grouped, note, rows
from trials.founding.tables import worded
from trials.models import Payload, Trial


def payloads() -> Walk:
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
            yield fact["name"], fact, handlers
            assert len(fact["sources"]) == len(document["sources"]), fact["name"]
