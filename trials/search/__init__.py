"""Search over all public records: one way on both engines.

``asked(text)`` reads what somebody typed into a ``Question``: its words, the synonyms among them, and the nearest
known words where no record has what was typed. ``found(question)`` gives the records, best first. Pages, suggestions
and the API ask in this way; the ``q`` of a list takes its words as they stand (``containing``).
"""

from .asking import asked
from .marking import marked_parts
from .names import Gene, Name, genes_beginning, genes_called, names_beginning
from .question import Question
from .texts import containing, found, search

__all__ = [
    "Gene",
    "Name",
    "Question",
    "asked",
    "containing",
    "found",
    "genes_beginning",
    "genes_called",
    "marked_parts",
    "names_beginning",
    "search",
]
