"""The verbs of the reading queue: what is to be read, who reads it, why not, and how far it has been curated.

Each change is a conditional update: of two people who take the same paper one gets it, the other a sentence.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..addresses import holder_of
from ..choices import CuratedDepth, ReadingState, RecordStatus
from ..identifiers import LITERATURE_SCHEMES, REGISTRY_SCHEMES, normalise
from ..models import CuratedRecord, Publication, ReadingItem, Trial
from .actors import Actor
from .moves import Refusal, demand_curator
from .spine import record_of, touch

LONGEST_IDENTIFIER = ReadingItem._meta.get_field("identifier").max_length
WAITING = (ReadingState.TO_READ, ReadingState.ASSIGNED)


def add_reading(
    scheme: str, identifier: str, title: str, origin: str, comment: str, actor: Actor
) -> ReadingItem:  # fmt: skip
    """Put a paper or trial into the queue, by an identifier of a scheme, or by its title where none is known.

    Refuses what is no identifier, what a record has already, and what stands in the queue.
    """
    demand_curator(actor)
    title = " ".join(title.split())
    if identifier.strip():
        identifier = _normalised(scheme, identifier)
        _demand_new(scheme, identifier)
    elif title:
        scheme, identifier = "", ""
    else:
        raise Refusal("Give an identifier, or the title where none is known.")
    now = timezone.now()
    try:
        with transaction.atomic():
            return ReadingItem.objects.create(
                scheme=scheme, identifier=identifier, title=title, origin=origin or actor.code,
                comment=comment.strip(), created_at=now, changed_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal(
            f"{_named(scheme, identifier)} was put into the reading queue by somebody else just now."
        ) from error


def _normalised(scheme: str, identifier: str) -> str:
    if scheme not in (*LITERATURE_SCHEMES, *REGISTRY_SCHEMES):
        raise Refusal(f"“{identifier}” is no DOI, PMID, PMCID or registry number. Leave it out and give the title.")
    try:
        found = normalise(scheme, identifier)
    except ValueError as error:
        raise Refusal(str(error)) from error
    if len(found) > LONGEST_IDENTIFIER:
        raise Refusal(f"“{found[:40]}…” is longer than any identifier: at most {LONGEST_IDENTIFIER} characters.")
    return found


def _demand_new(scheme: str, identifier: str) -> None:
    name = _named(scheme, identifier)
    if record := holder_of(scheme, identifier):
        raise Refusal(
            f"{record.accession} ({record.get_status_display().lower()}) has {name} already. "
            "Say on its page how far it has been curated."
        )
    if item := ReadingItem.objects.identified([(scheme, identifier)]).first():
        because = f": {item.reason}" if item.state == ReadingState.EXCLUDED else ""
        raise Refusal(f"{name} stands in the reading queue already ({item.get_state_display().lower()}{because}).")


def _named(scheme: str, identifier: str) -> str:
    return f"{(LITERATURE_SCHEMES | REGISTRY_SCHEMES)[scheme].label} {identifier}" if scheme else "It"


def assign(item: ReadingItem, actor: Actor) -> ReadingItem:
    """Take an item, to read it; to take one's own again changes nothing."""
    demand_curator(actor)
    if item.state == ReadingState.ASSIGNED and item.assigned_to == actor.code:
        return item
    taken = {"state": ReadingState.ASSIGNED, "assigned_to": actor.code}
    return _move(item, _in(item, ReadingState.TO_READ), taken)


def release_reading(item: ReadingItem, actor: Actor) -> ReadingItem:
    """Give an item back to the queue: one's own, or as an editor anybody's."""
    demand_curator(actor)
    _demand_own(item, actor)
    return _move(item, _in(item, ReadingState.ASSIGNED), {"state": ReadingState.TO_READ, "assigned_to": ""})


def exclude(item: ReadingItem, reason: str, actor: Actor) -> ReadingItem:
    """Leave an item out, with the reason; it stays in the list, so that nobody reads it twice."""
    demand_curator(actor)
    _demand_own(item, actor)
    if not reason.strip():
        raise Refusal("Say why it is excluded.")
    return _move(item, _in(item, *WAITING), {"state": ReadingState.EXCLUDED, "reason": reason.strip()})


def mark_curated(item: ReadingItem, depth: str, actor: Actor, accession: str = "") -> ReadingItem:
    """Say how far an item has been curated, and which record it became."""
    demand_curator(actor)
    if item.state == ReadingState.ASSIGNED:
        _demand_own(item, actor)
    if depth not in CuratedDepth.values or depth == CuratedDepth.NOT_YET:
        raise Refusal("Choose how far it has been curated.")
    record = _record_for(item, accession.strip().upper())
    values = {
        "state": ReadingState.CURATED, "depth": depth, "curated_by": actor.code, "accession": record.accession,
    }  # fmt: skip
    return _move(item, _in(item, *WAITING, ReadingState.CURATED), values)


def reopen(item: ReadingItem, actor: Actor) -> ReadingItem:
    """Put an excluded or curated item back to be read; what was said of it stays."""
    demand_curator(actor)
    values = {"state": ReadingState.TO_READ, "assigned_to": ""}
    return _move(item, _in(item, ReadingState.EXCLUDED, ReadingState.CURATED), values)


@transaction.atomic
def record_depth(record: Publication, depth: str, actor: Actor) -> ReadingItem:
    """Say of a publication how far it has been curated; it enters the reading queue by that, if it was not there."""
    demand_curator(actor)
    identifiers = [(scheme, getattr(record, scheme)) for scheme in LITERATURE_SCHEMES if getattr(record, scheme)]
    item = ReadingItem.objects.of_record(record.accession).first()
    item = item or ReadingItem.objects.identified(identifiers).first()
    if item is None:
        scheme, identifier = identifiers[0] if identifiers else ("", "")
        now = timezone.now()
        item = ReadingItem.objects.create(
            scheme=scheme, identifier=identifier, title=record.title_text(), origin=actor.code, created_at=now,
            changed_at=now,
        )  # fmt: skip
    elif item.state == ReadingState.EXCLUDED:
        item = reopen(item, actor)
    return mark_curated(item, depth, actor, record.accession)


def _record_for(item: ReadingItem, accession: str) -> CuratedRecord:
    """The record that an item became: the one named, else the one it has, else the one with its identifier."""
    if accession or item.accession:
        record = record_of(accession or item.accession)
    else:
        record = holder_of(item.scheme, item.identifier) if item.identifier else None
    if record is None:
        raise Refusal(
            f"No record has {_named(item.scheme, item.identifier)} yet. Enter it first, or name its accession."
        )
    if not isinstance(record, Publication | Trial):
        raise Refusal(f"{record.accession} is no publication and no trial; name what was read.")
    if record.status == RecordStatus.WITHDRAWN:
        raise Refusal(f"{record.accession} is withdrawn; exclude the item, or name another record.")
    return record


def _demand_own(item: ReadingItem, actor: Actor) -> None:
    item.refresh_from_db()
    if item.state == ReadingState.ASSIGNED and item.assigned_to != actor.code and not actor.is_editor:
        raise Refusal(f"{item.assigned_to} reads it; that person or an editor gives it back first.")


def _in(item: ReadingItem, *states: str) -> QuerySet:
    """The item's row, if it is in one of these states and nobody changed it since it was read."""
    return ReadingItem.objects.in_state(*states).filter(pk=item.pk, changed_at=item.changed_at)


@transaction.atomic
def _move(item: ReadingItem, row: QuerySet, values: dict[str, Any]) -> ReadingItem:
    before, was_listed = item.accession, item.state == ReadingState.EXCLUDED
    if not row.update(changed_at=timezone.now(), **values):
        item.refresh_from_db()
        whose = f" to {item.assigned_to}" if item.state == ReadingState.ASSIGNED else ""
        raise Refusal(
            f"“{item}” is {item.get_state_display().lower()}{whose} now; somebody else was quicker. Look at it again."
        )
    item.refresh_from_db()
    # What was left out stands on a public page, as the depth of a record does.
    if before or item.accession or was_listed or item.state == ReadingState.EXCLUDED:
        touch()
    return item
