"""Trials by year of start and role, by status and phase: counts of registrations, never of results."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import OverallStatus, Phase, Role
from ..models import TrialTerm
from ..models.trial import OPEN_STATUSES, TrialQuerySet
from .words import counted

OPEN_NOW, UNCONFIRMED = "open_now", "unconfirmed"
STATUSES = {
    OPEN_NOW: "Open now",
    UNCONFIRMED: "Listed as open, not confirmed",
    OverallStatus.ACTIVE_NOT_RECRUITING.value: "Running, not recruiting",
    OverallStatus.COMPLETED.value: "Completed",
    "stopped": "Stopped or suspended",
    "access": "Expanded access",
    "unknown": "Unknown or not seen",
}
_STOPPED = (OverallStatus.TERMINATED, OverallStatus.SUSPENDED, OverallStatus.WITHDRAWN)
_UNKNOWN = (OverallStatus.UNKNOWN, OverallStatus.WITHHELD, "")
_PHASES = {
    (): "Not recorded",
    (Phase.NA,): "Not applicable",
    (Phase.EARLY_PHASE1,): "Early 1",
    (Phase.PHASE1,): "1",
    (Phase.PHASE1, Phase.PHASE2): "1/2",
    (Phase.PHASE2,): "2",
    (Phase.PHASE2, Phase.PHASE3): "2/3",
    (Phase.PHASE3,): "3",
    (Phase.PHASE4,): "4",
}


@dataclass(frozen=True)
class Years:
    """How many trials of each role started in each year; the years follow each other without a gap."""

    years: list[int]
    roles: list[Role]
    counts: dict[tuple[int, str], int]
    undated: int

    def of(self, year: int) -> list[int]:
        """The counts of a year, role by role."""
        return [self.counts.get((year, role.value), 0) for role in self.roles]

    @property
    def rows(self) -> list[tuple[int, list[tuple[Role, int]], int]]:
        """(year, counts by role, their sum) for each year in which a trial started."""
        rows = [(year, list(zip(self.roles, self.of(year), strict=True)), sum(self.of(year))) for year in self.years]
        return [row for row in rows if row[2]]

    @property
    def says(self) -> str:
        """What the chart shows, in words."""
        if not self.years:
            return f"No start is recorded of {counted(self.undated, 'trial')}." if self.undated else "No trial."
        totals = {year: sum(self.of(year)) for year in self.years}
        most = max(totals.values())
        best = " and ".join(str(year) for year, count in totals.items() if count == most)
        dated = counted(sum(totals.values()), "trial")
        span = f"in {self.years[0]}" if len(self.years) == 1 else f"from {self.years[0]} to {self.years[-1]}"
        parts = [f"{dated} with a recorded start, {span}; most in one year: {most} ({best})."]
        by_role = Counter()
        for (_, role), count in self.counts.items():
            by_role[role] += count
        roles = "; ".join(f"{role.label.lower()}: {by_role[role.value]}" for role in self.roles)
        parts.append(f"By role: {roles}.")
        if self.undated:
            verb = "is" if self.undated == 1 else "are"
            parts.append(f"{counted(self.undated, 'trial')} without a recorded start {verb} left out.")
        return " ".join(parts)


@dataclass(frozen=True)
class Phases:
    """How many trials stand in each status and phase, as registered."""

    statuses: list[str]
    phases: list[str]
    counts: dict[tuple[str, str], int]

    @property
    def rows(self) -> list[tuple[str, str, list[tuple[str, int]], int]]:
        """(key, status in words, counts by phase, their sum)."""
        found = []
        for status in self.statuses:
            cells = [(phase, self.counts.get((status, phase), 0)) for phase in self.phases]
            found.append((status, STATUSES[status], cells, sum(count for _, count in cells)))
        return found

    @property
    def says(self) -> str:
        """What the chart shows, in words."""
        rows = [f"{words.lower()}: {total}" for _, words, _, total in self.rows]
        return (
            f"Trials by status: {'; '.join(rows)}. The phase is the registered one, of supportive care too."
            if rows
            else "No trial."
        )


@dataclass(frozen=True)
class Figures:
    """Both charts of the same trials."""

    years: Years
    phases: Phases
    count: int

    @property
    def words(self) -> str:
        return f"{counted(self.count, 'trial')} in these charts"


def figures(trials: TrialQuerySet) -> Figures:
    """The charts of some public trials; three queries."""
    rows = list(trials.order_by("number").values_list("pk", "start_date", "role", "overall_status"))
    open_now = set(trials.open_now().order_by().values_list("pk", flat=True))
    phases: dict[int, list[str]] = {}
    terms = TrialTerm.objects.filter(facet="phase", trial__in=trials.order_by().values("pk"))
    for key, phase in terms.order_by("value").values_list("trial_id", "value"):
        phases.setdefault(key, []).append(phase)
    return Figures(
        _years((start, role) for _, start, role, _ in rows),
        _phases((_status(status, key in open_now), tuple(phases.get(key, ()))) for key, _, _, status in rows),
        len(rows),
    )


def _years(rows: Iterable[tuple[str, str]]) -> Years:
    rows = list(rows)
    counts = Counter((int(start[:4]), role) for start, role in rows if start)
    years = {year for year, _ in counts}
    roles = [role for role in Role if any(found == role for _, found in counts)]
    span = list(range(min(years), max(years) + 1)) if years else []
    return Years(span, roles, dict(counts), sum(not start for start, _ in rows))


def _status(status: str, is_open_now: bool) -> str:
    if is_open_now:
        return OPEN_NOW
    if status in OPEN_STATUSES:
        return UNCONFIRMED
    if status in _STOPPED:
        return "stopped"
    if status in _UNKNOWN:
        return "unknown"
    return status if status in STATUSES else "access"


def _phases(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Phases:
    counts = Counter((status, _PHASES.get(phases, "/".join(phases))) for status, phases in rows)
    used = {phase for _, phase in counts}
    order = [*_PHASES.values(), *sorted(used - set(_PHASES.values()))]
    statuses = [status for status in STATUSES if any(found == status for found, _ in counts)]
    return Phases(statuses, [phase for phase in order if phase in used], dict(counts))
