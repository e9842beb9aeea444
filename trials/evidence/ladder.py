"""How far each payload was tested: steps from cells to large trials, by payload or by tumour."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..models import CancerType, Payload, Trial
from .marks import ALWAYS_SHOWN, PATIENTS, STAGES, Mark, Stage, read_marks
from .words import counted


@dataclass(frozen=True)
class Step:
    """What stands at one stage: cited rows, claims with their sources, trials."""

    stage: Stage
    rows: int
    claims: int
    sources: int
    trials: tuple[int, ...]
    trials_with_results: int
    has_begun: bool
    only_trial: Trial | None = None

    @property
    def is_hollow(self) -> bool:
        """Registered, and no result of it is recorded here."""
        return not self.rows and not self.claims and not self.trials_with_results

    @property
    def count(self) -> int:
        return self.rows + self.claims + len(self.trials)

    @property
    def words(self) -> str:
        """What the number counts, for those who do not see the mark."""
        parts = []
        if self.claims:
            parts.append(f"{counted(self.claims, 'claim')} from {counted(self.sources, 'source')}")
        if self.rows:
            parts.append(counted(self.rows, "cited table row"))
        if self.trials:
            told = (
                f"{self.trials_with_results} with results" if self.trials_with_results else "no results recorded here"
            )
            parts.append(f"{counted(len(self.trials), 'trial')}, {told}")
        return "; ".join(parts)


@dataclass(frozen=True)
class Rung:
    """One line of a ladder: a payload, or a tumour type, and its steps by stage."""

    payload: Payload | None
    cancer_type: CancerType | None
    steps: dict[str, Step]
    unplaced: int

    @property
    def furthest(self) -> Step | None:
        """The furthest step at which it was tested; what has not begun was not tested."""
        begun = [step for step in self.steps.values() if step.has_begun]
        return max(begun, key=lambda step: step.stage, default=None)

    @property
    def sources(self) -> int:
        return sum(step.sources for step in self.steps.values())


@dataclass(frozen=True)
class Ladder:
    """Rungs, furthest first, and the stages at which anything stands."""

    stages: list[Stage]
    rungs: list[Rung]

    @property
    def furthest(self) -> Step | None:
        steps = [rung.furthest for rung in self.rungs if rung.furthest]
        return max(steps, key=lambda step: (step.stage, not step.is_hollow), default=None)

    @property
    def placed(self) -> list[Rung]:
        """Those of which a stage is known."""
        return [rung for rung in self.rungs if rung.steps]

    @property
    def unplaced(self) -> list[Rung]:
        """Those of which nothing but cited rows without a model is known."""
        return [rung for rung in self.rungs if not rung.steps]

    @property
    def payloads(self) -> int:
        """How many payloads were tried."""
        return sum(rung.payload is not None for rung in self.rungs)


def ladder(node: CancerType | None = None) -> Ladder:
    """How far each payload was tested in a tumour type and its subtypes, or in any; eight queries at most."""
    return _ladder(read_marks(node=node), lambda mark: (mark.payload, None))


def ladder_of_payload(payload: Payload) -> Ladder:
    """How far one payload was tested in each tumour type; the last rung is for claims that name none."""
    return _ladder(read_marks(payload=payload), lambda mark: (payload.pk, mark.cancer_type))


def _ladder(marks: list[Mark], key) -> Ladder:
    grouped = grouped_by(marks, key)
    payloads = _payloads({payload for payload, _ in grouped})
    nodes = CancerType.objects.public().in_bulk({node for _, node in grouped if node})
    rungs = [
        Rung(payloads.get(payload), nodes.get(node), steps_of(found), _unplaced(found))
        for (payload, node), found in grouped.items()
    ]
    rungs = _with_only_trials([rung for rung in rungs if rung.steps or rung.unplaced])
    used = {step.stage for rung in rungs for step in rung.steps.values()}
    return Ladder([stage for stage in STAGES if stage in used or stage in ALWAYS_SHOWN], sorted(rungs, key=_order))


def grouped_by(marks: Iterable[Mark], key) -> dict[tuple[int | None, int | None], list[Mark]]:
    grouped: dict[tuple[int | None, int | None], list[Mark]] = defaultdict(list)
    for mark in marks:
        grouped[key(mark)].append(mark)
    return grouped


def _order(rung: Rung) -> tuple:
    """Named payloads first, the furthest of them first, then by name."""
    furthest = rung.furthest
    names = (rung.payload.name if rung.payload else "", rung.cancer_type.name if rung.cancer_type else "~")
    nameless = rung.payload is None
    return nameless, -(furthest.stage.rank if furthest else -1), *(name.casefold() for name in names)


def steps_of(marks: list[Mark]) -> dict[str, Step]:
    """The steps by stage. Rows and claims on patients make none where a trial stands for them."""
    has_trial = any(mark.kind == "trial" for mark in marks)
    by_stage: dict[Stage, list[Mark]] = defaultdict(list)
    for mark in marks:
        told_by_trial = has_trial and mark.stage == PATIENTS and mark.kind != "trial"
        if mark.stage and not told_by_trial:
            by_stage[mark.stage].append(mark)
    return {stage.key: _step(stage, found) for stage, found in sorted(by_stage.items())}


def _step(stage: Stage, marks: list[Mark]) -> Step:
    trials = {mark.key: mark for mark in marks if mark.kind == "trial"}
    claims = {mark.key for mark in marks if mark.kind == "claim"}
    return Step(
        stage=stage,
        rows=len({mark.key for mark in marks if mark.kind == "row"}),
        claims=len(claims),
        sources=len({mark.source for mark in marks if mark.kind == "claim"}),
        trials=tuple(sorted(trials)),
        trials_with_results=sum(mark.has_results for mark in trials.values()),
        has_begun=any(mark.has_begun for mark in marks),
    )


def _unplaced(marks: list[Mark]) -> int:
    """Rows whose model is not recorded: tried, at a stage we do not know."""
    return len({mark.key for mark in marks if mark.stage is None and mark.kind == "row"})


def _with_only_trials(rungs: list[Rung]) -> list[Rung]:
    """Where a step is one trial and nothing else, the trial itself, so that the step can lead to it."""
    alone = {step.trials[0] for rung in rungs for step in rung.steps.values() if step.count == 1 and step.trials}
    trials = {trial.pk: trial for trial in Trial.objects.public().prefetch_related("identifiers").by_keys(alone)}
    for rung in rungs:
        for key, step in rung.steps.items():
            if step.count == 1 and step.trials and step.trials[0] in trials:
                rung.steps[key] = Step(**{**step.__dict__, "only_trial": trials[step.trials[0]]})
    return rungs


def _payloads(keys: set[int | None]) -> dict[int, Payload]:
    return Payload.objects.public().in_bulk({key for key in keys if key})
