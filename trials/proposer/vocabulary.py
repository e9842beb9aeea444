"""The base's own names as the rules use them: tumours with their tree, payloads, products; read once a data version."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..choices import CodeRelation, CodeSystem, NodeKind
from ..models import CancerType, DataVersion, Payload, Trial
from .words import Names, all_variants, words_of

_TUMOUR_WORD = re.compile(
    r"cancer|neoplas|tumou?r|malignan|metasta|hodgkin|(?:oma|aemia|emia|plastic syndromes?)\b", re.I
)
_PIECES = re.compile(r"[;,/()]|\bwith\b")
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z]).{4,}|[A-Za-z]{2,}-[A-Z]+|[A-Za-z]{7,}(?:-[A-Z])?")
_NO_CODE = re.compile(r"MSC|(?i:mesench|cell|scaffold|grade|supern|exosome|gamma|allogeneic)|^(?:SVF|ASC|ADRC)$")
# How texts word what a node of this address is called; without effect where the base has no such node.
OTHER_WORDS = {
    "haematological-malignancy": (
        "haematopoietic and lymphoid cell neoplasm", "malignant blood disorder", "malignant hematological disease",
        "malignant hematologic disease", "oncohematological", "hematological malignant disease", "blood malignancy",
        "haemato-oncological", "hematologic malignant disease",
    ),
    "solid-tumours": ("malignant solid neoplasm", "solid organ cancer", "solid malignancy"),
    "cns-tumour": ("brain neoplasm", "neoplasm, brain", "intracranial tumour"),
    "bone-cancer": ("bone sarcoma",),
    "sarcoma": ("sarcomas",),
    "multiple-myeloma": ("myeloma",),
    "malignant-pleural-mesothelioma": ("mesothelioma", "malignant mesothelioma"),
    "liver-cancer": ("hepatocarcinogenesis",),
    "urological-cancer": ("genitourinary cancer", "urogenital cancer", "urologic cancer"),
    "gastrointestinal-cancer": ("gastrointestinal malignancy", "gastrointestinal tract cancer"),
    "non-hodgkin-lymphoma": ("b cell lymphoma", "t cell lymphoma", "small lymphocytic lymphoma"),
    "prostate-cancer": ("radical prostatectomy",),
    "ewing-sarcoma": ("ewing",),
    "myeloproliferative-neoplasm": ("myeloproliferative disease", "myeloproliferative disorder"),
    "cholangiocarcinoma": ("bile duct cancer",),
    "head-and-neck-cancer": ("head-neck cancer", "cancer of the head and neck"),
    "diffuse-intrinsic-pontine-glioma": ("pontine glioma",),
    "primary-peritoneal-cancer": ("primary peritoneal",),
    "malignant-neoplasm": ("oncological patient", "oncology patient"),
}  # fmt: skip
OTHER_PAYLOAD_WORDS = {
    "hsv-thymidine-kinase-ganciclovir": ("herpes simplex virus thymidine kinase",),
    "scfv-anti-egfrviii": ("single-chain antibody against EGFRvIII", "single-chain antibody to EGFRvIII"),
}
_ADENOCARCINOMA = ("prostate", "lung", "ovarian", "gastric", "pancreatic", "fallopian tube", "endometrial", "cervical")


@dataclass(frozen=True)
class Node:
    """A node of the tumour tree."""

    accession: str
    slug: str
    name: str
    kind: str
    parent: str


@dataclass
class Vocabulary:
    """Names of tumours, payloads and products, with what the rules ask about them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    tumours: Names = field(default_factory=Names)
    meshes: dict[str, str] = field(default_factory=dict)
    payloads: Names = field(default_factory=Names)
    payload_names: dict[str, str] = field(default_factory=dict)
    payload_slugs: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    constructs: dict[str, set[str]] = field(default_factory=dict)
    products: Names = field(default_factory=Names)
    carried: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def above(self, accession: str) -> set[str]:
        """What a node belongs to, without itself."""
        line: set[str] = set()
        parent = self.nodes[accession].parent
        while parent and parent not in line:
            line.add(parent)
            parent = self.nodes[parent].parent if parent in self.nodes else ""
        return line

    def most_specific(self, accessions: set[str]) -> set[str]:
        """Without those that another one of them belongs to; a collective node stays beside what it covers."""
        general = set().union(*(self.above(each) for each in accessions)) if accessions else set()
        return accessions - general

    def is_general(self, accession: str) -> bool:
        """Whether a node means cancer at large."""
        return self.nodes[accession].kind == NodeKind.ROOT


def vocabulary() -> Vocabulary:
    """The vocabulary of the public base as it is now."""
    version = DataVersion.objects.first() or DataVersion(n=0)
    return _of_version(version.stamp)


@lru_cache(maxsize=2)
def _of_version(stamp: str) -> Vocabulary:
    """Read by nine queries, however large the base is; ``stamp`` is another one after each public change."""
    made = Vocabulary()
    _add_tumours(made)
    _add_payloads(made)
    _add_constructs(made)
    _add_products(made)
    return made


def _add_tumours(made: Vocabulary) -> None:
    public = CancerType.objects.public().in_tree_order()
    rows = public.select_related("parent").prefetch_related("synonyms", "codes")
    for row in rows:
        parent = row.parent.accession if row.parent else ""
        made.nodes[row.accession] = Node(row.accession, row.slug, row.name, row.kind, parent)
        exact = [code for code in row.codes.all() if code.relation == CodeRelation.EXACT]
        made.meshes |= {code.code: row.accession for code in row.codes.all() if code.system == CodeSystem.MESH}
        labels = [code.label for code in exact if _TUMOUR_WORD.search(code.label)]
        said = {row.name, *row.name.split(" / "), *(each.name for each in row.synonyms.all()), *labels}
        for name in sorted(all_variants(said | set(OTHER_WORDS.get(row.slug, ())))):
            made.tumours.add(row.accession, name)
    by_slug = {node.slug: node.accession for node in made.nodes.values()}
    for place in _ADENOCARCINOMA:
        if general := by_slug.get(f"{place.replace(' ', '-')}-cancer"):
            made.tumours.add(general, f"{place} adenocarcinoma")


def _add_payloads(made: Vocabulary) -> None:
    for row in Payload.objects.public().prefetch_related("synonyms", "genes"):
        made.payload_names[row.accession] = row.name
        made.payload_slugs[row.accession] = row.slug
        made.classes[row.accession] = row.molecule_class
        said = {row.name, *(each.name for each in row.synonyms.all()), *OTHER_PAYLOAD_WORDS.get(row.slug, ())}
        own = (
            {gene.symbol for gene in row.genes.all() if gene.role == "encodes"} if len(row.genes.all()) == 1 else set()
        )
        for name in sorted(_payload_variants(said)):
            made.payloads.add(row.accession, name)
        for symbol in sorted(own):
            made.payloads.add(row.accession, symbol)


def _add_constructs(made: Vocabulary) -> None:
    """Payloads whose name joins two others by a plus; an s before capitals only says that a protein is soluble."""
    for accession, name in made.payload_names.items():
        parts = [re.sub(r"\bs(?=[A-Z]{2})", "", part) for part in name.split(" + ")]
        found = [{hit.key for hit in made.payloads.find(part)} - {accession} for part in parts]
        if len(parts) > 1 and all(found):
            made.constructs[accession] = set().union(*found)


def _payload_variants(names: set[str]) -> set[str]:
    """Names without brackets, and the parts of those that join an enzyme and its prodrug."""
    variants = all_variants(names)
    variants |= {name.split(" / ")[0] for name in variants if " / " in name}
    variants |= {re.sub(r"\bvirus\b.*", "virus", name) for name in variants if "virus" in name}
    return {name for name in variants if len(name) > 2}


def _forms(name: str) -> tuple[str, ...]:
    return tuple(word.form for word in words_of(name))


def _add_products(made: Vocabulary) -> None:
    """Code names of products that trials of the base give, with the payloads that they carry."""
    named = Trial.objects.public().exclude(product_name="").prefetch_related("payloads").in_order()
    of_payloads = {_forms(plain) for name in made.payload_names.values() for plain in all_variants({name})}
    for trial in named:
        carried = tuple(payload.accession for payload in trial.payloads.all())
        for piece in map(str.strip, _PIECES.split(trial.product_name)):
            if len(piece.split()) > 1 or not _CODE.fullmatch(piece) or _forms(piece) in of_payloads:
                continue
            if _NO_CODE.search(piece) and not carried:
                continue
            made.products.add(piece, piece)
            made.carried[piece] = carried
