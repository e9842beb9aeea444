"""A question as the search understands it: pieces of what was typed, and what is looked for as well as them."""

from dataclasses import dataclass

from ..normalisation import normalise_text
from .names import Name

SHORTEST_MARKED = 4
"""Letters of a word that a synonym brought in; "of" and "the" say nothing."""


@dataclass(frozen=True)
class Piece:
    """Some words of a question, normalised, and the names that are looked for as well as them."""

    said: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synonym:
    """Words that stand for records under another name: "GBM" for Glioblastoma."""

    said: str
    meant: tuple[Name, ...]


@dataclass(frozen=True)
class Question:
    """What is looked for. ``typed`` is as somebody wrote it, ``mended`` pairs a word with the one taken for it."""

    typed: str
    pieces: tuple[Piece, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()

    @property
    def phrase(self) -> str:
        """All its words in one line, normalised."""
        return " ".join(piece.said for piece in self.pieces)

    @property
    def phrases(self) -> list[str]:
        """The whole question in its own words, and in the names that its synonyms stand for."""
        only = self.pieces[0].names if len(self.pieces) == 1 else ()
        return [self.phrase, *only]

    @property
    def words(self) -> tuple[str, ...]:
        """The words to be marked where they are found."""
        names = (word for piece in self.pieces for name in piece.names for word in name.split())
        return tuple(dict.fromkeys([*self.phrase.split(), *(word for word in names if len(word) >= SHORTEST_MARKED)]))


def as_typed(text: str) -> Question:
    """Only the words themselves."""
    return Question(text, tuple(Piece(word) for word in normalise_text(text).split()))
