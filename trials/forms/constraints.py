"""The tables' own constraints, asked of a row before the database is: so that a refusal can name its line."""

import operator
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import F, Q

_COMPARE = {
    "": operator.eq,
    "gte": lambda value, wanted: value is not None and value >= wanted,
    "lte": lambda value, wanted: value is not None and value <= wanted,
    "isnull": lambda value, wanted: (value is None) == wanted,
}


@dataclass(frozen=True)
class Broken:
    """A constraint that a row does not hold: the column to look at, and what to do."""

    column: str
    remedy: str


def broken_constraint(model: type[models.Model], values: dict[str, Any]) -> Broken | None:
    """The first CHECK of the table that these values break; None when there is none."""
    for constraint in broken_constraints(model, values):
        names = list(dict.fromkeys(_names(constraint.condition)))
        empty = next((name for name in names if values[name] in ("", None)), None)
        told = next((name for name in names if name not in ("status", "version", "review_basis")), names[-1])
        return Broken(empty or told, str(constraint.get_violation_error_message()))
    return None


def broken_constraints(model: type[models.Model], values: dict[str, Any]) -> Iterator[models.CheckConstraint]:
    """The CHECKs of the table that these values break."""
    return (constraint for constraint in _checks(model) if not holds(constraint.condition, values))


@cache
def _checks(model: type[models.Model]) -> list[models.CheckConstraint]:
    return [each for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]


def holds(condition: Q, values: dict[str, Any]) -> bool:
    """Whether a condition is true of a row given as values by column."""
    found = (holds(part, values) if isinstance(part, Q) else _compares(*part, values) for part in condition.children)
    return (any(found) if condition.connector == Q.OR else all(found)) != condition.negated


def _compares(lookup: str, right: Any, values: dict[str, Any]) -> bool:
    name, _, comparison = lookup.partition("__")
    return _COMPARE[comparison](values[name], values[right.name] if isinstance(right, F) else right)


def _names(condition: Q) -> Iterator[str]:
    for part in condition.children:
        if isinstance(part, Q):
            yield from _names(part)
        else:
            yield part[0].partition("__")[0]


@cache
def unique_keys(model: type[models.Model]) -> list[tuple[tuple[str, ...], bool]]:
    """(columns, only where filled in) of each key that the table wants once."""
    keys = [((field.name,), False) for field in model._meta.fields if field.unique and not field.primary_key]
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        names = tuple(constraint.fields)
        if constraint.condition in (None, ~Q(**{names[0]: ""})):
            keys.append((names, constraint.condition is not None))
    return keys
