"""What speaks for and against in the tumour types of a trial: sources before claims, each number with its list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from .. import filters
from ..choices import ClaimKind, Stance
from ..models import CancerType, Payload, Trial

# A basket trial has many types; each is one tap away on its own page.
TYPES_ASKED, PAYLOADS_ASKED = 3, 2
STANCES = (Stance.FOR, Stance.AGAINST, Stance.MIXED)


@dataclass(frozen=True)
class Count:
    """How many sources take a stance, in how many claims, and the list of just these."""

    stance: str
    sources: int
    claims: int
    query: str


@dataclass(frozen=True)
class Line:
    """One tumour type, with any payload or with one of the trial's."""

    node: CancerType
    payload: Payload | None
    counts: list[Count]


def for_and_against(trial: Trial) -> list[Line]:
    """Results of studies only, retracted sources left out; a line without a claim is left out but for the first."""
    lines = []
    for node in list(trial.cancer_types.all())[:TYPES_ASKED]:
        for payload in (None, *list(trial.payloads.all())[:PAYLOADS_ASKED]):
            line = _line(node, payload)
            if payload is None or any(count.claims for count in line.counts):
                lines.append(line)
    return lines


def _line(node: CancerType, payload: Payload | None) -> Line:
    words = {"cancer_type": node.slug, "claim_kind": ClaimKind.RESULT.value, "retracted": "false"}
    if payload:
        words["payload"] = payload.slug
    told = filters.listing("findings", QueryDict(urlencode(words))).queryset.counted_by_stance()
    return Line(
        node,
        payload,
        [Count(str(stance), *told.get(stance, (0, 0)), urlencode(words | {"stance": stance})) for stance in STANCES],
    )
