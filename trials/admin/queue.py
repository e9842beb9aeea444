"""What waits for a decision: submitted records and open revisions, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from .. import curation
from ..choices import Verb
from ..document import SHAPES
from ..models import CuratedRecord, Revision
from .presentation import admin_path, kind_of, names_of_people, records_of


@dataclass(frozen=True)
class Entry:
    """One piece of work in the queue."""

    what: str
    kind: str
    record: CuratedRecord
    path: str
    author: str
    since: datetime
    is_own: bool
    is_mine_to_decide: bool


def waiting(actor: curation.Actor) -> list[Entry]:
    """Everything that is submitted or proposed, oldest first."""
    people = names_of_people()
    entries = [_submitted(record, actor, people) for shape in SHAPES for record in shape.model.objects.submitted()]
    revisions = list(Revision.objects.open())
    records = records_of(revision.accession for revision in revisions)
    entries += [_proposed(revision, records[revision.accession], actor, people) for revision in revisions]
    return sorted(entries, key=lambda entry: (entry.since, entry.path))


def _submitted(record: CuratedRecord, actor: curation.Actor, people: dict[str, str]) -> Entry:
    return Entry(
        what="New",
        kind=kind_of(record),
        record=record,
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
        path=reverse("admin:trials_revision_change", args=[revision.pk]),
        author=people.get(revision.author, revision.author),
        since=revision.created_at,
        is_own=revision.author == actor.code,
        is_mine_to_decide=Verb.ACCEPT in curation.available_on(revision, record, actor),
    )
