"""A public record taken back with all that its plan takes along; the verb by which one editor does so at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .. import projection
from ..choices import RequestKind, RequestStatus, ReviewBasis, RevisionStatus, Verb
from ..models import CuratedRecord, EditorialRequest, RecordVersion, Revision
from .actors import Actor
from .holds import release
from .moves import Refusal, demand
from .plans import IS_REPOINTED, Fates, Plan, demand_successor, fates_of
from .set_items import close_finished
from .spine import locked, log, move, next_n


@dataclass(frozen=True)
class Act:
    """A withdrawal, merger or restoration under way: its number, who carries it out, for which request, and when."""

    n: int
    actor: Actor
    request: EditorialRequest
    at: datetime

    @property
    def is_alone(self) -> bool:
        return self.actor.code == self.request.requested_by

    @property
    def basis(self) -> ReviewBasis:
        return ReviewBasis.ONE_PERSON if self.is_alone else ReviewBasis.TWO_PEOPLE


@transaction.atomic
def withdraw(
    record: CuratedRecord, actor: Actor, reason: str, successor: str = "", plan: Plan | None = None
) -> CuratedRecord:
    """Take a public record back at once, as one editor; its address stays and says why.

    What rests on it goes along, each named in the plan (accession → ``withdraw``). An open request waits from then on
    for a second editor, who confirms the withdrawal or refuses it.
    """
    n = next_n()
    row = locked(record.accession)
    demand(Verb.WITHDRAW, row, actor)
    if not reason.strip():
        raise Refusal("Say why it is withdrawn.")
    if successor:
        demand_successor(row, successor)
    if IS_REPOINTED in (plan or {}).values():
        raise Refusal("One editor alone re-points nothing; ask another editor for the withdrawal instead.")
    fates = fates_of(row, successor, plan or {})
    now = timezone.now()
    request = _request_at_once(row, actor, now)
    request.reason, request.other, request.plan = reason, successor, fates.plan
    log(row, Verb.ASK, actor, now, "Withdrawn at once; waits for a second editor.")
    take_back(Act(n, actor, request, now), fates)
    request.n, request.outcome = n, {gone.accession: gone.version for gone in fates.gone}
    request.save()
    record.refresh_from_db()
    return record


def _request_at_once(record: CuratedRecord, actor: Actor, now: datetime) -> EditorialRequest:
    """A request that waits for confirmation; the editor's own open one becomes it."""
    asked = EditorialRequest.objects.open().about(record.accession, [RequestKind.WITHDRAW]).first()
    if asked and asked.requested_by != actor.code:
        raise Refusal(
            f"{asked.requested_by} has asked for the withdrawal of {record.accession} already; decide on that request."
        )
    request = asked or EditorialRequest(
        kind=RequestKind.WITHDRAW, accession=record.accession, requested_by=actor.code, requested_at=now
    )
    request.was_urgent = True
    return request


def take_back(act: Act, fates: Fates, verb: Verb = Verb.WITHDRAW) -> None:
    """All that goes leaves the public base: the record by the verb, what rested on it along with it."""
    record, along = fates.gone[0], fates.gone[1:]
    move(record, verb, _tombstone(act, act.request.reason) | {"successor": act.request.other})
    reason = f"Withdrawn along with {record.accession}: {act.request.reason}"
    for each in along:
        move(each, Verb.WITHDRAW, _tombstone(act, reason))
    # Those that refer go first, so that each is refreshed when nothing public names it any longer.
    for each in reversed(fates.gone):
        RecordVersion.objects.filter(accession=each.accession, n_to=None).update(n_to=act.n)
        _close_what_waits(act, each, verb)
        projection.refresh(each)
        release(each)
    log(record, verb, act.actor, act.at, act.request.reason, act.n)
    for each in along:
        log(each, Verb.WITHDRAW, act.actor, act.at, reason, act.n)
    for each in fates.gone:
        close_finished(each.accession)


def _tombstone(act: Act, reason: str) -> dict:
    return {"withdrawn_reason": reason, "updated_at": act.at}


def _close_what_waits(act: Act, record: CuratedRecord, verb: Verb) -> None:
    """Open proposals and requests are about a public record; they are declined with a sentence."""
    note = "The record was withdrawn."
    if verb == Verb.MERGE and record.accession == act.request.accession:
        note = f"The record was merged into {act.request.other}; propose it there."
    decided = {"decided_by": act.actor.code, "decision_note": note, "decided_at": act.at}
    Revision.objects.open().of_record(record.accession).update(status=RevisionStatus.DECLINED, **decided)
    requests = EditorialRequest.objects.open().about(record.accession, [RequestKind.WITHDRAW, RequestKind.MERGE])
    requests.exclude(pk=act.request.pk).update(status=RequestStatus.DECLINED, **decided)
