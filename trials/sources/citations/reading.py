"""Which kind of citation file it is, told by what stands in it, and its publications."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from .. import pubmed
from ..containers import objects
from ..paper import Paper
from ..problems import Problem, shortened
from ..streams import HEAD, Joined
from . import bibtex, csl, nbib, ris

LARGEST_TEXT = 32 * 1024 * 1024
KINDS = "RIS, NBIB, BibTeX, CSL-JSON, Crossref or PubMed XML"
# Where works stand inside an answer of Crossref.
CONTAINERS = {
    'message-type":"work-list': "message.items.item",
    'message-type": "work-list': "message.items.item",
    "message": "message",
}
_TEXTS = (
    (re.compile(r"^TY {0,2}-", re.MULTILINE), ris.read),
    (re.compile(r"^[A-Z]{2,4} {0,2}- ", re.MULTILINE), nbib.read),
    (re.compile(r"^[ \t]*@\w+\s{0,20}[{(]", re.MULTILINE), bibtex.read),
)


def read(stream: BinaryIO, name: str) -> Iterator[Paper | Problem]:
    """The publications of a citation file or of PubMed's XML, and its problems between them."""
    head = stream.read(HEAD)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<":
        yield from pubmed.read(Joined(head, stream), name)  # type: ignore[arg-type]
    elif start[:1] in (b"{", b"[") and b'"' in start[:HEAD]:
        for found in objects(Joined(head, stream), name, CONTAINERS):  # type: ignore[arg-type]
            yield from [found] if isinstance(found, Problem) else csl.paper_of(found.value, found.where)
    else:
        yield from _of_text(head + stream.read(LARGEST_TEXT), name)


def _of_text(data: bytes, name: str) -> Iterator[Paper | Problem]:
    text = _decoded(data)
    if not data.strip():
        yield _broken(name, "is empty.")
    elif len(data) > LARGEST_TEXT:
        yield _broken(name, f"is larger than {LARGEST_TEXT // 1024 // 1024} MB; split it.")
    elif text is None:
        yield _broken(name, "is written neither in UTF-8 nor in UTF-16; save it as UTF-8.")
    else:
        starts = [(found.start(), order) for order, (form, _) in enumerate(_TEXTS) if (found := form.search(text))]
        if not starts:
            yield _broken(name, f"is no citation file that we know: {KINDS}.", text)
            return
        _, kind = min(starts)
        yield from _TEXTS[kind][1](text, name)


def _decoded(data: bytes) -> str | None:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _broken(where: str, sentence: str, value: object = "") -> Problem:
    return Problem(where, "", "", shortened(value), sentence, lost=True)
