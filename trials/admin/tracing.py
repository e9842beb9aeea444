"""“Who set this?”: for each field the version that gave it its present value, and what made that version."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator

from ..choices import ReviewBasis, Verb
from ..document import Document, field_heading, shape_of
from ..history import basis_of
from ..models import CuratedRecord, EditorialRequest, RecordVersion, ReviewEvent, Revision
from .presentation import Line, Words, linked, name_of

_LONGEST = 160


@dataclass(frozen=True)
class Making:
    """What made one version: by which verb, from which proposal or request, by whom, on whose review."""

    version: RecordVersion
    before: int
    verb: str
    did: str
    author: str
    reviewer: str
    basis: str
    source: str
    note: str
    revision: Revision | None
    request: EditorialRequest | None

    @property
    def number(self) -> int:
        return self.version.version

    @property
    def at(self) -> datetime:
        return self.version.public_at


@dataclass(frozen=True)
class SetTogether:
    """The fields that got their present values by one version, and who checked the whole record since."""

    making: Making
    checked: Making | None
    lines: list[Line]


def makings_of(
    versions: list[RecordVersion],
    events: list[ReviewEvent],
    revisions: list[Revision],
    requests: list[EditorialRequest],
    people: dict[str, str],
) -> list[Making]:
    """What made each version, the first first. Release and registry are named where nobody wrote it here."""
    done = {event.n: event for event in events if event.n is not None and event.verb != Verb.RETRACTED}
    accepted = {revision.decided_at: revision for revision in revisions}
    asked = {request.n: request for request in requests if request.n is not None}
    makings, before = [], 0
    for version in versions:
        event, request = done.get(version.n_from), asked.get(version.n_from)
        revision = accepted.get(version.public_at) if event and event.verb in (Verb.ACCEPT, Verb.SYNC) else None
        makings.append(_making(version, before, event, revision, request, people))
        before = version.version
    return makings


def _making(
    version: RecordVersion,
    before: int,
    event: ReviewEvent | None,
    revision: Revision | None,
    request: EditorialRequest | None,
    people: dict[str, str],
) -> Making:
    verb = event.verb if event else ""
    if revision:
        source, note, basis = revision.source, revision.note, str(revision.get_review_basis_display())
    else:
        source = f"{request.get_kind_display()} of {request.accession}: {request.reason}" if request else ""
        note, basis = event.note if event else "", basis_of(version, verb)
    return Making(
        version, before, verb, did=str(Verb(verb).label) if verb else "Made public",
        author=name_of(version.author, people), reviewer=name_of(version.reviewer, people), basis=basis,
        source=linked(source, people=people), note=linked(note, people=people), revision=revision, request=request,
    )  # fmt: skip


def who_set(record: CuratedRecord, makings: list[Making]) -> tuple[list[SetTogether], list[str]]:
    """(fields by the version that set them, the latest first; labels of those that never held anything)."""
    if not makings:
        return [], []
    shape, present = shape_of(record), makings[-1].version.document
    words = Words(shape, present)
    lines: dict[int, list[Line]] = {}
    empty = []
    for name in shape.keys:
        index = _set_by(name, makings)
        if index == 0 and present.get(name) in ("", None, []):
            empty.append(field_heading(name))
        else:
            lines.setdefault(index, []).append(Line(field_heading(name), _value(words, name, present)))
    together = [SetTogether(makings[index], _checked_after(index, makings), lines[index]) for index in sorted(lines)]
    return together[::-1], empty


def _set_by(name: str, makings: list[Making]) -> int:
    """Index of the version from which on the field holds its present value."""
    index = len(makings) - 1
    present = makings[index].version.document.get(name)
    while index and makings[index - 1].version.document.get(name) == present:
        index -= 1
    return index


def _checked_after(index: int, makings: list[Making]) -> Making | None:
    """The last time that somebody compared the whole record with its source, after this version."""
    later = zip(makings[index:], makings[index + 1 :], strict=False)
    checks = [made for before, made in later if _is_whole_check(before, made)]
    return checks[-1] if checks else None


def _is_whole_check(before: Making, made: Making) -> bool:
    two = ReviewBasis.TWO_PEOPLE
    became = made.version.review_basis == two != before.version.review_basis
    return made.verb == Verb.CONFIRM or (made.verb == Verb.ACCEPT and became)


def _value(words: Words, name: str, document: Document) -> str:
    value = document.get(name)
    if any(child.name == name for child in words.shape.children):
        return f"{len(value or [])} row{'' if len(value or []) == 1 else 's'}"
    is_many = isinstance(value, list)
    if not is_many and words.is_prose(name) and value:
        return Truncator(value).chars(_LONGEST)
    return words.value(name, [] if value is None and is_many else value)
