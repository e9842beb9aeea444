"""The page of one trial: is it recruiting, where, for whom; then all that its record holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..choices import (
    CriterionKind,
    CriterionWording,
    DeskSetting,
    DosesElement,
    Knowledge,
    MeshTermKind,
    OutcomeKind,
    OverallStatus,
    Route,
    StudyType,
    TrialRelation,
)
from ..models import DosesItem, Finding, Publication, Trial, TrialCriterion, TrialOutcome, in_force
from ..registered import registered
from . import records
from .for_and_against import TYPES_ASKED, for_and_against
from .http import public_page

# Rows of a registry's own wording that a page shows of each kind.
MOST_OF_A_REGISTRY = 12
ASSIGNED = (MeshTermKind.CONDITION, MeshTermKind.INTERVENTION)
CRITERIA_HEADINGS = {
    CriterionKind.INCLUSION: "Must be true",
    CriterionKind.EXCLUSION: "Keeps out",
    CriterionKind.UNDIVIDED: "As the registry’s text has it",
}
STOPPED = (OverallStatus.TERMINATED, OverallStatus.WITHDRAWN, OverallStatus.SUSPENDED)


@public_page
def view(request: HttpRequest, identifier: str) -> HttpResponse:
    """One trial, under any of its registry ids; all but the first lead to the canonical address."""
    trial = records.find(Trial.objects.all(), identifier)
    findings = Finding.objects.public().for_claims().about_trial(trial).in_order()
    pmids = [reference.pmid for reference in trial.registry_references.all()]
    context = {
        "section": "trials",
        "trial": trial,
        "is_expanded_access": trial.study_type == StudyType.EXPANDED_ACCESS,
        "has_stopped": trial.overall_status in STOPPED,
        "fresh_months": in_force(DeskSetting.STATUS_FRESH_MONTHS),
        "doses": doses_card(trial),
        "criteria": criteria_card(trial),
        "further_outcomes": further_outcomes(trial),
        "headings": list(dict.fromkeys(row.term for row in trial.mesh_terms.all() if row.kind in ASSIGNED)),
        "registered": registered(trial),
        "payloads": trial.payloads.all(),
        "findings": by_relation(findings, trial),
        "for_and_against": for_and_against(trial),
        "more_types": trial.cancer_types.all()[TYPES_ASKED:],
        "publications": {row.pmid: row for row in Publication.objects.public().with_pmids(pmids)} if pmids else {},
    }
    return render(request, "pages/trial.html", context)


@dataclass(frozen=True)
class Part:
    """Rows under a heading, and how many more there are than a page of bounded size shows."""

    heading: str
    rows: list[TrialCriterion] | list[TrialOutcome]
    more: int = 0


@dataclass(frozen=True)
class Criteria:
    """Who may take part, and whether we put it in our own words."""

    are_ours: bool
    parts: list[Part]


def criteria_card(trial: Trial) -> Criteria | None:
    """What lets in and what keeps out; what the registry's text leaves open stands in a part of its own."""
    rows = list(trial.criteria.all())
    if not rows:
        return None
    are_ours = any(row.wording == CriterionWording.OWN for row in rows)
    found = {kind: [row for row in rows if row.kind == kind] for kind in CriterionKind}
    shown = [kind for kind in CriterionKind if found[kind] or (are_ours and kind != CriterionKind.UNDIVIDED)]
    most = None if are_ours else MOST_OF_A_REGISTRY
    return Criteria(are_ours, [_part(CRITERIA_HEADINGS[kind], found[kind], most) for kind in shown])


def further_outcomes(trial: Trial) -> Part:
    """What a trial measures beside its primary outcomes."""
    rows = [row for row in trial.outcomes.all() if row.kind != OutcomeKind.PRIMARY]
    return _part("Secondary and other outcomes", rows, MOST_OF_A_REGISTRY)


def _part(heading: str, rows: list, most: int | None) -> Part:
    shown = rows[:most]
    return Part(heading, shown, len(rows) - len(shown))


@dataclass(frozen=True)
class DosesLine:
    """One of the five items: what the source says, the coded value, or which kind of nothing."""

    label: str
    knowledge: str
    text: str
    coded: str
    source: str


def doses_card(trial: Trial) -> list[DosesLine]:
    """The five items in their order; one without a row is not yet recorded, unless its field says more."""
    rows = {row.element: row for row in trial.doses_items.all()}
    return [_doses_line(element, rows.get(element), trial) for element in DosesElement]


def _doses_line(element: DosesElement, row: DosesItem | None, trial: Trial) -> DosesLine:
    values = _coded_values(element, trial)
    coded = [label for value, label in values if value not in Knowledge.values]
    knowledge = row.knowledge if row else Knowledge.NOT_RECORDED
    if knowledge == Knowledge.NOT_RECORDED and values and values[0][0] in Knowledge.values:
        knowledge = values[0][0]
    text, source = (row.text, row.source) if row else ("", "")
    said = [label for label in coded if label.casefold() not in text.casefold()]
    return DosesLine(str(element.label), knowledge, text, ", ".join(said), source)


def _coded_values(element: DosesElement, trial: Trial) -> list[tuple[str, str]]:
    """(value, label) of the fields that hold the same fact in a vocabulary."""
    if element == DosesElement.DONOR:
        values = [(trial.donor, trial.get_donor_display()), (trial.donor_detail, trial.get_donor_detail_display())]
    elif element == DosesElement.ORIGIN_TISSUE:
        values = [(trial.msc_source, trial.get_msc_source_display())]
    elif element == DosesElement.SITE:
        values = [(value, Route(value).label) for value in trial.term_values("route")]
    else:
        values = []
    return [(value, str(label)) for value, label in values]


def by_relation(findings: Iterable[Finding], trial: Trial) -> list[tuple[str, list[Finding]]]:
    """Claims under the words for how they stand to the trial, its results first."""
    groups: dict[str, list[Finding]] = {str(relation.label): [] for relation in TrialRelation}
    for finding in findings:
        groups.setdefault(relation_of(finding, trial), []).append(finding)
    return [(relation, found) for relation, found in groups.items() if found]


def relation_of(finding: Finding, trial: Trial) -> str:
    """How a claim stands to the trial, in words."""
    for link in finding.trial_links.all():
        if link.trial_id == trial.pk:
            return str(link.get_relation_display())
    return "Read in its registry record"
