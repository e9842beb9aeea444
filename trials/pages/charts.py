"""Charts of trials as shapes: columns by year and role, discs by status and phase."""

from math import sqrt

from .. import evidence
from .drawings import INK, LINES, PAPER, SOFT, Box, Disc, Drawing, Text, shortened

ROLES = {
    "carrier": "#0b5f66",
    "anti_tumour_agent": "#a94a06",
    "homing_study": "#6a559f",
    "supportive_care": "#7c93a3",
    "ex_vivo_support": "#b8863b",
}
DISC = "#1f6aa5"
LEFT, PLOT, WIDTH = 44, 200, 860
STEP = 34


def of_years(years: evidence.Years) -> Drawing:
    """One column per year, its parts by role."""
    drawing = Drawing("Trials started per year, by role of the cells", years.says, WIDTH)
    drawing.height = _columns(drawing, years, 8)
    return drawing


def of_phases(phases: evidence.Phases) -> Drawing:
    """Statuses down, phases across; the number in a disc, and its area, counts trials."""
    drawing = Drawing("Trials by status and phase", phases.says, WIDTH)
    drawing.height = _discs(drawing, phases, 8)
    return drawing


def of_figures(figures: evidence.Figures, title: str, line: str) -> Drawing:
    """Both charts in one picture, to be saved."""
    drawing = Drawing(title, f"{figures.years.says} {figures.phases.says}", WIDTH)
    drawing.heading(line)
    y = _columns(drawing, figures.years, 66)
    drawing.texts.append(Text(12, y + 14, "Status by phase", 13, is_bold=True))
    drawing.height = _discs(drawing, figures.phases, y + 20)
    return drawing


def _columns(drawing: Drawing, years: evidence.Years, y: float) -> float:
    """The columns with their axis and legend; gives the height at which the next thing begins."""
    x = LEFT
    for role in years.roles:
        drawing.boxes.append(Box(x, y, 12, 12, ROLES[role.value], str(role.label)))
        drawing.texts.append(Text(x + 17, y + 10, str(role.label), 11, SOFT))
        x += 34 + 6.6 * len(str(role.label))
    if not years.years:
        return y + 24
    top, most = y + 40, max(sum(years.of(year)) for year in years.years)
    for mark in _marks(most):
        line = top + PLOT - PLOT * mark / most
        drawing.boxes.append(Box(LEFT, line, WIDTH - LEFT - 12, 1, LINES))
        drawing.texts.append(Text(LEFT - 8, line + 4, str(mark), 10, SOFT, "end"))
    pitch = (WIDTH - LEFT - 20) / len(years.years)
    for number, year in enumerate(years.years):
        _column(drawing, years, year, LEFT + 4 + number * pitch, min(pitch - 4, 48), (top, most))
        if len(years.years) < 16 or number % 2 == 0:
            middle = LEFT + 4 + number * pitch + min(pitch - 4, 48) / 2
            drawing.texts.append(Text(middle, top + PLOT + 16, str(year), 10, SOFT, "middle"))
    return top + PLOT + 30


def _column(drawing: Drawing, years: evidence.Years, year: int, x: float, width: float, scale: tuple) -> None:
    top, most = scale
    foot = top + PLOT
    for role, count in zip(years.roles, years.of(year), strict=True):
        if count:
            height = PLOT * count / most
            foot -= height
            says = f"{year}, {role.label}: {count}"
            drawing.boxes.append(Box(x, foot + 0.5, width, max(height - 1, 1), ROLES[role.value], says))
    if total := sum(years.of(year)):
        drawing.texts.append(Text(x + width / 2, foot - 4, str(total), 10, INK, "middle"))


def _marks(most: int) -> list[int]:
    """Round numbers for the axis, five at most."""
    step = next(step for size in (1, 10, 100, 1000, 10**4, 10**5, 10**6) for step in (size, 2 * size, 5 * size)
                if most / step <= 5)  # fmt: skip
    return list(range(0, most + 1, step))


def _discs(drawing: Drawing, phases: evidence.Phases, y: float) -> float:
    """The grid; gives the height at which the next thing begins."""
    left, pitch = 210, 72
    most = max(phases.counts.values(), default=1)
    for number, phase in enumerate(phases.phases):
        words = shortened(phase, 14)
        drawing.texts.append(Text(left + number * pitch + pitch / 2, y + 14, words, 10, SOFT, "middle"))
    y += 22
    for _, words, cells, total in phases.rows:
        drawing.boxes.append(Box(12, y, left + pitch * len(cells) - 12, 1, LINES))
        drawing.texts.append(Text(12, y + 21, f"{words} ({total})", 11))
        for number, (phase, count) in enumerate(cells):
            if count:
                middle = left + number * pitch + pitch / 2
                radius = round(6.5 + 9 * sqrt(count / most), 1)
                drawing.discs.append(Disc(middle, y + STEP / 2, radius, DISC, f"{words}, phase {phase}: {count}"))
                drawing.texts.append(Text(middle, y + STEP / 2 + 4, str(count), 10, PAPER, "middle", is_bold=True))
        y += STEP
    return y + 12
