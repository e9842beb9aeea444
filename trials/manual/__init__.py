"""The reference pages of docs/, drawn from models, vocabularies, moves and query words, so that they cannot rot.

``pages()`` gives the text of each file by its name; `write_docs` writes them, and a test
fails while a committed file says something else.
"""

from . import dictionary, query_words, workflow


def pages() -> dict[str, str]:
    """Every generated page: file name below docs/ → its text."""
    return {
        "data-dictionary.md": dictionary.page(),
        "workflow.md": workflow.page(),
        "query-words.md": query_words.page(),
    }


__all__ = ["pages"]
