"""In which order the items of a change set can become public, and what still stands in their way."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from .. import rules
from ..document import accessions_in, records_of, shape_of
from .moves import Refusal
from .set_items import Item


def in_order(items: Iterable[Item]) -> list[Item]:
    """New records, what others refer to first; then the proposed changes. Refuses a circle of references."""
    items = list(items)
    new = {item.accession: item for item in items if item.revision is None}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for accession, item in new.items():
        targets = {target.accession for _, target in rules.references(item.record)}
        sorter.add(accession, *sorted(targets & (new.keys() - {accession})))
    try:
        order = list(sorter.static_order())
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise Refusal(
            f"They refer to each other in a circle ({circle}), so that none of them can be public first. Leave one "
            "of these references out, and propose it as a change once the records are public."
        ) from error
    return [*(new[accession] for accession in order), *(item for item in items if item.revision)]


def obstacles_in(items: list[Item], is_submitted: bool) -> dict[int, list[rules.Obstacle]]:
    """By the key of the item: what keeps it from being submitted, or in a submitted set from being published.

    Before a set is submitted its drafts count as coming along; afterwards only what waits with the rest does.
    """
    unfinished = [item for item in items if item.is_unfinished]
    waiting = {item.accession for item in unfinished if item.is_waiting and item.revision is None}
    own = waiting | {item.accession for item in unfinished if item.is_with_author}
    found = {}
    for item in unfinished:
        beside = waiting if is_submitted and item.is_waiting else own
        obstacles = _of_revision(item) if item.revision else rules.obstacles(item.record)
        found[item.row.pk] = [obstacle for obstacle in obstacles if obstacle.accession not in beside]
    return found


def _of_revision(item: Item) -> Iterator[rules.Obstacle]:
    proposed = {change["field"]: change["new"] for change in item.revision.changes}
    named = {accession: field for field, accession in accessions_in(shape_of(item.record), proposed)}
    for accession, target in records_of(named).items():
        if not rules.is_public_target(target):
            yield rules.waits_for(named[accession], target)
