"""A stream that can be begun anew after a look at its head, and that ends before it fills the memory."""

from collections.abc import Iterator
from typing import Any

HEAD = 65_536
LARGEST_RECORD = 64 * 1024 * 1024
# Readers of JSON keep the path to where they are: its memory grows with the square of the depth.
DEEPEST = 5000


class Joined:
    """A stream from which a little was read already, read again from its beginning."""

    def __init__(self, head: bytes, rest: Any):
        self.head, self.rest = head, rest

    def read(self, size: int = HEAD) -> bytes:
        if not self.head:
            return self.rest.read(HEAD if size < 0 else size)
        size = min(size, len(self.head)) if size >= 0 else len(self.head)
        given, self.head = self.head[:size], self.head[size:]
        return given


class Bounded(Joined):
    """One that refuses to go on when too much was read since the last record: a bomb, or no file of records."""

    def __init__(self, head: bytes, rest: Any):
        super().__init__(head, rest)
        self.since_record = self.depth = 0

    def read(self, size: int = HEAD) -> bytes:
        given = super().read(size)
        self.since_record += len(given)
        self.depth += given.count(b"[") + given.count(b"{") - given.count(b"]") - given.count(b"}")
        if self.depth > DEEPEST:
            raise ValueError(f"opens more than {DEEPEST} brackets and does not close them.")
        if self.since_record > LARGEST_RECORD:
            raise ValueError(f"holds a record larger than {LARGEST_RECORD // 1024 // 1024} MB, or none.")
        return given

    def record_ended(self) -> None:
        self.since_record = self.depth = 0

    def lines(self) -> Iterator[bytes]:
        pieces: list[bytes] = []
        while block := self.read(HEAD):
            first, *others = block.split(b"\n")
            pieces.append(first)
            for piece in others:
                yield b"".join(pieces)
                pieces = [piece]
                self.record_ended()
        yield b"".join(pieces)

    def peek_line(self) -> bytes:
        """The first line that is not blank, with the beginning of what follows; nothing counts as read."""
        pieces = [self.head.lstrip()]
        while b"\n" not in pieces[-1] and sum(map(len, pieces)) < LARGEST_RECORD and (more := self.rest.read(HEAD)):
            pieces.append(more)
        self.head = b"".join(pieces)
        return self.head
