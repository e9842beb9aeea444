"""The page of one tumour type: can a patient join, what came out so far, what speaks against it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import evidence
from ..choices import DeskSetting, NodeKind, OverallStatus
from ..models import CancerType, Finding, Publication, Trial, in_force
from ..models.trial import TrialQuerySet
from . import records
from .http import public_page

SHOWN = 12
CLAIMS_SHOWN = 4
REVIEWS_SHOWN = 6
BASKETS_SHOWN = 3

OTHERS = {
    "Running, not taking in participants": (OverallStatus.ACTIVE_NOT_RECRUITING,),
    "Completed": (OverallStatus.COMPLETED,),
    "Stopped or suspended": (OverallStatus.TERMINATED, OverallStatus.SUSPENDED, OverallStatus.WITHDRAWN),
    "Expanded access (treatment outside a trial)": (
        OverallStatus.AVAILABLE,
        OverallStatus.NO_LONGER_AVAILABLE,
        OverallStatus.TEMPORARILY_NOT_AVAILABLE,
        OverallStatus.APPROVED_FOR_MARKETING,
    ),
    "Unknown, withheld, or status not seen": (OverallStatus.UNKNOWN, OverallStatus.WITHHELD, ""),
}


@dataclass(frozen=True)
class Group:
    """The first trials of one kind of status, and how many there are."""

    title: str
    statuses: tuple[str, ...]
    count: int
    trials: list[Trial]

    @property
    def known_statuses(self) -> list[str]:
        """Those that a filter can name; a status never seen has no value."""
        return [str(status) for status in self.statuses if status]


@public_page
def view(request: HttpRequest, slug: str) -> HttpResponse:
    """One node of the tree with its subtypes."""
    node = records.find(CancerType.objects.all(), slug)
    trials = Trial.objects.public().of_cancer_type(node)
    baskets = Trial.objects.public().of_basket_covering(node)
    claims = evidence.read_claims(Finding.objects.public().of_cancer_type(node))
    reviews = Publication.objects.public().reviews().claiming_about(node)
    where = "in cancer of any type" if node.kind == NodeKind.ROOT else "in this tumour"
    headline = evidence.headline(trials.against_tumours())
    supportive = evidence.headline(trials.supportive())
    general = evidence.general()
    newest = [claim.pk for claim in claims[:CLAIMS_SHOWN]]
    shown = {finding.pk: finding for finding in evidence.in_order([*newest, *general.first])}
    context = {
        "section": "cancer-types",
        "node": node,
        "above": [found for found in CancerType.objects.public().above(node) if found.pk != node.pk],
        "subtypes": node.children.public().in_tree_order(),
        **joining(trials),
        "basket_count": baskets.count(),
        "basket_open": baskets.open_now().count(),
        "baskets": baskets.for_cards().in_reading_order()[:BASKETS_SHOWN],
        "ladder": evidence.ladder(node),
        "headline": headline.sentence(where),
        "told": headline.told,
        "supportive_headline": supportive.sentence("") if supportive.trials else "",
        "blocks": evidence.balance(claims),
        "apart": evidence.apart(claims),
        "against": evidence.against(claims, trials),
        "claim_count": len(claims),
        "source_count": len({claim.source for claim in claims}),
        "claims": [shown[key] for key in newest if key in shown],
        "general": general,
        "general_claims": [shown[key] for key in general.first if key in shown],
        "lately": evidence.lately(node),
        "review_count": reviews.count(),
        "reviews": reviews.newest_first()[:REVIEWS_SHOWN],
        "fresh_months": in_force(DeskSetting.STATUS_FRESH_MONTHS),
    }
    return render(request, "pages/cancer_type.html", context)


def joining(trials: TrialQuerySet) -> dict[str, object]:
    """The trials by whether a patient can join: open now, listed but not confirmed, all others by status."""
    ordered = trials.in_reading_order()
    open_now = _group("", (), ordered.open_now().values_list("pk", flat=True))
    unconfirmed = _group("", (), ordered.listed_not_confirmed().values_list("pk", flat=True))
    by_status: dict[str, list[int]] = defaultdict(list)
    for key, status in ordered.not_listed_as_open().values_list("pk", "overall_status"):
        by_status[status].append(key)
    others = [
        _group(title, statuses, [key for status in statuses for key in by_status[status]])
        for title, statuses in OTHERS.items()
    ]
    groups = [open_now, unconfirmed, *(group for group in others if group.count)]
    _fill(groups)
    return {
        "open_now": open_now,
        "unconfirmed": unconfirmed,
        "other_trials": groups[2:],
        "trial_count": sum(group.count for group in groups),
        "other_count": sum(group.count for group in groups[2:]),
        "supportive_count": trials.supportive().count(),
    }


def _group(title: str, statuses: tuple[str, ...], keys: Iterable[int]) -> Group:
    keys = list(keys)
    return Group(title, statuses, len(keys), keys[:SHOWN])


def _fill(groups: list[Group]) -> None:
    """Put the records in place of the keys, read for all groups at once."""
    chosen = [key for group in groups for key in group.trials]
    trials = Trial.objects.public().for_cards()
    found = {trial.pk: trial for trial in trials.by_keys(chosen)}
    for group in groups:
        group.trials[:] = [found[key] for key in group.trials]
