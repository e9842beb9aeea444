"""What one more tap would yield: for each value of a facet word, how many records the list would then show.

Values of one word are joined by OR. A tap on a value that is not chosen adds it to the chosen ones, so its number is
that of the union; a tap on a chosen one takes it away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.functions import Cast

from ..models import RecordQuerySet
from .listing import Listing
from .words import Choice, Either, WordFilter

PRESENT, MORE, NOW, WITHOUT = "present", "more", "now", "without"
"""Parts of the one query: records with a value under all other words; those among them that the list does not show yet;
how many it shows; how many it would show without a chosen value."""


class FacetValue(NamedTuple):
    """A value of a facet word and how many records the list would show after a tap on it."""

    value: str
    label: str
    count: int


def facets(listing: Listing) -> dict[str, list[FacetValue]]:
    """The values of every facet word with their counts, in one query; chosen values stand there even with none."""
    if listing.problems:
        return {}
    words = {name: parts for name, word in listing.words.items() if word.is_facet and (parts := _parts(listing, name))}
    counted: dict[str, dict[str, dict[str, tuple[str, int]]]] = {name: defaultdict(dict) for name in words}
    queries = [query for parts in words.values() for query in parts]
    for name, part, value, label, count in queries[0].union(*queries[1:], all=True) if queries else ():
        if value or part == NOW:
            counted[name][part][value] = (label, count)
    return {
        name: _in_order(listing.words[name], list(_values(listing, name, parts))) for name, parts in counted.items()
    }


def _parts(listing: Listing, name: str) -> list[QuerySet]:
    """Queries for rows (word, part, value, label, count) of one facet word; none if it cannot be counted."""
    filterset, chosen = listing.filterset, listing.choices.get(name, [])
    word = filterset.filters[name]
    public = filterset.model.objects.public().order_by()
    records = filterset.filter_queryset(public, without=(name, "ordering"))
    present = [_rows(rows, name, PRESENT) for rows in word.counts(records)]
    if not present or not chosen:
        return present
    now = word.filter(records, chosen)
    others = records.exclude(pk__in=now.order_by().values("pk"))
    return [
        *present,
        *(_rows(rows, name, MORE) for rows in word.counts(others)),
        _rows(_counted(now), name, NOW),
        *(_rows(_counted(rows, choice), name, WITHOUT) for choice, rows in _without_each(word, records, chosen)),
    ]


def _without_each(
    word: WordFilter, records: RecordQuerySet, chosen: list[Choice]
) -> Iterator[tuple[Choice, RecordQuerySet]]:
    for choice in chosen:
        yield choice, word.filter(records, [each for each in chosen if each != choice])


def _counted(records: RecordQuerySet, choice: Choice | None = None) -> QuerySet:
    """One row for all the records; none if there are none."""
    value, label = (choice.value, choice.label) if choice else ("", "")
    rows = records.order_by().values(facet_value=Value(value), facet_label=Value(label))
    return rows.annotate(facet_count=Count("pk", distinct=True))


def _rows(rows: QuerySet, name: str, part: str) -> QuerySet:
    text = CharField()
    return rows.annotate(facet_word=Value(name), facet_part=Value(part)).values_list(
        "facet_word", "facet_part", Cast("facet_value", text), Cast("facet_label", text), "facet_count"
    )


def _values(listing: Listing, name: str, counted: dict[str, dict[str, tuple[str, int]]]) -> Iterator[FacetValue]:
    """What was counted of one word, put together."""
    chosen = {choice.value: choice for choice in listing.choices.get(name, [])}
    now = counted[NOW].get("", ("", 0))[1]
    more = Counter({value: count for value, (_, count) in counted[MORE].items()})
    for value, choice in chosen.items():
        yield FacetValue(value, choice.label, counted[WITHOUT].get(value, ("", 0))[1])
    for value, (label, count) in counted[PRESENT].items():
        if count and value not in chosen:
            yield FacetValue(value, label, now + more[value] if chosen else count)


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
