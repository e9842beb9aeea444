"""What ``basket`` does to ``cancer_type``: trials for collective names are kept out, added, or shown alone."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet, TextChoices

from ..models import RecordQuerySet
from .words import Choice, FacetFilter, Reader, Wrong, plain, shown


class Basket(TextChoices):
    """Values of the word."""

    EXCLUDE = "exclude", "not shown"
    INCLUDE = "include", "shown too"
    ONLY = "only", "shown alone"


class BasketReader(Reader):
    """``exclude`` (as without the word), ``include`` or ``only``."""

    most = 1

    def read(self, text: str) -> Choice:
        if text not in Basket.values:
            raise Wrong(f"“{shown(text)}” is no value here.", tuple(Basket.values))
        return Choice(text, str(Basket(text).label), text)


def meant(cleaned: dict[str, Any]) -> str:
    """The value of ``basket`` among the choices of a form."""
    chosen = cleaned.get("basket")
    return chosen[0].value if chosen else Basket.EXCLUDE


class BasketForm(forms.Form):
    """Refuses to show collective names alone where no type is named that they should cover."""

    def clean(self) -> None:
        super().clean()
        # A type that was named but not understood is an error already, and not in the cleaned data.
        if meant(self.cleaned_data) == Basket.ONLY and self.cleaned_data.get("cancer_type") == []:
            sentence = "Say with cancer_type which type the collective names should cover."
            self.add_error("basket", Wrong(sentence, value=Basket.ONLY.value))


class TypeOrBasket(FacetFilter):
    """Trials of a cancer type and its subtypes, with or without those for a collective name that covers it."""

    def filter(self, queryset: RecordQuerySet, choices: list[Choice]) -> RecordQuerySet:
        basket = meant(self.parent.cleaned)
        condition = Q()
        for choice in choices:
            if basket != Basket.ONLY:
                condition |= Q(pk__in=plain(queryset).of_cancer_type(choice.meaning).values("pk"))
            if basket != Basket.EXCLUDE:
                condition |= Q(pk__in=plain(queryset).of_basket_covering(choice.meaning).values("pk"))
        return queryset.filter(condition)

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        # What a basket covers is not counted node by node; a count that leaves it out would be wrong.
        return super().counts(queryset) if meant(self.parent.cleaned) == Basket.EXCLUDE else []
