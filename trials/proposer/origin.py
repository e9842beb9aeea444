"""Where the cells come from: the tissue and the donor, said beside the cells."""

import re
from collections.abc import Iterator

from ..choices import Donor, MscSource
from . import cells
from .reading import GIVEN, TITLES, TOLD, Passage, Proposal, Span, Text, any_of
from .vocabulary import Vocabulary

_NEAR, _SENTENCE = 45, 400
_SOURCES = {
    MscSource.WHARTON_JELLY: any_of(r"wharton['’´`]?s?[\s-]+jelly", r"\bh?WJ[\s-]?(?:MSC|SC)s?"),
    MscSource.CORD_BLOOD: any_of(
        r"(?:umbilical[\s-]+)?cord[\s-]+blood(?! tissue)(?=[\s-]*-?d(?:e)?ri?ved|[\s-]*mesench)",
        r"\bh?(?:U?CB)[\s-]?MSCs?",
    ),
    MscSource.UMBILICAL_CORD: any_of(
        r"umbilical[\s-]+cord(?![\s-]*blood)",
        r"umbilical[\s-]+(?!cord)",
        r"cord blood tissue",
        r"\bH?h?UC[\s-]?MSCs?",
        r"\bUMSCs?\b",
        r"cord tissue",
    ),
    MscSource.ADIPOSE: any_of(
        r"\badipos\w*",
        r"\bfat[\s-]derived",
        r"\bh?AD[\s-]?(?:MSC|SC|RC)s?\b",
        r"\badMSCs?",
        r"\bAT-?MSCs?",
    ),
    MscSource.AMNIOTIC_FLUID: any_of(r"amniotic[\s-]+fluid"),
    MscSource.AMNION: any_of(r"amnio(?:n|tic)[\s-]*(?:membrane)?(?![\s-]*fluid)", r"\bhAMSCs?\b"),
    MscSource.PLACENTA: any_of(r"\bplacent\w*", r"\bh?PMSCs?\b"),
    MscSource.DENTAL_PULP: any_of(r"dental pulp", r"tooth pulp", r"deciduous t(?:oo|ee)th"),
    MscSource.MENSTRUAL_BLOOD: any_of(r"menstrual"),
    MscSource.PLURIPOTENT_STEM_CELLS: any_of(r"\bi?PSCs?\b", r"pluripotent", r"mesenchymoangioblast"),
    MscSource.TUMOUR_TISSUE: any_of(
        r"(?:cancer|carcinoma|tumou?r)[\s-]+(?:derived|associated)(?=[\s-]+mesench)", r"\bGC-MSCs?",
        r"derived from (?:\w+ ){0,3}(?:and (?:\w+ ){0,2})?(?:cancer|carcinoma|tumou?r)s?\b",
        r"obtained from[\w\s]{0,20}tumou?rs?",
    ),
    MscSource.PERIPHERAL_BLOOD: any_of(r"cells? in peripheral blood", r"peripheral[\s-]blood[\s-]derived mesench"),
    MscSource.UTERUS: any_of(r"derived from[\w\s]{0,14}(?:cervix|uter\w+|endometri\w+)"),
    MscSource.BONE_MARROW: any_of(
        r"bone[\s-]*marrow(?![\s-]*transplant)", r"\bh?BM[\s-]?h?MSCs?", r"\bBMSCs?\b", r"\bmarrow stromal",
    ),
}  # fmt: skip
# Far from the cells a tissue or a donor counts only where the sentence says that they were taken from there.
_TAKEN = re.compile(r"(?:remov|collect|isolat|obtain|deriv|tak|harvest|donat)\w*[\s\w,()-]{0,50}$", re.IGNORECASE)
_OF_THE_GRAFT = re.compile(
    r"(?:h(?:a)?ematopoietic|blood stem|bone marrow|cord blood|peripheral blood|allogeneic|stem cell|HLA)[\w\s-]{0,26}"
    r"(?:transplant|\bBMT|graft|unit|expan|progenitor)\w*",
    re.IGNORECASE,
)


def sources(text: Text, vocabulary: Vocabulary) -> list[Proposal]:
    """The tissues that are named with the cells; in a trial one alone, for it has one."""
    found = _origins(text, vocabulary, _NEAR) or _origins(text, vocabulary, _SENTENCE)
    if not text.is_trial:
        found = _origins(text, vocabulary, _SENTENCE)
    values = {each.value for each in found}
    if values & {MscSource.WHARTON_JELLY, MscSource.CORD_BLOOD}:
        found = [each for each in found if each.value != MscSource.UMBILICAL_CORD]
    return found[:1] if text.is_trial else found


def _origins(text: Text, vocabulary: Vocabulary, width: int) -> list[Proposal]:
    found: dict[str, Proposal] = {}
    for passage, span in _mentions_in_order(text, vocabulary):
        for source, pattern in _SOURCES.items():
            if near := _near(pattern, passage, span, width):
                found.setdefault(
                    source, Proposal("msc_source", source.value, near, "named with the cells", source.label)
                )
        if found and text.is_trial:
            break
    return list(found.values())


def _mentions_in_order(text: Text, vocabulary: Vocabulary) -> Iterator[tuple[Passage, Span]]:
    parts = (*TITLES, *GIVEN, *TOLD, "keywords") if text.is_trial else (*TITLES, "abstract")
    ordered = [each for part in parts for each in text.of(part)]
    for passage in ordered:
        yield from ((passage, span) for span in cells.mentions([passage], vocabulary, text))


def _near(pattern: re.Pattern[str], passage: Passage, span: Span, width: int) -> Span | None:
    """Where a pattern matches in the same sentence, at most so many letters from a mention; not of a graft."""
    start, end = passage.sentence_around(span.start, span.end)
    low, high = max(start, span.start - width), min(end, span.end + width)
    grafts = [match.span() for match in _OF_THE_GRAFT.finditer(passage.text, start, end)]
    for match in pattern.finditer(passage.text, low, high):
        is_near = width == _NEAR or passage.part in TITLES or _TAKEN.search(passage.text[start : match.start()])
        if is_near and not any(begin <= match.start() < stop for begin, stop in grafts):
            return Span.of(passage, match.start(), match.end())
    return None


# Donor

_DONORS = {
    Donor.AUTOLOGOUS: any_of(r"\bautologous\b", r"patient's own"),
    Donor.ALLOGENEIC: any_of(
        r"\ballogen(?:e)?ic\b",
        r"\ballogenous\b",
        r"\ballo-(?=h?MSC)",
        r"\bhaploidentical\b",
        r"third[\s-]party",
        r"\bunrelated donors?\b",
        r"\b(?:donor|donated)\b", r"\bhealthy (?:\w+ )?(?:donors?|volunteers?)", r"\buniversal donor",
    ),
}  # fmt: skip


def donors(text: Text, vocabulary: Vocabulary) -> list[Proposal]:
    """Whose cells, where it stands beside a mention of the cells, else in the same sentence."""
    for width in (_NEAR, _SENTENCE):
        for passage, span in _mentions_in_order(text, vocabulary):
            if width == _SENTENCE and passage.part in TITLES:
                continue
            found = [(donor, _near(pattern, passage, span, width)) for donor, pattern in _DONORS.items()]
            near = [(donor, each) for donor, each in found if each]
            if near:
                donor, where = min(near, key=lambda each: abs(each[1].start - span.start))
                return [Proposal("donor", donor.value, where, "named with the cells", donor.label)]
    return []
