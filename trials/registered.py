"""What registries say of a trial beside what its record holds: when, where they disagree, what curators hold against
them, what is not found any more. Pages and API read it here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models.fields.json import KT

from .choices import OverallStatus
from .document import TRIAL
from .ingest import facts
from .ingest.facts import Fact
from .ingest.kept import TYPED
from .ingest.mapping.trials import LABELS
from .models import RegistryAbsence, SourceRecord, Trial
from .normalisation import normalise_text
from .partial_date import PartialDateField, written_out

# Registries date their own records, and describe arms and places each in its own way.
_OWN_TO_EACH = {*facts.QUIET, *Trial.REGISTRY_ROWS, "conditions", "criteria", "keyword", "first_posted_on"}
# The ages as given say the same.
_OWN_TO_EACH |= {"minimum_age_years", "maximum_age_years"}
COMPARED = tuple(name for name in facts.OWNED if name not in _OWN_TO_EACH)


@dataclass(frozen=True)
class Entry:
    """A registry entry of the trial: its newest version, and when it was last seen or first missed."""

    source: str
    identifier: str
    version_date: str
    last_seen_on: str
    not_found_since: str = ""

    @property
    def label(self) -> str:
        return LABELS.get(self.source, self.source.removeprefix("registry:"))


@dataclass(frozen=True)
class Voice:
    """What one registry entry says in a field."""

    entry: Entry
    value: Any
    words: str


@dataclass(frozen=True)
class Said:
    """What several say in one field; ``reason`` is there where curators hold theirs against it."""

    field: str
    voices: list[Voice]
    reason: str = ""


@dataclass(frozen=True)
class Seen:
    """A status that a registry showed in an earlier version."""

    status: str
    date: str
    label: str


@dataclass(frozen=True)
class Registered:
    """All of it, for one trial."""

    entries: list[Entry] = field(default_factory=list)
    disagreements: list[Said] = field(default_factory=list)
    held: list[Said] = field(default_factory=list)
    earlier: list[Seen] = field(default_factory=list)

    @property
    def missing(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.not_found_since]


def registered(trial: Trial) -> Registered:
    """What registries say of a trial, in at most three queries (prefetch ``pins``)."""
    rows = SourceRecord.objects.of_record(trial.accession).from_registries().filter(source__in=TYPED)
    versions: dict[tuple[str, str], list[SourceRecord]] = {}
    for row in rows.defer("parsed").annotate(said_status=KT("parsed__overall_status")):
        versions.setdefault((row.source, row.identifier), []).append(row)
    missed = {
        (row.source, row.identifier): row.since
        for row in RegistryAbsence.objects.filter(accession=trial.accession, found_again_on="")
    }
    entries = [_entry(of_entry[-1], missed) for of_entry in versions.values()]
    entries += [Entry(*key, "", "", since) for key, since in missed.items() if key not in versions]
    pins = {pin.field: pin.reason for pin in trial.pins.all()}
    voices = _voices([of_entry[-1].pk for of_entry in versions.values()], entries) if pins or len(versions) > 1 else {}
    return Registered(
        sorted(entries, key=lambda entry: (entry.label, entry.identifier)),
        [Said(name, voices[name]) for name in COMPARED if name not in pins and _differ(name, voices.get(name, ()))],
        [Said(name, voices.get(name, []), reason) for name, reason in sorted(pins.items())],
        sorted(_earlier(versions.values()), key=lambda seen: seen.date),
    )


def _entry(row: SourceRecord, missed: dict[tuple[str, str], str]) -> Entry:
    since = missed.get((row.source, row.identifier), "")
    return Entry(row.source, row.identifier, row.version_date, row.last_seen_on or row.fetched_on, since)


def _voices(newest: list[int], entries: list[Entry]) -> dict[str, list[Voice]]:
    """Field → what each entry says in it, the latest first."""
    by_key = {(entry.source, entry.identifier): entry for entry in entries}
    told = [facts.told_by(row) for row in SourceRecord.objects.filter(pk__in=newest)]
    voices: dict[str, list[Voice]] = {}
    for each in facts.entries(told):
        for name, fact in facts.facts_of(each).items():
            if fact.value != facts.empty()[name]:
                voices.setdefault(name, []).append(_voice(by_key, name, fact))
    for of_field in voices.values():
        of_field.sort(key=lambda voice: voice.entry.version_date, reverse=True)
    return voices


def _voice(by_key: dict[tuple[str, str], Entry], name: str, fact: Fact) -> Voice:
    return Voice(by_key[fact.told.source, fact.told.identifier], fact.value, words_of(name, fact.value))


def _differ(name: str, voices: Sequence[Voice]) -> bool:
    if len(voices) < 2:
        return False
    first, *others = (_comparable(voice.value) for voice in voices)
    if isinstance(_column(name), PartialDateField):
        # A date that is known less exactly is not another date.
        return not all(str(other).startswith(str(first)) or str(first).startswith(str(other)) for other in others)
    return any(other != first for other in others)


def _comparable(value: Any) -> Any:
    return normalise_text(value) if isinstance(value, str) else value


def _earlier(versions: Iterable[list[SourceRecord]]) -> Iterable[Seen]:
    """Of each entry the statuses that it showed before, each with the first date on which it did."""
    for of_entry in versions:
        shown = ""
        for row in of_entry[:-1]:
            status = row.said_status or ""
            if status != shown and status in OverallStatus.values and status != of_entry[-1].said_status:
                yield Seen(str(OverallStatus(status).label), row.version_date, LABELS[row.source])
            shown = status


def words_of(name: str, value: Any) -> str:
    """A value of a field as a page shows it."""
    column = _column(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(words_of(name, each) for each in value) if _is_plain(value) else f"{len(value)} rows"
    if isinstance(column, PartialDateField):
        return written_out(str(value))
    return _labels(name).get(value, str(value))


def _is_plain(value: list[Any]) -> bool:
    return not any(isinstance(each, dict) for each in value)


def _column(name: str) -> Any:
    return TRIAL.model._meta.get_field(name) if name in TRIAL.fields else None


@cache
def _labels(name: str) -> dict[str, str]:
    column = _column(name)
    return {str(value): str(label) for value, label in column.flatchoices} if column is not None else {}
