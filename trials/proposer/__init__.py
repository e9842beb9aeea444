"""What a machine may propose of a registry record or a paper; a curator judges. Rules over the base's own names.

``propose`` reads a ``Text`` and answers with a judgement (does it belong into the base?) and proposals, each with the
words that support it. Nothing is learned and nothing is random: the same text and data version give the same answer.
"""

from dataclasses import dataclass

from . import modality, origin, payloads, purpose, route, scope
from .reading import Passage, Proposal, Span, Text
from .scope import IN, OUT, UNSURE, Judgement
from .vocabulary import Vocabulary, vocabulary

__all__ = [
    "IN",
    "OUT",
    "UNSURE",
    "Judgement",
    "Passage",
    "Proposal",
    "Proposals",
    "Span",
    "Text",
    "propose",
    "vocabulary",
]

# The fields that are proposed, in the order in which a form shows them.
FIELDS = ("role", "population_link", "cancer_types", "payloads", "modality", "msc_source", "donor", "route")


@dataclass(frozen=True)
class Proposals:
    """The judgement on a text, and what is proposed field by field."""

    judgement: Judgement
    proposals: tuple[Proposal, ...]

    def of(self, field: str) -> list[Proposal]:
        return [each for each in self.proposals if each.field == field]


def propose(text: Text, names: Vocabulary | None = None) -> Proposals:
    """What the rules propose of a text; nothing but the judgement where it is out."""
    names, text = names or vocabulary(), text.cut_short()
    judgement = scope.judged(text, names)
    if judgement.in_out == OUT:
        return Proposals(judgement, ())
    found = scope.tumour_proposals(judgement, text, names)
    cell = judgement.spans[0]
    carried = payloads.carried(text, names)
    modalities = modality.modalities(text, names, carried, cell)
    if text.is_trial:
        found += _of_trial(text, names, judgement, carried, modalities)
    else:
        found += [*carried, *modalities, *origin.sources(text, names), *origin.donors(text, names)]
    return Proposals(judgement, tuple(sorted(found, key=lambda each: FIELDS.index(each.field))))


def _of_trial(
    text: Text, names: Vocabulary, judgement: Judgement, carried: list[Proposal], modalities: list[Proposal]
) -> list[Proposal]:
    cell = judgement.spans[0]
    role = purpose.role_of(text, names, carried, modalities, cell)
    is_ex_vivo = role.value == "ex_vivo_support"
    link = Proposal("population_link", judgement.population_link, judgement.spans[-1], judgement.why)
    return [
        role,
        link,
        *([] if is_ex_vivo else [*carried, *modalities]),
        *origin.sources(text, names),
        *origin.donors(text, names),
        *route.routes(text, names, is_ex_vivo, cell),
    ]
