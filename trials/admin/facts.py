"""What a record says, in words, under the headings of the desk."""

from dataclasses import dataclass

from ..document import Document, to_document
from ..models import CuratedRecord
from .presentation import NOTHING, Line, Table, Words
from .sections import sections_of


@dataclass(frozen=True)
class Facts:
    """The fields and owned rows under one heading."""

    title: str
    lines: list[Line]
    tables: list[Table]


def facts_of(record: CuratedRecord, filled_only: bool = False) -> list[Facts]:
    """Every heading of a record's kind; or only what holds something."""
    document = to_document(record)
    words = Words.of_record(record, document)
    sections = [_facts(words, document, title, names) for title, names in sections_of(words.shape.model)]
    if not filled_only:
        return sections
    filled = [
        Facts(section.title, [line for line in section.lines if line.text != NOTHING], section.tables)
        for section in sections
    ]
    return [section for section in filled if section.lines or section.tables]


def _facts(words: Words, document: Document, title: str, names: tuple[str, ...]) -> Facts:
    children = {child.name: child for child in words.shape.children}
    return Facts(
        title,
        [words.line(name, document[name]) for name in names if name not in children],
        [words.table(children[name], document[name]) for name in names if document[name] and name in children],
    )
