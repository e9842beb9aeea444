"""Contestants in alternating rounds: what disturbs the machine disturbs all of them."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

Contestant = Callable[[], object]


def milliseconds(contestants: dict[str, Contestant], rounds: int) -> dict[str, float]:
    """The median time of each, after two rounds that do not count. Every other round runs backwards."""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    order = list(contestants)
    for number in range(-2, rounds):
        with _no_collection():
            times = {name: _timed(contestants[name]) for name in order}
        if number >= 0:
            for name, seconds in times.items():
                taken[name].append(seconds)
        order.reverse()
    return {name: round(median(times) * 1000, 3) for name, times in taken.items()}


def ratio(times: dict[str, float], of: str, to: str) -> float:
    """How many times as long one takes as the other."""
    return round(times[of] / times[to], 2)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Rubbish is collected between the rounds, not in somebody's turn."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _timed(contestant: Contestant) -> float:
    started = perf_counter()
    contestant()
    return perf_counter() - started
