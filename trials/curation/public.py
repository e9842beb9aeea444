"""The verbs of what is public: publish, propose, accept, decline, withdraw."""

from django.db import transaction
from django.utils import timezone

from .. import projection, rules
from ..choices import ReviewBasis, RevisionStatus, Verb
from ..document import Document, canonical, diff, shape_of, shape_of_accession, to_document, whole
from ..models import CuratedRecord, RecordVersion, Revision
from .moves import Actor, Refusal, contributors, demand
from .spine import demand_complete, free_slug, keep_old_slug, log, make_public, move, next_n, record_of, write_whole


@transaction.atomic
def publish(record: CuratedRecord, actor: Actor, note: str = "") -> CuratedRecord:
    """Make submitted work public."""
    n = next_n()
    record.refresh_from_db()
    demand(Verb.PUBLISH, record, actor)
    fresh = whole(type(record), record.accession)
    demand_complete(fresh)
    now = timezone.now()
    alone = actor.code in contributors(record)
    values = {
        "version": 1,
        "review_basis": ReviewBasis.ONE_PERSON if alone else ReviewBasis.TWO_PEOPLE,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    if hasattr(record, "slug"):
        values["slug"] = free_slug(record)
    move(record, Verb.PUBLISH, values)
    for name in ("status", *values):
        setattr(fresh, name, getattr(record, name))
    make_public(fresh, n, now)
    log(record, Verb.PUBLISH, actor, now, note, n)
    return record


@transaction.atomic
def propose(record: CuratedRecord, document: Document, actor: Actor, source: str, note: str = "") -> Revision:
    """Propose a change of a public record: the document as it should be, and on what it rests."""
    record.refresh_from_db()
    demand(Verb.PROPOSE, record, actor)
    if not source.strip():
        raise Refusal("Say on which source the change rests.")
    present = to_document(record)
    proposed = present | canonical(shape_of(record), document)
    changes = diff(present, proposed)
    if not changes:
        raise Refusal("Nothing is changed.")
    open_already = Revision.objects.filter(accession=record.accession, author=actor.code, status=RevisionStatus.OPEN)
    if open_already.exists():
        raise Refusal(f"You have an open revision of {record.accession} already; wait for its decision.")
    now = timezone.now()
    revision = Revision.objects.create(
        accession=record.accession, base_version=record.version, document=proposed, changes=changes,
        source=source, note=note, author=actor.code, created_at=now,
    )  # fmt: skip
    log(record, Verb.PROPOSE, actor, now, note)
    return revision


@transaction.atomic
def accept(revision: Revision, actor: Actor, note: str = "") -> CuratedRecord:
    """Apply a proposed change whole."""
    n = next_n()
    revision.refresh_from_db()
    record = record_of(revision.accession)
    demand(Verb.ACCEPT, record, actor)
    demand_open(revision)
    if revision.author == actor.code:
        raise Refusal("Nobody decides on their own work; ask another editor.")
    if revision.base_version != record.version:
        raise Refusal(
            f"{record.accession} is at version {record.version} now; the revision was made from version "
            f"{revision.base_version}. Decline it and propose the change anew."
        )
    now = timezone.now()
    old_slug, old_title = getattr(record, "slug", ""), record.title_text()
    values = {
        "version": record.version + 1,
        "review_basis": ReviewBasis.TWO_PEOPLE,
        "edited_by": revision.author,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    move(record, Verb.ACCEPT, values)
    write_whole(record, revision.document)
    record = whole(type(record), revision.accession)
    demand_complete(record)
    if old_slug and record.title_text() != old_title:
        keep_old_slug(record, old_slug)
    Revision.objects.filter(pk=revision.pk).update(
        status=RevisionStatus.ACCEPTED, decided_by=actor.code, decision_note=note, decided_at=now
    )
    make_public(record, n, now)
    log(record, Verb.ACCEPT, actor, now, note, n)
    return record


@transaction.atomic
def decline(revision: Revision, actor: Actor, note: str) -> Revision:
    """Refuse a proposed change with a reason; its author may take it back."""
    revision.refresh_from_db()
    record = record_of(revision.accession)
    if actor.code != revision.author:
        demand(Verb.DECLINE, record, actor)
    demand_open(revision)
    if not note.strip():
        raise Refusal("Say in the note why it is declined.")
    now = timezone.now()
    Revision.objects.filter(pk=revision.pk).update(
        status=RevisionStatus.DECLINED, decided_by=actor.code, decision_note=note, decided_at=now
    )
    log(record, Verb.DECLINE, actor, now, note)
    revision.refresh_from_db()
    return revision


@transaction.atomic
def withdraw(record: CuratedRecord, actor: Actor, reason: str, successor: str = "") -> CuratedRecord:
    """Take a public record back; its address stays and says why."""
    n = next_n()
    record.refresh_from_db()
    demand(Verb.WITHDRAW, record, actor)
    if not reason.strip():
        raise Refusal("Say why it is withdrawn.")
    if successor and (successor == record.accession or not is_public_accession(successor)):
        raise Refusal(f"The successor {successor} is no other public record.")
    if referrers := rules.public_referrers(record):
        named = ", ".join(referrer.accession for referrer in referrers[:10])
        raise Refusal(
            f"{len(referrers)} public records refer to {record.accession} ({named}); change or withdraw them first."
        )
    now = timezone.now()
    values = {"withdrawn_reason": reason, "successor": successor, "updated_at": now}
    move(record, Verb.WITHDRAW, values)
    RecordVersion.objects.filter(accession=record.accession, n_to=None).update(n_to=n)
    Revision.objects.filter(accession=record.accession, status=RevisionStatus.OPEN).update(
        status=RevisionStatus.DECLINED, decided_by=actor.code, decision_note="The record was withdrawn.", decided_at=now
    )
    projection.refresh(record)
    log(record, Verb.WITHDRAW, actor, now, reason, n)
    return record


def is_public_accession(accession: str) -> bool:
    shape = shape_of_accession(accession)
    return bool(shape) and shape.model.objects.public().by_accession(accession).exists()


def demand_open(revision: Revision) -> None:
    if revision.status != RevisionStatus.OPEN:
        raise Refusal(f"The revision is {revision.get_status_display().lower()} already.")
