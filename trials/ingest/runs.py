"""A run of an import: begun before anything is read, brought up to date with each batch, ended with what came of it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.utils import timezone

from mscdb import bulk

from .. import curation
from ..choices import ImportKind, ImportState
from ..models import ImportProblem, ImportRun
from ..sources.problems import Problem

NEW, CHANGED, CONFIRMED, SAME, OLDER = "new", "changed", "confirmed", "same", "older"
LIKE, REFUSED, WITHDRAWN = "like another", "refused", "withdrawn here"
MOST_PROBLEMS = 20_000
_NOT_ENDED = "It did not come to its end; the next run went over all of it again."


@dataclass(frozen=True)
class Asked:
    """What a run is asked to do, and by whom; ``expected`` is how many records should come, where that is known.

    A run with ``numbers`` asks a registry for all of these, so that what does not come is missing there.
    """

    kind: ImportKind
    by: str
    source: str = ""
    query: str = ""
    words: tuple[str, ...] = ()
    since: str = ""
    numbers: frozenset[str] = frozenset()
    expected: int | None = None

    @property
    def is_whole(self) -> bool:
        return bool(self.numbers)


@dataclass
class Summary:
    """What an import did: outcomes, changed and filled fields, and what to look at."""

    outcomes: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    unread: int = 0
    is_cut_off: bool = False
    absent: list[str] = field(default_factory=list)
    remark: str = ""

    @property
    def seen(self) -> int:
        """Records that were met, those that could not be read included."""
        return sum(self.outcomes.values()) + self.unread

    def note(self, problem: Problem) -> None:
        """What was odd; where a record could not be read at all, it counts as met and left out."""
        self._keep(problem)
        self.unread += problem.lost

    def refuse(self, outcome: str, problems: list[Problem]) -> None:
        """A record that was read and stays out, in however many sentences; the first is its reason."""
        self.outcomes[outcome] += 1
        for problem in problems:
            self._keep(problem)

    def add(self, other: "Summary") -> None:
        """Count what another counted."""
        for name in ("outcomes", "changed", "filled", "kinds", "left_out"):
            getattr(self, name).update(getattr(other, name))
        self.lost += other.lost
        self.unread += other.unread
        self.problems += other.problems[: max(0, MOST_PROBLEMS - len(self.problems))]

    def _keep(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        self.kinds[kind_of(problem)] += 1
        if problem.lost:
            self.left_out[problem.sentence] += 1
            self.lost += 1


def kind_of(problem: Problem) -> str:
    """What sort of problem it is, without the record: the last word of its path, and its sentence."""
    return f"{problem.path.rpartition('.')[2]} {problem.sentence}".strip()


class Run:
    """One run, and the row that tells of it; the row is there from the first moment, whatever happens then."""

    def __init__(self, asked: Asked, summary: Summary, dry: bool = False):
        self.asked, self.summary = asked, summary
        ImportRun.objects.running().filter(kind=asked.kind, source=asked.source).update(
            state=ImportState.CUT_OFF, remark=_NOT_ENDED
        )
        self.row = ImportRun.objects.create(
            kind=asked.kind, source=asked.source, query=asked.query, words=list(asked.words), since=asked.since,
            is_whole=asked.is_whole, actor=asked.by, expected=asked.expected, started_at=timezone.now(),
            state=ImportState.DRY if dry else ImportState.RUNNING,
        )  # fmt: skip
        self.has_written = False
        self.met: set[str] = set()
        self._written = 0

    def save(self, batch: Summary | None = None) -> None:
        """Write what was counted so far, with a batch that is being written in the same transaction."""
        total = Summary()
        for part in filter(None, (self.summary, batch)):
            total.add(part)
        row = self.row
        row.seen, row.lost, row.remark = total.seen, total.lost, self.summary.remark
        for name in ("outcomes", "changed", "filled", "kinds", "left_out"):
            setattr(row, name, {key: count for key, count in getattr(total, name).items() if count})
        row.save()
        names = ("run", "file", "record", "path", "value", "sentence", "lost")
        fresh = total.problems[self._written : MOST_PROBLEMS]
        rows = [
            (row.pk, each.file, each.record[:120], each.path, each.value, each.sentence, each.lost) for each in fresh
        ]
        bulk.insert(ImportProblem, names, rows)

    def absorb(self, batch: Summary) -> None:
        """The batch was committed."""
        self.has_written = True
        self.summary.add(batch)
        self._written = min(len(self.summary.problems), MOST_PROBLEMS)

    def take_back(self) -> None:
        """All batches were rolled back, and the rows of their problems with them."""
        self.has_written, self._written = False, 0

    def end(self, state: str) -> None:
        self.row.state, self.row.ended_at = state, timezone.now()
        self.save()
        # The last run of each search stands on a public page.
        curation.touch()


@contextmanager
def running(asked: Asked, summary: Summary, dry: bool = False) -> Iterator[Run]:
    """A run that ends in whatever way: complete, dry, cut off; failed where nothing of it was kept."""
    run = Run(asked, summary, dry)
    try:
        yield run
    except BaseException:
        run.end(ImportState.CUT_OFF if run.has_written else ImportState.FAILED)
        raise
    run.end(ImportState.DRY if dry else ImportState.CUT_OFF if summary.is_cut_off else ImportState.COMPLETE)
