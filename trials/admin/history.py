"""The history of a record at the desk: its versions compared, who set which field, proposals, requests, the log."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from .. import curation
from ..choices import Verb
from ..document import field_heading, shape_of
from ..history import differences
from ..models import CuratedRecord, EditorialRequest, RecordVersion, ReviewEvent, Revision, SourceRecord
from ..models.editorial import APPLIED
from .comparison import FieldComparison, compare
from .guard import actor_of
from .presentation import Words, linked, name_of, names_of_people
from .tracing import Making, makings_of, who_set


@dataclass(frozen=True)
class Logged:
    """One line of the log, with the names of people."""

    event: ReviewEvent
    by: str
    note: str


@dataclass(frozen=True)
class Proposed:
    """A proposed change, and what was decided on each of its fields: (label, decision, reason)."""

    revision: Revision
    by: str
    decided_by: str
    fields: list[tuple[str, str, str]]
    is_applied: bool


@dataclass(frozen=True)
class Asked:
    """A request that concerns the record."""

    request: EditorialRequest
    by: str
    decided_by: str


class HistoryPage:
    """Mixin of the desk of one kind of record."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Everything that was done to a record, in a bounded number of queries."""
        record, people = self._record(request, object_id), names_of_people()
        events = list(ReviewEvent.objects.of_record(record.accession))
        revisions = list(Revision.objects.of_record(record.accession))
        requests = list(EditorialRequest.objects.concerning(record.accession))
        versions = list(RecordVersion.objects.of_record(record.accession))
        makings = makings_of(versions, events, revisions, requests, people)
        set_together, never_filled = who_set(record, makings)
        context = {
            **self._context(request, record, f"History of {record.accession}"),
            **_compared(request, record, makings),
            "makings": makings[::-1],
            "set_together": set_together,
            "never_filled": never_filled,
            "proposals": [_proposed(revision, people) for revision in reversed(revisions)],
            "requests": [_asked(each, people) for each in requests],
            "kept_sources": SourceRecord.objects.filter(accession=record.accession).defer("parsed"),
            "events": [_logged(event, people) for event in events],
            "may_go_back": not curation.refusal_of(Verb.PROPOSE, record, actor_of(request)),
        }
        return TemplateResponse(request, "admin/desk/history.html", context)


def _compared(request: HttpRequest, record: CuratedRecord, makings: list[Making]) -> dict[str, Any]:
    """Two versions field by field: those asked for, else the last two; nothing where there is only one."""
    if len(makings) < 2:
        return {}
    numbers = {str(made.number): made.version for made in makings}
    old = numbers.get(request.GET.get("from", ""), makings[-2].version)
    new = numbers.get(request.GET.get("to", ""), makings[-1].version)
    return {"old": old, "new": new, "compared": _fields(record, old, new)}


def _fields(record: CuratedRecord, old: RecordVersion, new: RecordVersion) -> list[FieldComparison]:
    changes = differences(shape_of(record), old.document, new.document)
    sides = [{change["field"]: change[side] for change in changes} for side in ("old", "new")]
    words = Words(shape_of(record), *sides)
    return [compare(words, change, change["new"]) for change in changes]


def _proposed(revision: Revision, people: dict[str, str]) -> Proposed:
    fields = [
        (field_heading(change["field"]), change.get("decision", ""), change.get("reason", ""))
        for change in revision.changes
    ]
    return Proposed(
        revision,
        name_of(revision.author, people),
        name_of(revision.decided_by, people),
        fields,
        revision.status in APPLIED,
    )


def _asked(request: EditorialRequest, people: dict[str, str]) -> Asked:
    return Asked(request, name_of(request.requested_by, people), name_of(request.decided_by, people))


def _logged(event: ReviewEvent, people: dict[str, str]) -> Logged:
    return Logged(event, name_of(event.actor, people), linked(event.note, people=people))
