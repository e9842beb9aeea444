"""Single marks of "this payload was tried in this tumour at this stage", from rows, claims and trials."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from ..choices import ModelSystem, OverallStatus, Phase, Role, StudyType, TrialRelation, TriedIn
from ..models import (
    CancerType,
    CancerTypeClosure,
    Finding,
    FindingTrialLink,
    Payload,
    PayloadTriedIn,
    Trial,
    TrialResult,
    TrialTerm,
)
from .apart import NOT_RETRACTED


@dataclass(frozen=True, order=True)
class Stage:
    """A step from cells to large trials. ``rank`` orders them; the far end shows nothing to work."""

    rank: int
    key: str
    label: str


IN_VITRO = Stage(0, "in_vitro", "In cells")
ANIMAL = Stage(1, "animal", "In animals")
PATIENTS = Stage(2, "patients", "Patients, no phase recorded")
EARLY_PHASE_1 = Stage(3, "early_phase_1", "Early phase 1")
PHASE_1 = Stage(4, "phase_1", "Phase 1")
PHASE_1_2 = Stage(5, "phase_1_2", "Phase 1/2")
PHASE_2 = Stage(6, "phase_2", "Phase 2")
PHASE_2_3 = Stage(7, "phase_2_3", "Phase 2/3")
PHASE_3 = Stage(8, "phase_3", "Phase 3")
PHASE_4 = Stage(9, "phase_4", "Phase 4")
STAGES = (IN_VITRO, ANIMAL, PATIENTS, EARLY_PHASE_1, PHASE_1, PHASE_1_2, PHASE_2, PHASE_2_3, PHASE_3, PHASE_4)
ALWAYS_SHOWN = (IN_VITRO, ANIMAL, PHASE_1, PHASE_1_2, PHASE_2)

_OF_PHASES = {
    frozenset({Phase.EARLY_PHASE1}): EARLY_PHASE_1,
    frozenset({Phase.PHASE1}): PHASE_1,
    frozenset({Phase.PHASE1, Phase.PHASE2}): PHASE_1_2,
    frozenset({Phase.PHASE2}): PHASE_2,
    frozenset({Phase.PHASE2, Phase.PHASE3}): PHASE_2_3,
    frozenset({Phase.PHASE3}): PHASE_3,
    frozenset({Phase.PHASE4}): PHASE_4,
}
_OF_ROW = {TriedIn.IN_VITRO: IN_VITRO, TriedIn.ANIMAL: ANIMAL, TriedIn.CLINICAL: PATIENTS}
_OF_MODEL = {ModelSystem.IN_VITRO: IN_VITRO, ModelSystem.ANIMAL: ANIMAL, ModelSystem.HUMAN: PATIENTS}

# Nobody was treated yet, or that anybody was is not known.
NOT_BEGUN = ("", OverallStatus.NOT_YET_RECRUITING, OverallStatus.WITHHELD)


@dataclass(frozen=True)
class Mark:
    """One row, claim or trial of a payload in a tumour type; ``stage`` is None where the model is not recorded.

    A ``result`` is a claim that stands for no stage since its trial does, and what is ``beside`` is a trial that does
    not either: taken back before anybody was treated, or treatment outside a trial. Both are counted all the same.
    """

    payload: int | None
    cancer_type: int | None
    stage: Stage | None
    kind: str
    key: int
    source: tuple[str, int | None] | None = None
    has_results: bool = True
    has_begun: bool = True


def stage_of_phases(phases: list[str]) -> Stage:
    """The step of a trial from its list of phases."""
    return _OF_PHASES.get(frozenset(phases), PATIENTS)


def read_marks(node: CancerType | None = None, payload: Payload | None = None) -> list[Mark]:
    """All marks of public records, of one node with its subtypes or of one payload; five queries at most."""
    below = set(_below(node)) if node else None
    marks = [*_rows(node, payload), *_claims(node, payload), *_trials(node, payload)]
    if below is None:
        return marks
    return [mark for mark in marks if mark.cancer_type in below]


def _below(node: CancerType) -> Iterator[int]:
    return CancerTypeClosure.objects.filter(ancestor=node).order_by().values_list("descendant_id", flat=True)


def _rows(node: CancerType | None, payload: Payload | None) -> Iterator[Mark]:
    rows = PayloadTriedIn.objects.filter(payload__in=Payload.objects.public().order_by().values("pk"))
    rows = rows.filter(cancer_type__closure_up__ancestor=node) if node else rows
    rows = rows.filter(payload=payload) if payload else rows
    for key, owner, cancer_type, model in rows.order_by("pk").values_list("pk", "payload", "cancer_type", "model"):
        yield Mark(owner, cancer_type, _OF_ROW.get(model), "row", key)


def _claims(node: CancerType | None, payload: Payload | None) -> Iterator[Mark]:
    findings = Finding.objects.public().results().not_retracted()
    findings = findings.of_cancer_type(node) if node else findings
    findings = findings.filter(payloads=payload) if payload else findings.filter(payloads__isnull=False)
    linked = FindingTrialLink.objects.filter(finding=OuterRef("pk"), relation=TrialRelation.RESULT_OF)
    columns = ("pk", "payloads", "cancer_types", "model_system", "publication", "trial", "has_trial")
    for key, owner, cancer_type, model, publication, trial, has_trial in (
        findings.annotate(has_trial=Exists(linked)).order_by("pk").values_list(*columns)
    ):
        source = ("publication", publication) if publication else ("trial", trial)
        if model == ModelSystem.HUMAN and (trial or has_trial):
            yield Mark(owner, cancer_type, None, "result", key, source)
        else:
            yield Mark(owner, cancer_type, _OF_MODEL.get(model), "claim", key, source)


def _trials(node: CancerType | None, payload: Payload | None) -> Iterator[Mark]:
    trials = Trial.objects.public().filter(role__in=[Role.CARRIER, Role.ANTI_TUMOUR_AGENT])
    trials = trials.of_cancer_type(node) if node else trials
    trials = trials.filter(payloads=payload) if payload else trials
    phases: dict[int, list[str]] = {}
    terms = TrialTerm.objects.filter(facet="phase", trial__in=trials.order_by().values("pk"))
    for key, phase in terms.order_by().values_list("trial_id", "value"):
        phases.setdefault(key, []).append(phase)
    findings = (
        Finding.objects.public()
        .not_retracted()
        .filter(trial_links__trial=OuterRef("pk"), trial_links__relation=TrialRelation.RESULT_OF)
    )
    rows = TrialResult.objects.filter(NOT_RETRACTED, trial=OuterRef("pk"))
    has_results = Exists(rows) | Exists(findings) | Q(results_posted=True)
    columns = ("pk", "payloads", "cancer_types", "overall_status", "study_type", "told")
    annotated = trials.annotate(told=has_results).order_by("pk")
    for key, owner, cancer_type, status, study_type, told in annotated.values_list(*columns):
        if status == OverallStatus.WITHDRAWN or study_type == StudyType.EXPANDED_ACCESS:
            yield Mark(owner, cancer_type, None, "beside", key, has_begun=False)
            continue
        begun = bool(told) or status not in NOT_BEGUN
        yield Mark(owner, cancer_type, stage_of_phases(phases.get(key, [])), "trial", key, None, bool(told), begun)
