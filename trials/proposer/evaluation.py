"""How well the rules agree with labels made by hand: precision and recall of each field, with 95 % intervals."""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import OUT, Proposals
from .vocabulary import Vocabulary

IN_OUT = "in_out"
FIELDS = (IN_OUT, "role", "population_link", "cancer_types", "payloads", "modality", "msc_source", "donor", "route")
# Of unsure trials nothing else was labelled; of titles neither role, population nor route.
_OF_UNSURE = {IN_OUT, "role", "population_link", "modality"}
_NOT_OF_TITLES = {"role", "population_link", "route"}
_CERTAIN = 1.959964


@dataclass(frozen=True)
class Label:
    """What a person read in a record: ``values`` holds the set of values of each field."""

    record: str
    kind: str
    in_base: bool
    values: Mapping[str, frozenset[str]]

    @property
    def in_out(self) -> str:
        return next(iter(self.values[IN_OUT]))

    def asks(self, name: str) -> bool:
        """Whether this record was labelled in a field; what is out has no fields."""
        if name == IN_OUT:
            return True
        if self.in_out == OUT or (self.kind == "title" and name in _NOT_OF_TITLES):
            return False
        return self.in_out == "in" or self.kind == "title" or name in _OF_UNSURE


def labels_in(path: Path) -> list[Label]:
    """The labels of a file. Raises ValueError that names file, line and column where it is no such file."""
    rows = []
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = {"record", "kind", "in_base", *FIELDS} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path}: the column {min(missing)} is missing; see the README beside the labels.")
        for line, row in enumerate(reader, start=2):
            if row[IN_OUT] not in ("in", "out", "unsure"):
                raise ValueError(f"{path}, line {line}, in_out: “{row[IN_OUT]}” is none of in, out, unsure.")
            values = {name: frozenset(filter(None, (row[name] or "").split(";"))) for name in FIELDS}
            rows.append(Label(row["record"], row["kind"], row["in_base"] == "yes", values))
    return rows


@dataclass
class Score:
    """Counts of one field: proposals that are right, wrong, and values that were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> tuple[float, float, float]:
        """(share, lower, upper) of right ones among the proposals."""
        return interval(self.right, self.right + self.wrong)

    @property
    def recall(self) -> tuple[float, float, float]:
        """(share, lower, upper) of values found among those that are there."""
        return interval(self.right, self.right + self.missed)


def interval(right: int, total: int) -> tuple[float, float, float]:
    """A share and its 95 % Wilson interval; (0, 0, 1) of nothing.

    >>> tuple(round(each, 3) for each in interval(9, 10))
    (0.9, 0.596, 0.982)
    """
    if not total:
        return 0.0, 0.0, 1.0
    share, square = right / total, _CERTAIN**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _CERTAIN * math.sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def scored(pairs: Iterable[tuple[Label, Proposals]], names: Vocabulary) -> dict[str, Score]:
    """The score of each field. In/out is scored twice: ``in_out`` over the three words (share of records judged
    alike, as precision and recall), ``in`` for the word "in" alone."""
    scores = {name: Score() for name in (IN_OUT, "in", *FIELDS[1:])}
    for label, found in pairs:
        judged = found.judgement.in_out
        _count(scores[IN_OUT], label, IN_OUT, label.values[IN_OUT], frozenset({judged}))
        word = frozenset({"in"})
        _count(scores["in"], label, "in", label.values[IN_OUT] & word, frozenset({judged}) & word)
        for name in FIELDS[1:]:
            if label.asks(name):
                _count(scores[name], label, name, label.values[name], _proposed(found, name, names))
    return scores


def _proposed(found: Proposals, name: str, names: Vocabulary) -> frozenset[str]:
    values = {each.value for each in found.of(name)}
    if name == "cancer_types":
        values = {names.nodes[each].slug for each in values}
    elif name == "payloads":
        values = {names.payload_slugs[each] for each in values}
    return frozenset(values)


def _count(score: Score, label: Label, name: str, wanted: frozenset[str], proposed: frozenset[str]) -> None:
    score.right += len(wanted & proposed)
    score.wrong += len(proposed - wanted)
    score.missed += len(wanted - proposed)
    if wanted != proposed:
        lacking, surplus = "; ".join(sorted(wanted - proposed)), "; ".join(sorted(proposed - wanted))
        said = [part for part in (lacking and f"missed {lacking}", surplus and f"proposed {surplus}") if part]
        score.misses.append(f"{label.record} {name}: {', '.join(said)}")
