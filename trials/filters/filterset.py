"""The strict FilterSet: what it does not understand is a problem, and never silently left out."""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from functools import cached_property

import django_filters
from django.http import QueryDict
from django.utils.functional import classproperty

from ..choices import ReviewBasis
from ..models import CuratedRecord, RecordQuerySet
from .conditions import containing, where
from .orderings import ALWAYS, OrderFilter, Ordering
from .readers import Moment, Text, Values
from .words import By, Choice, FacetFilter, Problem, WordFilter, nearest, shown

RESERVED = (
    "ordering", "cursor", "page", "page_size", "fields", "include", "format", "count", "since", "as_of", "selected",
)  # fmt: skip
MOST_PROBLEMS = 20
REVIEW = Values(ReviewBasis, without=(ReviewBasis.NOT_APPLICABLE,))


class StrictFilterSet(django_filters.FilterSet):
    """The words of one list. A word that it does not have is a problem, as is a value that a word does not take."""

    name = ""
    """The name of the list, as in its address."""

    q = WordFilter("Words", "All of these words, in names or text.", Text(), By(containing))
    review_basis = FacetFilter("Review", "On whose review the record rests.", REVIEW)
    updated_since = WordFilter(
        "Updated here since", "Changed in this base at or after this date or time.", Moment(), where("updated_at__gte")
    )
    ordering = OrderFilter(ALWAYS)

    def __init__(self, params: QueryDict, lists: Collection[type["StrictFilterSet"]] = ()):
        """``lists`` are those whose words a stray one may be."""
        super().__init__(params, self.model.objects.public().for_listing())
        self.lists = lists

    @classmethod
    def get_filters(cls) -> OrderedDict[str, django_filters.Filter]:
        """The declared filters and no others; of those of every list, all but ``q`` stand last."""
        filters = cls.declared_filters.copy()
        for name in ("review_basis", "updated_since", "ordering"):
            filters.move_to_end(name)
        return filters

    @classproperty
    def model(cls) -> type[CuratedRecord]:
        return cls._meta.model

    @classproperty
    def words(cls) -> dict[str, WordFilter]:
        """All filters but the order."""
        return {name: each for name, each in cls.base_filters.items() if name != "ordering"}

    @classproperty
    def orderings(cls) -> dict[str, Ordering]:
        """The orders in which the list may stand; the first is the default."""
        return cls.base_filters["ordering"].orderings

    @cached_property
    def cleaned(self) -> dict[str, list[Choice]]:
        """What was understood: choices by word."""
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def problems(self) -> list[Problem]:
        """What is not understood: words that are none of this list, then values that its words do not take."""
        wrong = [
            Problem(word, shown(error.value), error.message, error.nearest)
            for word, errors in self.errors.items()
            for error in errors.as_data()
        ]
        return [*self._stray_words(), *wrong][:MOST_PROBLEMS]

    def is_valid(self) -> bool:
        return not self.problems

    @property
    def qs(self) -> RecordQuerySet:
        """The public records asked for, in order; none while there are problems."""
        return super().qs if self.is_valid() else self.queryset.none()

    def filter_queryset(self, queryset: RecordQuerySet, without: Collection[str] = ()) -> RecordQuerySet:
        """A queryset under all words, or all but some."""
        for name, each in self.filters.items():
            if name not in without:
                queryset = each.filter(queryset, self.cleaned[name])
        return queryset

    def _stray_words(self) -> Iterator[Problem]:
        for word in self.data:
            if word in self.words or word in RESERVED:
                continue
            elsewhere = [each.name for each in self.lists if word in each.words]
            hint = f"; it is one of {', '.join(elsewhere)}" if elsewhere else ""
            sentence = f"“{shown(word)}” is no word of this list{hint}."
            near = nearest(word, [*self.words, *RESERVED])
            yield Problem(shown(word), shown(self.data.get(word, "")), sentence, near)
