"""Where the words of a question stand in a text as people read it."""

import re
from collections.abc import Iterator

from ..normalisation import normalise_text

# One Greek letter, a run of other letters, or a run of digits: what the normaliser makes one word of.
_TOKEN = re.compile(r"[α-ωΑ-Ωµ]|[^\W\d_α-ωΑ-Ωµ]+|\d+")
SHORTEST_WITHIN = 3


def marked_parts(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether one of the words (normalised) is found in it."""
    end = 0
    for token in _TOKEN.finditer(text) if words else ():
        if _is_found(normalise_text(token[0]), words):
            if token.start() > end:
                yield text[end : token.start()], False
            yield token[0], True
            end = token.end()
    if text[end:]:
        yield text[end:], False


def _is_found(token: str, words: tuple[str, ...]) -> bool:
    return any(token.startswith(word) or (len(word) >= SHORTEST_WITHIN and word in token) for word in words)
