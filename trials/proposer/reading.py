"""What is read and what comes of it: passages of a text, spans of words in them, and proposals that rest on spans."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

# Where the parts of a registry record stand in a text; papers have a title, keywords and perhaps an abstract.
TITLES = ("title", "official_title")
NAMED = (*TITLES, "conditions", "keywords")
GIVEN = ("interventions", "arms")
TOLD = ("brief_summary", "detailed_description", "abstract")
CRITERIA = "eligibility"
# Longer than any registry allows. Whatever is sent here, the rules are done with it in a moment.
LONGEST_PASSAGE, LONGEST_SENTENCE, MOST_PASSAGES = 40_000, 500, 400
_EXCLUDING = re.compile(r"(?:exclusion|non-?inclusion)\s+criteria", re.IGNORECASE)
_ENDS = re.compile(r"[.;:?!](?=\s|$)|\n|[•*]\s|。")


@dataclass(frozen=True)
class Passage:
    """Some words of a text and the path of the field that they stand in, such as ``interventions[0].name``."""

    path: str
    text: str

    @property
    def part(self) -> str:
        """The part of the record, without places in lists."""
        return self.path.partition("[")[0].partition(".")[0]

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence begins and ends that holds these letters; or the letters near them, if it is endless."""
        low, high = max(0, start - LONGEST_SENTENCE), min(len(self.text), end + LONGEST_SENTENCE)
        before = [match.end() for match in _ENDS.finditer(self.text, low, start)]
        after = _ENDS.search(self.text, end, high)
        return (before[-1] if before else low), (after.start() if after else high)


@dataclass(frozen=True)
class Span:
    """The words that support a proposal, and where they stand: letters ``start`` to ``end`` of a field."""

    path: str
    start: int
    end: int
    words: str

    @classmethod
    def of(cls, passage: Passage, start: int, end: int) -> "Span":
        return cls(passage.path, start, end, passage.text[start:end])


@dataclass(frozen=True)
class Proposal:
    """One value for one field. ``value`` is a vocabulary's word or the accession of a record, ``label`` its name."""

    field: str
    value: str
    span: Span
    why: str = ""
    label: str = ""


@dataclass(frozen=True)
class Text:
    """A registry record or a paper as the rules read it; ``meshes`` are codes of headings that stand in passages."""

    is_trial: bool
    passages: tuple[Passage, ...]
    meshes: tuple[tuple[Passage, str], ...] = ()
    is_observational: bool = False
    _parts: dict[tuple[str, ...], list[Passage]] = field(default_factory=dict, compare=False, repr=False)

    def cut_short(self) -> "Text":
        """The same, no longer than a registry would have it; the spans stay where they are."""
        kept = self.passages[:MOST_PASSAGES]
        passages = tuple(Passage(each.path, each.text[:LONGEST_PASSAGE]) for each in kept)
        return replace(self, passages=passages, meshes=self.meshes[:MOST_PASSAGES], _parts={})

    def of(self, *parts: str) -> list[Passage]:
        """The passages of these parts, in the order of the record."""
        if parts not in self._parts:
            self._parts[parts] = [each for each in self.passages if each.part in parts]
        return self._parts[parts]

    @cached_property
    def admitting(self) -> list[Passage]:
        """Criteria that let people in, without those that keep them out."""
        return [Passage(each.path, _EXCLUDING.split(each.text)[0]) for each in self.of(CRITERIA)]


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern of several words, in capitals or not."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


def searched(pattern: re.Pattern[str], passages: Iterable[Passage]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Each place where a pattern matches."""
    for passage in passages:
        for match in pattern.finditer(passage.text):
            yield passage, match


def first(pattern: re.Pattern[str], passages: Iterable[Passage]) -> Span | None:
    """The first place where a pattern matches."""
    for passage, match in searched(pattern, passages):
        return Span.of(passage, match.start(), match.end())
    return None
