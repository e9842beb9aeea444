"""Pictures of the evidence as shapes with attributes: no style, no script, text beside every colour."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt

from .. import evidence

LABELS = 230
CELL, LINE = 30, 20
COLUMN = 84
HEAD = 150
# From cells to large trials, lighter to darker; every field has its words too.
STAGES = ("#dfe9ef", "#c3d9e4", "#b3cfe0", "#9cc3da", "#7db1d1", "#5c9cc5", "#3c84b3", "#2a6c9b", "#1d557f", "#123e61")
DARK_FROM = 5
SHORT = ("cells", "anim.", "pat.", "e1", "1", "1/2", "2", "2/3", "3", "4")
EFFECTS = {
    "inhibits": "#1f6aa5",
    "promotes": "#a94a06",
    "mixed": "#6a559f",
    "no_effect": "#5f6a73",
    "uncontrolled": "#8b7bb8",
}
INK, SOFT, LINES, PAPER = "#14232e", "#4d5d69", "#dedad0", "#ffffff"


@dataclass(frozen=True)
class Box:
    """A rectangle; ``says`` is read out and shown on pointing."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    says: str = ""
    is_hollow: bool = False


@dataclass(frozen=True)
class Disc:
    """A circle whose area stands for a number."""

    x: float
    y: float
    radius: float
    fill: str
    says: str


@dataclass(frozen=True)
class Text:
    """A line of text. ``turn`` is in degrees about its start."""

    x: float
    y: float
    words: str
    size: int = 11
    fill: str = INK
    anchor: str = "start"
    turn: int = 0
    is_bold: bool = False


@dataclass
class Drawing:
    """A picture with its size in pixels, its title and what it shows in words."""

    title: str
    says: str
    width: float = 0
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    discs: list[Disc] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def heading(self, line: str) -> None:
        """The title and the line below it, at the top."""
        self.texts += [Text(12, 24, self.title, 16, is_bold=True), Text(12, 42, line, 11, SOFT)]


def of_matrix(matrix: evidence.Matrix, title: str, line: str) -> Drawing:
    """Payloads down, tumour types across; the darker a field, the further it was tested."""
    says = (
        f"{len(matrix.rows)} payloads by {len(matrix.cancer_types)} tumour types; {matrix.filled} of {matrix.size} "
        "fields hold anything. The darker a field, the further the payload was tested; tested is not shown to work. "
        "A dashed field: trials are registered, no result of the furthest stage is recorded here. "
        "An empty field: no claim in this base."
    )
    drawing = Drawing(title, says)
    drawing.heading(line)
    top = 60 + HEAD
    for column, node in enumerate(matrix.cancer_types):
        x = LABELS + column * CELL + CELL / 2
        drawing.texts.append(Text(x, top - 6, shortened(node.name, 28), turn=-55))
    for number, row in enumerate(matrix.rows):
        y = top + number * LINE
        drawing.texts.append(Text(LABELS - 8, y + 14, shortened(row.payload.name, 36), anchor="end"))
        for column, (node, entry) in enumerate(row.entries):
            _draw_entry(drawing, LABELS + column * CELL, y, entry, f"{row.payload.name}, {node.name}")
    bottom = top + len(matrix.rows) * LINE + 24
    bottom = _legend_of_stages(drawing, bottom)
    drawing.width = max(LABELS + len(matrix.cancer_types) * CELL + 110, 860)
    drawing.height = bottom
    return drawing


def _draw_entry(drawing: Drawing, x: float, y: float, entry: evidence.Entry | None, where: str) -> None:
    if entry is None:
        drawing.boxes.append(Box(x, y, CELL - 2, LINE - 2, PAPER))
        return
    step = entry.furthest
    rank = step.stage.rank if step else None
    words = step.stage.label if step else ("registered, not begun" if entry.has_not_begun else "stage not recorded")
    hollow = step is None or step.is_hollow
    fill = PAPER if hollow else STAGES[rank]
    ink = PAPER if not hollow and rank >= DARK_FROM else INK
    drawing.boxes.append(Box(x, y, CELL - 2, LINE - 2, fill, f"{where}: {words}", hollow))
    short = SHORT[rank] if step else "?"
    drawing.texts.append(Text(x + (CELL - 2) / 2, y + 13, short, 9, ink, "middle"))


def _legend_of_stages(drawing: Drawing, y: float) -> float:
    """The stages that a colour stands for, in two lines."""
    for stage in evidence.STAGES:
        x = 12 + (stage.rank % 5) * 168
        line = y + (stage.rank // 5) * 22
        drawing.boxes.append(Box(x, line, 26, 16, STAGES[stage.rank], stage.label))
        ink = PAPER if stage.rank >= DARK_FROM else INK
        drawing.texts.append(Text(x + 13, line + 12, SHORT[stage.rank], 9, ink, "middle"))
        drawing.texts.append(Text(x + 32, line + 12, stage.label, 11, SOFT))
    y += 48
    drawing.boxes.append(Box(12, y, 26, 16, PAPER, "No result of it is recorded here", is_hollow=True))
    drawing.texts.append(
        Text(44, y + 12, "no result of that stage here; ?: stage not recorded, or not begun", 11, SOFT)
    )
    drawing.texts.append(Text(430, y + 12, "empty: no claim in this base. Tested is not: shown to work.", 11, SOFT))
    return y + 30


def of_origins(origins: evidence.Origins, title: str, line: str) -> Drawing:
    """One grid per kind of evidence: tissues down, states and effects across; the area of a disc counts sources."""
    says = (
        "One grid for each kind of evidence, never added up. The number in a disc, and its area, counts sources: "
        "studies where they are traced, else texts. Numbers of claims stand in the table. An empty field: no claim in "
        "this base."
    )
    drawing = Drawing(title, says)
    drawing.heading(line)
    most = max((cell.tally.sources for cell in _filled(origins)), default=1)
    y = 64
    width = 860
    for table in origins.tables:
        y = _draw_table(drawing, table, y, most)
        width = max(width, LABELS + sum(len(effects) for _, effects in table.groups) * COLUMN + 30)
    drawing.texts.append(
        Text(12, y + 10, "The number in a disc counts sources. Empty: no claim in this base.", 11, SOFT)
    )
    drawing.width, drawing.height = width, y + 28
    return drawing


def _filled(origins: evidence.Origins) -> Iterable[evidence.OriginCell]:
    return (cell for table in origins.tables for row in table.rows for cell in row.cells if cell.tally)


def _draw_table(drawing: Drawing, table: evidence.OriginTable, y: float, most: int) -> float:
    """One grid with its heading; gives the height at which the next begins."""
    drawing.texts.append(Text(12, y + 14, table.title, 14, is_bold=True))
    x = LABELS
    for cells, effects in table.groups:
        drawing.texts.append(Text(x, y + 34, shortened(cells, 13 * len(effects)), 11, SOFT, is_bold=True))
        for number, effect in enumerate(effects):
            words = shortened(str(effect.label), 15)
            drawing.texts.append(Text(x + number * COLUMN + 30, y + 50, words, 9, EFFECTS[effect.value], "middle"))
        x += COLUMN * len(effects)
    y += 60
    for row in table.rows:
        drawing.boxes.append(Box(12, y, x - 12, 1, LINES))
        drawing.texts.append(Text(12, y + 24, shortened(str(row.source.label).capitalize(), 34)))
        for column, cell in enumerate(row.cells):
            if cell.tally:
                middle = LABELS + column * COLUMN + 30
                radius = 6 + 11 * sqrt(cell.tally.sources / most)
                says = f"{table.title}, {row.source.label}, {cell.effect.label}: {cell.tally.words}"
                drawing.discs.append(Disc(middle, y + 20, round(radius, 1), EFFECTS[cell.effect.value], says))
                drawing.texts.append(Text(middle, y + 24, str(cell.tally.sources), 10, PAPER, "middle", is_bold=True))
        y += 40
    return y + 22


def shortened(words: str, most: int) -> str:
    """Words that fit beside a grid; the page has them whole."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
