"""Files as they come: bare, packed by gzip, or many in a zip; what is locked or a bomb is not opened."""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar

from .problems import Problem, shortened
from .streams import HEAD, Joined

T = TypeVar("T")
LARGEST_RATIO = 200
SMALL_ENOUGH = 1024 * 1024
ENDINGS = (".json", ".jsonl", ".ndjson", ".xml", ".csv", ".txt")
Reader = Callable[[Joined, str], Iterator[T | Problem]]


def unpacked(stream: BinaryIO, name: str, read: Reader[T], endings: tuple[str, ...] = ENDINGS) -> Iterator[T | Problem]:
    """What ``read`` finds in a file, or in each file of a zip whose name has one of the endings."""
    head = stream.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        yield from _of_zip(stream, name, read, endings)
    elif head.startswith(b"\x1f\x8b"):
        yield from _of_gzip(Joined(head, stream), name, read)
    else:
        yield from read(Joined(head, stream), name)


def _of_zip(stream: BinaryIO, name: str, read: Reader[T], endings: tuple[str, ...]) -> Iterator[T | Problem]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield broken(name, "is no whole zip file; it may have been cut off.", ends=True)
        return
    with archive:
        for member in archive.infolist():
            where = f"{name}/{member.filename}"
            if member.is_dir() or not member.filename.lower().endswith(endings):
                continue
            if refusal := _refusal(member):
                yield broken(where, refusal)
                continue
            try:
                with archive.open(member) as inner:
                    yield from read(Joined(b"", inner), where)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
                yield broken(where, "cannot be unpacked.")


def _refusal(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 1:
        return "is locked with a password."
    if member.file_size > SMALL_ENOUGH and member.file_size > LARGEST_RATIO * max(1, member.compress_size):
        return f"would grow more than {LARGEST_RATIO} times when unpacked; it was not opened."
    return ""


def _of_gzip(packed: Joined, name: str, read: Reader[T]) -> Iterator[T | Problem]:
    try:
        with gzip.GzipFile(fileobj=packed) as inner:  # type: ignore[arg-type]
            yield from read(Joined(b"", inner), name)
    except (OSError, EOFError, zlib.error):
        yield broken(name, "cannot be unpacked; it may have been cut off.", ends=True)


def broken(where: str, sentence: str, value: Any = "", ends: bool = False) -> Problem:
    """A file, or a part of one, that cannot be read; with ``ends`` what came after it is lost too."""
    return Problem(where, "", "", shortened(value), sentence, lost=True, ends=ends)
