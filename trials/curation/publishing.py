"""The verbs that make a record public, and that confirm a public one: publish, confirm."""

from django.db import transaction
from django.utils import timezone

from ..choices import ReviewBasis, Verb
from ..document import whole
from ..models import CuratedRecord
from .actors import Actor
from .holds import demand_free, release
from .moves import Refusal, contributors, demand
from .set_items import close_finished
from .spine import demand_complete, free_slug, log, make_public, move, next_n


@transaction.atomic
def publish(record: CuratedRecord, actor: Actor, note: str = "") -> CuratedRecord:
    """Make submitted work public."""
    published = publish_in(next_n(), record, actor, note)
    close_finished(record.accession)
    return published


def publish_in(n: int, record: CuratedRecord, actor: Actor, note: str = "") -> CuratedRecord:
    """The same as a part of the public change numbered n; in a transaction of the caller's."""
    record.refresh_from_db()
    demand(Verb.PUBLISH, record, actor)
    demand_free(record, actor)
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
    release(record)
    log(record, Verb.PUBLISH, actor, now, note, n)
    return record


@transaction.atomic
def confirm(record: CuratedRecord, actor: Actor, note: str, seen_version: int | None = None) -> CuratedRecord:
    """Say as a second person that a public record was checked against its source, whole.

    The record gets a new version with the same document; it rests on two people from then on. The note says what was
    compared with what; ``seen_version`` is the version that the person read, if said.
    """
    n = next_n()
    record.refresh_from_db()
    demand(Verb.CONFIRM, record, actor)
    if not note.strip():
        raise Refusal("Say what you compared with which source.")
    if seen_version not in (None, record.version):
        raise Refusal(
            f"{record.accession} is at version {record.version} now; you read version {seen_version}. Read it again, "
            "then confirm it."
        )
    fresh = whole(type(record), record.accession)
    demand_complete(fresh)
    now = timezone.now()
    values = {
        "version": record.version + 1,
        "review_basis": ReviewBasis.TWO_PEOPLE,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    move(fresh, Verb.CONFIRM, values)
    make_public(fresh, n, now)
    log(fresh, Verb.CONFIRM, actor, now, note, n)
    record.refresh_from_db()
    return record
