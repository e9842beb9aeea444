"""The verb by which somebody takes the review of a record for half an hour: a light hold, logged, easily taken over."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..choices import RecordStatus, Verb
from ..models import CuratedRecord, Hold, Revision
from .actors import EDITORS, Actor
from .moves import Refusal, contributors, refusal_of_role
from .spine import log


def hold_on(record: CuratedRecord) -> Hold | None:
    """The hold in force on a record, if somebody has it."""
    return Hold.objects.in_force().on(record.accession).first()


def refusal_of_taking(record: CuratedRecord, actor: Actor) -> str:
    """Why this person may not take the review of this record; empty when they may."""
    if sentence := refusal_of_role(EDITORS, actor):
        return sentence
    if record.status == RecordStatus.SUBMITTED:
        is_own = actor.code in contributors(record)
    else:
        authors = set(Revision.objects.open().of_record(record.accession).values_list("author", flat=True))
        if not authors:
            return f"Nothing waits for a decision on {record.accession}."
        is_own = authors == {actor.code}
    if is_own and not settings.MSCDB_SINGLE_PERSON:
        return "Nobody decides on their own work; leave it to another editor."
    return ""


@transaction.atomic
def take(record: CuratedRecord, actor: Actor, over: str = "") -> Hold:
    """Take the review of a submitted record or of the open proposals on a public one, for half an hour.

    ``over`` is the code of the person from whom it is knowingly taken over. Somebody else's hold that the person did
    not see is refused, so that of two who take it in the same second one gets it.
    """
    # On PostgreSQL whoever takes it in the same moment waits here; on SQLite there is one writer anyway.
    record = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if sentence := refusal_of_taking(record, actor):
        raise Refusal(sentence)
    now, before = timezone.now(), hold_on(record)
    if before and before.actor not in (actor.code, over):
        raise Refusal(
            f"{before.actor} took {record.accession} for review meanwhile. Press the button again to take it over."
        )
    hold, _ = Hold.objects.update_or_create(accession=record.accession, defaults={"actor": actor.code, "since": now})
    if before is None or before.actor != actor.code:
        log(record, Verb.TAKE, actor, now, f"Taken over from {before.actor}." if before else "")
    return hold


def demand_free(record: CuratedRecord, actor: Actor) -> None:
    """Refuse a decision while somebody else has the record."""
    hold = hold_on(record)
    if hold and hold.actor != actor.code:
        minutes = int((timezone.now() - hold.since).total_seconds() // 60)
        raise Refusal(
            f"{hold.actor} took {record.accession} for review {minutes} minutes ago. Take it over first, then decide."
        )


def release(record: CuratedRecord) -> None:
    """Let go of a record that was decided on."""
    Hold.objects.on(record.accession).delete()
