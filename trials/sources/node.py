"""A JSON object read with care: each value is asked for by name, and what is odd is noted with its path."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .dates import partial_date
from .problems import Log
from .texts import clean

_YES_OR_NO = {"yes": True, "no": False, "true": True, "false": False, "": None, "accepts healthy volunteers": True}


# The paths that were asked for, and whether a value stood there.
Paths = dict[str, bool]


class Node:
    """One object of a record. A missing key is empty; a value of the wrong kind is noted and left out."""

    def __init__(self, value: Any, path: str, log: Log, asked: Paths):
        self.value = value if isinstance(value, dict) else {}
        self.path, self.log, self.asked = path, log, asked
        if value is not None and not isinstance(value, dict):
            log.note(path, value, "should be an object; it was left out.")

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def take(self, key: str) -> Any:
        value, path = self.value.get(key), self.at(key).replace("[]", "")
        self.asked[path] = self.asked.get(path, False) or _is_filled(value)
        return value

    def node(self, key: str) -> "Node":
        return Node(self.take(key), self.at(key), self.log, self.asked)

    def nodes(self, key: str) -> list["Node"]:
        return [Node(item, self.at(f"{key}[]"), self.log, self.asked) for item in self._list(key)]

    def text(self, key: str) -> str:
        return self._text(self.take(key), self.at(key))

    def texts(self, key: str) -> tuple[str, ...]:
        found = (self._text(item, self.at(f"{key}[]")) for item in self._list(key))
        return tuple(text for text in found if text)

    def each(self, key: str) -> list["Node"]:
        """The objects of a list, or one that stands alone where XML became JSON."""
        return [Node(item, self.at(f"{key}[]"), self.log, self.asked) for item in self._many(key)]

    def lines(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or one that stands alone where XML became JSON."""
        found = (self._text(item, self.at(f"{key}[]")) for item in self._many(key))
        return tuple(text for text in found if text)

    def count(self, key: str) -> int | None:
        """A whole number, zero or more."""
        value = self.take(key)
        if value is None or value == "":
            return None
        number = _whole(value)
        if number is None or number < 0:
            self.log.note(self.at(key), value, "is no number of things; it was left out.")
            return None
        return number

    def number(self, key: str) -> float | None:
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        self.log.note(self.at(key), value, "is no number; it was left out.")
        return None

    def flag(self, key: str) -> bool | None:
        value = self.take(key)
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, str) and value.lower() in _YES_OR_NO:
            return _YES_OR_NO[value.lower()]
        self.log.note(self.at(key), value, "is neither yes nor no; it was left out.")
        return None

    def date(self, key: str, reader: Callable[[str], str] = partial_date) -> str:
        """A date as far as it is known; ``reader`` tells which order of its figures the source uses."""
        text = self.text(key)
        if not text:
            return ""
        try:
            return reader(text)
        except ValueError as error:
            self.log.note(self.at(key), text, f"{error} It was left out.")
            return ""

    def word(self, key: str, known: Iterable[str]) -> str:
        """A value of an enumeration; one that is new is kept as it stands, and noted."""
        return self._known(self.text(key), self.at(key), known)

    def words(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._known(text, self.at(f"{key}[]"), known) for text in self.texts(key))

    def coded(self, key: str, codes: Mapping[str, str]) -> str:
        """The code of a registry's own word (``codes`` has it in small letters); one without a code is kept
        as it stands, and noted."""
        text = " ".join(self.text(key).split())
        if not text or text.lower() in codes:
            return codes.get(text.lower(), "")
        self.log.note(self.at(key), text, "has no equivalent among our values; it was kept as it stands.")
        return text

    def _known(self, text: str, path: str, known: Iterable[str]) -> str:
        if text and text not in known:
            self.log.note(path, text, "is a value that we do not know yet; it was kept as it stands.")
        return text

    def _list(self, key: str) -> list[Any]:
        value = self.take(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.log.note(self.at(key), value, "should be a list; it was left out.")
        return []

    def _many(self, key: str) -> list[Any]:
        value = self.take(key)
        if value is None or value == "" or value == {}:
            return []
        return [item for item in value if item not in ("", None, {})] if isinstance(value, list) else [value]

    def _text(self, value: Any, path: str) -> str:
        # XML that became JSON writes what is empty as an empty object.
        if value is None or value == {}:
            return ""
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.log.note(path, value, "should be a text; it was left out.")
        return ""


def _is_filled(value: Any) -> bool:
    """Whether a value, or a list of values, stands there; objects count by what stands in them."""
    if isinstance(value, list):
        return any(map(_is_filled, value))
    return isinstance(value, str | int | float) and value != ""


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    text = str(value).strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 16 else None
