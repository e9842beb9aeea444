"""How well a ranking puts similar publications first: average precision and precision at 3, with intervals."""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PAIRS, SHOWN = (Path(__file__).with_name(name) for name in ("pairs.csv", "shown.csv"))
DRAWS, SEED = 10_000, 20261127
Labels = dict[str, dict[str, bool]]


@dataclass(frozen=True)
class Figure:
    """A mean over publications, with the middle 95 % of means of as many drawn with replacement."""

    mean: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}], n = {self.n}"


def labels(of: Path = PAIRS) -> Labels:
    """Whether each other one is similar, by publication."""
    found: Labels = defaultdict(dict)
    with of.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["publication"]][row["other"]] = row["is_similar"] == "yes"
    return dict(found)


def average_precision(order: list[str], similar: dict[str, bool]) -> float:
    """The mean, over the similar ones, of the share of similar ones down to each.

    >>> average_precision(["a", "b", "c"], {"a": True, "b": False, "c": True})
    0.8333333333333333
    """
    hits, total = 0, 0.0
    for place, key in enumerate(order, start=1):
        if similar[key]:
            hits += 1
            total += hits / place
    return total / hits


def precision(order: list[str], similar: dict[str, bool], most: int = 3) -> float:
    """The share of similar ones among the first, or among as many as there are similar ones at all."""
    first = order[: min(most, sum(similar.values()))]
    return sum(similar[key] for key in first) / len(first)


def figure(values: list[float]) -> Figure:
    """A mean with its bootstrap interval; the same values always give the same one."""
    chance = random.Random(SEED)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(DRAWS))
    low, high = means[DRAWS // 40], means[-DRAWS // 40 - 1]
    return Figure(sum(values) / len(values), low, high, len(values))
