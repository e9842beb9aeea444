"""Cursor paging: a page begins where a row value says, however many rows stand before it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from rest_framework.request import Request

from .problems import bad_word
from .views import number_in, one_of, site_of

DEFAULT_SIZE = 50
LARGEST_SIZE = 200
COUNTED_UP_TO = 10_000
COUNTS = ("none", "exact")
WORDS = ("cursor", "page_size", "count")

_SALT = "trials.api.cursor"


@dataclass(frozen=True)
class Order:
    """The expressions that a queryset is ordered by, all in one direction, and what the list is asked."""

    keys: tuple[str, ...]
    descending: bool
    asked: str

    @property
    def fingerprint(self) -> str:
        """Tells lists and orders apart, so that a cursor of one is not used in another."""
        return sha256(self.asked.encode(errors="replace")).hexdigest()[:12]


def page(request: Request, queryset: QuerySet, order: Order) -> tuple[list[Any], dict[str, Any]]:
    """The rows of the page asked for, and the envelope without them."""
    size = number_in(request, "page_size", DEFAULT_SIZE, 1, LARGEST_SIZE)
    counting = one_of(request, "count", COUNTS)
    after = _read(request.query_params.get("cursor", "").strip(), order)
    rows = list((_after(queryset, order, after) if after else queryset)[: size + 1])
    following = rows[size - 1] if len(rows) > size else None
    envelope = {"next": _next(request, order, following) if following is not None else None}
    return rows[:size], envelope | counted(queryset, counting)


def counted(queryset: QuerySet, counting: str) -> dict[str, Any]:
    """How many rows there are: exactly up to a limit, beyond it at least so many; nothing unless asked."""
    if counting == "none":
        return {"count": None, "count_is": "none"}
    number = queryset.order_by()[: COUNTED_UP_TO + 1].count()
    if number > COUNTED_UP_TO:
        return {"count": COUNTED_UP_TO, "count_is": "at_least"}
    return {"count": number, "count_is": "exact"}


def link(request: Request, **words: Any) -> str:
    """The address asked for with some words changed."""
    params = request.query_params.copy()
    for word, value in words.items():
        params[word] = str(value)
    return f"{site_of(request)}{request.path}?{params.urlencode()}"


def _next(request: Request, order: Order, row: Any) -> str:
    values = [_packed(getattr(row, key)) for key in order.keys]
    return link(request, cursor=signing.dumps([order.fingerprint, *values], salt=_SALT))


def _read(cursor: str, order: Order) -> tuple[Any, ...]:
    """The row value that a cursor stands for. It is signed: another's words cannot reach the database."""
    if not cursor:
        return ()
    try:
        fingerprint, *values = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise bad_word("cursor", "", "This cursor is none of ours; begin without one.") from error
    if fingerprint != order.fingerprint:
        raise bad_word("cursor", "", "This cursor belongs to another list or order; begin without one.")
    return tuple(_unpacked(value) for value in values)


def _after(queryset: QuerySet, order: Order, values: tuple[Any, ...]) -> QuerySet:
    # One row-value comparison: the same as (a > x OR (a = x AND b > y)), but an index can serve it.
    beyond = TupleLessThan if order.descending else TupleGreaterThan
    return queryset.filter(beyond(tuple(F(key) for key in order.keys), values))


def _packed(value: Any) -> Any:
    return {"at": value.isoformat()} if isinstance(value, datetime) else value


def _unpacked(value: Any) -> Any:
    return datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value
