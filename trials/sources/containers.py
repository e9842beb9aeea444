"""The JSON objects of a file, one after the other, however they are packed: memory does not grow with the file."""

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from .packed import broken, unpacked
from .problems import Problem
from .streams import HEAD, Bounded, Joined


@dataclass(frozen=True)
class Found:
    """One object, and where it stood."""

    where: str
    value: Any


def as_sent(value: Any) -> bytes:
    """An object as its source sent it, without the blanks between."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def objects(stream: BinaryIO, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    """Each object of a file, packed or not, and a problem where it breaks off or is no JSON.

    ``containers`` says by the first key of an envelope where its objects stand, in ijson's words.
    """
    endings = (".json", ".jsonl", ".ndjson")
    yield from unpacked(stream, name, lambda inner, where: json_objects(inner, where, containers), endings)


def json_objects(stream: Joined, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    """The same for a file that is not packed."""
    yield from _of_json(stream.read(HEAD).removeprefix(codecs.BOM_UTF8), stream, name, containers)


def _of_json(head: bytes, rest: Any, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    whole, start = Bounded(head, rest), head.lstrip()
    if not start:
        yield broken(name, "is empty.")
    elif start[:1] not in (b"[", b"{"):
        yield broken(name, _what_it_is(start))
    elif start[:1] == b"[":
        yield from _streamed(whole, name, "item")
    elif prefix := _prefix(start, containers):
        yield from _streamed(whole, name, prefix)
    elif _is_lines(whole.peek_line()):
        yield from _of_lines(whole, name)
    else:
        yield from _streamed(whole, name, "")


def _what_it_is(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "is written in UTF-16; save it as UTF-8."
    return "is a web page or XML, no JSON." if start[:1] == b"<" else "is no JSON."


def _is_lines(start: bytes) -> bool:
    """Whether the first line is a whole object and another follows."""
    first, newline, rest = start.partition(b"\n")
    if not newline or not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return first.rstrip().endswith(b"}") and rest.lstrip()[:1] == b"{"


def _prefix(start: bytes, containers: Mapping[str, str]) -> str:
    """Where the objects stand inside an envelope; empty where the file is one object, or one a line."""
    own = start.split(b'"protocolSection"')[0].split(b'"ProtocolSection"')[0][:2000]
    return next((prefix for key, prefix in containers.items() if f'"{key}"'.encode() in own), "")


def _of_lines(whole: Bounded, name: str) -> Iterator[Found | Problem]:
    number = 0
    try:
        for number, line in enumerate(whole.lines(), start=1):
            where = f"{name}:{number}"
            if not line.strip():
                continue
            try:
                yield Found(where, json.loads(line))
            except UnicodeDecodeError:
                yield broken(where, "is not written in UTF-8.")
            except (ValueError, RecursionError):
                yield broken(where, "is no JSON; the line may have been cut off.", line[:200])
    except ValueError as error:
        yield broken(f"{name}:{number + 1}", str(error), ends=True)


def _streamed(whole: Bounded, name: str, prefix: str) -> Iterator[Found | Problem]:
    count = 0
    try:
        for count, value in enumerate(ijson.items(whole, prefix, use_float=True, multiple_values=True), start=1):
            whole.record_ended()
            yield Found(f"{name}#{count}" if prefix else name, value)
    except ijson.IncompleteJSONError as error:
        yield broken(name, f"breaks off or is no JSON after {_counted(count)}.", error, ends=True)
    except (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError) as error:
        yield broken(name, f"is no JSON in UTF-8 after {_counted(count)}.", error, ends=True)


def _counted(count: int) -> str:
    return "one record" if count == 1 else f"{count} records"
