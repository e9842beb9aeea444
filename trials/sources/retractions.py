"""Retraction Watch: the notices of the CSV that Crossref publishes, each with the paper that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .dates import month_first
from .node import Node
from .paper_ids import doi_in, pmid_in
from .problems import Log, Problem
from .tables import Row, rows
from .texts import clean

SOURCE = "library:retraction_watch"
NEEDED = ("Record ID", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")
# What a notice does, by the file's own word in small letters.
NATURES = {
    "retraction": "RETRACTION",
    "expression of concern": "EXPRESSION_OF_CONCERN",
    "correction": "CORRECTION",
    "reinstatement": "REINSTATEMENT",
}
IGNORED = {
    "Subject": "the paper's own keywords are read from libraries",
    "Institution": "people and where they work",
    "Publisher": "the journal tells it",
    "Country": "people and where they work",
    "Author": "people; the paper's record names them",
    "URLS": "posts of a blog",
    "ArticleType": "the paper's own type is read from libraries",
    "Paywalled": "whether the notice costs money",
    "Notes": "remarks of the compilers on people",
}


@dataclass(frozen=True)
class RetractionNotice:
    """One notice. ``nature`` is a value of NATURES, or the file's own word where that is new."""

    record_id: str
    nature: str
    paper_doi: str = ""
    paper_pmid: str = ""
    paper_published_on: str = ""
    notice_doi: str = ""
    notice_pmid: str = ""
    noticed_on: str = ""
    title: str = ""
    journal: str = ""
    reasons: tuple[str, ...] = ()
    source: str = SOURCE

    @property
    def identifier(self) -> str:
        return self.record_id


def read(stream: BinaryIO, name: str) -> Iterator[RetractionNotice | Problem]:
    """The notices of a file, one after the other, and its problems between them.

    A notice that names neither DOI nor PubMed number of its paper has only its title. One that
    stands in the file twice goes in once.
    """
    seen: set[str] = set()
    for row in rows(stream, name, NEEDED):
        if isinstance(row, Problem):
            yield row
            continue
        log = Log(row.where, row.cells["Record ID"].strip())
        notice = _notice(row, log)
        if not notice.record_id or not (notice.nature and (notice.paper_doi or notice.paper_pmid or notice.title)):
            yield log.lose("", row.cells.get("Title", ""), "names no number, no nature or no paper; it was left out.")
        elif notice.record_id in seen:
            yield log.lose("Record ID", notice.record_id, "stands in this file more than once; the first one counts.")
        else:
            seen.add(notice.record_id)
            yield from log.problems
            yield notice


def _notice(row: Row, log: Log) -> RetractionNotice:
    node = Node(row.cells, "", log, {})
    if row.is_damaged:
        log.note("", "", "holds signs that are not UTF-8; they were replaced.")
    return RetractionNotice(
        record_id=node.text("Record ID"),
        nature=_nature(node, log),
        paper_doi=_doi(node, "OriginalPaperDOI"),
        paper_pmid=_pmid(node, "OriginalPaperPubMedID"),
        paper_published_on=node.date("OriginalPaperDate", month_first),
        notice_doi=_doi(node, "RetractionDOI"),
        notice_pmid=_pmid(node, "RetractionPubMedID"),
        noticed_on=node.date("RetractionDate", month_first),
        title=node.text("Title"),
        journal=node.text("Journal"),
        reasons=tuple(filter(None, (clean(each).lstrip("+") for each in node.text("Reason").split(";")))),
    )


def _nature(node: Node, log: Log) -> str:
    word = " ".join(node.text("RetractionNature").split())
    if word and word.lower() not in NATURES:
        log.note("RetractionNature", word, "is a value that we do not know yet; it was kept as it stands.")
    return NATURES.get(word.lower(), word)


def _doi(node: Node, key: str) -> str:
    text = node.text(key)
    doi = doi_in(text)
    if text and not doi and text.lower() != "unavailable":
        node.log.note(key, text, "is no DOI; it was left out.")
    return doi


def _pmid(node: Node, key: str) -> str:
    """The file writes 0 where there is none."""
    text = node.text(key)
    pmid = pmid_in(text)
    if text.strip("0") and not pmid and text.lower() != "unavailable":
        node.log.note(key, text, "is no PubMed number; it was left out.")
    return pmid
