"""Page numbers for people: up to 10,000 rows, then a narrower search."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from ..filters import Problem
from ..filters.words import shown

SIZES = (25, 50, 100, 200)
DEFAULT_SIZE = SIZES[0]
MOST_ROWS = 10_000


@dataclass
class Paging:
    """The page that a query string asks for, and the way to the others."""

    number: int = 1
    size: int = DEFAULT_SIZE
    total: int = 0
    problems: list[Problem] = field(default_factory=list)
    carried: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, params: QueryDict, carried: tuple[str, ...] = ()) -> "Paging":
        """``carried`` are words that go along from each list to the next."""
        paging = cls(carried=[(word, value) for word in carried for value in params.getlist(word) if value.strip()])
        paging.number = paging._whole_number(params, "page", 1)
        paging.size = paging._whole_number(params, "page_size", DEFAULT_SIZE)
        if paging.size not in SIZES:
            sizes = tuple(str(size) for size in SIZES)
            sentence = f"A page holds {', '.join(sizes[:-1])} or {sizes[-1]} rows; the API serves other needs."
            paging.problems.append(Problem("page_size", str(paging.size), sentence, sizes))
        return paging

    def _whole_number(self, params: QueryDict, word: str, default: int) -> int:
        if len(set(params.getlist(word))) > 1:
            self.problems.append(Problem(word, shown(params[word]), f"“{word}” takes one value.", (str(default),)))
            return default
        text = params.get(word, "").strip()
        if not text:
            return default
        if text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) > 0:
            return int(text)
        self.problems.append(Problem(word, text[:60], "Write a whole number, 1 or more.", (str(default),)))
        return default

    def count(self, rows: QuerySet | list) -> None:
        """Count the rows; a page beyond the last is a problem."""
        self.total = len(rows) if isinstance(rows, list) else rows.count()
        if self.number > self.last:
            sentence = f"The list ends at page {self.last}."
            if self.is_cut:
                sentence = f"Page numbers end at {MOST_ROWS:,} rows (page {self.last}); narrow your search."
            self.problems.append(Problem("page", str(self.number), sentence, (str(self.last),)))

    def rows(self, rows: QuerySet | list) -> list:
        return list(rows[self.start : self.start + self.size])

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        return self.start + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.start + self.size, self.total)

    @property
    def is_cut(self) -> bool:
        return self.total > MOST_ROWS

    @property
    def last(self) -> int:
        return max(1, -(-min(self.total, MOST_ROWS) // self.size))

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to show: the ends, those around the present one, None for a gap."""
        near = {1, 2, self.number - 1, self.number, self.number + 1, self.last - 1, self.last}
        shown: list[int | None] = []
        for number in sorted(number for number in near if 1 <= number <= self.last):
            if shown and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < self.last else 0

    def keep(self, query: str) -> str:
        """A query string for the first page of another list, in the page size chosen."""
        pairs = parse_qsl(query) + self.carried
        if self.size != DEFAULT_SIZE:
            pairs.append(("page_size", str(self.size)))
        return f"?{urlencode(pairs)}"

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES
