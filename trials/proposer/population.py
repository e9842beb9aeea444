"""Who takes part: tumours that a text names, those it denies, and surroundings in which cancer is likely."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .reading import TITLES, Passage, Span, Text, first, searched
from .vocabulary import Vocabulary
from .words import turned_round

# Words before a tumour, or around it, by which a text denies it or speaks of something else.
_DENIED = re.compile(
    r"\b(?:non|not|no|without|free of|free from|absence of|exclude[sd]?|excluding|rule out"
    r"|ruled out|benign|except\w*|other than"
    r"|negative for|no history of|risk of|prevent\w*|screening for)\b[^.;\n]{0,40}$|\banti[\s-]*$",
    re.IGNORECASE,
)
_NAMES_OF_OTHERS = re.compile(
    r"anti[\s-]*(?:tumou?r|cancer)[\s-]*necrosis|tumou?r(?:s|al)?[\s-]+(?:necrosis|marker|suppress|lysate)"
    r"|(?:american|national comprehensive|national|anderson|eastern cooperative|memorial"
    r"|md anderson)[\s\w]{0,14}(?:cancer|oncology)"
    r"|cancer (?:center|centre|institute|society|screening|network|hospital|research)"
    r"|benign[\w\s]{0,14}(?:bone )?(?:lesions?|tumou?rs?|neoplasms?)|benign and malignant|suppression of tumou?r",
    re.IGNORECASE,
)
# Surroundings in which many people have or had cancer, though the text need not say so.
SETTING = re.compile(
    r"\bh?GvHD\b|\baGvHD\b|\bcGvHD\b|graft[\s-]*(?:versus|vs?\.?)[\s-]*host|\bGVH\b"
    r"|(?:poor )?graft (?:function|failure|rejection)"
    r"|h(?:a)?ematopoietic (?:stem )?(?:cell )?(?:transplant|recovery)|(?:allo|haplo)[\s-]*h?sct|\bhsct\b"
    r"|bone marrow transplant|allogeneic (?:stem cell |cell )?transplant|stem cell transplantation, h|post-transplant"
    r"|cord blood transplant|minitransplant|engraftment|xerostom|hyposaliva|radiation|radiotherap|irradiat|chemotherap"
    r"|cisplatin|anthracyclin|myelosuppress|prostatectom|mastectom|\bcytopeni|oral mucositis|lymph(?:o)?edema",
    re.IGNORECASE,
)
OWN_TRANSPLANT = re.compile(r"mesenchymal[\w\s/]{0,20}transplant\w*", re.IGNORECASE)
# Named diseases that are no cancer although they are treated by a graft or radiation; organ grafts.
_BENIGN = re.compile(
    r"aplastic an|sickle|thalass|epidermolysis|osteogenesis imperfecta|hurler|mucopolysacchar|fanconi|ultraviolet"
    r"|non-?malignant (?:red|blood|h)|(?:kidney|renal|liver|islet|heart|lung|cornea\w*"
    r"|organ|uter\w+)[\w\s-]{0,12}(?:transplant|allograft|reject)"
    r"|lupus|nephritis|type [12i]+ diabet|diabet|cirrhosis|arthritis|sclerosis|spinal cord"
    r"|wilson|ischemi|hypercholesterol|osteonecrosis",
    re.IGNORECASE,
)
BENIGN_LESIONS = re.compile(r"\bbenign\b[^.]{0,30}(?:lesions?|tumou?rs?|neoplasms?)", re.IGNORECASE)
_EITHER = re.compile(
    r"(?:non[\s-]*malignant|benign)[^.\n]{0,160}?\b(?:or|and)\b[^.\n]{0,40}?\bmalignan"
    r"|\bmalignan\w*[\s,]*(?:\w+ )?(?:or|and)\s+non[\s-]*malignan",
    re.IGNORECASE,
)
_EITHER_OF_PEOPLE = re.compile(r"(?:patients?|subjects?)[^.\n]{0,80}?(?:" + _EITHER.pattern + ")", re.IGNORECASE)
_IN_GENERAL = re.compile(
    r"treatment (?:of choice )?(?:for|of)|therapy (?:for|of)|used (?:for|to)|\bmany\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"(?:patients?|participants?|subjects?|involving|recipients?|children|adults|survivors?)\b[^.\n]{0,60}$",
    re.IGNORECASE,
)
TUMOUR = re.compile(
    r"(?:anti-?\s?)?(?:tumou?r|cancer|neoplas|carcino|malignan|metasta|oncolytic|sarcoma"
    r"|glioma|lymphoma|leuk(?:a)?emi|myeloma"
    r"|blastoma|melanoma|mesothelioma|hepatocarcino|tumorigen|myelodysplas|antineoplas|ewing|chemoresist|PD-L1)\w*"
    r"|chemotherap\w*|CAR[\s-]MSCs?|carcino\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A tumour that a text names."""

    accession: str
    span: Span


def tumours_named(passages: Iterable[Passage], vocabulary: Vocabulary) -> Iterator[Named]:
    """Tumours that stand in passages and are not denied there."""
    for passage in passages:
        # A heading is also read from its end, and then the whole heading is the span.
        if passage.text.count(",") in (1, 2, 3) and passage.part in ("conditions", "keywords"):
            turned = [hit.key for hit in vocabulary.tumours.find(turned_round(passage.text))]
            yield from (Named(key, Span.of(passage, 0, len(passage.text))) for key in turned)
        others = [match.span() for match in _NAMES_OF_OTHERS.finditer(passage.text)]
        for hit in vocabulary.tumours.find(passage.text):
            if any(start < hit.end and hit.start < end for start, end in others):
                continue
            start, _ = passage.sentence_around(hit.start, hit.end)
            if not _DENIED.search(passage.text[start : hit.start]):
                yield Named(hit.key, Span.of(passage, hit.start, hit.end))


def by_mesh(text: Text, vocabulary: Vocabulary) -> list[Named]:
    """Tumours by the headings that a registry assigned: those of ours, else the nearest of ours above them."""
    known = [(passage, vocabulary.meshes[code]) for passage, code in text.meshes if code in vocabulary.meshes]
    own = [each for each in known if each[0].part == "condition_meshes"]
    return [Named(accession, Span.of(passage, 0, len(passage.text))) for passage, accession in own or known]


def setting(text: Text) -> Span | None:
    """Where the head of a record speaks of a transplant, radiation and the like, and of no benign disease."""
    head = [Passage(each.path, _without(each.text)) for each in text.of(*TITLES, "conditions", "interventions")]
    if first(_BENIGN, text.of(*TITLES, "conditions")):
        return None
    return first(SETTING, head)


def _without(text: str) -> str:
    """A text in which the transplant of the cells themselves is blanked; the letters keep their places."""
    return OWN_TRANSPLANT.sub(lambda match: " " * len(match.group()), text)


def takes_either(text: Text) -> Span | None:
    """Where a record says that people with malignant and with benign disease take part."""
    return first(_EITHER, text.admitting) or _either_of_those_treated(text)


def _either_of_those_treated(text: Text) -> Span | None:
    """In a summary only where it speaks of participants, not of what a transplant is used for in general."""
    for passage, match in searched(_EITHER_OF_PEOPLE, text.of("brief_summary")):
        if not _IN_GENERAL.search(match.group()):
            return Span.of(passage, match.start(), match.end())
    return None


def admitted(text: Text, vocabulary: Vocabulary) -> list[Named]:
    """Tumours that criteria ask for, or that a summary says participants have."""
    found = list(tumours_named(text.admitting, vocabulary))
    for named in tumours_named(text.of("brief_summary"), vocabulary):
        passage = next(each for each in text.passages if each.path == named.span.path)
        start, _ = passage.sentence_around(named.span.start, named.span.end)
        if _PEOPLE.search(passage.text[start : named.span.start]):
            found.append(named)
    return found
