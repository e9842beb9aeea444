"""The facts of publications, field by field."""

from tests.facts.reading import Walk, accession, accession_table, documents, facts, kept_as_source, left_out, note, rows
from trials.models import Publication


def publications() -> Walk:
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
            yield fact["local_key"], fact, handlers
