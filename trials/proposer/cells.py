"""Where a text speaks of mesenchymal stromal cells or what is made of them, and where it only sounds like it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .reading import GIVEN, TITLES, TOLD, Passage, Span, Text, first, searched
from .vocabulary import Vocabulary

_CELL = r"(?:stem|stromal|progenitor|precursor|regenerative)"
_CELLS = rf"(?:{_CELL}[\s/-]*){{1,2}}cells?"
# Tumours, tissues and changes of cells that are called mesenchymal; none of them is a product.
_NOT_CELLS = (
    r"(?:[\s-]+(?:like[\s-]+)?(?:to[\s-]+)?(?:epithelial|transition|tumou?rs?|neoplasms?|chondrosarcomas?|sarcomas?"
    r"|subtype|phenotype|markers?|lesions?|malignan\w+|hamartomas?|dysplasia|differentiation|glioblastomas?|features?))"
)
_MESENCHYMAL = re.compile(
    rf"(?<!epithelial[\s–/-])(?<!epithelial[\s-]to[\s-])(?<!non[\s-])\bmesenchym\w*\b(?!{_NOT_CELLS})", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]{1,6}[-_ ]?)?MSCs?(?![a-z])")
_BY_TISSUE = re.compile(
    rf"\b(?:adipose|fat)(?:[\s-]+tissue)?(?:[\s-]+derived)?[\s-]+(?:adult[\s-]+)?{_CELLS}"
    rf"|\b(?:h?AD[-\s]?SCs?|ADRCs?|hASCs?)\b|stromal vascular (?:fraction|cells)|\bSVF\b"
    rf"|regenerative cells of adipose|\bmarrow[\s-]+(?:derived[\s-]+)?stromal (?:stem )?cells?|\bBMSCs?\b"
    rf"|wharton['’´`]?s?[\s-]+jelly[\s-]+(?:derived[\s-]+)?(?:mesenchymal[\s-]+)?(?:{_CELLS}|cells?)|\bh?WJSCs?\b"
    rf"|umbilical[\s-]+cord(?:[\s-]+(?:matrix|tissue|lining))?[\s-]*(?:-[\s]*)?(?:derived[\s-]+)?{_CELLS}"
    rf"|placenta(?:l)?(?:[\s-]+derived)?[\s-]+{_CELLS}|menstrual[\s-]+blood[\s-]+(?:derived[\s-]+)?{_CELLS}"
    rf"|stromal stem cells?|multipotent (?:adult )?stromal cells?",
    re.IGNORECASE,
)
# Of a passage that speaks of nothing else the first mentions say enough.
MOST_MENTIONS = 40
_PRECURSORS = re.compile(r"\bMPCs?\b")
_EXPLAINED = re.compile(r"((?:[\w’'/-]{1,40}[\s,]{1,3}){1,6})\((?:\w{0,6}[-\s]?)?MSCs?\)")
_OURS = re.compile(r"mesench|strom|\bstem|cell|progenitor", re.IGNORECASE)
# What is said when nothing is given to anybody.
_FOR_THE_LABORATORY = re.compile(
    r"xenograft|biobank|biological cohort|\bcollection of\b|process development|in vitro (?:study|analysis)",
    re.IGNORECASE,
)
_AS_TREATMENT = re.compile(
    r"for (?:the )?(?:\w+ )?(?:treatment|therapy|prevention|prophylaxis)|infusion|injection|administration|transplant"
    r"|\btreat\w*|\btherapy",
    re.IGNORECASE,
)
STEM_CELLS = re.compile(
    r"(?<!cancer )(?<!tumor )(?<!tumour )(?<!h(?:a)ematopoietic )(?<!hematopoietic )\bstem[\s-]+cells?"
    r"(?![\s-]+transplant)|\bexosomes?\b|extracellular vesicles?|stroma-mediated",
    re.IGNORECASE,
)


def mentions(passages: Iterable[Passage], vocabulary: Vocabulary, text: Text) -> Iterator[Span]:
    """The first places of each passage that name MSCs, a product of theirs, or a product known to be made of them."""
    abbreviated = _means_our_cells(text)
    precursors = any(searched(_MESENCHYMAL, text.passages))
    for passage in passages:
        patterns = [_MESENCHYMAL, _BY_TISSUE, *([_SHORT] if abbreviated else []), *([_PRECURSORS] * precursors)]
        found = [match.span() for pattern in patterns for match in pattern.finditer(passage.text)]
        found += [(hit.start, hit.end) for hit in vocabulary.products.find(passage.text)]
        yield from (Span.of(passage, start, end) for start, end in sorted(found)[:MOST_MENTIONS])


def _means_our_cells(text: Text) -> bool:
    """Whether MSC stands for our cells: wherever a text explains it, mesenchymal or stem cells are in the words."""
    return _explained_well(tuple(each.text for each in text.passages))


@lru_cache(maxsize=64)
def _explained_well(texts: tuple[str, ...]) -> bool:
    said = [match.group(1) for each in texts for match in _EXPLAINED.finditer(each)]
    return not said or any(_OURS.search(words) for words in said)


def given(text: Text, vocabulary: Vocabulary) -> Span | None:
    """Where a registry record says that MSCs, or a graft grown on them, are given; None where it does not."""
    in_title = next(mentions(text.of(*TITLES), vocabulary, text), None)
    if first(_FOR_THE_LABORATORY, text.of(*TITLES)):
        return None
    if text.is_observational:
        return in_title if in_title and _says_treatment(in_title, text) else None
    found = in_title or next(mentions(text.of(*GIVEN), vocabulary, text), None)
    return found or _given_in_summary(text, vocabulary)


def _says_treatment(span: Span, text: Text) -> bool:
    """Whether the words just behind a mention in a title say that the cells treat."""
    whole = next(each.text for each in text.passages if each.path == span.path)
    return bool(
        re.match(r"\W*(?:cells?)?\W*(?:" + _AS_TREATMENT.pattern + ")", whole[span.end :], re.IGNORECASE)
    ) or bool(
        re.match(r"[^.]{0,40}for (?:the )?(?:treatment|prevention|prophylaxis)", whole[span.end :], re.IGNORECASE)
    )


def _given_in_summary(text: Text, vocabulary: Vocabulary) -> Span | None:
    for span in mentions(text.of(*TOLD), vocabulary, text):
        passage = next(each for each in text.passages if each.path == span.path)
        start, end = passage.sentence_around(span.start, span.end)
        if re.search(r"\b(?:infus|inject|administ|co-?transplant)\w*", passage.text[start:end], re.IGNORECASE):
            return span
    return None
