"""Undoing at the desk: a proposal that starts from an older version, or from what one accepted change replaced."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime

from .. import curation
from ..curation.revisions import DECLINED
from ..document import Document, field_heading, shape_of, to_document
from ..history import differences
from ..models import CuratedRecord, RecordVersion, Revision

# Words of the address of a proposal.
VERSION, UNDO = "version", "undo"
# A mark of retraction is taken away by its own verb only, never along with something else.
_MARK = ("retraction_status", "retraction_checked_on")
_LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Start:
    """What a form is filled with beforehand: some fields, their source, and a sentence that says so."""

    document: Document
    source: str
    said: str


def start_of(request: HttpRequest, record: CuratedRecord) -> Start | None:
    """What the address asks to go back to, or None; Refusal where nothing would change."""
    if number := _number(request, VERSION):
        return _to_version(record, number)
    if key := _number(request, UNDO):
        return _without_change(record, key)
    return None


def history_path(record: CuratedRecord) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_history", args=[record.accession])


def _number(request: HttpRequest, word: str) -> int:
    text = request.GET.get(word, "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else 0


def _to_version(record: CuratedRecord, number: int) -> Start:
    version = RecordVersion.objects.numbered(record.accession, number)
    if version is None:
        raise Http404(f"{record.accession} has no version {number}.")
    document = {change["field"]: change["new"] for change in _differing(record, version.document)}
    if not document:
        raise curation.Refusal(f"Version {number} of {record.accession} says what the record says now.")
    said = f"The form holds what version {number} said. This differs from what is public now: {_named(document)}."
    return Start(document, f"Version {number} of this record.", said)


def _differing(record: CuratedRecord, document: Document) -> list[dict]:
    kept = _MARK if getattr(record, "is_marked", False) else ()
    found = differences(shape_of(record), to_document(record), document)
    return [change for change in found if change["field"] not in kept]


def _without_change(record: CuratedRecord, key: int) -> Start:
    """The old values of the fields of an accepted proposal that nobody changed since."""
    revision = Revision.objects.applied().of_record(record.accession).by_key(key).first()
    if revision is None:
        raise Http404(f"No accepted change {key} of {record.accession}.")
    present = to_document(record)
    applied = [
        change for change in revision.changes if change["field"] in present and change.get("decision") != DECLINED
    ]
    document = {each["field"]: each["old"] for each in applied if present[each["field"]] == each["new"]}
    since = [each["field"] for each in applied if present[each["field"]] not in (each["old"], each["new"])]
    left = f" Somebody changed this after it, so it stays as it is: {_named(since)}." if since else ""
    if not document:
        raise curation.Refusal(f"Nothing of the change of {record.accession} is left to undo.{left}")
    day = date_format(localtime(revision.decided_at), "j F Y")
    said = f"The form holds again what the change accepted on {day} replaced: {_named(document)}.{left}"
    return Start(document, _before(revision, day), said)


def _before(revision: Revision, day: str) -> str:
    made = RecordVersion.objects.of_record(revision.accession).filter(public_at=revision.decided_at).first()
    which = f"Version {made.version - 1} of this record, before" if made else "This record before"
    return f"{which} the change accepted on {day}."


def _named(names) -> str:
    return ", ".join(field_heading(name) for name in names)
