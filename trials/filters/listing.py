"""A list as a query string asks for it: its words read strictly, its records filtered and ordered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from ..models import RecordQuerySet
from .lists import LISTS
from .orderings import Ordering
from .shared import List
from .words import Choice, Matcher, Problem, Word, Wrong, nearest, shown

RESERVED = ("ordering", "cursor", "page", "page_size", "fields", "include", "format", "count", "since", "as_of")

LONGEST_VALUE = 200
MOST_PROBLEMS = 20


class Chip(NamedTuple):
    """A chosen value as a page shows it, with the query string that takes it away."""

    word: str
    value: str
    label_of_word: str
    label_of_value: str
    query_without_it: str


@dataclass(frozen=True)
class Listing:
    """What a query string asks of a list."""

    list: List
    choices: dict[str, list[Choice]]
    ordering: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.list.name

    @property
    def orderings(self) -> dict[str, Ordering]:
        return self.list.orderings

    @property
    def words(self) -> dict[str, Word]:
        return self.list.words

    @cached_property
    def queryset(self) -> RecordQuerySet:
        """The public records asked for, in order; none while there are problems."""
        if self.problems:
            return self.list.model.objects.none()
        records = self.narrowed(self.list.model.objects.public().for_listing())
        return self.orderings[self.ordering].apply(records)

    def narrowed(self, queryset: RecordQuerySet, without: str = "") -> RecordQuerySet:
        """A queryset under all chosen words, or all but one."""
        for name, choices in self.choices.items():
            if name != without:
                queryset = self.matcher(name).narrow(queryset, [choice.meaning for choice in choices])
        return queryset

    def matcher(self, name: str) -> Matcher:
        word = self.words[name]
        if not word.beside:
            return word.matcher
        return word.matcher.given([choice.meaning for choice in self.choices.get(word.beside, [])])

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

    def query_ordered(self, ordering: str) -> str:
        """The query string in another order."""
        return self._query(ordering=ordering)

    def _query(self, without: tuple[str, str] = ("", ""), more: list | None = None, ordering: str = "") -> str:
        pairs = [(name, choice.value) for name, choice in self._pairs() if (name, choice.value) != without]
        ordering = ordering or self.ordering
        order = [("ordering", ordering)] if ordering != next(iter(self.orderings)) else []
        return urlencode([*pairs, *(more or []), *order])

    def _pairs(self) -> Iterator[tuple[str, Choice]]:
        for name, choices in self.choices.items():
            for choice in choices:
                yield name, choice


def listing(name: str, params: QueryDict) -> Listing:
    """Read the words of a query string for one list. Reserved words are the caller's, but for ``ordering``."""
    each = LISTS[name]
    problems = list(_unknown_words(each, params))
    choices: dict[str, list[Choice]] = {}
    for word in each.words:
        texts = list(dict.fromkeys(text.strip() for text in params.getlist(word) if text.strip()))
        if texts:
            choices[word] = list(_read(word, each.words[word], texts, problems))
    ordering = _ordering(each, params, problems)
    if _needs_type(choices):
        problems.append(Problem("basket", "only", "Say with cancer_type which type the collective names should cover."))
    if problems:
        choices = {word: values for word, values in choices.items() if values}
    return Listing(each, choices, ordering, problems[:MOST_PROBLEMS])


def _unknown_words(each: List, params: QueryDict) -> Iterator[Problem]:
    for word in params:
        if word in each.words or word in RESERVED:
            continue
        elsewhere = [other.name for other in LISTS.values() if word in other.words]
        if elsewhere:
            sentence = f"“{word}” is no word of this list; it is one of {', '.join(elsewhere)}."
        else:
            sentence = f"“{shown(word)}” is no word of this list."
        value = shown(params.get(word, ""))
        yield Problem(shown(word), value, sentence, nearest(word, [*each.words, *RESERVED]))


def _read(name: str, word: Word, texts: list[str], problems: list[Problem]) -> Iterator[Choice]:
    if len(texts) > word.reader.most:
        sentence = f"“{name}” takes {word.reader.most} value(s) at most."
        problems.append(Problem(name, shown(texts[word.reader.most]), sentence))
        texts = []
    seen = set()
    for text in texts:
        try:
            choice = _read_one(word, text)
        except Wrong as wrong:
            problems.append(Problem(name, shown(text), wrong.sentence, wrong.nearest))
            continue
        if choice.value not in seen:
            seen.add(choice.value)
            yield choice


def _read_one(word: Word, text: str) -> Choice:
    if len(text) > LONGEST_VALUE:
        raise Wrong(f"The value is longer than {LONGEST_VALUE} characters.")
    if "\x00" in text:
        raise Wrong("The value holds a character that is no text.")
    return word.reader.read(text)


def _ordering(each: List, params: QueryDict, problems: list[Problem]) -> str:
    first = next(iter(each.orderings))
    wanted = [text.strip() for text in params.getlist("ordering") if text.strip()]
    if not wanted:
        return first
    if len(set(wanted)) > 1 or wanted[0] not in each.orderings:
        near = nearest(wanted[0], list(each.orderings)) or tuple(each.orderings)
        problems.append(Problem("ordering", shown(wanted[0]), f"“{shown(wanted[0])}” is no order of this list.", near))
        return first
    return wanted[0]


def _needs_type(choices: dict[str, list[Choice]]) -> bool:
    return any(choice.value == "only" for choice in choices.get("basket", [])) and "cancer_type" not in choices
