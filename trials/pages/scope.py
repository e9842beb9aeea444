"""What is in, what is out and why: the rules, the searches and their last runs, and the list of what was left out."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from .. import scope
from ..choices import LeftOutReason
from ..filters import Problem
from ..filters.words import nearest, shown
from .http import public_page
from .paging import Paging

WORDS = (*scope.WORDS, "page", "page_size")


@dataclass(frozen=True)
class NotLoaded:
    """A gathered record that is not in the founding release."""

    record: str
    reason: str
    why: str


@dataclass(frozen=True)
class Reason:
    """A reason to choose, and how many the list would hold under it."""

    value: str
    label: str
    meaning: str
    count: int
    is_chosen: bool


@public_page
def view(request: HttpRequest) -> HttpResponse:
    listing, paging = scope.listing(request.GET), Paging.read(request.GET)
    paging.count(listing.rows)
    problems = [*_unknown(request.GET), *listing.problems, *paging.problems]
    context = {
        "listing": listing,
        "paging": paging,
        "rows": paging.rows(listing.rows) if not problems else [],
        "reasons": _reasons(listing),
        "problems": problems,
        "query": _query(request.GET),
        "runs": scope.last_runs(),
        "not_loaded": not_loaded(settings.BASE_DIR / "data" / "LEFT_OUT.md"),
    }
    return render(request, "site/scope.html", context, status=400 if problems else 200)


def _unknown(params: QueryDict) -> list[Problem]:
    words = [word for word in params if word not in WORDS and params[word].strip()]
    return [
        Problem(shown(word), shown(params[word]), f"“{shown(word)}” is no word of this list.", nearest(word, [*WORDS]))
        for word in words[:20]
    ]


def _reasons(listing: scope.Listing) -> list[Reason]:
    return [
        Reason(each.value, each.label, each.meaning, count, each.value in listing.reasons)
        for each in LeftOutReason
        if (count := listing.counts.get(each.value, 0)) or each.value in listing.reasons
    ]


def _query(params: QueryDict) -> str:
    """The list's own words as the API takes them."""
    own = QueryDict(mutable=True)
    for word in scope.WORDS:
        if values := [value for value in params.getlist(word) if value.strip()]:
            own.setlist(word, values)
    return own.urlencode()


@lru_cache(maxsize=4)
def not_loaded(path: Path) -> list[NotLoaded]:
    """The rows of the table in LEFT_OUT.md with the words of their reasons; none where there is no such file."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^(\d)\. \*\*(.+?)\*\*", text, re.MULTILINE))
    rows = re.findall(r"^\| `([^`]+)` \|[^|]*\| (\d) \| (.+) \|$", text, re.MULTILINE)
    return [NotLoaded(record, reasons.get(number, number), why) for record, number, why in rows]
