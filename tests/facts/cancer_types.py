"""The facts of cancer types, field by field."""

from tests.facts.reading import Walk, accession, documents, facts, listed, rows
from trials.models import CancerType


def cancer_types() -> Walk:
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
        yield fact["name"], fact, handlers
