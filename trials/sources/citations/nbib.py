"""NBIB: PubMed's own text format, a tag of up to four letters before each line of a field."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..dates import partial_date
from ..marked_up import bare
from ..paper import Author, Notice, Paper, is_nobody
from ..paper_ids import doi_in, orcid_in, pmcid_in, pmid_in
from ..problems import Log, Problem
from .parts import author_of, checked, dated, pages_of

SOURCE = "file:nbib"
_LINE = re.compile(r"^([A-Z]{2,4}) {0,2}- ?(.*)$")
_NOTICES = {
    "CIN": "CommentIn", "CON": "CommentOn", "EIN": "ErratumIn", "EFR": "ErratumFor", "RIN": "RetractionIn",
    "ROF": "RetractionOf", "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor", "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom", "CRI": "CorrectedandRepublishedIn", "CRF": "CorrectedandRepublishedFrom",
    "UIN": "UpdateIn", "UOF": "UpdateOf", "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf",
    "RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom",
}  # fmt: skip
Fields = list[tuple[str, str]]


def read(text: str, name: str) -> Iterator[Paper | Problem]:
    """The publications of a file; blank lines or a new PMID part them."""
    for number, fields in enumerate(_records(text), start=1):
        log = Log(f"{name}#{number}", "")
        yield from checked(_paper(fields, log), log)


def _records(text: str) -> Iterator[Fields]:
    """The fields of each publication; a line without a tag goes on with the field before it."""
    tags: list[str] = []
    values: list[list[str]] = []
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found and tags and (found[1] == "PMID" or found[1] == "OWN" and "OWN" in tags):
            yield _joined(tags, values)
            tags, values = [], []
        if found:
            tags.append(found[1])
            values.append([found[2].strip()])
        elif line.strip() and tags:
            values[-1].append(line.strip())
    if tags:
        yield _joined(tags, values)


def _joined(tags: list[str], values: list[list[str]]) -> Fields:
    return [(tag, " ".join(lines)) for tag, lines in zip(tags, values, strict=True)]


def _paper(fields: Fields, log: Log) -> Paper:
    def first(*tags: str) -> str:
        return next((value for tag, value in fields if tag in tags and value), "")

    def each(tag: str) -> tuple[str, ...]:
        return tuple(value for found, value in fields if found == tag and value)

    authors = tuple(_authors(fields))
    return Paper(
        source=SOURCE,
        pmid=pmid_in(first("PMID")),
        doi=next((doi_in(value) for value in (*each("LID"), *each("AID")) if "[doi]" in value), ""),
        pmcid=pmcid_in(first("PMC")),
        title=bare(first("TI") or first("BTI")),
        vernacular_title=bare(first("TT")),
        types=each("PT"),
        authors=authors,
        authors_are_all=True if authors else None,
        journal=first("JT"),
        journal_abbreviation=first("TA"),
        book_title=first("BTI"),
        **dated([first("DP"), first("DEP")[:4]], log),
        is_ahead_of_print=first("PST") == "aheadofprint",
        volume=first("VI"),
        issue=first("IP"),
        pages=pages_of(first("PG")),
        languages=each("LA"),
        keywords=each("OT"),
        mesh=tuple(value.lstrip("*").partition("/")[0] for value in each("MH")),
        notices=tuple(_notice(tag, said) for tag, said in fields if tag in _NOTICES),
        updated_on=_day(first("LR")),
    )


def _authors(fields: Fields) -> Iterator[Author]:
    """Full names where they are given, with the initials of the short ones; groups in their place."""
    has_full, last = any(tag == "FAU" for tag, _ in fields), None
    for tag, value in fields:
        if tag == "AUID" and last:
            last = replace(last, orcid=orcid_in(value))
        elif tag == "AU" and has_full and last:
            initials = value.removeprefix(last.family).removesuffix(last.suffix).strip()
            last = replace(last, initials=initials)
        elif tag in ("FAU", "CN", "AU") and value and not is_nobody(value):
            if last:
                yield last
            last = _named(tag, value)
    if last:
        yield last


def _named(tag: str, value: str) -> Author:
    if tag == "CN":
        return Author(value, is_group=True)
    if tag == "FAU":
        family, given, suffix = (*(part.strip() for part in value.split(",", 2)), "", "")[:3]
        return Author(family, given, suffix=suffix)
    if "," in value and (author := author_of(value)):
        return author
    family, _, initials = value.rpartition(" ")
    return Author(family or initials, initials=initials if family else "")


def _notice(tag: str, said: str) -> Notice:
    return Notice(_NOTICES[tag], said, _pmid_behind(said), doi_in(said))


def _pmid_behind(said: str) -> str:
    found = re.search(r"PMID:\s*(\d+)", said)
    return pmid_in(found[1]) if found else ""


def _day(text: str) -> str:
    try:
        return partial_date(f"{text[:4]}-{text[4:6]}-{text[6:8]}") if len(text) == 8 else ""
    except ValueError:
        return ""
