"""The verb by which somebody takes a whole change set for review: a hold on everything that waits in it."""

from collections.abc import Collection

from django.db import transaction

from ..models import ChangeSet
from .actors import EDITORS, Actor
from .holds import hold_on, refusal_of_taking, take
from .moves import Refusal, refusal_of_role
from .set_items import Item, items_of


def refusal_of_taking_set(change_set: ChangeSet, items: list[Item], actor: Actor) -> str:
    """Why this person may not take the review of a set; empty when they may."""
    if sentence := refusal_of_role(EDITORS, actor):
        return sentence
    waiting = waiting_in(change_set, items)
    if not waiting:
        return "Nothing in this set waits for an editor now."
    refusals = (refusal_of_taking(item.record, actor) for item in waiting)
    return next((sentence for sentence in refusals if sentence), "")


@transaction.atomic
def take_set(change_set: ChangeSet, actor: Actor, over: Collection[str] = ()) -> list[Item]:
    """Take the review of all that waits in a submitted set, for half an hour; the items taken.

    ``over`` holds the codes of the people from whom items are knowingly taken over. Each item is logged as if it had
    been taken by itself, and is let go by the decision on it.
    """
    items = items_of(change_set)
    if sentence := refusal_of_taking_set(change_set, items, actor):
        raise Refusal(sentence)
    # In one order for everybody, so that two who take overlapping sets never wait for each other in a circle.
    waiting = sorted(waiting_in(change_set, items), key=lambda item: item.accession)
    for item in waiting:
        hold = hold_on(item.record)
        take(item.record, actor, hold.actor if hold and hold.actor in over else "")
    return waiting


def waiting_in(change_set: ChangeSet, items: list[Item]) -> list[Item]:
    """What of a submitted set waits for an editor; of one that is still being written nothing does."""
    return [item for item in items if item.is_waiting] if change_set.submitted_at else []
