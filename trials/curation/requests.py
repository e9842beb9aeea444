"""The verbs of requests: one person asks for a withdrawal, a merger or a restoration, another carries it out."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..choices import RecordStatus, RequestKind, RequestStatus, ReviewBasis, Verb
from ..models import CuratedRecord, EditorialRequest
from .actors import Actor
from .merging import hand_over_identifiers, lead_on, publish_rewritten, repoint
from .moves import MOVES, Refusal, refusal_of, refusal_of_role
from .plans import Fates, Plan, demand_successor, demand_twin, fates_of
from .restoring import origin_of, restore
from .spine import locked, log, next_n, record_of
from .withdrawal import Act, take_back


@transaction.atomic
def ask(
    kind: str, record: CuratedRecord, actor: Actor, reason: str, other: str = "", plan: Plan | None = None
) -> EditorialRequest:
    """Ask for a withdrawal (``other``: its successor, if any), a merger (``other`` stays) or a restoration.

    The plan says of each public record that rests on it, by accession, whether it goes too (``withdraw``) or refers
    to the other record instead (``repoint``). There is one open request per record and kind; its author may ask again,
    which mends it.
    """
    record = locked(record.accession)
    if kind not in RequestKind.values:
        raise Refusal("Choose what you ask for: a withdrawal, a merger or a restoration.")
    if sentence := refusal_of_asking(kind, record, actor):
        raise Refusal(sentence)
    if not reason.strip():
        raise Refusal("Say why.")
    fates = demand_possible(kind, record, other, plan or {})
    own = EditorialRequest.objects.open().about(record.accession, [kind]).first()
    if own and own.requested_by != actor.code:
        raise Refusal(f"{own.requested_by} asked for this already; {record.accession} has an open request.")
    now = timezone.now()
    request = own or EditorialRequest(kind=kind, accession=record.accession, requested_by=actor.code)
    request.reason, request.other, request.requested_at = reason.strip(), other, now
    request.plan = fates.plan if fates else {}
    request.save()
    log(record, Verb.ASK, actor, now, f"{request.get_kind_display()}: {request.reason}")
    return request


@transaction.atomic
def carry_out(
    request: EditorialRequest, actor: Actor, note: str = "", seen: datetime | None = None
) -> EditorialRequest:
    """Do what another person asked for; of an urgent withdrawal, confirm that it was right.

    ``seen``: when the request that this person looked at was made, so that none is carried out that was mended since.
    """
    n = None if request.was_urgent else next_n()
    record = locked(request.accession)
    request = _held(request)
    if sentence := refusal_of_carrying_out(request, record, actor):
        raise Refusal(sentence)
    if seen not in (None, request.requested_at):
        raise Refusal("The request was changed after you opened it. Look at it again, then decide.")
    now = timezone.now()
    if n is None:
        log(record, Verb.WITHDRAW, actor, now, "The withdrawal at once was confirmed.")
    else:
        act = Act(n, actor, request, now)
        request.n, request.outcome = n, _ACTS[request.kind](act, record)
    request.review_basis = ReviewBasis.ONE_PERSON if actor.code == request.requested_by else ReviewBasis.TWO_PEOPLE
    return _decided(request, RequestStatus.DONE, actor, note, now)


@transaction.atomic
def refuse(request: EditorialRequest, actor: Actor, note: str) -> EditorialRequest:
    """Decline a request with a reason; who asked may take it back.

    Refusing a withdrawal that was made at once asks for the restoration, in the name of who refuses.
    """
    record = locked(request.accession)
    request = _held(request)
    if sentence := refusal_of_refusing(request, actor):
        raise Refusal(sentence)
    if not note.strip():
        raise Refusal("Say in the note why it is declined.")
    now = timezone.now()
    _decided(request, RequestStatus.DECLINED, actor, note, now)
    log(record, Verb.REFUSE, actor, now, f"{request.get_kind_display()}: {note}")
    restorations = EditorialRequest.objects.open().about(record.accession, [RequestKind.RESTORE])
    if request.was_urgent and record.status == RecordStatus.WITHDRAWN and not restorations.exists():
        ask(RequestKind.RESTORE, record, actor, note)
    return request


def demand_possible(kind: str, record: CuratedRecord, other: str, plan: Plan) -> Fates | None:
    """Refuse what could not be carried out as it stands; what a withdrawal or merger does to whom."""
    if kind == RequestKind.RESTORE:
        origin_of(record)
        return None
    if kind == RequestKind.MERGE:
        demand_twin(record, other)
    elif other:
        demand_successor(record, other)
    return fates_of(record, other, plan)


def refusal_of_carrying_out(request: EditorialRequest, record: CuratedRecord, actor: Actor) -> str:
    """Why this person may not carry out a request, or confirm a withdrawal at once; empty when they may."""
    if sentence := refusal_of_role(MOVES[Verb(request.kind)].role, actor):
        return sentence
    if sentence := _refusal_of_closed(request):
        return sentence
    if actor.code == request.requested_by and not settings.MSCDB_SINGLE_PERSON:
        return "Nobody carries out what they asked for themselves; ask another editor."
    return "" if request.was_urgent else refusal_of(Verb(request.kind), record, actor)


def refusal_of_refusing(request: EditorialRequest, actor: Actor) -> str:
    """Why this person may not decline a request or take it back; empty when they may."""
    is_own = actor.is_curator and actor.code == request.requested_by
    if not is_own and (sentence := refusal_of_role(MOVES[Verb(request.kind)].role, actor)):
        return sentence
    return _refusal_of_closed(request)


def _refusal_of_closed(request: EditorialRequest) -> str:
    state = request.get_status_display().lower()
    return "" if request.status == RequestStatus.OPEN else f"The request is {state} already."


def available_on_request(request: EditorialRequest, record: CuratedRecord, actor: Actor) -> list[Verb]:
    """The decisions that this person may make on a request now: carry it out, decline it."""
    may_do = not refusal_of_carrying_out(request, record, actor)
    return [Verb(request.kind)] * may_do + [Verb.REFUSE] * (not refusal_of_refusing(request, actor))


def refusal_of_asking(kind: str, record: CuratedRecord, actor: Actor) -> str:
    """Why this person may not ask for this; empty when they may."""
    if sentence := refusal_of(Verb.ASK, record, actor):
        return sentence
    if record.status in MOVES[Verb(kind)].from_states:
        return ""
    asked = RequestKind(kind).label.lower()
    return f"{record.accession} is {record.get_status_display().lower()}; a {asked} does not start there."


def _held(request: EditorialRequest) -> EditorialRequest:
    """The request as it stands; whoever decides on it in the same moment waits here."""
    return EditorialRequest.objects.select_for_update().get(pk=request.pk)


def _decided(
    request: EditorialRequest, status: RequestStatus, actor: Actor, note: str, at: datetime
) -> EditorialRequest:
    request.status, request.decided_by, request.decision_note, request.decided_at = status, actor.code, note, at
    request.save()
    return request


def _withdraw(act: Act, record: CuratedRecord) -> dict[str, int]:
    return _leave(act, record, Verb.WITHDRAW)


def _merge(act: Act, record: CuratedRecord) -> dict[str, int]:
    demand_twin(record, act.request.other)
    outcome = _leave(act, record, Verb.MERGE)
    stays = record_of(act.request.other)
    return {stays.accession: stays.version} | outcome


def _leave(act: Act, record: CuratedRecord, verb: Verb) -> dict[str, int]:
    """What refers to the record refers to the other one, or goes with it; accession → version of all touched."""
    if act.request.other:
        demand_successor(record, act.request.other)
    fates = demand_possible(act.request.kind, record, act.request.other, act.request.plan)
    changed = [repoint(act, referrer) for referrer in fates.repointed]
    take_back(act, fates, verb)
    if verb == Verb.MERGE:
        changed += hand_over_identifiers(act, record)
        lead_on(record, act.request.other)
    note = f"{record.accession} was {verb.label.lower()}; {act.request.other} stands in its place."
    return {gone.accession: gone.version for gone in fates.gone} | publish_rewritten(act, changed, note)


_ACTS = {RequestKind.WITHDRAW: _withdraw, RequestKind.MERGE: _merge, RequestKind.RESTORE: restore}
