"""What one more tap would yield: for each facet word, the records by value under all other words."""

from typing import NamedTuple

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from .listing import Listing
from .words import Either, WordFilter


class FacetValue(NamedTuple):
    """A value of a facet word and how many records choosing it alone would show."""

    value: str
    label: str
    count: int


def facets(listing: Listing) -> dict[str, list[FacetValue]]:
    """The values of every facet word with their counts, in one query; chosen values stand there even with none."""
    if listing.problems:
        return {}
    queries = {name: _queries(listing, name) for name, word in listing.words.items() if word.is_facet}
    counted: dict[str, dict[str, FacetValue]] = {name: {} for name, parts in queries.items() if parts}
    parts = [part for parts in queries.values() for part in parts]
    for name, value, label, count in parts[0].union(*parts[1:], all=True) if parts else ():
        if value and count:
            counted[name][value] = FacetValue(value, label, count)
    return {name: _presented(listing, name, values) for name, values in counted.items()}


def _queries(listing: Listing, name: str) -> list[QuerySet]:
    """Queries for rows (word, value, label, count) of one facet word."""
    text = CharField()
    filterset = listing.filterset
    public = filterset.model.objects.public().order_by()
    records = filterset.filter_queryset(public, without=(name, "ordering"))
    return [
        rows.annotate(facet_word=Value(name)).values_list(
            "facet_word", Cast("facet_value", text), Cast("facet_label", text), "facet_count"
        )
        for rows in filterset.filters[name].counts(records)
    ]


def _presented(listing: Listing, name: str, counted: dict[str, FacetValue]) -> list[FacetValue]:
    for choice in listing.choices.get(name, []):
        counted.setdefault(choice.value, FacetValue(choice.value, choice.label, 0))
    return _in_order(listing.words[name], list(counted.values()))


def _in_order(word: WordFilter, values: list[FacetValue]) -> list[FacetValue]:
    """In the order of the vocabulary, else the most frequent first."""
    if word.vocabulary is None:
        labels = {"true": "yes", "false": "no"} if isinstance(word.matcher, Either) else {}
        named = [each._replace(label=each.label or labels.get(each.value, each.value)) for each in values]
        return sorted(named, key=lambda each: (-each.count, each.label))
    order = {value: index for index, value in enumerate(word.vocabulary.values)}
    labels = dict(word.vocabulary.choices)
    known = [each._replace(label=str(labels[each.value])) for each in values if each.value in order]
    return sorted(known, key=lambda each: order[each.value])
