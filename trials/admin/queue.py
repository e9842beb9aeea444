"""What waits for a decision: change sets as one, and the records and revisions that stand alone; oldest first."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from .. import curation
from ..choices import Verb
from ..document import SHAPES, records_of
from ..models import ChangeSet, CuratedRecord, EditorialRequest, Revision
from .holds import Taken, all_taken
from .presentation import admin_path, kind_of, names_of_people
from .requests import request_path
from .sitting import parts_of, path_of_set


@dataclass(frozen=True)
class Entry:
    """One piece of work in the queue."""

    what: str
    kind: str
    name: str
    words: str
    path: str
    author: str
    since: datetime
    is_own: bool
    is_mine_to_decide: bool
    accessions: tuple[str, ...]
    record: CuratedRecord | None = None
    taken: Taken | None = None


def waiting(actor: curation.Actor) -> list[Entry]:
    """Everything that is submitted or proposed, oldest first. Whoever lacks only a statement of interests may decide:
    the page of the work itself asks for it."""
    actor = replace(actor, states_interests=True)
    people = names_of_people()
    sets = list(ChangeSet.objects.waiting())
    items = curation.items_by_set(sets)
    entries = [entry for each in sets if (entry := _sitting(each, items[each.pk], actor, people))]
    entries += _alone(actor, people, {item.accession for held in items.values() for item in held})
    taken = all_taken(actor)
    entries = [replace(entry, taken=_taken(entry, taken)) for entry in entries]
    return sorted(entries, key=lambda entry: (entry.since, entry.path))


def _sitting(
    change_set: ChangeSet, items: list[curation.Item], actor: curation.Actor, people: dict[str, str]
) -> Entry | None:
    """A submitted set in which something waits."""
    if not any(item.is_waiting for item in items):
        return None
    return Entry(
        what="Change set",
        kind=f"{len(items)} items" if len(items) > 1 else "1 item",
        name=str(change_set),
        words=", ".join(parts_of(items)),
        path=path_of_set(change_set),
        author=people.get(change_set.author, change_set.author),
        since=change_set.submitted_at,
        accessions=tuple(item.accession for item in items if item.is_waiting),
        is_own=change_set.author == actor.code,
        is_mine_to_decide=not curation.refusal_of_publishing_set(change_set, items, actor),
    )


def _alone(actor: curation.Actor, people: dict[str, str], in_sets: set[str]) -> list[Entry]:
    """What waits by itself. A proposal in a set that is still being written does not wait yet."""
    submitted = (record for shape in SHAPES for record in shape.model.objects.submitted())
    entries = [_submitted(record, actor, people) for record in submitted if record.accession not in in_sets]
    revisions = list(Revision.objects.open().in_no_change_set())
    records = records_of(revision.accession for revision in revisions)
    entries += [_proposed(revision, records[revision.accession], actor, people) for revision in revisions]
    requests = list(EditorialRequest.objects.open())
    records = records_of(asked.accession for asked in requests)
    return entries + [_asked(asked, records[asked.accession], actor, people) for asked in requests]


def _taken(entry: Entry, taken: dict[str, Taken]) -> Taken | None:
    """Who has the record, or one that waits in the set."""
    return next((taken[accession] for accession in entry.accessions if accession in taken), None)


def _submitted(record: CuratedRecord, actor: curation.Actor, people: dict[str, str]) -> Entry:
    return Entry(
        what="New",
        kind=kind_of(record),
        record=record,
        name=record.accession,
        accessions=(record.accession,),
        words=record.title_text(),
        path=admin_path(record.accession),
        author=people.get(record.edited_by, record.edited_by),
        since=record.updated_at,
        is_own=actor.code in curation.contributors(record),
        is_mine_to_decide=Verb.PUBLISH in curation.available(record, actor),
    )


def _proposed(revision: Revision, record: CuratedRecord, actor: curation.Actor, people: dict[str, str]) -> Entry:
    return Entry(
        what="Change",
        kind=kind_of(record),
        record=record,
        name=record.accession,
        accessions=(record.accession,),
        words=record.title_text(),
        path=reverse("admin:trials_revision_change", args=[revision.pk]),
        author=people.get(revision.author, revision.author),
        since=revision.created_at,
        is_own=revision.author == actor.code,
        is_mine_to_decide=Verb.ACCEPT in curation.available_on(revision, record, actor),
    )


def _asked(asked: EditorialRequest, record: CuratedRecord, actor: curation.Actor, people: dict[str, str]) -> Entry:
    return Entry(
        what=f"{asked.get_kind_display()} at once, to confirm" if asked.was_urgent else asked.get_kind_display(),
        kind=kind_of(record),
        record=record,
        name=record.accession,
        accessions=(record.accession,),
        words=record.title_text(),
        path=request_path(asked),
        author=people.get(asked.requested_by, asked.requested_by),
        since=asked.requested_at,
        is_own=asked.requested_by == actor.code,
        is_mine_to_decide=Verb(asked.kind) in curation.available_on_request(asked, record, actor),
    )
