"""Change sets in notices: what was done to the items of a set in one go is one notice, with the items in it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..choices import Verb
from ..models import ChangeSet, ChangeSetItem, ReviewEvent

if TYPE_CHECKING:
    from .pulled import Notice

# What is one doing with a set, whether an item is a new record or a proposed change; in words.
TOGETHER = {
    Verb.SUBMIT: "Submitted", Verb.PROPOSE: "Submitted",
    Verb.RETURN: "Sent back", Verb.DECLINE: "Sent back",
    Verb.PUBLISH: "Published", Verb.ACCEPT: "Published",
}  # fmt: skip


class Sets:
    """The change sets that some records and proposals are in; asked once."""

    def __init__(self, accessions: Iterable[str]):
        self.items: dict[str, list[ChangeSetItem]] = {}
        for item in ChangeSetItem.objects.of_records(accessions):
            self.items.setdefault(item.accession, []).append(item)

    def of(self, event: ReviewEvent) -> ChangeSet | None:
        """The set whose item an event was done to."""
        found = (item for item in self.items.get(event.accession, ()) if _is_about(event, item))
        return next((item.change_set for item in found), None)


def _is_about(event: ReviewEvent, item: ChangeSetItem) -> bool:
    revision = item.revision
    if revision is None:
        return event.verb in (Verb.SUBMIT, Verb.RETURN, Verb.PUBLISH)
    if event.verb in (Verb.ACCEPT, Verb.DECLINE):
        return event.at == revision.decided_at
    is_its_time = revision.created_at <= event.at and (revision.decided_at is None or event.at <= revision.decided_at)
    return event.verb == Verb.PROPOSE and event.actor == revision.author and is_its_time


def told_together(notices: Iterable["Notice"], sets: Sets) -> list["Notice"]:
    """The notices, the latest first, with those of one set and one doing as one at the place of the latest.

    A set that is handed in, returned and handed in again is three doings.
    """
    told: list[Notice] = []
    # Of each set the place of its present doing in what is told, and what doing that is.
    present: dict[int, tuple[int, tuple]] = {}
    for notice in notices:
        change_set = sets.of(notice.event) if notice.event.verb in TOGETHER else None
        if change_set is None:
            told.append(notice)
            continue
        doing = (TOGETHER[notice.event.verb], notice.event.actor, notice.kind)
        place, before = present.get(change_set.pk, (0, ()))
        if doing == before:
            told[place] = _with(told[place], notice)
        else:
            present[change_set.pk] = (len(told), doing)
            told.append(replace(notice, change_set=change_set, items=(notice,)))
    return told


def _with(whole: "Notice", notice: "Notice") -> "Notice":
    """An item that was proposed first and handed in with its set later counts once."""
    is_there = any(item.event.accession == notice.event.accession for item in whole.items)
    items = whole.items if is_there else (*whole.items, notice)
    return replace(whole, items=items, is_new=whole.is_new or notice.is_new)
