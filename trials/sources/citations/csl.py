"""CSL-JSON, and works as Crossref gives them: one object a publication, almost the same names in both."""

from collections.abc import Iterator
from typing import Any

from ..marked_up import bare
from ..node import Node
from ..paper import Author, Notice, Paper, Reference, is_nobody
from ..paper_ids import doi_in, orcid_in, pmcid_in, pmid_in
from ..problems import Log, Problem
from .parts import checked, dated, pages_of

SOURCE = "file:csl-json"
CROSSREF = "library:crossref"
# Crossref's words for what a notice does to the work that it updates.
_NOTICES = {
    "retraction": "RetractionIn",
    "partial_retraction": "PartialRetractionIn",
    "withdrawal": "RetractionIn",
    "removal": "RetractionIn",
    "expression_of_concern": "ExpressionOfConcernIn",
    "correction": "ErratumIn",
    "corrigendum": "ErratumIn",
    "erratum": "ErratumIn",
}
# The same words where the work is itself the notice.
_NOTICES_OF = {
    "RetractionIn": "RetractionOf",
    "PartialRetractionIn": "PartialRetractionOf",
    "ExpressionOfConcernIn": "ExpressionOfConcernFor",
    "ErratumIn": "ErratumFor",
}
_BOOKS = {"chapter", "book-chapter", "book-section", "book", "edited-book", "monograph", "reference-entry"}


def paper_of(raw: Any, file: str = "") -> Iterator[Paper | Problem]:
    """One publication from its object, its problems before it."""
    log = Log(file, "")
    if not isinstance(raw, dict):
        yield log.lose("", raw, "is no publication: it should be an object.")
        return
    node = Node(raw, "", log, {})
    is_crossref = "DOI" in raw and ("indexed" in raw or "deposited" in raw or isinstance(raw.get("title"), list))
    yield from checked(_paper(node, log, CROSSREF if is_crossref else SOURCE), log)


def _paper(node: Node, log: Log, source: str) -> Paper:
    kind, container = node.text("type"), bare(_first(node, "container-title"))
    authors = tuple(author for each in node.nodes("author") if (author := _author(each)))
    is_book = kind in _BOOKS
    return Paper(
        source=source,
        pmid=pmid_in(node.text("PMID")),
        doi=doi_in(node.text("DOI")),
        pmcid=pmcid_in(node.text("PMCID")),
        title=_title(node),
        vernacular_title=bare(_first(node, "original-title")),
        types=(kind,) if kind else (),
        authors=authors,
        authors_are_all=True if authors else None,
        journal="" if is_book else container,
        journal_abbreviation=_first(node, "short-container-title") or node.text("container-title-short"),
        book_title=container if is_book else "",
        **dated(_dates(node), log),
        volume=node.text("volume"),
        issue=node.text("issue"),
        pages=pages_of(node.text("page") or node.text("article-number")),
        url=node.text("URL"),
        languages=tuple(filter(None, [node.text("language")])),
        notices=tuple(_notices(node)),
        references=tuple(_references(node)),
        references_listed=len(node.nodes("reference")),
        updated_on=node.node("deposited").text("date-time")[:10],
    )


def _first(node: Node, key: str) -> str:
    """A text, or the first of a list of texts."""
    if isinstance(node.value.get(key), list):
        return next(iter(node.texts(key)), "")
    return node.text(key)


def _title(node: Node) -> str:
    """The title with its second part, which Crossref keeps apart."""
    title, second = bare(_first(node, "title")), bare(_first(node, "subtitle"))
    return f"{title}: {second}" if title and second and second.lower() not in title.lower() else title


def _author(each: Node) -> Author | None:
    if group := each.text("literal") or each.text("name"):
        return None if is_nobody(group) else Author(group, is_group=True)
    prefix = each.text("non-dropping-particle") or each.text("dropping-particle")
    family = " ".join(filter(None, (prefix, each.text("family"))))
    if is_nobody(family) and not each.text("given"):
        return None
    if not family:
        return Author(each.text("given")) if each.text("given") else None
    return Author(family, each.text("given"), suffix=each.text("suffix"), orcid=orcid_in(each.text("ORCID")))


def _dates(node: Node) -> Iterator[str]:
    """Dates of publication: in print first, as libraries cite."""
    for key in ("published-print", "issued", "published", "published-online", "created"):
        struct = node.node(key)
        parts = struct.value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            yield "-".join(str(part).zfill(2) for part in parts[0] if part)
        for name in ("raw", "literal"):
            yield struct.text(name)


def _notices(node: Node) -> Iterator[Notice]:
    """What takes back or mends this work, and what this work takes back or mends."""
    for each in node.nodes("updated-by"):
        yield Notice(_kind_of_notice(each), each.text("label"), doi=doi_in(each.text("DOI")))
    for each in node.nodes("update-to"):
        kind = _kind_of_notice(each)
        yield Notice(_NOTICES_OF.get(kind, kind), each.text("label"), doi=doi_in(each.text("DOI")))


def _kind_of_notice(each: Node) -> str:
    kind = each.text("type").lower().replace("-", "_").replace(" ", "_")
    return _NOTICES.get(kind, kind)


def _references(node: Node) -> Iterator[Reference]:
    """Those with a DOI, each once."""
    dois = (doi_in(each.text("DOI")) for each in node.nodes("reference"))
    yield from (Reference(doi=doi) for doi in dict.fromkeys(dois) if doi)
