"""A document while it is filled in from a source: what fits goes in, what does not is remarked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models

from ...choices import Vocabulary
from ...document import Document, Shape


@dataclass
class Draft:
    """Collects the fields of a document, and remarks on values that our fields cannot take."""

    shape: Shape
    document: Document = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any) -> None:
        """A value of the record's own; an empty one is left to the field's default."""
        if value not in ("", None, [], ()):
            self.document[name] = self._fitted(self.shape.model._meta.get_field(name), value)

    def put_word(self, name: str, value: str, vocabulary: type[Vocabulary]) -> None:
        """A value of a vocabulary; one that it does not have is remarked and left out."""
        if word := self.word(name, value, vocabulary):
            self.document[name] = word

    def put_terms(self, name: str, values: Iterable[str]) -> None:
        column = self.shape.model._meta.get_field("terms").related_model._meta.get_field("value")
        if found := sorted({self._fitted(column, value, f"{name}: ") for value in values if value}):
            self.document[name] = found

    def put_rows(self, name: str, rows: Iterable[Document], unique: tuple[str, ...] = ()) -> None:
        """Owned rows; the second of two that may not both stand is left out."""
        child, kept = self.shape.child(name), {}
        for row in rows:
            key = tuple(row[each] for each in unique) if unique else len(kept)
            kept.setdefault(key, row)
        numbered = [
            {"position": position, **row} if "position" in child.fields else row
            for position, row in enumerate(kept.values(), start=1)
        ]
        model = self.shape.child_model(name)
        if numbered:
            self.document[name] = [
                {key: self._fitted(model._meta.get_field(key), value, f"{name}: ") for key, value in row.items()}
                for row in numbered
            ]

    def word(self, name: str, value: str, vocabulary: type[Vocabulary]) -> str:
        if value and value not in _values(vocabulary):
            self.remarks.append(f"{name}: the source says “{value}”, for which we have no value; it was left open.")
            return ""
        return value

    def _fitted(self, column: models.Field, value: Any, where: str = "") -> Any:
        longest = column.max_length
        if isinstance(value, str) and longest and len(value) > longest:
            self.remarks.append(f"{where}{column.name}: “{value[:40]}…” was cut to {longest} characters.")
            return f"{value[: longest - 1].rstrip()}…"
        return value


@cache
def _values(vocabulary: type[Vocabulary]) -> frozenset[str]:
    return frozenset(vocabulary.values)
