"""The verbs of proposed changes: propose, accept field by field, decline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .. import rules
from ..choices import ReviewBasis, RevisionStatus, Verb
from ..document import Document, canonical, diff, shape_of, to_document, whole, with_parts
from ..models import CuratedRecord, Revision
from .actors import Actor
from .holds import demand_free, release
from .moves import Refusal, demand, refusal_of_own_mark
from .retraction import mark_of, tell_findings
from .set_items import close_finished
from .spine import (
    demand_complete,
    keep_old_slug,
    locked,
    locked_all,
    log,
    log_all,
    make_public,
    move,
    next_n,
    record_of,
    write_whole,
)

ACCEPTED, DECLINED = "accepted", "declined"
# What its author writes of a revision.
_PROPOSED = ("base_version", "document", "changes", "source", "note", "changed_at")


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed after the proposal was made: three values to compare."""

    field: str
    base: Any
    present: Any
    proposed: Any


@dataclass(frozen=True)
class Decision:
    """How an editor decides on a proposed change.

    ``declined``: field → why it is not applied; all other fields are. ``over``: fields in conflict whose present
    value is to be replaced after all. ``seen_version``: version of the record that the editor looked at, if said.
    ``whole_checked``: the editor compared the whole record with its source, not the changed fields alone.
    """

    declined: Mapping[str, str] = field(default_factory=dict)
    over: frozenset[str] = frozenset()
    seen_version: int | None = None
    seen_change: datetime | None = None
    whole_checked: bool = False


def starting_document(record: CuratedRecord, actor: Actor) -> Document:
    """What a person goes on from: the public document with their own open revision on top."""
    return _with_own(to_document(record), open_revision_of(record, actor))


def _with_own(present: Document, own: Revision | None) -> Document:
    return present | {change["field"]: change["new"] for change in own.changes} if own else present


def open_revision_of(record: CuratedRecord, actor: Actor) -> Revision | None:
    """The one revision that a person may have open on a record."""
    return Revision.objects.open().of_record(record.accession).by(actor.code).first()


@transaction.atomic
def propose(record: CuratedRecord, document: Document, actor: Actor, source: str, note: str = "") -> Revision:
    """Propose a change of a public record: what it should hold, and on what that rests.

    A document may leave keys out. There is one open revision per record and author: a second proposal
    goes into it, and its base becomes the present version.
    """
    return propose_all(record._meta.concrete_model, {record.accession: document}, actor, source, note)[0]


@transaction.atomic
def propose_all(
    model: type[CuratedRecord], documents: Mapping[str, Document], actor: Actor, source: str, note: str = ""
) -> list[Revision]:
    """The same for many records of one kind, by accession, all of them or none, in a bounded number of statements."""
    locked_all(model, documents)
    records = sorted(with_parts(model.objects.with_accessions(documents)), key=lambda record: record.accession)
    if missing := sorted(set(documents) - {record.accession for record in records}):
        raise Refusal(f"There is no record {missing[0]}.")
    for record in records:
        demand(Verb.PROPOSE, record, actor)
    if not source.strip():
        raise Refusal("Say on which source the change rests.")
    owns = {own.accession: own for own in Revision.objects.open().by(actor.code).of_records(documents)}
    now = timezone.now()
    revisions = []
    for record in records:
        own = owns.get(record.accession)
        revision = own or Revision(accession=record.accession, author=actor.code, created_at=now)
        proposed, changes = _wish(record, own, documents[record.accession])
        revision.base_version, revision.document, revision.changes = record.version, proposed, changes
        revision.source, revision.note = _joined(revision.source, source), _joined(revision.note, note)
        revision.changed_at = now
        revisions.append(revision)
    log_all(records, Verb.PROPOSE, actor, now, note)
    _write(revisions)
    return revisions


def _wish(record: CuratedRecord, own: Revision | None, document: Document) -> tuple[Document, list[dict[str, Any]]]:
    """What the record is to hold, and in which fields that differs from what is public."""
    present = to_document(record)
    proposed = _with_own(present, own) | canonical(shape_of(record), document)
    changes = diff(present, proposed)
    if not changes:
        raise Refusal("Nothing is changed." + (" To take your open revision back, decline it." if own else ""))
    if unsound := rules.unsound_in(record, {change["field"]: change["new"] for change in changes}):
        raise Refusal("The change cannot be proposed.", unsound)
    return proposed, changes


def _write(revisions: list[Revision]) -> None:
    """New ones together; an open one only while it is open."""
    new = [revision for revision in revisions if revision.pk is None]
    for revision in revisions:
        if revision.pk is None:
            continue
        values = {name: getattr(revision, name) for name in _PROPOSED}
        if not Revision.objects.open().filter(pk=revision.pk).update(**values):
            raise Refusal("Somebody decided on your open revision meanwhile; look at the record again.")
    Revision.objects.bulk_create(new)


def _joined(before: str, added: str) -> str:
    """What was said before, and what is new in what is said now."""
    return added if not before or before in added else before if added in before else f"{before}\n{added}"


def conflicts(revision: Revision, present: Document) -> list[Conflict]:
    """Fields of a proposal that hold something else by now than both its base and its wish."""
    return [
        Conflict(change["field"], change["old"], present.get(change["field"]), change["new"])
        for change in revision.changes
        if present.get(change["field"]) not in (change["old"], change["new"])
    ]


@transaction.atomic
def accept(revision: Revision, actor: Actor, note: str = "", decision: Decision | None = None) -> CuratedRecord:
    """Apply a proposed change, whole or but for the fields that are declined with a reason."""
    record = accept_in(next_n(), revision, actor, note, decision or Decision())
    close_finished(record.accession)
    return record


def accept_in(n: int, revision: Revision, actor: Actor, note: str, decision: Decision) -> CuratedRecord:
    """The same as a part of the public change numbered n; in a transaction of the caller's."""
    revision.refresh_from_db()
    record = locked(revision.accession)
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    demand(Verb.ACCEPT, record, actor)
    demand_open(revision)
    alone = revision.author == actor.code
    if alone and not settings.MSCDB_SINGLE_PERSON:
        raise Refusal("Nobody decides on their own work; ask another editor.")
    demand_free(record, actor)
    _demand_seen(record, revision, decision)
    if decision.whole_checked and (sentence := refusal_of_own_mark(record, actor)):
        raise Refusal(sentence)
    accepted = _accepted_fields(revision, to_document(record), decision)
    now = timezone.now()
    old_slug, old_title, old_mark = getattr(record, "slug", ""), record.title_text(), mark_of(record)
    values = {
        "version": record.version + 1,
        "review_basis": _basis_after(record, alone, decision),
        "edited_by": revision.author,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    move(record, Verb.ACCEPT, values)
    write_whole(record, accepted)
    record = whole(type(record), revision.accession)
    demand_complete(record)
    if old_slug and record.title_text() != old_title:
        keep_old_slug(record, old_slug)
    _close(revision, actor, now, note, decision)
    release(record)
    make_public(record, n, now)
    log(record, Verb.ACCEPT, actor, now, note, n)
    tell_findings(record, old_mark, actor, now, n)
    return record


def _demand_seen_change(revision: Revision, seen: datetime | None) -> None:
    if seen not in (None, revision.changed_at):
        raise Refusal("Its author wrote on the proposal after you opened it. Look at it again, then decide.")


def _demand_seen(record: CuratedRecord, revision: Revision, decision: Decision) -> None:
    _demand_seen_change(revision, decision.seen_change)
    if decision.seen_version not in (None, record.version):
        raise Refusal(
            f"{record.accession} is at version {record.version} now; you looked at version {decision.seen_version}. "
            "Look at the comparison again, then decide."
        )


def _accepted_fields(revision: Revision, present: Document, decision: Decision) -> Document:
    """The fields to be written; refuses what was not decided clearly."""
    names = {change["field"] for change in revision.changes}
    if strange := sorted((set(decision.declined) | decision.over) - names):
        raise Refusal(f"The proposal does not change {', '.join(strange)}.")
    if silent := sorted(name for name, reason in decision.declined.items() if not reason.strip()):
        raise Refusal(f"Say why {', '.join(silent)} is declined.")
    accepted = {
        change["field"]: change["new"] for change in revision.changes if change["field"] not in decision.declined
    }
    if not accepted:
        raise Refusal("No field is left to accept; decline the whole proposal instead.")
    open_ones = [c.field for c in conflicts(revision, present) if c.field in accepted and c.field not in decision.over]
    if open_ones:
        raise Refusal(
            f"Somebody changed {', '.join(open_ones)} after this was proposed. Compare the three values and say for "
            "each whether the proposed one replaces the present one, or decline it."
        )
    if all(present.get(name) == value for name, value in accepted.items()):
        raise Refusal("The record says all of this already; decline the proposal.")
    return accepted


def _basis_after(record: CuratedRecord, alone: bool, decision: Decision) -> str:
    """Two people looked at the changed fields; of the others they know no more than was known before."""
    if alone:
        return ReviewBasis.ONE_PERSON
    return ReviewBasis.TWO_PEOPLE if decision.whole_checked else record.review_basis


def _close(revision: Revision, actor: Actor, now: datetime, note: str, decision: Decision) -> None:
    for change in revision.changes:
        reason = decision.declined.get(change["field"])
        change |= {"decision": DECLINED, "reason": reason} if reason else {"decision": ACCEPTED}
    alone = revision.author == actor.code
    revision.status = RevisionStatus.PARTLY_ACCEPTED if decision.declined else RevisionStatus.ACCEPTED
    revision.review_basis = ReviewBasis.ONE_PERSON if alone else ReviewBasis.TWO_PEOPLE
    revision.decided_by, revision.decision_note, revision.decided_at = actor.code, note, now
    revision.save()


@transaction.atomic
def decline(revision: Revision, actor: Actor, note: str, seen_change: datetime | None = None) -> Revision:
    """Refuse a proposed change with a reason; its author may take it back."""
    revision.refresh_from_db()
    record = record_of(revision.accession)
    takes_back = actor.code == revision.author
    if not takes_back:
        demand(Verb.DECLINE, record, actor)
    demand_open(revision)
    _demand_seen_change(revision, seen_change)
    if not note.strip():
        raise Refusal("Say in the note why it is declined.")
    if not takes_back:
        demand_free(record, actor)
    now = timezone.now()
    rows = (
        Revision.objects.open()
        .filter(pk=revision.pk)
        .update(status=RevisionStatus.DECLINED, decided_by=actor.code, decision_note=note, decided_at=now)
    )
    if not rows:
        raise Refusal("Somebody decided on the revision meanwhile; look at it again.")
    if not takes_back:
        release(record)
    log(record, Verb.DECLINE, actor, now, note)
    close_finished(record.accession)
    revision.refresh_from_db()
    return revision


def demand_open(revision: Revision) -> None:
    if revision.status != RevisionStatus.OPEN:
        raise Refusal(f"The revision is {revision.get_status_display().lower()} already.")
