"""What the cells of a trial are given for: to carry, to act, to support, to home, or as a layer outside."""

import re

from ..choices import Modality, Role
from . import cells, population
from .reading import GIVEN, TITLES, Proposal, Span, Text, first, searched
from .vocabulary import Vocabulary

_CARRYING = {
    Modality.ENGINEERED_GENE, Modality.ONCOLYTIC_VIRUS_CARRIER, Modality.DRUG_LOADED, Modality.NUCLEIC_ACID_LOADED,
}  # fmt: skip
_CORD = re.compile(r"cord[\s-]+(?:blood|unit)", re.IGNORECASE)
_EXPANDED = re.compile(r"expan(?:d|sion)|co-?cultur", re.IGNORECASE)
_HOMING = re.compile(
    r"\bhom(?:e|ing) to\b|\btropism\b|localiz\w+ (?:in|to) (?:the )?tumou?r|migrat\w+ (?:to|into) (?:the )?tumou?r",
    re.IGNORECASE,
)
_HARM = re.compile(
    population.SETTING.pattern + r"|cardiomyopath|heart failure|respiratory distress|\bARDS\b|COVID|septic|sepsis"
    r"|kidney (?:injury|failure)|renal failure"
    r"|erectile|fistula|neutropeni|co-?transplant|transplant|infection|pneumonia|incontinence"
    r"|leak|osteodysplasia|pulmonary fibrosis|dry eye|wound",
    re.IGNORECASE,
)


def role_of(
    text: Text, vocabulary: Vocabulary, payloads: list[Proposal], modalities: list[Proposal], cell: Span
) -> Proposal:
    """The role, with the words that say it."""
    if (outside := _outside(text, vocabulary)) is not None:
        return _role(Role.EX_VIVO_SUPPORT, outside, "cord blood is grown on the cells")
    if payloads:
        return _role(Role.CARRIER, payloads[0].span, "a payload is named")
    if carrying := next((each for each in modalities if each.value in _CARRYING), None):
        return _role(Role.CARRIER, carrying.span, "they are changed to carry something")
    if homing := first(_HOMING, text.of(*TITLES, "primary_outcomes")):
        return _role(Role.HOMING_STUDY, homing, "it is asked whether they reach the tumour")
    if harm := _harm(text):
        return _role(Role.SUPPORTIVE_CARE, harm, "a harm of the disease or its treatment is to be treated or prevented")
    return _role(Role.ANTI_TUMOUR_AGENT, cell, "the tumour itself is treated, and nothing is carried")


def _role(role: Role, span: Span, why: str) -> Proposal:
    return Proposal("role", role.value, span, why, role.label)


def _outside(text: Text, vocabulary: Vocabulary) -> Span | None:
    """Cord blood, the cells and a word of growing in one part of the head of the record."""
    for passage in text.of(*TITLES, *GIVEN):
        growing = _EXPANDED.search(passage.text)
        if growing and _CORD.search(passage.text) and next(cells.mentions([passage], vocabulary, text), None):
            return Span.of(passage, growing.start(), growing.end())
    return None


def _harm(text: Text) -> Span | None:
    for passage, match in searched(_HARM, text.of(*TITLES, "conditions", "keywords", "interventions", "brief_summary")):
        own = population.OWN_TRANSPLANT.search(passage.text, max(0, match.start() - 40), match.end() + 4)
        if not (own and own.start() <= match.start() < own.end()):
            return Span.of(passage, match.start(), match.end())
    return None
