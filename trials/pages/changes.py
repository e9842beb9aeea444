"""What changed, numbered in the order of publication, and the data releases."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..filters import Problem
from ..history import done
from ..models import CancerType, Finding, Payload, Publication, ReviewEvent, SearchText, Trial
from .http import data_version, public_page

SHOWN = 40
# A whole sitting with a paper; the load of a release is told as a number.
NAMED_AT_MOST = 12


@dataclass(frozen=True)
class Named:
    """A record that a change touched."""

    accession: str
    title: str
    note: str


@dataclass(frozen=True)
class Change:
    """What one number did, verb by verb; a load of a release names no single records."""

    n: int
    done: str
    records: int
    at: datetime
    named: list[Named]

    @property
    def others(self) -> int:
        return self.records - len(self.named)


def latest_changes(most: int, before: int | None = None) -> list[Change]:
    """The latest public changes, in three queries."""
    rows = list(ReviewEvent.objects.by_change(before)[:most])
    small = [row["n"] for row in rows if row["records"] <= NAMED_AT_MOST]
    events = list(ReviewEvent.objects.of_changes(small)) if small else []
    titles = SearchText.objects.in_bulk([event.accession for event in events])
    named: dict[tuple[int, str], list[Named]] = defaultdict(list)
    for event in events:
        text = titles.get(event.accession)
        named[event.n, event.verb].append(Named(event.accession, text.title if text else "", event.public_note))
    return [
        Change(
            row["n"],
            done(row["verb"]),
            row["records"],
            row["last"],
            named[row["n"], row["verb"]],
        )
        for row in rows
    ]


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """The log, the latest first; ``before`` is the number to go on from."""
    if problem := _problem(request):
        return render(request, "site/problem.html", {"problem": problem}, status=400)
    text = request.GET.get("before", "").strip()
    changes = latest_changes(SHOWN + 1, int(text) if text else None)
    more = changes[SHOWN - 1].n if len(changes) > SHOWN else 0
    return render(request, "site/changes.html", {"changes": changes[:SHOWN], "more": more, "before": text})


def _problem(request: HttpRequest) -> Problem | None:
    for word in request.GET:
        if word != "before":
            return Problem(word, request.GET[word][:60], f"“{word}” is no word of this page; “before” is.", ("before",))
    text = request.GET.get("before", "").strip()
    if text and not (text.isascii() and text.isdecimal() and len(text) < 19):
        return Problem("before", text[:60], "Write the number of a change.", (str(data_version(request).n),))
    return None


@public_page
def releases(request: HttpRequest) -> HttpResponse:
    """The present data release, and the ways to take the data away."""
    models = (CancerType, Payload, Trial, Publication, Finding)
    counts = [(model._meta.verbose_name_plural, model.objects.public().count()) for model in models]
    return render(request, "site/releases.html", {"counts": counts})
