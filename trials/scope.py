"""What the base was filled from, by the last run of each search, and what was considered and left out."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import QueryDict

from .choices import ImportKind, ImportState, LeftOutReason
from .filters import Problem
from .filters.words import LONGEST_VALUE, nearest, shown
from .identifiers import LITERATURE_SCHEMES, SOURCE_NAMES, address, recognise_registry_id
from .models import ImportRun, Publication, ReadingItem, TrialIdentifier
from .normalisation import normalise_text

WORDS = ("q", "reason")
# Outcomes by which a record that was read stayed out.
STAYED_OUT = ("refused", "like another")
MOST_RUNS = 500


@dataclass(frozen=True)
class LeftOut:
    """Something that was considered and is not in the base. ``why`` are the words of whoever decided."""

    identifier: str
    title: str
    reason: LeftOutReason
    why: str
    decided_on: str = ""
    scheme: str = ""

    @property
    def url(self) -> str:
        """Its record at the registry or library; empty where there is none."""
        return address(self.scheme, self.identifier) if self.scheme else ""

    @property
    def words(self) -> str:
        return normalise_text(f"{self.identifier} {self.title} {self.why}")


@dataclass
class Listing:
    """The list that a query string asks for, or what is not understood in it."""

    q: str = ""
    reasons: list[str] = field(default_factory=list)
    rows: list[LeftOut] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def listing(params: QueryDict) -> Listing:
    """What was left out, whose words hold all of ``q`` and whose ``reason`` is one of these, if any are given.

    ``counts`` says how many each reason has under the other word. What curators left out comes first, the latest
    before. What is a public record here is never listed.
    """
    found = Listing()
    texts = [text.strip() for text in params.getlist("q") if text.strip()]
    found.q = texts[0] if texts else ""
    found.reasons = list(dict.fromkeys(text.strip() for text in params.getlist("reason") if text.strip()))
    if len(texts) > 1 or len(found.q) > LONGEST_VALUE or "\x00" in found.q:
        found.problems.append(Problem("q", shown(found.q), f"“q” is one text of {LONGEST_VALUE} characters at most."))
    for value in found.reasons:
        if value not in LeftOutReason.values:
            near = nearest(value, LeftOutReason.values) or tuple(LeftOutReason.values)
            found.problems.append(Problem("reason", shown(value), "There is no such reason.", near))
    if not found.problems:
        _fill(found)
    return found


def _fill(found: Listing) -> None:
    rows = [*_decided_here(), *_of_founding_release()]
    here, words = _here([row.identifier for row in rows if row.identifier]), normalise_text(found.q).split()
    rows = [row for row in rows if row.identifier not in here and all(word in row.words for word in words)]
    found.counts = Counter(str(row.reason) for row in rows)
    found.rows = [row for row in rows if not found.reasons or row.reason in found.reasons]


def _of_founding_release() -> tuple[LeftOut, ...]:
    path = Path(settings.BASE_DIR) / "data" / "mapping" / "left_out.csv"
    return _read(path, path.stat().st_mtime) if path.exists() else ()


@lru_cache(maxsize=2)
def _read(path: Path, changed_at: float) -> tuple[LeftOut, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_row(row) for row in csv.DictReader(file))


def _row(row: dict[str, str]) -> LeftOut:
    known = recognise_registry_id(row["identifier"]) if row["identifier"] else None
    scheme, identifier = known or ("", row["identifier"])
    return LeftOut(identifier, row["title"], LeftOutReason(row["reason"]), row["why"], scheme=scheme)


def _decided_here() -> list[LeftOut]:
    """What the reading queue holds as excluded and has a number; who decided and what else was said stays there."""
    return [
        LeftOut(
            item.identifier, item.title, LeftOutReason.DECIDED_HERE, item.reason,
            item.changed_at.date().isoformat(), item.scheme,
        )
        for item in ReadingItem.objects.left_out()
    ]  # fmt: skip


def _here(numbers: list[str]) -> set[str]:
    """Those of these numbers that a public trial or publication has."""
    here = set(
        TrialIdentifier.objects.of_public_trials().with_identifiers(numbers).values_list("identifier", flat=True)
    )
    public = Publication.objects.public().with_numbers(dict.fromkeys(LITERATURE_SCHEMES, numbers))
    for row in public.values_list(*LITERATURE_SCHEMES):
        here.update(row)
    return here - {""}


# Searches


@dataclass(frozen=True)
class LastRun:
    """The last time that something was asked: what, of whom, when, and what came of it."""

    kind: str
    source: str
    query: str
    ended_on: str
    is_whole: bool
    seen: int
    taken: list[tuple[str, int]]
    left_out: list[tuple[str, int]]


def last_runs() -> list[LastRun]:
    """The last run of each kind, source and search expression, the latest first."""
    last: dict[tuple[str, str, str], ImportRun] = {}
    for run in ImportRun.objects.ended()[:MOST_RUNS]:
        last.setdefault((run.kind, run.source, run.query), run)
    return [_told(run) for run in last.values()]


def _told(run: ImportRun) -> LastRun:
    """Counts only: sentences about single records may name what is not public."""
    stayed = [(name, count) for name in STAYED_OUT if (count := run.outcomes.get(name, 0))]
    unread = run.lost - sum(count for _, count in stayed)
    taken = sorted(
        ((name, count) for name, count in run.outcomes.items() if name not in STAYED_OUT and count),
        key=lambda item: (-item[1], item[0]),
    )
    return LastRun(
        kind=ImportKind(run.kind).label,
        source=SOURCE_NAMES.get(run.source, run.source.partition(":")[2]),
        query=run.query,
        ended_on=(run.ended_at or run.started_at).date().isoformat(),
        is_whole=run.state == ImportState.COMPLETE,
        seen=run.seen,
        taken=taken,
        left_out=[*stayed, *([("could not be read", unread)] if unread > 0 else [])],
    )
