"""What the cells are made to carry: payloads that are named in words which say that they were brought in."""

import re
from collections.abc import Iterator

from ..choices import MoleculeClass
from . import cells
from .reading import GIVEN, TITLES, Passage, Proposal, Span, Text
from .vocabulary import Vocabulary

# A virus, an enzyme for a prodrug or a symporter says by itself what is carried; of a protein or drug it must be said.
_SPEAKS_FOR_ITSELF = {
    MoleculeClass.ONCOLYTIC_VIRUS, MoleculeClass.ENZYME_PRODRUG, MoleculeClass.RADIONUCLIDE_OR_SENSITISER,
}  # fmt: skip
LOADED = re.compile(r"\bload\w*|\bprimed with\b|carry\w*|\bdeliver\w*|\breleas\w*|\bencapsulat\w*", re.IGNORECASE)
ENGINEERED = re.compile(
    r"\b(?:over-?)?express(?:ing|ed)\b|\b(?:secret|produc|releas)ing\b|\btransfect\w*"
    r"|\btransduc(?:ed|tion)\b|\bengineered\b"
    r"|genetic(?:ally)?[\s-]+(?:modif|engineer)\w*|\bgene[\s-]+(?:therap|deliver|transfer"
    r"|modif|vehicle|carr)\w*|\bmodified (?:with|by)\b"
    r"|\bmodified\b|\barmou?red\b|\bmak(?:es|ing)\b|\binsert\w*|\bgene\b|\bvehicles?\b"
    r"|\bdeliver\w*|\bcarr(?:y|ied|ier)\w*|\bsuicide\b|\bprodrug\b|\bencoding\b"
    r"|\btherapeutic genes?\b|\boverexpress\w*",
    re.IGNORECASE,
)
_NATIVE = re.compile(
    r"(?:\bvia|\bthrough|\bby(?! \w+-mediated)|(?<!virus)(?<!cell)(?<!MSC)[-\s]mediated(?! deliver)"
    r"|secretion of|secreted|expression of)\W+(?:the\W+)?(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_BEFORE_NATIVE = re.compile(
    r"^\W*(?:secretion|(?:down|up)[\s-]?regulat|pathway|signal|-?mediated|receptor|/CXCR)", re.IGNORECASE
)
_PRIMING = re.compile(r"^[\s\w()γ,-]{0,14}?(?:stimulated|primed|priming|treated|licensed|activated)", re.IGNORECASE)
_GIVEN_WITH = re.compile(
    r"(?:combin\w+(?: treatment)?(?: with)?|plus|and treatment with|sensitivity to"
    r"|resistance to|induced by|anti-?)\W+$",
    re.IGNORECASE,
)
# "IL-12 marrow MSCs": the name of a payload before the cells, with nothing but their origin between.
_OF_CELLS = re.compile(
    r"[\s-]+(?:(?:human|rat|mouse|marrow|bone|adipose|cord|blood|umbilical|tissue|derived|stem|autologous|allogeneic)[\s-]+){0,4}"
    r"(?:mesenchym\w+|h?MSCs?\b)",
    re.IGNORECASE,
)
VESICLES = re.compile(r"exosom|vesicle", re.IGNORECASE)
_WITH_CELLS = re.compile(r"^MSC|MSC$|(?<=[A-Za-z])MSC", re.IGNORECASE)


def carried(text: Text, vocabulary: Vocabulary) -> list[Proposal]:
    """The payloads that the cells carry, each once, in the order in which they are named."""
    found: dict[str, Proposal] = {}
    for accession, span, why in _all(text, vocabulary):
        label = vocabulary.payload_names[accession]
        found.setdefault(accession, Proposal("payloads", accession, span, why, label))
    return _joined(list(found.values()), vocabulary)


def _all(text: Text, vocabulary: Vocabulary) -> Iterator[tuple[str, Span, str]]:
    for passage in text.of(*TITLES, "conditions", *GIVEN, "keywords", "abstract", "brief_summary"):
        for hit in vocabulary.products.find(passage.text):
            for accession in vocabulary.carried[hit.key]:
                yield accession, Span.of(passage, hit.start, hit.end), "a product of this name carries it"
        if not text.is_trial or _speaks_of_cells(passage, text, vocabulary):
            yield from _in_passage(passage, text, vocabulary)


def _speaks_of_cells(passage: Passage, text: Text, vocabulary: Vocabulary) -> bool:
    """Whether a part of a record names the cells; else a drug in it is one that is given beside them."""
    return any(True for _ in cells.mentions([passage], vocabulary, text))


def _in_passage(passage: Passage, text: Text, vocabulary: Vocabulary) -> Iterator[tuple[str, Span, str]]:
    for hit in vocabulary.payloads.find(passage.text):
        start, end = passage.sentence_around(hit.start, hit.end)
        before, after = passage.text[start : hit.start], passage.text[hit.end : end]
        span = Span.of(passage, hit.start, hit.end)
        if (
            _PRIMING.search(after)
            or _GIVEN_WITH.search(before)
            or _NATIVE.search(before)
            or _BEFORE_NATIVE.search(after)
        ):
            continue
        if vocabulary.classes[hit.key] in _SPEAKS_FOR_ITSELF or "siRNA" in span.words:
            yield hit.key, span, "named with the cells, and not made by cells as they are"
        elif _is_brought_in(vocabulary.classes[hit.key], passage.text[start:end], after, span):
            yield hit.key, span, "named where a text speaks of cells that carry or make it"


def _is_brought_in(molecule_class: str, sentence: str, after: str, span: Span) -> bool:
    if _WITH_CELLS.search(span.words) or _OF_CELLS.match(after):
        return True
    if molecule_class == MoleculeClass.NUCLEIC_ACID and VESICLES.search(sentence):
        return True
    if molecule_class in (MoleculeClass.SMALL_MOLECULE, MoleculeClass.NANOPARTICLE):
        return bool(LOADED.search(sentence))
    return bool(ENGINEERED.search(sentence) or LOADED.search(sentence) or "MSC-" in sentence or "-MSC" in sentence)


def _joined(found: list[Proposal], vocabulary: Vocabulary) -> list[Proposal]:
    """Where all parts of a construct of several are found, the construct counts for its parts."""
    values = {each.value for each in found}
    for construct, parts in vocabulary.constructs.items():
        if parts <= values:
            of_parts = next(each for each in found if each.value in parts)
            label = vocabulary.payload_names[construct]
            whole = Proposal("payloads", construct, of_parts.span, "all its parts are named", label)
            found = [whole, *(each for each in found if each.value not in parts | {construct})]
    return found
