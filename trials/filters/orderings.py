"""The orders in which a list may stand: each one NOT NULL expression, unknown dates last."""

from dataclasses import dataclass

from django.db.models import Case, CharField, F, Func, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower

from .words import Choice, Reader, WordFilter, Wrong, nearest, shown


class Bytewise(Func):
    """Text in the order of its bytes, on both engines the same (SQLite compares so anyway)."""

    template = "%(expressions)s"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, template='(%(expressions)s) COLLATE "C"', **context)


@dataclass(frozen=True)
class Ordering:
    """One order of a list; the accession number breaks ties in the same direction."""

    label: str
    expression: Combinable
    descending: bool = False
    only_with: str = ""

    def apply(self, queryset: QuerySet) -> QuerySet:
        """The queryset in this order, with the sort value as ``sort_value``."""
        direction = "-" if self.descending else ""
        return queryset.annotate(sort_value=self.expression).order_by(f"{direction}sort_value", f"{direction}number")


class OrderReader(Reader):
    """The key of an order."""

    most = 1

    def __init__(self, orderings: dict[str, Ordering]):
        self.orderings = orderings

    def read(self, text: str) -> Choice:
        if text not in self.orderings:
            close = nearest(text, list(self.orderings)) or tuple(self.orderings)
            raise Wrong(f"“{shown(text)}” is no order of this list.", close)
        return Choice(text, self.orderings[text].label, self.orderings[text])


class OrderFilter(WordFilter):
    """The word ``ordering``: it filters nothing and puts in order."""

    def __init__(self, orderings: dict[str, Ordering]):
        super().__init__("Order", "One of the orders of the list.", OrderReader(orderings))
        self.orderings = orderings

    def filter(self, queryset: QuerySet, choices: list[Choice]) -> QuerySet:
        ordering = choices[0].meaning if choices else next(iter(self.orderings.values()))
        return ordering.apply(queryset)


def earliest_first(name: str) -> Combinable:
    """A partial date for ascending order; an unknown one stands after all others."""
    return Bytewise(Case(When(**{name: ""}, then=Value("9999")), default=F(name), output_field=CharField()))


def latest_first(name: str) -> Combinable:
    """A partial date for descending order; an unknown one is empty, which stands last by itself."""
    return Bytewise(F(name))


def text(name: str) -> Combinable:
    return Bytewise(Lower(name))


def number_or(name: str, unknown: int) -> Combinable:
    return Coalesce(F(name), Value(unknown), output_field=IntegerField())


ALWAYS = {
    "accession": Ordering("Accession", F("number")),
    "-accession": Ordering("Accession, last given first", F("number"), True),
    "-updated_at": Ordering("Last updated here", F("updated_at"), True),
    "updated_at": Ordering("Longest not updated here", F("updated_at")),
}
TRIALS = {
    "-status_confirmed_on": Ordering("Status confirmed, latest first", latest_first("status_confirmed_on"), True),
    "-start_date": Ordering("Start, latest first", latest_first("start_date"), True),
    "start_date": Ordering("Start, earliest first", earliest_first("start_date")),
    "title": Ordering("Title", text("title")),
    # Beside ``near``, which says from where; without it the form refuses this order.
    "distance": Ordering("Nearest first", F("number"), only_with="near"),
    **ALWAYS,
}
PUBLICATIONS = {
    "-year": Ordering("Year, latest first", number_or("year", 0), True),
    "year": Ordering("Year, earliest first", number_or("year", 9999)),
    "title": Ordering("Title", text("title")),
    **ALWAYS,
}
FINDINGS = {
    "evidence_level": Ordering("Evidence level, highest first", Bytewise(F("evidence_level"))),
    **ALWAYS,
}
CANCER_TYPES = {
    "tree": Ordering("Place in the tree", F("tree_position")),
    "name": Ordering("Name", text("name")),
    **ALWAYS,
}
PAYLOADS = {"name": Ordering("Name", text("name")), **ALWAYS}
