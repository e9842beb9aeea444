"""What is in, what is out and why, from the lists that came with the founding release."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .http import public_page

FREQUENT = 3
OTHER = "Other reasons, named with each trial"


@dataclass(frozen=True)
class LeftOut:
    """A gathered record that is not in the founding release."""

    record: str
    reason: str
    why: str


@public_page
def view(request: HttpRequest) -> HttpResponse:
    data = settings.BASE_DIR / "data"
    reasons = considered_out(data / "facts" / "considered_out.json")
    context = {
        "reasons": reasons,
        "considered": sum(len(trials) for _, trials in reasons),
        "left_out": left_out(data / "LEFT_OUT.md"),
    }
    return render(request, "site/scope.html", context)


@lru_cache(maxsize=4)
def considered_out(path: Path) -> list[tuple[str, list[dict]]]:
    """Trials that were looked at and left out, by reason; reasons of single trials stand together at the end."""
    if not path.exists():
        return []
    by_reason: dict[str, list[dict]] = defaultdict(list)
    for trial in json.loads(path.read_text(encoding="utf-8")):
        by_reason[_general(trial["reason"])].append(trial)
    frequent = [(reason, trials) for reason, trials in by_reason.items() if len(trials) >= FREQUENT]
    rest = [trial for trials in by_reason.values() if len(trials) < FREQUENT for trial in trials]
    frequent.sort(key=lambda item: (-len(item[1]), item[0]))
    return [*frequent, (OTHER, rest)] if rest else frequent


def _general(reason: str) -> str:
    """A reason without the word that was matched in one record, and without the name of a working list."""
    without_word = re.sub(r"\s*\([^)]*\)", "", reason)
    general = re.sub(r" already on \S+\.md", "", without_word)
    return general[:1].upper() + general[1:]


@lru_cache(maxsize=4)
def left_out(path: Path) -> list[LeftOut]:
    """The rows of the table in LEFT_OUT.md with the words of their reasons; none where there is no such file."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^(\d)\. \*\*(.+?)\*\*", text, re.MULTILINE))
    rows = re.findall(r"^\| `([^`]+)` \|[^|]*\| (\d) \| (.+) \|$", text, re.MULTILINE)
    return [LeftOut(record, reasons.get(number, number), why) for record, number, why in rows]
