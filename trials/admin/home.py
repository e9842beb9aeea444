"""The first page of the desk: what is mine, what is to be decided, what is to be looked after; each with its list."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from .. import curation
from ..choices import ReadingState
from ..document import SHAPES, records_of
from ..models import (
    ChangeSet,
    CuratedRecord,
    EditorialRequest,
    Finding,
    Flag,
    LookAgain,
    ProposalOutcome,
    Publication,
    ReadingItem,
    RegistryAbsence,
    ReviewEvent,
    Revision,
    SourceSuggestion,
    Trial,
)  # fmt: skip
from . import failing, queue
from .confirming import SECOND_LOOK, TO_CONFIRM, Watch
from .guard import actor_of
from .holds import all_taken
from .notices import unread_count
from .presentation import admin_path, age

SHOWN = 4


@dataclass(frozen=True)
class Item:
    """A record of mine, with what an editor wrote to it."""

    record: CuratedRecord
    path: str
    note: str = ""


@dataclass(frozen=True)
class Tile:
    """A number with its list; no number where it was not counted."""

    title: str
    path: str
    count: int | None
    words: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    title: str
    tiles: list[Tile]


def home_context(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows to this person; nothing to somebody without a role."""
    actor = actor_of(request)
    if not actor.is_curator:
        return {"actor": actor, "groups": []}
    return {
        "actor": actor,
        "is_new_here": not ReviewEvent.objects.filter(actor=actor.code).exists(),
        "groups": [
            Group("Mine", list(_mine(request, actor))),
            Group("To decide", list(_to_decide(actor))),
            Group("To look after", list(_to_look_after())),
        ],
    }


def mine_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """All drafts, what came back, and what waits for others."""
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    context |= {
        "title": "My work",
        "lists": [
            ("returned", "Returned to me", "Nothing came back.", _items(_each("returned_to", actor.code))),
            ("drafts", "My drafts", "No drafts.", _items(_each("drafts_of", actor.code))),
            ("waiting", "Waiting for others", "Nothing waits.", _handed_in(actor)),
        ],
    }
    return TemplateResponse(request, "admin/desk/mine.html", context)


def _mine(request: HttpRequest, actor: curation.Actor) -> Iterator[Tile]:
    path = reverse("admin:mine")
    returned, drafts = (_items(_each(word, actor.code)) for word in ("returned_to", "drafts_of"))
    handed_in = _handed_in(actor)
    yield Tile("Returned to me", f"{path}#returned", len(returned), "Nothing came back.", returned[:SHOWN])
    yield Tile("My drafts", f"{path}#drafts", len(drafts), "None begun.", drafts[:SHOWN])
    yield Tile("Waiting for others", f"{path}#waiting", len(handed_in), "What you submitted and proposed.")
    sets = ChangeSet.objects.by(actor.code).unfinished().count()
    yield Tile("My change sets", reverse("admin:change_sets"), sets, "Sittings with a paper that are not finished.")
    reading = ReadingItem.objects.assigned_to_person(actor.code).in_state(ReadingState.ASSIGNED).count()
    yield Tile("I am reading", f"{reverse('admin:reading')}?state=mine", reading, "Papers and trials that you took.")
    yield Tile("New notices", reverse("admin:notices"), unread_count(request), "What others did that concerns you.")


def _to_decide(actor: curation.Actor) -> Iterator[Tile]:
    """What editors decide on; readers' messages are answered by everybody here."""
    if actor.is_editor:
        yield from _for_editors(actor)
    flags, suggestions = Flag.objects.open().count(), SourceSuggestion.objects.open().count()
    words = (
        f"{flags} on records, {suggestions} suggested." if flags or suggestions else "No reader waits for an answer."
    )
    yield Tile("Flags and suggestions", reverse("admin:messages"), flags + suggestions, words)


def _for_editors(actor: curation.Actor) -> Iterator[Tile]:
    entries = [entry for entry in queue.waiting(actor) if entry.is_mine_to_decide]
    words = f"The oldest has waited {age(entries[0].since)}." if entries else "Nothing waits for you."
    yield Tile("Waiting for an editor", reverse("admin:queue"), len(entries), f"{words} {_taken(actor)}".strip())
    sets = ChangeSet.objects.waiting().exclude(author=actor.code)
    words = _oldest(sets, "submitted_at") or "No sitting waits to be published."
    yield Tile("Change sets", reverse("admin:change_sets"), sets.count(), words)
    requests = EditorialRequest.objects.open().exclude(requested_by=actor.code)
    words = _oldest(requests, "requested_at") or "No withdrawal, merger or restoration is asked for."
    yield Tile("Requests", reverse("admin:requests"), requests.count(), words)


def _to_look_after() -> Iterator[Tile]:
    to_read = ReadingItem.objects.in_state(ReadingState.TO_READ)
    yield Tile(
        "Reading queue", f"{reverse('admin:reading')}?state=to_read", to_read.count(),
        _oldest(to_read.waiting(), "created_at") or "Nothing is to be read.",
    )  # fmt: skip
    yield _watched(
        TO_CONFIRM, "Founding records to check", "Compiled for a release, not yet checked by a second person."
    )
    yield _watched(SECOND_LOOK, "Second look", "Old findings, and trials whose status nobody confirmed lately.")
    marked = Publication.objects.public().marked()
    touched = Finding.objects.public().resting_on_marked().count()
    words = (
        f"{marked.count()} publications marked; findings that rest on them." if touched else "No finding rests on one."
    )
    yield Tile("Retractions that touch findings", reverse("admin:retractions"), touched, words)
    yield from _from_registries()
    untraced = Finding.objects.public().untraced()
    yield Tile("Findings without their study", reverse("admin:unsourced"), untraced.count(), "In patients first.")
    decided = ProposalOutcome.objects.count()
    yield Tile("Proposals decided", reverse("admin:proposals"), decided, "What became of what the rules proposed.")
    faults = failing.known()
    words = "Not counted for the present data." if faults is None else "Rules of the base that do not hold."
    yield Tile("Failing a check", reverse("admin:failing"), None if faults is None else len(faults), words)


def _from_registries() -> Iterator[Tile]:
    path = reverse("admin:registry")
    again = LookAgain.objects.open()
    words = _oldest(again, "since") or "No trial changed in a way that findings should hear of."
    yield Tile("Findings to look at again", f"{path}#look-again", again.count(), words)
    changed = ReviewEvent.objects.latest_synced().since(timezone.now() - timedelta(days=30)).count()
    absent = RegistryAbsence.objects.open().count()
    words = f"{absent} not found in the registry any more." if absent else "Within the last 30 days."
    yield Tile("Changed registry facts", f"{path}#changed", changed, words)
    drafts = Trial.objects.unclaimed().count()
    yield Tile("Drafts from registries", f"{path}#drafts", drafts, "Nobody has written on them yet.")


def _watched(watch: Watch, title: str, words: str) -> Tile:
    count = sum(watch.records(model).count() for model in watch.orders)
    return Tile(title, watch.path, count, words)


def _each(word: str, code: str) -> Iterable[CuratedRecord]:
    """Records of all kinds that a word of theirs finds for a person."""
    reads: list[Callable] = [getattr(shape.model.objects, word) for shape in SHAPES]
    return sorted(
        (record for read in reads for record in read(code)), key=lambda record: record.updated_at, reverse=True
    )


def _items(records: Iterable[CuratedRecord]) -> list[Item]:
    return [Item(record, admin_path(record.accession), record.return_note) for record in records]


def _handed_in(actor: curation.Actor) -> list[Item]:
    """What a person submitted or proposed and nobody has decided yet, the oldest first."""
    submitted = [record for shape in SHAPES for record in shape.model.objects.submitted().filter(edited_by=actor.code)]
    own = list(Revision.objects.open().by(actor.code))
    records = records_of(revision.accession for revision in own)
    changes = [
        Item(
            records[revision.accession],
            reverse("admin:trials_revision_change", args=[revision.pk]),
            "A proposed change.",
        )
        for revision in own
    ]
    return [*_items(sorted(submitted, key=lambda record: record.updated_at)), *changes]


def _taken(actor: curation.Actor) -> str:
    """Who reviews what just now."""
    taken = all_taken(actor)
    if not taken:
        return ""
    names = sorted({"you" if hold.is_mine else hold.name for hold in taken.values()}, key=str.casefold)
    return f"{len(taken)} taken by {', '.join(names)}."


def _oldest(rows: Any, column: str) -> str:
    since = rows.order_by(column).values_list(column, flat=True).first()
    return f"The oldest has waited {age(since)}." if since else ""
