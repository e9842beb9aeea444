"""What registries say of one trial, all versions together: which value counts, and what that changes of its document.

The outcome is a function of what was said, not of the order in which it came. Of each registry entry the newest version
speaks; of several entries that name a field the one with the newest date does. A registry that stops saying what it
once said takes it back; what it never spoke of stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..choices import CriterionWording
from ..document import TRIAL, Document, canonical, diff, empty_document
from ..models import SourceRecord, Trial
from ..sources.registries import ictrp
from ..sources.study import Study
from . import kept
from .known import Number
from .mapping import document_of_study

OWNED = (*Trial.REGISTRY_FIELDS, *Trial.REGISTRY_FACETS, *Trial.REGISTRY_ROWS, "conditions", "criteria")
# Where the status comes from, its dates and source come from too.
OF_THE_STATUS = ("status_confirmed_on", "status_seen_on", "status_source")
# What moves with every version of a registry entry, and says no more than that it was read.
QUIET = frozenset((*OF_THE_STATUS, "verified_on", "record_updated_on", "status_history", "sources"))
# What a finding should hear of.
TELLING = (
    "overall_status",
    "start_date",
    "primary_completion_date",
    "completion_date",
    "enrolment",
    "phase",
    "results_posted",
)
# It passes on what other registries say, and is silent where they speak for themselves.
PORTALS = (ictrp.SOURCE,)


@dataclass(frozen=True)
class Told:
    """One version of one registry entry, as fields of a trial."""

    source: str
    identifier: str
    version_date: str
    last_seen_on: str
    sha256: str
    is_partial: bool
    document: Document

    @property
    def order(self) -> tuple[str, ...]:
        """As ``SourceRecordQuerySet.in_time`` has it."""
        return self.version_date, self.last_seen_on, self.source, self.identifier, self.sha256


@dataclass(frozen=True)
class Fact:
    """A value, and who said it."""

    value: Any
    told: Told


@dataclass(frozen=True)
class Comparison:
    """What the registries change of a trial: the fields, those of them that say something new, and pins in the way."""

    changes: Document
    news: tuple[str, ...]
    pinned: dict[str, Any]
    is_older: bool = False

    @property
    def look_again(self) -> tuple[str, ...]:
        return tuple(name for name in TELLING if name in self.news)


def told_by(row: SourceRecord, study: Study | None = None) -> Told:
    """What a kept version says; ``study`` is its typed record, where that is at hand."""
    study = study or kept.typed(row)
    document, _ = document_of_study(study, row.fetched_on)
    return Told(
        row.source, row.identifier, row.version_date, row.last_seen_on, row.sha256, study.is_partial, document
    )  # fmt: skip


def entries(told: Iterable[Told]) -> list[list[Told]]:
    """The versions of each registry entry, the newest last; entries in a fixed order."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for each in told:
        found[each.identifier, each.source].append(each)
    spoken = {identifier for identifier, source in found if source not in PORTALS}
    return [
        found[identifier, source]
        for identifier, source in sorted(found)
        if source not in PORTALS or identifier not in spoken
    ]


def facts_of(versions: Sequence[Told]) -> dict[str, Fact]:
    """What one registry entry says: its newest version, and what earlier ones said where that one is partial."""
    facts: dict[str, Fact] = {}
    for told in versions:
        if not told.is_partial:
            facts = {name: Fact(empty()[name], told) for name in facts}
        said = {name: Fact(told.document[name], told) for name in OWNED if name in told.document}
        facts |= {name: fact for name, fact in said.items() if not _is_said_better(facts.get(name), told)}
    return facts


def _is_said_better(fact: Fact | None, told: Told) -> bool:
    """Whether a table of chosen columns would put its words over those of the whole record of the same date."""
    if fact is None or not told.is_partial or fact.told.is_partial:
        return False
    return fact.told.version_date >= told.version_date


def counting(of_entries: Sequence[dict[str, Fact]]) -> dict[str, Fact]:
    """Field by field the value that counts: the newest that says something."""
    counts: dict[str, Fact] = {}
    for facts in of_entries:
        for name, fact in facts.items():
            if name not in counts or _rank(name, fact) > _rank(name, counts[name]):
                counts[name] = fact
    if status := counts.get("overall_status"):
        for name in OF_THE_STATUS:
            counts[name] = Fact(status.told.document.get(name, empty()[name]), status.told)
    return counts


def _rank(name: str, fact: Fact) -> tuple[bool, str]:
    return fact.value != empty()[name], fact.told.version_date


def compared(base: Document, told: Sequence[Told], foreign: Iterable[Number] = ()) -> Comparison:
    """What all that registries said changes of a trial whose document is ``base``.

    ``told`` is in the order of time. Numbers that another trial of ours has are not taken over.
    """
    if not told or _is_newer(base["record_updated_on"] or base["status_confirmed_on"], told):
        return Comparison({}, (), {}, is_older=True)
    versions = entries(told)
    counts = counting([facts_of(each) for each in versions])
    wanted = {name: fact.value for name, fact in counts.items()}
    if "conditions" in wanted:
        wanted["conditions"] = _conditions(base, wanted["conditions"])
    if "criteria" in wanted:
        wanted["criteria"] = _criteria(base, wanted["criteria"])
    wanted |= {
        "identifiers": _identifiers(base, told, set(foreign)),
        "secondary_ids": _secondary_ids(base, versions),
        "status_history": _status_history(base, versions),
        "sources": _sources(base, versions),
    }
    wanted = canonical(TRIAL, wanted)
    differing = {change["field"]: change["new"] for change in diff(base, wanted)}
    held = {row["field"] for row in base["pins"]}
    changes = {name: value for name, value in differing.items() if name not in held}
    news = tuple(name for name in changes if name not in QUIET and not _is_only_later(name, base, changes[name]))
    return Comparison(changes, news, {name: value for name, value in differing.items() if name in held})


def _is_newer(held: str, told: Sequence[Told]) -> bool:
    """Whether the trial holds a later word of its registry than any that was kept."""
    newest = max(each.version_date for each in told)
    return newest < held and not held.startswith(newest or "-")


def _is_only_later(name: str, base: Document, value: Any) -> bool:
    """Sites that differ in nothing but the date on which they were seen."""
    return name == "sites" and _undated(base["sites"]) == _undated(value)


def _undated(rows: list[Document]) -> list[Document]:
    return [row | {"as_of": ""} for row in rows]


@cache
def empty() -> Document:
    """A trial of which nothing is said."""
    return empty_document(TRIAL)


# Lists to which a registry adds its own


def _conditions(base: Document, said: list[Document]) -> list[Document]:
    """The registry's words, with what curators found each to be about."""
    kinds = {row["text"]: row["kind"] for row in base["conditions"]}
    return [row | {"kind": kinds.get(row["text"], row["kind"])} for row in said]


def _criteria(base: Document, said: list[Document]) -> list[Document]:
    """The registry's words, unless curators have put the criteria in their own."""
    is_curated = any(row["wording"] == CriterionWording.OWN for row in base["criteria"])
    return base["criteria"] if is_curated else said


def _identifiers(base: Document, told: Sequence[Told], foreign: set[Number]) -> list[Document]:
    """A number that a registry once gave still leads to the trial."""
    numbers = {(row["registry"], row["identifier"]) for row in base["identifiers"]}
    numbers |= {
        (row["registry"], row["identifier"]) for each in told for row in each.document.get("identifiers", ())
    } - foreign
    return [{"registry": registry, "identifier": identifier} for registry, identifier in sorted(numbers)]


def _secondary_ids(base: Document, versions: list[list[Told]]) -> list[Document]:
    earlier = [row for each in versions for told in each[:-1] for row in told.document.get("secondary_ids", ())]
    stays = [row for row in base["secondary_ids"] if row not in earlier]
    known = {row["value"] for row in (*stays,)} | {row["identifier"] for row in base["identifiers"]}
    latest = [row for each in versions for row in each[-1].document.get("secondary_ids", ())]
    added = {row["value"]: row for row in latest if row["value"] not in known}
    return [*stays, *added.values()]


def _status_history(base: Document, versions: list[list[Told]]) -> list[Document]:
    """What other sources saw, and what each registry entry says now; what it said before is in the source records."""
    latest = [row for each in versions for row in each[-1].document.get("status_history", ())]
    labels = {row["source"] for each in versions for told in each for row in told.document.get("status_history", ())}
    stays = [row for row in base["status_history"] if row["source"] not in labels]
    return _numbered([*stays, *latest])


def _sources(base: Document, versions: list[list[Told]]) -> list[Document]:
    latest = [row for each in versions for row in each[-1].document.get("sources", ())]
    own = tuple(row["what"].partition(",")[0] for row in latest)
    stays = [row for row in base["sources"] if row["what"].partition(",")[0] not in own]
    return _numbered([*stays, *latest])


def _numbered(rows: list[Document]) -> list[Document]:
    return [row | {"position": position} for position, row in enumerate(rows, start=1)]
