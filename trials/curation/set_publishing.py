"""The verbs that hand in and publish a change set as one: all that waits in it, or nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from ..choices import RecordStatus, Verb
from ..document import records_of
from ..models import ChangeSet, CuratedRecord
from .actors import EDITORS, Actor
from .change_sets import refusal_of_change
from .drafts import submit
from .moves import Refusal, available_on, refusal_of, refusal_of_interests, refusal_of_role
from .publishing import publish_in
from .revisions import Decision, accept_in
from .set_items import Item, close_if_finished, items_of
from .set_order import in_order, obstacles_in
from .spine import log, next_n


class SetRefusal(Refusal):
    """Nothing of a set was done; ``refused`` says for each item in the way why, by accession."""

    def __init__(self, sentence: str, refused: Mapping[str, Refusal]):
        self.refused = dict(refused)
        super().__init__(" ".join([sentence, *(f"{accession}: {refusal}" for accession, refusal in refused.items())]))


@transaction.atomic
def submit_set(change_set: ChangeSet, actor: Actor, note: str = "") -> ChangeSet:
    """Hand in every draft and returned record of a set. They may refer to each other, and to what is submitted."""
    change_set = _fresh(change_set)
    if sentence := refusal_of_change(change_set, actor):
        raise Refusal(sentence)
    items = items_of(change_set)
    waited = change_set.submitted_at is not None and any(item.is_waiting for item in items)
    to_submit = [item for item in items if item.is_with_author]
    if not to_submit and (waited or not any(item.is_waiting for item in items)):
        raise Refusal("There is nothing in this set to submit; add a draft or a proposed change first.")
    in_order(item for item in items if item.is_unfinished)
    outside = _references_outside(items)

    def hand_in(item: Item) -> None:
        submit(item.record, actor, note)
        if item.accession in outside:
            raise outside[item.accession]

    _each("Nothing was submitted.", to_submit, hand_in)
    if not waited:
        _tell_of_proposals(items, actor, note)
    change_set.note = note.strip() or change_set.note
    if not waited:
        change_set.submitted_at = timezone.now()
    change_set.save(update_fields=["note", "submitted_at"])
    return change_set


def _tell_of_proposals(items: list[Item], actor: Actor, note: str) -> None:
    """A proposal in a set waits from now on, not since it was put into it."""
    for item in items:
        if item.revision and item.is_waiting:
            log(item.record, Verb.PROPOSE, actor, timezone.now(), note)


def _references_outside(items: list[Item]) -> dict[str, Refusal]:
    """By accession of the item: the drafts outside the set that it refers to."""
    found = obstacles_in(items, is_submitted=False)
    targets = records_of(obstacle.accession for obstacles in found.values() for obstacle in obstacles)
    refusals = {}
    for item in items:
        left = [each for each in found.get(item.row.pk, []) if _is_left_behind(targets.get(each.accession))]
        if item.is_with_author and left:
            refusals[item.accession] = Refusal(
                "It refers to what is neither public nor in this set; add that to the set.", left
            )
    return refusals


def _is_left_behind(target: CuratedRecord | None) -> bool:
    return target is not None and target.status != RecordStatus.SUBMITTED


@transaction.atomic
def publish_set(
    change_set: ChangeSet,
    actor: Actor,
    note: str = "",
    decisions: Mapping[str, Decision] | None = None,
    seen: Collection[str] | None = None,
) -> ChangeSet:
    """Make public all that waits in a set, under one number: new records in dependency order, then changes.

    ``decisions`` says by accession how proposed changes are decided on (without one: accepted whole); ``seen`` holds
    the stamps of the items that the editor looked at, if said. What is returned or still a draft stays behind.
    """
    n = next_n()
    change_set = _fresh(change_set)
    items = items_of(change_set)
    if sentence := refusal_of_publishing_set(change_set, items, actor):
        raise Refusal(sentence)
    waiting = [item for item in items if item.is_waiting]
    decisions = decisions or {}
    _demand_seen(waiting, seen)
    if strange := sorted(set(decisions) - {item.accession for item in waiting if item.revision}):
        raise Refusal(f"No change of {', '.join(strange)} waits in this set.")

    def make_public(item: Item) -> None:
        if item.revision:
            accept_in(n, item.revision, actor, note, decisions.get(item.accession, Decision()))
        else:
            publish_in(n, item.record, actor, note)

    _each("Nothing was published.", in_order(waiting), make_public)
    close_if_finished(change_set)
    change_set.refresh_from_db()
    return change_set


def refusal_of_publishing_set(change_set: ChangeSet, items: list[Item], actor: Actor) -> str:
    """Why this person may not publish what waits in a set; empty when they may, whatever the items lack."""
    if sentence := refusal_of_role(EDITORS, actor):
        return sentence
    if change_set.closed_at:
        return "Everything in this set is decided on already."
    if change_set.submitted_at is None:
        return "This set is not submitted yet; its author is still at it."
    waiting = [item for item in items if item.is_waiting]
    if not waiting:
        return "Nothing in this set waits for an editor now."
    if sentence := refusal_of_interests(actor):
        return sentence
    own = [item.accession for item in waiting if not _may_decide(item, actor)]
    if own:
        return f"Nobody decides on their own work ({', '.join(own)}); ask another editor, or take it out of the set."
    return ""


def _may_decide(item: Item, actor: Actor) -> bool:
    if item.revision:
        return Verb.ACCEPT in available_on(item.revision, item.record, actor)
    return not refusal_of(Verb.PUBLISH, item.record, actor)


def _demand_seen(waiting: list[Item], seen: Collection[str] | None) -> None:
    if seen is None:
        return
    if unseen := [item.accession for item in waiting if item.stamp not in seen]:
        raise Refusal(
            f"{', '.join(unseen)} came in or was changed after you opened this set. Look at it, then publish again."
        )


def _each(nothing_done: str, items: Iterable[Item], act: Callable[[Item], None]) -> None:
    """Do it to every item. Where one refuses, the others are tried too, so that one refusal names all that is wrong."""
    refused: dict[str, Refusal] = {}
    for item in items:
        try:
            with transaction.atomic():
                act(item)
        except Refusal as refusal:
            refused[item.accession] = refusal
    if refused:
        raise SetRefusal(nothing_done, refused)


def _fresh(change_set: ChangeSet) -> ChangeSet:
    present = ChangeSet.objects.by_key(change_set.pk).first()
    if present is None:
        raise Refusal("This change set was dissolved meanwhile.")
    return present
