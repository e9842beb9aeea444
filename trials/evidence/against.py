"""What speaks against: three lists that are never mixed, and safety in a lane of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ..choices import Effect, ResultMeasure, Stance, Topic
from ..models import Finding, Trial, TrialResult
from ..models.trial import TrialQuerySet
from .apart import NOT_RETRACTED
from .balance import BLOCKS, ELSEWHERE, block_of
from .claims import Claim, in_order

SHOWN = 6
HARM_TOPICS = frozenset({Topic.SAFETY, Topic.MANUFACTURING_VARIABILITY, Topic.FEASIBILITY})
HARM_MEASURES = (ResultMeasure.DOSE_LIMITING_TOXICITY, ResultMeasure.GRADE_3_OR_MORE)
SAFETY_MEASURES = (*HARM_MEASURES, ResultMeasure.SERIOUS_ADVERSE_EVENTS, ResultMeasure.ADVERSE_EVENTS)


@dataclass(frozen=True)
class Findings:
    """The first of some claims, and how many there are."""

    count: int
    shown: list[Finding]

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Against:
    """What speaks against the use of MSCs, and what is known on safety."""

    stopped: list[Trial]
    not_working: Findings
    helping_tumour: Findings
    harm: Findings
    failures: list[TrialResult]
    safety: Findings
    safety_results: list[TrialResult]

    @property
    def is_empty(self) -> bool:
        parts = (self.not_working.count, self.helping_tumour.count, self.harm.count, self.stopped, self.failures)
        return not any(parts)


def against(claims: Iterable[Claim], trials: TrialQuerySet) -> Against:
    """The three lists and the safety lane for the claims and the public trials given."""
    lists = sorted_out(claims)
    chosen = {name: [claim.pk for claim in found[:SHOWN]] for name, found in lists.items()}
    found = {finding.pk: finding for finding in in_order([key for keys in chosen.values() for key in keys])}
    parts = {
        name: Findings(len(lists[name]), [found[key] for key in keys if key in found]) for name, keys in chosen.items()
    }
    results = _results(trials)
    return Against(
        stopped=list(trials.stopped().for_listing().in_order()[: SHOWN * 2]),
        failures=[result for result in results if _is_failure(result)],
        safety_results=[result for result in results if not _is_failure(result)],
        **parts,
    )


def sorted_out(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Each claim in at most one list, so that nothing is told twice."""
    lists: dict[str, list[Claim]] = {"not_working": [], "helping_tumour": [], "harm": [], "safety": []}
    for claim in claims:
        if not claim.is_retracted and (name := list_of(claim)):
            lists[name].append(claim)
    return {name: sorted(found, key=_nearness) for name, found in lists.items()}


def _nearness(claim: Claim) -> tuple[int, int]:
    """Patients first, then animals, cells, and what is said; the newest first in each."""
    return list(BLOCKS).index(block_of(claim) or ELSEWHERE), -claim.number


def list_of(claim: Claim) -> str:
    """Name of the list a claim belongs to; empty when it belongs to none."""
    is_against = claim.stance == Stance.AGAINST
    if claim.effect == Effect.PROMOTES or (claim.effect == Effect.MIXED and is_against):
        return "helping_tumour"
    if is_against and claim.topics & HARM_TOPICS:
        return "harm"
    if is_against or claim.effect == Effect.NO_EFFECT:
        return "not_working"
    return "safety" if Topic.SAFETY in claim.topics else ""


def _results(trials: TrialQuerySet) -> list[TrialResult]:
    """Rows of results on harm and failure, in the order of their trials."""
    measures = Q(measure__in=SAFETY_MEASURES) | Q(measure=ResultMeasure.PRODUCT_FAILURE)
    rows = TrialResult.objects.filter(measures, NOT_RETRACTED, trial__in=trials.order_by().values("pk"))
    rows = rows.select_related("trial", "publication").prefetch_related("trial__identifiers")
    return list(rows.order_by("trial__number", "position")[: SHOWN * 2])


def _is_failure(result: TrialResult) -> bool:
    """A product that failed, or harm that was counted; “none was seen” belongs to safety."""
    if result.measure == ResultMeasure.PRODUCT_FAILURE:
        return result.number is None or result.number > 0
    return result.measure in HARM_MEASURES and bool(result.number and result.number > 0)
