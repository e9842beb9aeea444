"""What ``basket`` does to ``cancer_type``: trials for collective names are kept out, added, or shown alone."""

from typing import Any

from django.db.models import Q, QuerySet, TextChoices

from ..models import CancerType, RecordQuerySet
from .words import Choice, Path, Through, Word, Wrong, plain, shown


class Basket(TextChoices):
    """Values of the word."""

    EXCLUDE = "exclude", "not shown"
    INCLUDE = "include", "shown too"
    ONLY = "only", "shown alone"


class BasketReader:
    """``exclude`` (as without the word), ``include`` or ``only``."""

    vocabulary = None
    most = 1

    def read(self, text: str) -> Choice:
        if text not in Basket.values:
            raise Wrong(f"“{shown(text)}” is no value here.", tuple(Basket.values))
        return Choice(text, str(Basket(text).label), text)


class NoMatcher:
    """``basket`` alone narrows nothing: it says how ``cancer_type`` is meant."""

    def narrow(self, queryset: RecordQuerySet, meanings: list[Any]) -> RecordQuerySet:
        return queryset

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        return []


class OfTrials(Through):
    """Trials of a cancer type and its subtypes, with or without those for a collective name that covers it."""

    def __init__(self, path: Path, basket: str = Basket.EXCLUDE):
        super().__init__(path)
        self.basket = basket

    def given(self, meanings: list[str]) -> "OfTrials":
        """The same beside the values of ``basket``."""
        return OfTrials(self.paths[0], meanings[0]) if meanings else self

    def narrow(self, queryset: RecordQuerySet, meanings: list[CancerType]) -> RecordQuerySet:
        condition = Q()
        for node in meanings:
            if self.basket != Basket.ONLY:
                condition |= Q(pk__in=plain(queryset).of_cancer_type(node).values("pk"))
            if self.basket != Basket.EXCLUDE:
                condition |= Q(pk__in=plain(queryset).of_basket_covering(node).values("pk"))
        return queryset.filter(condition)

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        # What a basket covers is not counted node by node; a count that leaves it out would be wrong.
        return super().counts(queryset) if self.basket == Basket.EXCLUDE else []


BASKET = Word(
    "Trials for collective names",
    "Beside cancer_type: whether trials for a collective name that covers it, such as solid tumours, are shown.",
    BasketReader(),
    NoMatcher(),
)
