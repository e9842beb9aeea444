"""The tumour-board sheet: one tumour type on one or two pages of paper, with its date, data release and sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import evidence
from ..choices import DeskSetting, NodeKind
from ..models import CancerType, Finding, Publication, Trial, TrialResult, in_force
from . import records
from .cancer_type import joining
from .http import data_version, public_page

OPEN_SHOWN = 6
UNCONFIRMED_SHOWN = 4
BASKETS_SHOWN = 2
AGAINST_SHOWN = 3
PAYLOADS_SHOWN = 12
LINES_SHOWN = 4
RESULTS_SHOWN = 6


@dataclass
class Sources:
    """The publications that a sheet cites, numbered as they come."""

    numbers: dict[Publication, int] = field(default_factory=dict)

    def number_of(self, publication: Publication | None) -> int:
        """The number of a source; 0 where it is a registry record or words."""
        return self.numbers.setdefault(publication, len(self.numbers) + 1) if publication else 0

    def cited(self, rows: Iterable[Finding | TrialResult]) -> list[tuple[Finding | TrialResult, int]]:
        """Claims or results, each with the number of its source."""
        return [(row, self.number_of(row.publication)) for row in rows]


@public_page
def view(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet of one node of the tree with its subtypes."""
    node = records.find(CancerType.objects.all(), slug, last="board/")
    trials = Trial.objects.public().of_cancer_type(node)
    baskets = Trial.objects.public().of_basket_covering(node).open_now()
    claims = evidence.read_claims(Finding.objects.public().of_cancer_type(node))
    headline = evidence.headline(trials.against_tumours())
    against = evidence.against(claims, trials)
    groups = joining(trials)
    ladder = evidence.ladder(node)
    sources = Sources()
    context = {
        "section": "cancer-types",
        "node": node,
        "today": date.today(),
        "version": data_version(request),
        "fresh_months": in_force(DeskSetting.STATUS_FRESH_MONTHS),
        "open_now": groups["open_now"],
        "open_trials": groups["open_now"].trials[:OPEN_SHOWN],
        "unconfirmed": groups["unconfirmed"],
        "unconfirmed_trials": groups["unconfirmed"].trials[:UNCONFIRMED_SHOWN],
        "trial_count": groups["trial_count"],
        "basket_count": baskets.count(),
        "baskets": baskets.for_cards().in_reading_order()[:BASKETS_SHOWN],
        "headline": headline.sentence("in cancer of any type" if node.kind == NodeKind.ROOT else "in this tumour"),
        "results": sources.cited(headline.outcomes[:RESULTS_SHOWN]),
        "result_count": len(headline.outcomes),
        "blocks": [block for block in evidence.balance(claims) if block.total.claims],
        "lines_most": LINES_SHOWN,
        "lines_shown": f":{LINES_SHOWN}",
        "apart": evidence.apart(claims),
        "stopped": against.stopped[:AGAINST_SHOWN],
        "against": against,
        "not_working": sources.cited(against.not_working.shown[:AGAINST_SHOWN]),
        "helping": sources.cited(against.helping_tumour.shown[:AGAINST_SHOWN]),
        "failures": sources.cited(against.failures[:AGAINST_SHOWN]),
        "harm": sources.cited(against.harm.shown[:AGAINST_SHOWN]),
        "safety_results": sources.cited(against.safety_results[:AGAINST_SHOWN]),
        "safety": sources.cited(against.safety.shown[:AGAINST_SHOWN]),
        "rungs": [rung for rung in ladder.rungs if rung.payload and rung.furthest][:PAYLOADS_SHOWN],
        "payload_count": ladder.payloads,
        "sources": sources.numbers,
    }
    return render(request, "pages/board.html", context)
