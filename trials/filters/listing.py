"""A list as a query string asks for it, with the query strings that lead on from it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from ..models import RecordQuerySet
from .filterset import StrictFilterSet
from .of_findings import FindingFilterSet
from .of_others import CancerTypeFilterSet, PayloadFilterSet
from .of_publications import PublicationFilterSet, ReviewFilterSet
from .of_trials import TrialFilterSet
from .words import Choice

RECORDS = (
    TrialFilterSet,
    ReviewFilterSet,
    PublicationFilterSet,
    FindingFilterSet,
    CancerTypeFilterSet,
    PayloadFilterSet,
)
LISTS: dict[str, type[StrictFilterSet]] = {each.name: each for each in RECORDS}


class Chip(NamedTuple):
    """A chosen value as a page shows it, with the query string that takes it away."""

    word: str
    value: str
    label_of_word: str
    label_of_value: str
    query_without_it: str


class Listing:
    """What a query string asks of a list, as its FilterSet understood it."""

    def __init__(self, filterset: StrictFilterSet):
        self.filterset = filterset
        self.list = type(filterset)
        self.name = filterset.name
        self.words = filterset.words
        self.orderings = filterset.orderings
        self.problems = filterset.problems
        self.choices = {word: filterset.cleaned[word] for word in self.words if filterset.cleaned.get(word)}
        orders = [choice.value for choice in filterset.cleaned.get("ordering", [])]
        self.ordering = (orders or list(self.orderings))[0]

    @property
    def queryset(self) -> RecordQuerySet:
        """The public records asked for, in order; none while there are problems."""
        return self.filterset.qs

    @property
    def chosen(self) -> list[Chip]:
        """Every chosen value, with the way to be rid of it."""
        return [
            Chip(name, choice.value, self.words[name].label, choice.label, self._query(without=(name, choice.value)))
            for name, choice in self._pairs()
        ]

    @property
    def query(self) -> str:
        """The canonical query string of words and order, for links to the other formats."""
        return self._query()

    def query_with(self, word: str, value: str) -> str:
        """The query string with one value more."""
        return self._query(more=[(word, value)])

    def _query(self, without: tuple[str, str] = ("", ""), more: Iterable[tuple[str, str]] = ()) -> str:
        pairs = [(name, choice.value) for name, choice in self._pairs() if (name, choice.value) != without]
        if without[0] not in {name for name, _ in pairs}:
            pairs = [
                (name, value) for name, value in pairs if self.words[name].only_with != without[0] or not without[0]
            ]
        needs = self.orderings[self.ordering].only_with
        is_default = self.ordering == next(iter(self.orderings))
        is_kept = not is_default and (not needs or needs in {name for name, _ in pairs})
        order = [("ordering", self.ordering)] if is_kept else []
        return urlencode([*pairs, *more, *order])

    def _pairs(self) -> Iterator[tuple[str, Choice]]:
        for name, choices in self.choices.items():
            for choice in choices:
                yield name, choice


def listing(name: str, params: QueryDict) -> Listing:
    """Read the words of a query string for one list. Reserved words are the caller's, but for ``ordering``."""
    return Listing(LISTS[name](params, lists=LISTS.values()))
