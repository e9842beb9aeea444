"""A withdrawn record made public again, and a merger undone."""

from ..choices import RecordStatus, RequestKind, RequestStatus, Verb
from ..document import whole
from ..models import CuratedRecord, EditorialRequest, RecordVersion, Redirect
from .merging import demand_sound, document_of, publish_rewritten, rewrite
from .moves import Refusal
from .plans import GOES_TOO
from .spine import locked, log, make_public, move, record_of, write_whole
from .withdrawal import Act


def origin_of(record: CuratedRecord) -> EditorialRequest | None:
    """The request by which a record was taken back or merged; None where a release brought the tombstone.

    Refusal where the record went along with another, or where its merger cannot be undone any more.
    """
    origin = EditorialRequest.objects.that_took_back(record.accession)
    if origin and origin.accession != record.accession:
        raise Refusal(
            f"{record.accession} was withdrawn along with {origin.accession}. Ask for the restoration of "
            f"{origin.accession}; what went along comes back with it."
        )
    if origin is None and _leads_on(record):
        raise Refusal(
            f"{record.accession} was merged into {record.successor} before this base was loaded; that is not undone "
            f"here. Propose a change of {record.successor}, or begin a new record."
        )
    if origin and origin.kind == RequestKind.MERGE:
        _demand_untouched(origin)
    return origin


def restore(act: Act, record: CuratedRecord) -> dict[str, int]:
    """The record becomes public again, and what was withdrawn along with it; accession → version."""
    origin = origin_of(record)
    changed = _undo_merger(act, origin) if origin and origin.kind == RequestKind.MERGE else []
    back = [record, *(locked(accession) for accession in _withdrawn_along(origin))]
    for each in back:
        _bring_back(act, each)
    outcome = {}
    for each in back:
        fresh = whole(type(each), each.accession)
        demand_sound(fresh)
        make_public(fresh, act.n, act.at)
        log(fresh, Verb.RESTORE, act.actor, act.at, act.request.reason, act.n)
        outcome[fresh.accession] = fresh.version
    outcome |= publish_rewritten(act, changed, f"The merger of {record.accession} was undone.")
    EditorialRequest.objects.open().about(record.accession, [RequestKind.WITHDRAW]).update(
        status=RequestStatus.DECLINED, decided_by=act.actor.code, decision_note="The record was restored.",
        decided_at=act.at,
    )  # fmt: skip
    return outcome


def coming_back_with(record: CuratedRecord) -> list[CuratedRecord]:
    """What was withdrawn along with a record, and is restored with it; Refusal where it cannot be restored."""
    return [record_of(accession) for accession in _withdrawn_along(origin_of(record))]


def turned_back_with(record: CuratedRecord) -> list[CuratedRecord]:
    """What the merger of a record changed, and holds again what it held before when that is undone."""
    origin = origin_of(record)
    is_merger = origin is not None and origin.kind == RequestKind.MERGE
    changed = RecordVersion.objects.of_change(origin.n, origin.outcome) if is_merger else []
    return [record_of(row.accession) for row in changed]


def _leads_on(record: CuratedRecord) -> bool:
    return bool(Redirect.objects.leading_from(record.PREFIX, record.accession))


def _withdrawn_along(origin: EditorialRequest | None) -> list[str]:
    return sorted(accession for accession, fate in origin.plan.items() if fate == GOES_TOO) if origin else []


def _bring_back(act: Act, record: CuratedRecord) -> None:
    values = {"version": record.version + 1, "withdrawn_reason": "", "successor": "", "updated_at": act.at}
    last = record.version
    move(record, Verb.RESTORE, values)
    if _leads_on(record):
        Redirect.objects.filter(kind=record.PREFIX, old=record.accession).delete()
        write_whole(record, document_of(record.accession, last))


def _demand_untouched(origin: EditorialRequest) -> None:
    """A merger is undone until a later revision touched one of those that it touched."""
    for accession, version in origin.outcome.items():
        record = record_of(accession)
        went = accession == origin.accession or origin.plan.get(accession) == GOES_TOO
        if record.version == version and record.status == (RecordStatus.WITHDRAWN if went else RecordStatus.PUBLISHED):
            continue
        raise Refusal(
            f"The merger of {origin.accession} into {origin.other} cannot be undone any more: {accession} was changed "
            f"after it (version {record.version}, {record.get_status_display().lower()}; it was version {version}). "
            "Propose changes of what is wrong now, or begin a new record."
        )


def _undo_merger(act: Act, origin: EditorialRequest) -> list[str]:
    """What the merger changed holds again what it held before."""
    changed = RecordVersion.objects.of_change(origin.n, origin.outcome)
    for row in changed:
        rewrite(act, row.accession, document_of(row.accession, row.version - 1))
    return [row.accession for row in changed]
