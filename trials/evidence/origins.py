"""MSC source by effect: what cells of each tissue were seen to do, changed or not; one table per kind of evidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import CellState, Effect, MscSource
from ..models import Finding, FindingTerm
from ..models.finding import FindingQuerySet
from .apart import Apart, apart
from .balance import BLOCKS, CELLS, COLUMNS, UNTRACED, Tally, block_of, tally
from .claims import Claim, read_claims
from .words import counted

NOT_RECORDED = MscSource.NOT_RECORDED


@dataclass(frozen=True)
class OriginCell:
    """The claims on one effect of cells of one tissue in one state; no tally where there is none."""

    states: list[CellState]
    effect: Effect
    tally: Tally | None


@dataclass(frozen=True)
class OriginRow:
    source: MscSource
    cells: list[OriginCell]


@dataclass(frozen=True)
class OriginTable:
    """One kind of evidence: tissues by state of the cells and effect. ``groups`` are the columns, state by state."""

    key: str
    title: str
    meaning: str
    total: Tally
    groups: list[tuple[str, list[Effect]]]
    rows: list[OriginRow]

    @property
    def filled(self) -> int:
        return sum(cell.tally is not None for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class Origins:
    """The tables that hold anything, in the order of the blocks, and what is not in them."""

    tables: list[OriginTable]
    apart: Apart
    beside: int
    asked: int

    @property
    def words(self) -> str:
        """How many claims were asked for, and how many of them the tables hold."""
        held = sum(table.total.claims for table in self.tables)
        return f"{held} of {counted(self.asked, 'claim')} are about tumour growth and stand in the tables"


def origins(findings: FindingQuerySet) -> Origins:
    """The claims of a query by tissue of origin, state of the cells, effect and kind of evidence; four queries.

    A claim on cells of two tissues stands in both rows. What is not about tumour growth is counted ``beside``.
    """
    chosen = Finding.objects.filter(pk__in=findings.order_by().values("pk"))
    claims = read_claims(chosen)
    sources = _sources(chosen)
    counted = [claim for claim in claims if block_of(claim)]
    on_growth = [claim for claim in counted if claim.effect in COLUMNS]
    tables = [_table(key, [claim for claim in on_growth if block_of(claim) == key], sources) for key in BLOCKS]
    return Origins([each for each in tables if each.rows], apart(claims), len(counted) - len(on_growth), len(claims))


def _sources(findings: FindingQuerySet) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    terms = FindingTerm.objects.filter(facet="msc_source", finding__in=findings.order_by().values("pk"))
    for key, value in terms.order_by().values_list("finding_id", "value"):
        found[key].add(value)
    return found


def _table(key: str, claims: list[Claim], sources: dict[int, set[str]]) -> OriginTable:
    title, meaning = BLOCKS[key]
    traced = key != UNTRACED
    by_place: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for source in sources.get(claim.pk) or {NOT_RECORDED.value}:
            by_place[source, CELLS[claim.cell_state], claim.effect].append(claim)
    groups = _groups(by_place)
    rows = [
        OriginRow(
            source, [_cell(by_place, source, cells, effect, traced) for cells, shown in groups for effect in shown]
        )
        for source in MscSource
        if any(place[0] == source for place in by_place)
    ]
    return OriginTable(key, title, meaning, tally(claims, traced), groups, rows)


def _groups(places: Iterable[tuple[str, str, str]]) -> list[tuple[str, list[Effect]]]:
    """The states and effects that occur. Where there is one of the two directions, the other has its column too."""
    used: dict[str, set[str]] = defaultdict(set)
    for _, cells, effect in places:
        used[cells].add(effect)
    directions = {Effect.INHIBITS, Effect.PROMOTES}
    shown = {cells: found | (directions if found & directions else set()) for cells, found in used.items()}
    return [
        (cells, [effect for effect in COLUMNS if effect in shown[cells]])
        for cells in dict.fromkeys(CELLS.values())
        if cells in shown
    ]


def _cell(places: dict, source: str, cells: str, effect: Effect, traced: bool) -> OriginCell:
    found = places.get((str(source), cells, str(effect.value)))
    return OriginCell(
        [state for state, label in CELLS.items() if label == cells], effect, tally(found, traced) if found else None
    )
