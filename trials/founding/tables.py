"""The inputs of the founding release: fact files and mapping tables, read once."""

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

Fact = dict[str, Any]
Row = dict[str, str]

DATA = Path(settings.BASE_DIR) / "data"
TRIAL_FILES = (
    "trials.json",
    "trials_new.json",
    "trials_no_registry_id.json",
    "trials_new_no_registry_id.json",
)
PUBLICATION_FILES = ("reviews.json", "reviews_new.json", "primary_studies.json")
PAYLOAD_FILES = ("payloads.json", "payloads_new.json")
FINDING_FILES = ("findings.json", "findings_new.json")


@cache
def facts(name: str) -> list[Fact]:
    """The records of a fact file; for the tree its nodes."""
    content = json.loads((DATA / "facts" / name).read_text(encoding="utf-8"))
    return content["nodes"] if isinstance(content, dict) else content


@cache
def mapping(name: str) -> list[Row]:
    """The rows of a mapping table."""
    with (DATA / "mapping" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by(name: str, key: str) -> dict[str, Row]:
    """A mapping table by the one column that tells its rows apart."""
    return {row[key]: row for row in mapping(name)}


@cache
def grouped(name: str, key: str) -> dict[str, list[Row]]:
    """A mapping table by a column that several rows share, in file order."""
    groups: dict[str, list[Row]] = {}
    for row in mapping(name):
        groups.setdefault(row[key], []).append(row)
    return groups


def listed(cell: str) -> list[str]:
    """The values of a list cell."""
    return [value for value in cell.split("|") if value]


@cache
def trial_facts() -> dict[str, tuple[str, Fact]]:
    """Trials by key: (fact file, fact). Those without a registry id have a key of the mapping."""
    without_id = {(row["file"], int(row["position"])): row["key"] for row in mapping("trial_keys")}
    found = {}
    for name in TRIAL_FILES:
        for position, fact in enumerate(facts(name), start=1):
            found[fact["registry_id"] or without_id[name, position]] = (name, fact)
    return found


@cache
def trial_details() -> dict[str, Fact]:
    """What was read later of a trial, by its key."""
    return {fact["registry_id"] or fact["key"]: fact for fact in facts("trials_deep.json")}


def printed_note(record: str, field: str, fact_text: str | None) -> str:
    """A note as it may be printed: the fact's own words, or the text that stands for them."""
    row = _notes().get((record, field))
    return row["public_text"] if row else worded(fact_text)


def worded(text: str | None) -> str:
    """A text of the facts without words of the gathering (files, hosts of copies) in it."""
    for pattern, replacement in _wording():
        text = pattern.sub(replacement, text) if text else ""
    return text or ""


@cache
def _wording() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"]), row["replacement"]) for row in mapping("wording")]


@cache
def _notes() -> dict[tuple[str, str], Row]:
    return {(row["record"], row["field"]): row for row in mapping("notes")}


def authority_url(url: str | None) -> str:
    """The address, if it is an authority's; nothing for copies and mirrors."""
    host = urlsplit(url or "").netloc
    row = by("source_hosts", "host").get(host)
    return url if url and row and row["authority"] == "yes" else ""
