"""A small vocabulary and small texts, written for the tests."""

from trials.proposer import Passage, Proposals, Text, propose
from trials.proposer.vocabulary import Node, Vocabulary

TREE = (
    ("C1", "malignant-neoplasm", "Malignant neoplasm", "root", "", ("cancer",)),
    ("C2", "solid-tumours", "Solid tumours", "basket", "C1", ()),
    ("C3", "glioma", "Glioma", "tumour_type", "C1", ()),
    ("C4", "glioblastoma", "Glioblastoma", "subtype", "C3", ("GBM",)),
    ("C5", "leukaemia", "Leukaemia", "tumour_type", "C1", ()),
    ("C6", "acute-myeloid-leukaemia", "Acute myeloid leukaemia", "subtype", "C5", ("AML",)),
    ("C7", "acute-lymphoblastic-leukaemia", "Acute lymphoblastic leukaemia", "subtype", "C5", ("ALL",)),
    ("C8", "prostate-cancer", "Prostate cancer", "tumour_type", "C1", ("radical prostatectomy",)),
    ("C9", "skin-squamous", "Cutaneous squamous cell carcinoma", "tumour_type", "C1", ("cSCC",)),
)
PAYLOADS = (
    ("P1", "trail", "TRAIL", "protein", ()),
    ("P2", "interferon-gamma", "Interferon gamma", "protein", ("IFN-γ",)),
    ("P3", "oncolytic-virus", "MV-NIS", "oncolytic_virus", ()),
    ("P4", "paclitaxel", "Paclitaxel", "small_molecule", ()),
    ("P5", "cd-fc", "Cytosine deaminase", "enzyme_prodrug", ()),
    ("P6", "cd-trail", "Cytosine deaminase + sTRAIL", "enzyme_prodrug", ()),
)


def vocabulary() -> Vocabulary:
    made = Vocabulary()
    for accession, slug, name, kind, parent, others in TREE:
        made.nodes[accession] = Node(accession, slug, name, kind, parent)
        for each in (name, *others):
            made.tumours.add(accession, each)
    for accession, slug, name, molecule_class, others in PAYLOADS:
        made.payload_names[accession], made.payload_slugs[accession] = name, slug
        made.classes[accession] = molecule_class
        for each in (name, *others):
            made.payloads.add(accession, each)
    made.constructs["P6"] = {"P1", "P5"}
    made.meshes["D005909"] = "C4"
    made.products.add("AB-101", "AB-101")
    made.carried["AB-101"] = ("P1",)
    return made


NAMES = vocabulary()


def trial(title: str, *, observational: bool = False, mesh: str = "", **parts: str) -> Proposals:
    """What is proposed of a registry record; ``conditions`` and ``interventions`` hold one each."""
    places = {"conditions": "conditions[0]", "interventions": "interventions[0].name", "keywords": "keywords[0]"}
    passages = [Passage("title", title)] + [Passage(places.get(name, name), text) for name, text in parts.items()]
    meshes = ((Passage("condition_meshes[0].term", "A heading"), mesh),) if mesh else ()
    return propose(Text(True, tuple(passages), meshes, observational), NAMES)


def paper(title: str) -> Proposals:
    return propose(Text(False, (Passage("title", title),)), NAMES)


def values(found: Proposals, field: str) -> list[str]:
    return sorted(each.value for each in found.of(field))
