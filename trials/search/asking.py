"""What somebody typed, understood: words, synonyms among them, and known words in the place of misspelled ones."""

from collections.abc import Iterator
from dataclasses import replace

from ..normalisation import normalise_text
from .names import KnownNames, known_names, nearest_word
from .question import Piece, Question, Synonym
from .texts import found, search

LONGEST_SYNONYM = 8
"""Words; no name in use has more."""
MOST_WORDS_MENDED = 8


def asked(text: str, kinds: tuple[str, ...] = ()) -> Question:
    """The question of a text: as it stands if that finds anything among the kinds (all, unless said), else with known
    words for those that no record has."""
    words = normalise_text(text).split()
    if not words:
        return Question(text)
    known = known_names()
    question = _with_synonyms(text, words, known)
    if found(question, kinds).exists():
        return question
    mended = _mended(question, known)
    return mended if mended and found(mended, kinds).exists() else question


def _with_synonyms(text: str, words: list[str], known: KnownNames) -> Question:
    pieces = tuple(_pieces(words, known))
    meanings = [known.by_synonym[piece.said] for piece in pieces if piece.names]
    return Question(text, pieces, tuple(Synonym(meant[0].called, meant) for meant in meanings))


def _pieces(words: list[str], known: KnownNames) -> Iterator[Piece]:
    """The words one by one, but synonyms whole, the longest first."""
    by_synonym = known.by_synonym
    while words:
        length = next(
            (n for n in range(min(LONGEST_SYNONYM, len(words)), 0, -1) if " ".join(words[:n]) in by_synonym), 1
        )
        said = " ".join(words[:length])
        names = dict.fromkeys(normalise_text(name.name) for name in by_synonym.get(said, ()))
        yield Piece(said, tuple(name for name in names if name))
        words = words[length:]


def _mended(question: Question, known: KnownNames) -> Question | None:
    """The question with the nearest known word for each that no record has; None where there is none."""
    mended, words = [], question.phrase.split()
    for at, word in enumerate(words[:MOST_WORDS_MENDED]):
        if not search(word).exists() and (near := nearest_word(word)):
            mended.append((word, near))
            words[at] = near
    return replace(_with_synonyms(question.typed, words, known), mended=tuple(mended)) if mended else None
