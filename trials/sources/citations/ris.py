"""RIS: read by rispy, entry by entry, so that one that is broken does not take others with it."""

import re
from collections.abc import Iterator
from typing import Any

import rispy

from ..marked_up import bare
from ..paper import Paper
from ..paper_ids import doi_in, pmcid_in, pmid_in
from ..problems import Log, Problem, shortened
from ..texts import clean
from .parts import authors_of, checked, dated, pages_of

SOURCE = "file:ris"
# The library joins lines one by one, which takes the square of their number.
LONGEST_ENTRY = 500_000
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {0,2}-", re.MULTILINE)
_END = re.compile(r"^ER {0,2}-.*$", re.MULTILINE)


def read(text: str, name: str) -> Iterator[Paper | Problem]:
    """The publications of a file."""
    for number, entry in enumerate(_entries(text), start=1):
        where = f"{name}#{number}"
        if len(entry) > LONGEST_ENTRY:
            yield Problem(where, "", "", shortened(entry), "is too long for a RIS entry; it was left out.", lost=True)
            continue
        try:
            fields = rispy.loads(entry)
        except (OSError, ValueError, KeyError, IndexError, AttributeError) as error:
            yield Problem(where, "", "", shortened(error), "is no RIS entry; it was left out.", lost=True)
            continue
        for each in fields:
            log = Log(where, "")
            yield from checked(_paper(each, log), log)


def _entries(text: str) -> Iterator[str]:
    """Each entry from its TY line on, closed by an ER line."""
    for piece in _END.split(text):
        start = re.search(r"^TY {0,2}-", piece, re.MULTILINE)
        if start:
            yield (
                re.sub(r"^([A-Z][A-Z0-9]) {0,2}-", r"\1  -", piece[start.start() :].rstrip(), flags=re.MULTILINE)
                + "\nER  - \n"
            )


def _paper(fields: dict[str, Any], log: Log) -> Paper:
    def first(*names: str) -> str:
        return next((text for name in names if (text := _one(fields.get(name)))), "")

    urls = fields.get("urls") or []
    numbers = [first("accession_number"), *(note for note in fields.get("notes") or [] if "PM" in note.upper())]
    book = first("type_of_reference") in ("CHAP", "BOOK", "EBOOK", "ECHAP")
    journal = first("alternate_title3", "secondary_title", "journal_name", "alternate_title2", "alternate_title1")
    short = [first(name) for name in ("alternate_title1", "alternate_title2", "journal_name")]
    return Paper(
        source=SOURCE,
        pmid=next((pmid for text in (*numbers, *urls) if (pmid := pmid_in(text))), ""),
        doi=doi_in(first("doi")) or next((doi for url in urls if "doi.org" in url and (doi := doi_in(url))), ""),
        pmcid=next((pmcid for text in (first("custom2"), *numbers) if (pmcid := pmcid_in(text))), ""),
        title=bare(first("title", "primary_title")),
        types=(first("type_of_reference"),) if first("type_of_reference") else (),
        **authors_of(fields.get("authors") or fields.get("first_authors") or ()),
        journal="" if book else journal,
        journal_abbreviation=next((text for text in short if text and text != journal), ""),
        book_title=journal if book else "",
        **dated([first("date"), first("year"), first("publication_year")], log),
        volume=first("volume"),
        issue=first("number"),
        pages=pages_of(first("start_page"), first("end_page")),
        url=next((url for url in urls if url.startswith(("http://", "https://"))), ""),
        languages=(first("language"),) if first("language") else (),
        keywords=tuple(clean(word) for word in fields.get("keywords") or () if word.strip()),
    )


def _one(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return clean(value) if isinstance(value, str) else ""
