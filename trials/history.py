"""What happened to a record in public: which version, when, on whose review, and which of its fields changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .choices import ReviewBasis, Verb
from .document import Document, Shape, brought_up, diff, field_words, shape_of
from .models import CuratedRecord, Person, RecordVersion, ReviewEvent

# Steps that a page shows at most; the earlier ones are in the data of the releases.
MOST = 60

_DONE = {
    Verb.PUBLISH: "New",
    Verb.ACCEPT: "Changed",
    Verb.WITHDRAW: "Withdrawn",
    Verb.MERGE: "Merged into another record",
    Verb.RESTORE: "Public again",
    Verb.LOAD: "Loaded with a release",
}


@dataclass(frozen=True)
class Step:
    """One public change of a record; ``basis`` is empty where it made no version."""

    done: str
    version: int
    at: datetime
    basis: str
    fields: list[str]
    note: str
    wrote: str
    reviewed: str


@dataclass(frozen=True)
class History:
    """The steps, the latest first, and whether there are earlier ones."""

    steps: list[Step]
    goes_on: bool


def done(verb: str) -> str:
    """What a public verb did, in a word for readers."""
    return _DONE.get(Verb(verb), str(Verb(verb).label))


def differences(shape: Shape, old: Document, new: Document) -> list[dict[str, Any]]:
    """Field by field what differs between two versions, as ``diff`` gives it, in the fields that the kind has now.

    A field that the older program did not have was at its default in ``old``; of it ``new`` says nothing.
    """
    found = diff(brought_up(shape, old), brought_up(shape, new))
    return [change for change in found if change["field"] in new]


def history_of(record: CuratedRecord) -> History:
    """The public history of a record, in at most three queries, however long it is."""
    events = list(ReviewEvent.objects.public_of(record.accession)[: MOST + 1])
    versions = _versions(record)
    names = _names(record, versions.values())
    fields = _changed_fields(record, versions)
    steps = [_step(event, versions.get(event.version), fields, names) for event in events[:MOST]]
    return History(steps, goes_on=len(events) > MOST)


def _versions(record: CuratedRecord) -> dict[int, RecordVersion]:
    """The versions that may be shown, the latest first, and the one before; a single one without its document."""
    found = RecordVersion.objects.latest_first(record.accession)
    found = found.defer(None) if record.version > 1 else found
    return {version.version: version for version in found[: MOST + 1]}


def _names(record: CuratedRecord, versions: Iterable[RecordVersion]) -> dict[str, str]:
    """Code → public name of those who want to be named on the record."""
    codes = {code for version in versions for code in (version.author, version.reviewer) if code.startswith("person:")}
    people = Person.objects.coded(*codes).willing_on(record.accession) if codes else ()
    return {str(person): person.public_name for person in people}


def _changed_fields(record: CuratedRecord, versions: dict[int, RecordVersion]) -> dict[int, list[str]]:
    """Version → names of the fields in which it differs from the one before."""
    shape, ordered = shape_of(record), sorted(versions.values(), key=lambda version: version.version)
    pairs = zip(ordered, ordered[1:], strict=False)
    return {
        new.version: [field_words(change["field"]) for change in differences(shape, old.document, new.document)]
        for old, new in pairs
    }


def _step(
    event: ReviewEvent, version: RecordVersion | None, fields: dict[int, list[str]], names: dict[str, str]
) -> Step:
    made = version if version and version.n_from == event.n else None
    return Step(
        done=done(event.verb),
        version=event.version,
        at=event.at,
        basis=basis_of(made, event.verb) if made else "",
        fields=fields.get(made.version, []) if made and event.verb != Verb.MARK else [],
        note=event.public_note,
        wrote=names.get(made.author, "") if made else "",
        reviewed=names.get(made.reviewer, "") if made else "",
    )


def basis_of(version: RecordVersion, verb: str) -> str:
    """On whose review the change rests that made a version: a change speaks of its own fields, not of the record."""
    if verb == Verb.SYNC:
        return str(ReviewBasis.REGISTRY.label)
    if verb != Verb.ACCEPT:
        return str(version.get_review_basis_display())
    alone = version.author == version.reviewer
    return str((ReviewBasis.ONE_PERSON if alone else ReviewBasis.TWO_PEOPLE).label)
