"""BibTeX: read by bibtexparser, with TeX turned into letters; an entry that is broken is named, the others go in."""

import logging
import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, NormalizeFieldKeys
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

from ..marked_up import bare
from ..paper import Author, Paper
from ..paper_ids import doi_in, pmcid_in, pmid_in
from ..problems import Log, Problem, shortened
from ..texts import clean
from .parts import author_of, checked, dated, is_others, pages_of

SOURCE = "file:bibtex"
LONGEST_ENTRY, MOST_SIGNS, LONGEST_TEX = 200_000, 200, 5000
_START = re.compile(r"^[ \t]*@(?=\w)", re.MULTILINE)
_STRING = re.compile(r"@string\b", re.IGNORECASE)
_SILENT = re.compile(r"@(?:comment|preamble)\b", re.IGNORECASE)

# What it would log is among our problems.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False


def read(text: str, name: str) -> Iterator[Paper | Problem]:
    """The publications of a file, entry by entry: the library's time grows with the square of what it is given."""
    decoder, strings = LatexDecodingMiddleware(), ""
    for line, piece in _pieces(text):
        where = f"{name}:{line}"
        if len(piece) > LONGEST_ENTRY or piece.count("@") > MOST_SIGNS:
            yield _broken(where, piece, "is no BibTeX entry: it is too long; it was left out.")
        elif _STRING.match(piece):
            strings = f"{strings}{piece}\n" if len(strings) < LONGEST_ENTRY else strings
        elif not _SILENT.match(piece):
            yield from _entries(piece, strings, decoder, where)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each part that begins with an @ at the beginning of a line."""
    starts = [found.start() for found in _START.finditer(text)]
    line, before = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line, before = line + text.count("\n", before, start), start
        yield line, text[start:end].strip()


def _entries(piece: str, strings: str, decoder: LatexDecodingMiddleware, where: str) -> Iterator[Paper | Problem]:
    library = bibtexparser.parse_string(strings + piece, append_middleware=[NormalizeFieldKeys()])
    for block in library.blocks:
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            block = block.ignore_error_block
        if isinstance(block, Entry):
            log = Log(where, block.key)
            yield from checked(_paper(block, decoder, log), log)
        elif block in library.failed_blocks:
            yield _broken(where, block.raw, "is no BibTeX entry; it was left out.")


def _broken(where: str, value: str | None, sentence: str) -> Problem:
    return Problem(where, "", "", shortened(value), sentence, lost=True)


def _paper(entry: Entry, decoder: LatexDecodingMiddleware, log: Log) -> Paper:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}

    def first(*names: str) -> str:
        return next((text for name in names if (text := _plain(raw.get(name, ""), decoder))), "")

    names = _names(raw.get("author", ""))
    authors = tuple(author for each in names if (author := _author(each, decoder)))
    kind = entry.entry_type.lower()
    book = kind in ("incollection", "inbook", "book")
    return Paper(
        source=SOURCE,
        pmid=pmid_in(first("pmid")) or (pmid_in(first("eprint")) if first("eprinttype").lower() == "pubmed" else ""),
        doi=doi_in(raw.get("doi", "").replace("\\", "")) or doi_in(first("url") if "doi.org" in first("url") else ""),
        pmcid=pmcid_in(first("pmcid", "pmc")),
        title=bare(first("title")),
        types=(kind,),
        authors=authors,
        authors_are_all=None if not authors else not is_others(names[-1]),
        journal="" if book else first("journal", "journaltitle", "booktitle"),
        journal_abbreviation=first("shortjournal"),
        book_title=first("booktitle") if book else "",
        **dated([first("date").partition("/")[0], _month_of(first("year"), first("month")), first("year")], log),
        volume=first("volume"),
        issue=first("number", "issue"),
        pages=pages_of(first("pages")),
        url=first("url"),
        languages=(first("language"),) if first("language") else (),
        keywords=tuple(word.strip() for word in re.split(r"[,;]", first("keywords")) if word.strip()),
    )


def _names(text: str) -> list[str]:
    """Names parted by "and" that stands in no braces."""
    names, depth, current = [], 0, []
    for word in text.split():
        if word.lower() == "and" and depth == 0:
            names.append(" ".join(current))
            current = []
            continue
        depth += word.count("{") - word.count("}")
        current.append(word)
    return [name for name in [*names, " ".join(current)] if name.strip()]


def _author(name: str, decoder: LatexDecodingMiddleware) -> Author | None:
    words = name.strip()
    if words.startswith("{") and words.endswith("}") and "," not in words:
        return Author(_plain(words, decoder), is_group=True)
    text = _plain(words, decoder)
    if is_others(text):
        return None
    if "," in text:
        family, *middle, given = (part.strip() for part in text.split(","))
        return author_of(f"{family}, {given}, {middle[0]}" if middle else text)
    *given, family = text.split() or [""]
    return author_of(f"{family}, {' '.join(given)}") if given else author_of(family)


def _month_of(year: str, month: str) -> str:
    found = re.match(r"[A-Za-z]{3,9}|\d{1,2}(?!\d)", month)
    return f"{year}-{found[0]}" if found and re.fullmatch(r"\d{4}", year) else ""


def _plain(value: str, decoder: LatexDecodingMiddleware) -> str:
    """A value without TeX; one that TeX's reader cannot make sense of stays as it is, without braces."""
    if not value:
        return ""
    if len(value) < LONGEST_TEX and any(sign in value for sign in "\\$~"):
        decoded, error = decoder._transform_python_value_string(value)
        value = value if error else decoded
    return clean(" ".join(value.replace("{", "").replace("}", "").split()))
