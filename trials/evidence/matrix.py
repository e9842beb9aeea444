"""Payload by tumour type: the furthest stage tested in each, and on how much that rests."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..models import CancerType, CancerTypeClosure, Payload
from .ladder import Rung, Step, grouped_by, steps_of
from .marks import Mark, read_marks
from .words import counted


@dataclass(frozen=True)
class Entry:
    """A payload in a tumour type. Results of trials are counted as claims, and their trials as trials."""

    furthest: Step | None
    sources: int
    claims: int
    rows: int
    trials: int

    @property
    def has_not_begun(self) -> bool:
        """Nothing but trials in which, as far as is known, nobody was treated."""
        return self.furthest is None and bool(self.trials)


@dataclass(frozen=True)
class MatrixRow:
    payload: Payload
    entries: list[tuple[CancerType, Entry | None]]

    @property
    def filled(self) -> list[tuple[CancerType, Entry]]:
        """The entries that hold something."""
        return [(node, entry) for node, entry in self.entries if entry]


@dataclass(frozen=True)
class Matrix:
    """Payload by tumour type; an entry of None says "no claim in this base"."""

    cancer_types: list[CancerType]
    rows: list[MatrixRow]

    @property
    def filled(self) -> int:
        """How many of its entries hold something."""
        return sum(len(row.filled) for row in self.rows)

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.cancer_types)

    @property
    def words(self) -> str:
        """How large it is, and how much of it is empty."""
        payloads, types = counted(len(self.rows), "payload"), counted(len(self.cancer_types), "tumour column")
        return f"{payloads} by {types}; {self.filled} of {self.size} fields hold anything"


def matrix(
    nodes: Collection[CancerType] = (), payloads: Iterable[int] | None = None, by_organ_system: bool = False
) -> Matrix:
    """Payloads (all, or those of these keys) in tumour types as tagged, or rolled up to organ systems; of these nodes
    with their subtypes, or of all. Nine queries at most."""
    marks = [mark for mark in read_marks() if mark.payload and mark.cancer_type]
    if nodes:
        below = set(CancerTypeClosure.objects.filter(ancestor__in=nodes).values_list("descendant_id", flat=True))
        marks = [mark for mark in marks if mark.cancer_type in below]
    if payloads is not None:
        wanted = set(payloads)
        marks = [mark for mark in marks if mark.payload in wanted]
    groups = _organ_systems() if by_organ_system else {}
    grouped = grouped_by(marks, lambda mark: (mark.payload, groups.get(mark.cancer_type, mark.cancer_type)))
    records = Payload.objects.public().in_bulk({payload for payload, _ in grouped})
    columns = list(CancerType.objects.public().in_tree_order().filter(pk__in={found for _, found in grouped}))
    entries = {key: _entry(found) for key, found in grouped.items()}
    rows = [
        MatrixRow(payload, [(node, entries.get((payload.pk, node.pk))) for node in columns])
        for payload in records.values()
    ]
    return Matrix(columns, sorted(rows, key=_most_widely_tried_first))


def _most_widely_tried_first(row: MatrixRow) -> tuple[int, str]:
    """The rows in which there is most to read come first."""
    return -len(row.filled), row.payload.name.casefold()


def _entry(marks: list[Mark]) -> Entry:
    rung = Rung(None, None, steps_of(marks), 0)
    claims = {mark.key: mark.source for mark in marks if mark.kind in ("claim", "result")}
    return Entry(
        furthest=rung.furthest,
        sources=len(set(claims.values())),
        claims=len(claims),
        rows=len({mark.key for mark in marks if mark.kind == "row"}),
        trials=len({mark.key for mark in marks if mark.kind in ("trial", "beside")}),
    )


def _organ_systems() -> dict[int, int]:
    """Node → the group it belongs to, one step below the root."""
    heads = CancerType.objects.organ_systems()
    pairs = CancerTypeClosure.objects.filter(ancestor__in=heads.order_by().values("pk"))
    return dict(pairs.order_by().values_list("descendant_id", "ancestor_id"))
