"""What a query word is: a filter that knows how its values are read, and which records they match."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet, Value

from ..choices import Vocabulary
from ..models import RecordQuerySet

LONGEST_VALUE = 200


@dataclass(frozen=True)
class Choice:
    """One value of a word as it was understood: canonical text, label, and what it stands for."""

    value: str
    label: str
    meaning: Any


@dataclass(frozen=True)
class Problem:
    """A word or value that is not understood, with a sentence for the person and the nearest right ones."""

    word: str
    value: str
    sentence: str
    nearest: tuple[str, ...] = ()


class Wrong(ValidationError):
    """A value that is not understood, with the nearest right ones."""

    def __init__(self, sentence: str, nearest: tuple[str, ...] = (), value: str = ""):
        super().__init__(sentence)
        self.nearest = nearest
        self.value = value


class Reader:
    """Understands the text of one value."""

    vocabulary: type[Vocabulary] | None = None
    most = 20

    def read(self, text: str) -> Choice:
        raise NotImplementedError


class Matcher:
    """Narrows a queryset to the records that one of the values matches."""

    def narrow(self, queryset: RecordQuerySet, meanings: list[Any]) -> RecordQuerySet:
        raise NotImplementedError

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        """Queries for rows (value, label, count) of these records by value; none if they cannot be counted."""
        return []


class WordField(forms.Field):
    """Reads the values of a repeated word into choices; each one that is not understood is an error of its own."""

    widget = forms.MultipleHiddenInput

    def __init__(self, word: str, reader: Reader, **kwargs: Any):
        super().__init__(**kwargs)
        self.word = word
        self.reader = reader

    def clean(self, texts: list[str]) -> list[Choice]:
        texts = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
        if len(texts) > self.reader.most:
            sentence = f"“{self.word}” takes {self.reader.most} value(s) at most."
            raise Wrong(sentence, value=texts[self.reader.most])
        choices: dict[str, Choice] = {}
        errors = []
        for text in texts:
            try:
                choice = self._read(text)
            except Wrong as wrong:
                wrong.value = text
                errors.append(wrong)
            else:
                choices.setdefault(choice.value, choice)
        if errors:
            raise ValidationError(errors)
        return list(choices.values())

    def _read(self, text: str) -> Choice:
        if len(text) > LONGEST_VALUE:
            raise Wrong(f"The value is longer than {LONGEST_VALUE} characters.")
        if "\x00" in text:
            raise Wrong("The value holds a character that is no text.")
        return self.reader.read(text)


class WordFilter(django_filters.Filter):
    """One filter word of one list. Without a matcher it matches by the column that has its name."""

    is_facet = False
    only_with = ""
    """Another word without which this one means nothing; it goes when that one is taken away."""

    def __init__(self, label: str, help: str, reader: Reader, matcher: Matcher | None = None, only_with: str = ""):
        super().__init__(label=label)
        self.help = help
        self.only_with = only_with
        self.reader = reader
        self._matcher = matcher

    def __deepcopy__(self, memo: dict) -> "WordFilter":
        # Every reading of a query copies all filters; nobody changes their parts, so these are shared.
        return copy(self)

    @property
    def matcher(self) -> Matcher:
        return self._matcher or Column(self.field_name)

    @property
    def vocabulary(self) -> type[Vocabulary] | None:
        return self.reader.vocabulary

    @property
    def field(self) -> WordField:
        return WordField(self.field_name, self.reader, required=False, label=self.label, help_text=self.help)

    def filter(self, queryset: RecordQuerySet, choices: list[Choice]) -> RecordQuerySet:
        if not choices:
            return queryset
        return self.matcher.narrow(queryset, [choice.meaning for choice in choices])

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        """As the matcher counts these records."""
        return self.matcher.counts(queryset)


class FacetFilter(WordFilter):
    """A word of whose values it is told how many records each would show."""

    is_facet = True


@dataclass(frozen=True)
class Path:
    """A way from the record to a value; ``only`` are conditions on the rows along it.

    A way that leads backwards (from a publication to its findings) says there that the
    rows are public; forwards they are, since public records refer only to public ones.
    """

    value: str
    only: tuple[tuple[str, Any], ...] = ()
    shown: str = ""
    label: str = ""


class Through(Matcher):
    """Matches records by the value at the end of one of several ways; counts by the first."""

    def __init__(self, *paths: Path):
        self.paths = paths

    def narrow(self, queryset: RecordQuerySet, meanings: list[Any]) -> RecordQuerySet:
        condition = Q()
        for path in self.paths:
            # A subquery and not a join: a record that matches twice stands once in the list.
            rows = plain(queryset).filter(**dict(path.only), **{f"{path.value}__in": meanings})
            condition |= Q(pk__in=rows.values("pk"))
        return queryset.filter(condition)

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        if len(self.paths) > 1:
            return []
        path = self.paths[0]
        rows = plain(queryset).filter(pk__in=queryset.order_by().values("pk"), **dict(path.only))
        label = F(path.label) if path.label else Value("")
        rows = rows.values(facet_value=F(path.shown or path.value), facet_label=label)
        return [rows.annotate(facet_count=Count("pk", distinct=True))]


class Column(Through):
    """Matches by a column of the record itself."""

    def __init__(self, name: str):
        super().__init__(Path(name))

    def narrow(self, queryset: RecordQuerySet, meanings: list[Any]) -> RecordQuerySet:
        return queryset.filter(**{f"{self.paths[0].value}__in": meanings})


class By(Matcher):
    """Matches by a function; no facet."""

    def __init__(self, narrow: Callable[[RecordQuerySet, list[Any]], RecordQuerySet]):
        self._narrow = narrow

    def narrow(self, queryset: RecordQuerySet, meanings: list[Any]) -> RecordQuerySet:
        return self._narrow(queryset, meanings)


class Either(By):
    """A yes-or-no question: matches by a function that gives the "yes" records of a queryset."""

    def __init__(self, yes: Callable[[RecordQuerySet], RecordQuerySet]):
        self.yes = yes
        super().__init__(self._either)

    def _either(self, queryset: RecordQuerySet, meanings: list[bool]) -> RecordQuerySet:
        if True in meanings and False in meanings:
            return queryset
        if True in meanings:
            return self.yes(queryset)
        return queryset.exclude(pk__in=self.yes(plain(queryset)).values("pk"))

    def counts(self, queryset: RecordQuerySet) -> list[QuerySet]:
        answers = {"true": self._either(queryset, [True]), "false": self._either(queryset, [False])}
        return [
            rows.order_by().values(facet_value=Value(value), facet_label=Value("")).annotate(facet_count=Count("pk"))
            for value, rows in answers.items()
        ]


def term(facet: str) -> Through:
    """Matches by a list-valued field of the record."""
    return Through(Path("terms__value", (("terms__facet", facet),)))


def nearest(text: str, known: list[str], most: int = 3) -> tuple[str, ...]:
    """The known values that look most like a text, whatever its case."""
    by_lower = {value.lower(): value for value in known}
    return tuple(by_lower[found] for found in get_close_matches(text.lower()[:80], by_lower, most, 0.5))


def shown(text: str) -> str:
    """A value as a sentence may repeat it: short, without control characters."""
    clean = "".join(letter if letter.isprintable() else "�" for letter in text)
    return clean if len(clean) <= 60 else f"{clean[:60]}…"


def plain(queryset: RecordQuerySet) -> RecordQuerySet:
    """All records of the kind, to look some up in."""
    return queryset.model._default_manager.order_by()
