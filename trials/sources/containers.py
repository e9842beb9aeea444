"""The JSON objects of a file, one after the other, however they are packed: memory does not grow with the file."""

import codecs
import gzip
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from .problems import Problem, shortened
from .streams import HEAD, Bounded, Joined

LARGEST_RATIO = 200
SMALL_ENOUGH = 1024 * 1024


@dataclass(frozen=True)
class Found:
    """One object, and where it stood."""

    where: str
    value: Any


def objects(stream: BinaryIO, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    """Each object of a file, and a problem where it breaks off or is no JSON.

    ``containers`` says by the first key of an envelope where its objects stand, in ijson's words.
    """
    head = stream.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        yield from _of_zip(stream, name, containers)
        return
    if head.startswith(b"\x1f\x8b"):
        yield from _of_gzip(Joined(head, stream), name, containers)
        return
    yield from _of_json(head.removeprefix(codecs.BOM_UTF8), stream, name, containers)


def _of_zip(stream: BinaryIO, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError):
        yield _broken(name, "is no whole zip file; it may have been cut off.")
        return
    with archive:
        for member in archive.infolist():
            where = f"{name}/{member.filename}"
            if member.is_dir() or not member.filename.lower().endswith((".json", ".jsonl", ".ndjson")):
                continue
            if refusal := _refusal(member):
                yield _broken(where, refusal)
                continue
            try:
                with archive.open(member) as inner:
                    yield from _of_json(inner.read(HEAD).removeprefix(codecs.BOM_UTF8), inner, where, containers)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
                yield _broken(where, "cannot be unpacked.")


def _refusal(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 1:
        return "is locked with a password."
    if member.file_size > SMALL_ENOUGH and member.file_size > LARGEST_RATIO * max(1, member.compress_size):
        return f"would grow more than {LARGEST_RATIO} times when unpacked; it was not opened."
    return ""


def _of_gzip(packed: Joined, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    try:
        with gzip.GzipFile(fileobj=packed) as inner:  # type: ignore[arg-type]
            yield from _of_json(inner.read(HEAD).removeprefix(codecs.BOM_UTF8), inner, name, containers)
    except (OSError, EOFError, zlib.error):
        yield _broken(name, "cannot be unpacked; it may have been cut off.")


def _of_json(head: bytes, rest: Any, name: str, containers: Mapping[str, str]) -> Iterator[Found | Problem]:
    whole, start = Bounded(head, rest), head.lstrip()
    if not start:
        yield _broken(name, "is empty.")
    elif start[:1] not in (b"[", b"{"):
        yield _broken(name, _what_it_is(start))
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
                yield _broken(where, "is not written in UTF-8.")
            except (ValueError, RecursionError):
                yield _broken(where, "is no JSON; the line may have been cut off.", line[:200])
    except ValueError as error:
        yield _broken(f"{name}:{number + 1}", str(error))


def _streamed(whole: Bounded, name: str, prefix: str) -> Iterator[Found | Problem]:
    count = 0
    try:
        for count, value in enumerate(ijson.items(whole, prefix, use_float=True, multiple_values=True), start=1):
            whole.record_ended()
            yield Found(f"{name}#{count}" if prefix else name, value)
    except ijson.IncompleteJSONError as error:
        yield _broken(name, f"breaks off or is no JSON after {_counted(count)}.", error)
    except (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError) as error:
        yield _broken(name, f"is no JSON in UTF-8 after {_counted(count)}.", error)


def _counted(count: int) -> str:
    return "one record" if count == 1 else f"{count} records"


def _broken(where: str, sentence: str, value: object = "") -> Problem:
    return Problem(where, "", "", shortened(value), sentence, lost=True)
