"""The evidence maps and charts as rows of a CSV: one row per field that holds anything."""

import csv
from collections.abc import Iterable, Iterator

from .. import evidence
from ..addresses import path_of
from ..exchange.tabular import Echo, cell

_MATRIX = (
    "payload", "payload_accession", "tumour_type", "tumour_type_accession", "furthest_stage_tested",
    "results_of_the_furthest_stage_recorded", "sources", "claims", "trials", "cited_rows", "payload_url", "tumour_url",
)  # fmt: skip
_ORIGINS = ("kind_of_evidence", "msc_source", "cell_state", "effect", "sources", "claims", "sources_are_studies")


def csv_of(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a CSV; nothing in it is a formula."""
    writer = csv.writer(Echo(), lineterminator="\r\n")
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def rows_of_matrix(matrix: evidence.Matrix, site: str) -> Iterator[list[object]]:
    """The header, then each payload in each tumour type in which anything of it is recorded."""
    yield list(_MATRIX)
    for row in matrix.rows:
        for node, entry in row.filled:
            step = entry.furthest
            names = [row.payload.name, row.payload.accession, node.name, node.accession]
            stage = [step.stage.label, not step.is_hollow] if step else ["", None]
            counts = [entry.sources, entry.claims, entry.trials, entry.rows]
            yield [*names, *stage, *counts, f"{site}{path_of(row.payload)}", f"{site}{path_of(node)}"]


def rows_of_origins(origins: evidence.Origins, site: str) -> Iterator[list[object]]:
    """The header, then each tissue, state of the cells and effect on which there is a claim."""
    yield list(_ORIGINS)
    for table in origins.tables:
        for row in table.rows:
            for each in row.cells:
                if each.tally:
                    states = [state.value for state in each.states]
                    counts = [each.tally.sources, each.tally.claims, each.tally.traced]
                    yield [table.key, row.source.value, states, each.effect.value, *counts]


def rows_of_figures(figures: evidence.Figures, site: str) -> Iterator[list[object]]:
    """The header, then both charts: trials by year and role, then by status and phase."""
    yield ["chart", "year_or_status", "role_or_phase", "trials"]
    for year, counts, _ in figures.years.rows:
        for role, count in counts:
            if count:
                yield ["year_by_role", year, role.value, count]
    for _, words, cells, _ in figures.phases.rows:
        for phase, count in cells:
            if count:
                yield ["status_by_phase", words, phase, count]
