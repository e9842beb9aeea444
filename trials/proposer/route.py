"""How the cells get into the body, from what is said of them and not of what is given beside them."""

import re
from collections.abc import Iterable, Iterator

from ..choices import Route
from . import cells
from .reading import GIVEN, TITLES, TOLD, Passage, Proposal, Span, Text, any_of
from .vocabulary import Vocabulary

_ROUTES = {
    Route.INTRA_ARTERIAL: any_of(r"intra[\s-]?arterial\w*", r"\bIA\b(?= (?:over|on|inj))"),
    Route.INTRAPERITONEAL: any_of(r"intra[\s-]?peritoneal\w*", r"\bIP\b(?= (?:cath|inf|over|on))"),
    Route.INTRAPLEURAL: any_of(r"intra[\s-]?pleural\w*"),
    Route.INTRATUMORAL_OR_CAVITY: any_of(
        r"intra[\s-]?tumou?ral\w*",
        r"(?:resection|tumou?r(?: removal)?|surgical) (?:cavity|site|bed)",
        r"into the tumou?r",
        r"\bIT injection",
    ),
    Route.INTRA_BONE_MARROW: any_of(r"intra[\s-]?(?:osse(?:o)?us|bone)\w*"),
    Route.TRANSENDOCARDIAL: any_of(r"trans-?endocardial\w*"),
    Route.SALIVARY_GLAND: any_of(
        r"(?:in)?to (?:the |one |both )?(?:salivary|submandibular|parotid)\w*(?: glands?)?",
        r"(?:submandibular|parotid|salivary) gland inject",
    ),
    Route.TOPICAL_ORAL_OR_BLADDER: any_of(r"\bmouthwash\b", r"\bspray\b", r"aerosol\w*", r"irrigation", r"eye drops?"),
    Route.OTHER_LOCAL: any_of(
        r"intra-?cavern\w*",
        r"bronchoscop\w*",
        r"subcutaneous\w*",
        r"intra-?muscular\w*",
        r"intra-?lesional\w*",
        r"intra-?thecal\w*",
        r"intra-?testicular\w*",
    ),
    Route.INTRAVENOUS: any_of(
        r"intra[\s-]?venous\w*",
        r"(?<![-–IVX])(?<!stage )(?<!grade )(?<!phase )\bI\.?V\b\.?",
        r"central venous catheter",
        r"systemic (?:infusion|injection)",
    ),
}
_UNSPECIFIC = {
    Route.INFUSION_NOT_SPECIFIED: any_of(r"\b(?:co-?)?infus\w+"),
    Route.INJECTION_NOT_SPECIFIED: any_of(r"\binject\w+"),
}
_OTHER_GIFT = re.compile(
    r"vaccine|antibod|immunoglob|methotrexate|cyclophosph|fludarabine|busulfan|pentostatin|catheter placement",
    re.IGNORECASE,
)


def routes(text: Text, vocabulary: Vocabulary, is_ex_vivo: bool, cell: Span) -> list[Proposal]:
    """How the cells get in, from what is said of them; an unspecific word only where no vessel or place is named."""
    if is_ex_vivo:
        none = Route.NOT_APPLICABLE
        return [Proposal("route", none.value, cell, "they stay in the laboratory", none.label)]
    for parts in ((*TITLES, *GIVEN), TOLD):
        told = list(_told_of_cells(text.of(*parts), text, vocabulary))
        if found := _routes_in(_ROUTES, told):
            return found
    told = list(_told_of_cells(text.of(*TITLES, *GIVEN, *TOLD, "keywords"), text, vocabulary))
    return _routes_in(_UNSPECIFIC, told)[:1]


def _told_of_cells(
    passages: Iterable[Passage], text: Text, vocabulary: Vocabulary
) -> Iterator[tuple[Passage, int, int]]:
    """Sentences that name the cells; what is said of an intervention of theirs speaks of them throughout."""
    named = {each.path.rpartition(".")[0] for each in text.of(*GIVEN) if _names(each, text, vocabulary)}
    for passage in passages:
        if passage.part in GIVEN and passage.path.rpartition(".")[0] in named:
            yield passage, 0, len(passage.text)
            continue
        seen = set()
        for span in cells.mentions([passage], vocabulary, text):
            place = passage.sentence_around(span.start, span.end)
            if place not in seen:
                seen.add(place)
                yield passage, *place


def _names(passage: Passage, text: Text, vocabulary: Vocabulary) -> bool:
    return any(True for _ in cells.mentions([passage], vocabulary, text))


def _routes_in(table: dict[Route, re.Pattern[str]], told: list[tuple[Passage, int, int]]) -> list[Proposal]:
    found: dict[str, Proposal] = {}
    for passage, start, end in told:
        for route, pattern in table.items():
            for match in pattern.finditer(passage.text, start, end):
                if not _OTHER_GIFT.search(passage.text, max(start, match.start() - 60), match.start()):
                    span = Span.of(passage, match.start(), match.end())
                    found.setdefault(route, Proposal("route", route.value, span, "said of the cells", route.label))
                    break
    return list(found.values())
