"""What a change set holds: its items with their records; and when it is finished."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ..choices import RecordStatus, RevisionStatus
from ..document import records_of, with_parts
from ..models import ChangeSet, ChangeSetItem, CuratedRecord, Revision

ITS_AUTHORS = (RecordStatus.DRAFT, RecordStatus.RETURNED)


@dataclass(frozen=True)
class Item:
    """A new record of a change set, or a proposed change of a public record."""

    row: ChangeSetItem
    record: CuratedRecord
    revision: Revision | None

    @property
    def accession(self) -> str:
        return self.row.accession

    @property
    def status(self) -> str:
        return self.revision.status if self.revision else self.record.status

    @property
    def is_with_author(self) -> bool:
        """Being written, or returned."""
        return self.revision is None and self.record.status in ITS_AUTHORS

    @property
    def is_waiting(self) -> bool:
        """For an editor."""
        return self.status == (RevisionStatus.OPEN if self.revision else RecordStatus.SUBMITTED)

    @property
    def is_unfinished(self) -> bool:
        return self.is_with_author or self.is_waiting

    @property
    def since(self) -> datetime:
        """When its author last wrote on it or handed it in."""
        return self.revision.changed_at if self.revision else self.record.updated_at

    @property
    def stamp(self) -> str:
        """Says which state of which item somebody looked at."""
        return f"{self.row.pk}@{self.since.isoformat()}"


def items_of(change_set: ChangeSet) -> list[Item]:
    """The items of one set, each record with all its parts, in the order in which they were added."""
    return items_by_set([change_set], with_parts)[change_set.pk]


def items_by_set(
    change_sets: Iterable[ChangeSet], read: Callable[[QuerySet], QuerySet] = lambda found: found
) -> dict[int, list[Item]]:
    """The items of several sets by the key of the set."""
    by_set: dict[int, list[Item]] = {change_set.pk: [] for change_set in change_sets}
    rows = list(ChangeSetItem.objects.of_sets(by_set))
    records = records_of((row.accession for row in rows), read)
    for row in rows:
        by_set[row.change_set_id].append(Item(row, records[row.accession], row.revision))
    return by_set


def close_finished(accession: str) -> None:
    """Close the submitted change sets with this record of which nothing waits any longer.

    Called last in a verb: whoever holds a record or revision may wait for a set, never the other way round.
    """
    for change_set in ChangeSet.objects.waiting().holding(accession):
        close_if_finished(change_set)


def close_if_finished(change_set: ChangeSet) -> None:
    """Close a submitted set of which nothing waits any longer."""
    # Of two who decide on its last two items at once, the second waits here and sees what the first did.
    locked = ChangeSet.objects.waiting().by_key(change_set.pk).select_for_update().first()
    if locked and not any(item.is_unfinished for item in items_by_set([locked])[locked.pk]):
        ChangeSet.objects.by_key(locked.pk).update(closed_at=timezone.now())
