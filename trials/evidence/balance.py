"""Four blocks of claims by where they were seen; sources before claims, never one score."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import CellState, ClaimKind, Effect, ModelSystem, MscContext
from .claims import Claim
from .words import counted

UNTRACED = "said"
ELSEWHERE = "elsewhere"
BLOCKS = {
    ModelSystem.HUMAN: ("In patients", "Results seen in patients, from studies that are named."),
    ModelSystem.ANIMAL: ("In animals", "Results seen in animals, from studies that are named."),
    ModelSystem.IN_VITRO: ("In cells", "Results seen in cells or tissue outside a body, from studies that are named."),
    UNTRACED: (
        "Said in reviews, study not traced",
        "Results that a review or news item reports without the study being traced here, and authors' own statements.",
    ),
    ELSEWHERE: ("Model not recorded, or in a computer", "Results of named studies whose model is none of the above."),
}

# Whose cells, as a reader asks: were they changed or not?
CELLS = {
    CellState.ENGINEERED: "Engineered or loaded cells",
    CellState.LOADED: "Engineered or loaded cells",
    CellState.PRIMED: "Primed cells",
    CellState.UNMODIFIED: "Unmodified cells",
    CellState.NOT_STATED: "Cell state not stated",
}
CONTEXTS = {
    MscContext.GIVEN_AS_TREATMENT: "Given as treatment",
    MscContext.CO_CULTURE: "Co-culture or co-injection",
    MscContext.RESIDENT_IN_TUMOUR: "Resident in the tumour",
    MscContext.NOT_STATED: "Context not stated",
}
COLUMNS = (Effect.INHIBITS, Effect.PROMOTES, Effect.MIXED, Effect.NO_EFFECT, Effect.UNCONTROLLED)
DIRECTIONS = frozenset({Effect.INHIBITS, Effect.PROMOTES, Effect.MIXED, Effect.NO_EFFECT})
_OUTCOME = {
    Effect.INHIBITS: "the tumour was held back",
    Effect.PROMOTES: "the tumour was helped",
    Effect.MIXED: "both were seen",
    Effect.NO_EFFECT: "no effect was seen",
}


@dataclass(frozen=True)
class Tally:
    """How many sources, and how many claims they make."""

    sources: int = 0
    claims: int = 0
    traced: bool = True

    @property
    def words(self) -> str:
        """“2 studies, 3 claims”: sources stand before claims."""
        return f"{self.source_words}, {self.claim_words}"

    @property
    def source_words(self) -> str:
        return counted(self.sources, *(("study", "studies") if self.traced else ("source", "sources")))

    @property
    def claim_words(self) -> str:
        return counted(self.claims, "claim")


@dataclass(frozen=True)
class Cell:
    """The claims of one effect in one line of a block."""

    effect: Effect
    tally: Tally


@dataclass(frozen=True)
class Line:
    """Claims on one state of the cells, seen in one context."""

    cells: str
    columns: list[Cell]
    verdict: str


@dataclass(frozen=True)
class Lane:
    """Claims of one context: cells given as treatment are another thing than those that live in the tumour."""

    context: str
    lines: list[Line]


@dataclass(frozen=True)
class Block:
    """Claims seen in patients, in animals, in cells, or said without a traced study.

    ``beside`` counts those that are not about tumour growth.
    """

    key: str
    title: str
    meaning: str
    total: Tally
    columns: list[Effect]
    lanes: list[Lane]
    beside: Tally

    @property
    def is_traced(self) -> bool:
        return self.key != UNTRACED

    @property
    def lines(self) -> list[tuple[str, Line]]:
        """(context, line) of every lane, those on most sources first."""
        lines = [(lane.context, line) for lane in self.lanes for line in lane.lines]
        return sorted(lines, key=lambda each: -sum(cell.tally.sources for cell in each[1].columns))


def balance(claims: Iterable[Claim]) -> list[Block]:
    """The blocks in their order. Claims of retracted sources, study records and surveys are not counted."""
    sorted_out: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if key := block_of(claim):
            sorted_out[key].append(claim)
    return [_block(key, sorted_out[key]) for key in BLOCKS if key != ELSEWHERE or sorted_out[key]]


def block_of(claim: Claim) -> str:
    """Key of the block a claim belongs to; empty when it enters none."""
    if claim.is_retracted:
        return ""
    if claim.claim_kind == ClaimKind.AUTHOR_STATEMENT or (claim.is_result and not claim.is_traced):
        return UNTRACED
    if not claim.is_result:
        return ""
    return claim.model_system if claim.model_system in BLOCKS else ELSEWHERE


def _block(key: str, claims: list[Claim]) -> Block:
    title, meaning = BLOCKS[key]
    traced = key != UNTRACED
    on_growth = [claim for claim in claims if claim.effect in COLUMNS]
    beside = [claim for claim in claims if claim.effect not in COLUMNS]
    shown = [effect for effect in COLUMNS if effect in (Effect.INHIBITS, Effect.PROMOTES) or _with(on_growth, effect)]
    lanes = [
        Lane(label, lines)
        for context, label in CONTEXTS.items()
        if (lines := _lines([claim for claim in on_growth if claim.msc_context == context], shown, traced))
    ]
    return Block(key, title, meaning, tally(claims, traced), shown, lanes, tally(beside, traced))


def _lines(claims: list[Claim], shown: list[Effect], traced: bool) -> list[Line]:
    groups: dict[str, list[Claim]] = {label: [] for label in CELLS.values()}
    for claim in claims:
        groups[CELLS[claim.cell_state]].append(claim)
    return [
        Line(label, [Cell(effect, tally(_with(group, effect), traced)) for effect in shown], verdict(group, traced))
        for label, group in groups.items()
        if group
    ]


def _with(claims: list[Claim], effect: Effect) -> list[Claim]:
    return [claim for claim in claims if claim.effect == effect]


def tally(claims: list[Claim], traced: bool = True) -> Tally:
    """Sources and claims. Where studies are traced a source is a study, else the text that says it."""
    sources = {claim.study if traced else claim.source for claim in claims}
    return Tally(len(sources), len(claims), traced)


def verdict(claims: list[Claim], traced: bool = True) -> str:
    """“Consistent” and “conflicting” are said only of two or more different primary studies."""
    if not traced:
        return ""
    by_study: dict[tuple, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.effect in DIRECTIONS:
            by_study[claim.study].add(claim.effect)
    seen = set().union(*by_study.values())
    if len(by_study) < 2:
        return "One study" if by_study else ""
    if len(seen) == 1:
        return f"Consistent: in {len(by_study)} studies {_OUTCOME[Effect(seen.pop())]}"
    return f"Conflicting: {len(by_study)} studies do not agree"
