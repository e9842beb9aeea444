"""One sentence on what patients' results there are: patients, trials, control groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import ControlGroup, ResultMeasure
from ..models import Trial, TrialResult
from ..models.trial import TrialQuerySet
from .apart import NOT_RETRACTED
from .words import counted

# What an oncologist asks of a trial first.
OUTCOMES = (
    ResultMeasure.COMPLETE_RESPONSE, ResultMeasure.PARTIAL_RESPONSE, ResultMeasure.STABLE_DISEASE,
    ResultMeasure.PROGRESSIVE_DISEASE, ResultMeasure.MEDIAN_PFS, ResultMeasure.MEDIAN_TTP, ResultMeasure.MEDIAN_OS,
    ResultMeasure.SURVIVAL, ResultMeasure.HOMING,
)  # fmt: skip
NONE_RECORDED = "No patient result is recorded"


@dataclass(frozen=True)
class Told:
    """A trial of which results are recorded: how many patients they tell of, and against what."""

    trial: Trial
    patients: int | None
    is_exact: bool
    controlled: bool
    uncontrolled: bool
    rows: tuple[TrialResult, ...] = ()


@dataclass(frozen=True)
class Headline:
    """How many patients' results are recorded, and from what sort of trials."""

    told: list[Told]

    @property
    def trials(self) -> int:
        return len(self.told)

    @property
    def outcomes(self) -> list[TrialResult]:
        """Rows on response, survival and where the cells went, in the order of their trials."""
        return [row for told in self.told for row in told.rows if row.measure in OUTCOMES]

    @property
    def patients(self) -> int:
        return sum(told.patients or 0 for told in self.told)

    @property
    def uncounted(self) -> int:
        """Trials of which the number of patients is not known."""
        return sum(told.patients is None for told in self.told)

    @property
    def controlled(self) -> int:
        return sum(told.controlled for told in self.told)

    def sentence(self, where: str, product: str = "with an MSC product") -> str:
        """“5 patients in 1 trial have reported results with an MSC product in this tumour; …”."""
        there = f"{product} {where}".strip()
        if not self.trials:
            return f"{NONE_RECORDED}{where and ' '}{where}."
        trials = counted(self.trials, "trial")
        controls = f"{counted(self.controlled, 'trial') if self.controlled else 'no trial'} had a control group"
        if not self.patients:
            return f"Results of {trials} {there} are recorded, the number of patients not; {controls}."
        least = "" if all(told.is_exact for told in self.told) else "At least "
        verb = "has" if self.patients == 1 else "have"
        people = counted(self.patients, "patient")
        sentence = f"{least}{people} in {trials} {verb} reported results {there}; {controls}."
        if self.uncounted:
            sentence += f" In {self.uncounted} of these trials the number of patients is not yet recorded here."
        return sentence


def headline(trials: TrialQuerySet) -> Headline:
    """What the rows of results of these public trials add up to, those of retracted reports left out; three queries."""
    rows = TrialResult.objects.filter(NOT_RETRACTED, trial__in=trials.order_by().values("pk"))
    rows = rows.order_by("trial__number", "position")
    by_trial: dict[int, list[TrialResult]] = defaultdict(list)
    for row in rows.select_related("trial", "publication").prefetch_related("trial__identifiers"):
        by_trial[row.trial_id].append(row)
    return Headline([_told(results) for results in by_trial.values()])


def _told(results: list[TrialResult]) -> Told:
    groups = {row.control_group for row in results}
    controlled = ControlGroup.CONTROLLED in groups
    uncontrolled = not controlled and ControlGroup.UNCONTROLLED in groups
    return Told(results[0].trial, *patients_of(results), controlled, uncontrolled, tuple(results))


def patients_of(results: Iterable[TrialResult]) -> tuple[int | None, bool]:
    """(patients, exact): those treated, else those that could be assessed.

    Several rows may be arms or two reports on the same people, so the largest is taken and called the least.
    """
    results = list(results)
    for measure in (ResultMeasure.TREATED, ResultMeasure.EVALUABLE):
        if counts := [int(row.number) for row in results if row.measure == measure and row.number is not None]:
            return max(counts), measure == ResultMeasure.TREATED and len(counts) == 1
    denominators = [row.denominator for row in results if row.denominator]
    return max(denominators, default=None), False
