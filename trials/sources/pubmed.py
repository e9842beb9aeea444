"""PubMed: articles and chapters of books as its E-utilities give them (efetch, XML)."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lxml import etree

from .dates import partial_date, year_in
from .marked_up import text_of
from .paper import Author, Notice, Paper, Reference, is_nobody
from .paper_ids import doi_in, orcid_in, pmcid_in, pmid_in
from .problems import Log, Problem, shortened
from .streams import HEAD, Bounded, Joined

SOURCE = "library:pubmed"
ARTICLE, BOOK = "PubmedArticle", "PubmedBookArticle"
# What stands for a title where there is none in English.
NO_TITLE = ("[not available]", "[in process citation]")


def read(stream: BinaryIO, name: str) -> Iterator[Paper | Problem]:
    """The publications of a file, one after the other, and its problems between them.

    Entities are never expanded and nothing outside is loaded. What stands before a break in
    the file goes in.
    """
    head = stream.read(HEAD)
    source: Any = Bounded(head, stream)
    if head.startswith(b"\x1f\x8b"):
        source = Bounded(b"", gzip.GzipFile(fileobj=Joined(head, stream)))
    elif not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        yield _broken(name, "is no XML." if head.strip() else "is empty.")
        return
    count = 0
    try:
        for element in _elements(source):
            count += 1
            yield from paper_of(element, f"{name}#{count}")
            source.record_ended()
    except (etree.XMLSyntaxError, ValueError, OSError, EOFError, zlib.error) as error:
        yield _broken(name, f"breaks off or is no XML after {count} records.", error)
        return
    if not count:
        yield _broken(name, "holds no PubMed article; it may be a web page or another kind of XML.")


def _elements(source: Any) -> Iterator[etree._Element]:
    """Each article, taken out of the tree again once it was read."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, element in etree.iterparse(source, tag=(ARTICLE, BOOK), remove_comments=True, remove_pis=True, **safe):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def paper_of(element: etree._Element, file: str = "") -> Iterator[Paper | Problem]:
    """One publication from its element, and what was odd about it."""
    log = Log(file, "")
    if element.tag == BOOK:
        log.record = text_of(element.find("BookDocument/PMID"))
        paper = _chapter(element, log)
    else:
        log.record = text_of(element.find("MedlineCitation/PMID"))
        paper = _article(element, log)
    if any(isinstance(node, etree._Entity) for node in element.iter()):
        log.note("", "", "uses entities of its own; they were left as they stand.")
    yield from log.problems
    if paper.pmid or paper.title:
        yield paper
    else:
        yield log.lose("PMID", log.record, "An article without number and title was left out.")


def _article(element: etree._Element, log: Log) -> Paper:
    citation = _find(element, "MedlineCitation")
    article, data = _find(citation, "Article"), _find(element, "PubmedData")
    journal, issue = _find(article, "Journal"), _find(article, "Journal/JournalIssue")
    ids = {each.get("IdType"): text_of(each) for each in data.findall("ArticleIdList/ArticleId")}
    return Paper(
        source=SOURCE,
        pmid=_pmid(log.record, log),
        doi=_doi(article) or doi_in(ids.get("doi", "")),
        pmcid=pmcid_in(ids.get("pmc", "")),
        title=_title(article),
        vernacular_title=text_of(article.find("VernacularTitle")),
        types=_texts(article, "PublicationTypeList/PublicationType"),
        **_authors(article.find("AuthorList"), log),
        journal=text_of(journal.find("Title")),
        journal_abbreviation=text_of(journal.find("ISOAbbreviation"))
        or text_of(_find(citation, "MedlineJournalInfo/MedlineTA")),
        **_published(issue.find("PubDate"), article.find("ArticleDate"), log),
        is_ahead_of_print=text_of(data.find("PublicationStatus")) == "aheadofprint",
        volume=text_of(issue.find("Volume")),
        issue=text_of(issue.find("Issue")),
        pages=_pages(article),
        languages=_texts(article, "Language"),
        keywords=_texts(citation, "KeywordList/Keyword"),
        mesh=_texts(citation, "MeshHeadingList/MeshHeading/DescriptorName"),
        notices=tuple(_notices(citation)),
        **_references([*citation.iterfind("CommentsCorrectionsList"), *data.iterfind("ReferenceList")]),
        updated_on=_date(citation.find("DateRevised"), log),
    )


def _chapter(element: etree._Element, log: Log) -> Paper:
    document = _find(element, "BookDocument")
    book = _find(document, "Book")
    ids = {
        each.get("IdType"): text_of(each)
        for path in ("PubmedBookData/ArticleIdList/ArticleId", "BookDocument/ArticleIdList/ArticleId")
        for each in element.iterfind(path)
    }
    lists = [*document.findall("AuthorList"), *book.findall("AuthorList")]
    authors = next((each for each in lists if each.get("Type") != "editors"), None)
    kind = "Book" if document.find("ArticleTitle") is None else "Book Chapter"
    book_title = text_of(book.find("BookTitle"))
    return Paper(
        source=SOURCE,
        pmid=_pmid(log.record, log),
        doi=_doi(document) or _doi(book) or doi_in(ids.get("doi", "")),
        pmcid=pmcid_in(ids.get("pmc", "")),
        title=text_of(document.find("ArticleTitle")) or book_title,
        vernacular_title=text_of(document.find("VernacularTitle")),
        types=(kind, *_texts(document, "PublicationType")),
        **_authors(authors, log),
        book_title=book_title,
        **_published(book.find("PubDate"), document.find("ContributionDate"), log),
        volume=text_of(book.find("Volume")),
        pages=_pages(document),
        languages=_texts(document, "Language"),
        keywords=_texts(document, "KeywordList/Keyword"),
        **_references(document.findall("ReferenceList")),
        updated_on=_date(document.find("DateRevised"), log),
    )


# Parts


def _title(article: etree._Element) -> str:
    title = text_of(article.find("ArticleTitle"))
    return "" if title.rstrip(".").lower() in NO_TITLE else title


def _authors(names: etree._Element | None, log: Log) -> dict[str, Any]:
    if names is None:
        return {"authors": (), "authors_are_all": None}
    valid = (each for each in names.findall("Author") if each.get("ValidYN", "Y") == "Y")
    authors = tuple(author for each in valid if (author := _author(each, log)))
    return {"authors": authors, "authors_are_all": names.get("CompleteYN", "Y") == "Y" if authors else None}


def _author(element: etree._Element, log: Log) -> Author | None:
    if group := text_of(element.find("CollectiveName")):
        return Author(group, is_group=True)
    given, initials, suffix = (text_of(element.find(tag)) for tag in ("ForeName", "Initials", "Suffix"))
    family = text_of(element.find("LastName"))
    if not family:
        family, given = given, ""
    if not family or (is_nobody(family) and not given):
        return None
    written = next((text_of(each) for each in element.findall("Identifier") if each.get("Source") == "ORCID"), "")
    orcid = orcid_in(written)
    if written and not orcid:
        log.note("AuthorList.Author.Identifier", written, "is no ORCID; it was left out.")
    return Author(family, given, initials, suffix, orcid=orcid)


def _published(day: etree._Element | None, online: etree._Element | None, log: Log) -> dict[str, Any]:
    """The date of the issue; where that names no year, the date of the electronic version."""
    words = text_of(day.find("MedlineDate")) if day is not None else ""
    season = text_of(day.find("Season")) if day is not None else ""
    date = _date(day, log) or (words and str(year_in(words) or "")) or _date(online, log)
    if words and not year_in(words):
        log.note("PubDate.MedlineDate", words, "names no year.")
    year = int(date[:4]) if date else None
    return {"published_on": date, "year": year, "published_text": words or (season and f"{date[:4]} {season}".strip())}


def _date(element: etree._Element | None, log: Log) -> str:
    if element is None:
        return ""
    parts = [text_of(element.find(tag)) for tag in ("Year", "Month", "Day")]
    known = parts[: next((index for index, part in enumerate(parts) if not part), 3)]
    if not known:
        return ""
    try:
        return partial_date("-".join(known))
    except ValueError as error:
        log.note(element.tag, "-".join(known), f"{error} Only its year was taken.")
        return str(year_in(known[0]) or "")


def _notices(citation: etree._Element) -> Iterator[Notice]:
    for each in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        kind, said = each.get("RefType", ""), text_of(each.find("RefSource"))
        if kind != "Cites":
            yield Notice(kind, said, pmid_in(text_of(each.find("PMID"))), doi_in(said))


def _references(lists: Iterable[etree._Element]) -> dict[str, Any]:
    """The entries with an identifier, each once, and how many are listed; older records say them among the notices."""
    found, count = {}, 0
    for entries in lists:
        for each in entries.iter("Reference", "CommentsCorrections"):
            if each.get("RefType", "Cites") == "Cites":
                count += 1
                found[_reference(each)] = None
    found.pop(Reference(), None)
    return {"references": tuple(found), "references_listed": count}


def _reference(element: etree._Element) -> Reference:
    ids: dict[str | None, str] = {}
    for each in element.iterfind("ArticleIdList/ArticleId"):
        ids.setdefault(each.get("IdType"), text_of(each))
    pmid = pmid_in(ids.get("pubmed", "")) or pmid_in(text_of(element.find("PMID")))
    return Reference(pmid, doi_in(ids.get("doi", "")), pmcid_in(ids.get("pmc", "")))


def _doi(element: etree._Element) -> str:
    valid = (each for each in element.findall("ELocationID") if each.get("ValidYN", "Y") == "Y")
    return next((doi_in(text_of(each)) for each in valid if each.get("EIdType") == "doi"), "")


def _pages(element: etree._Element) -> str:
    if pages := text_of(element.find("Pagination/MedlinePgn")):
        return pages
    ends = [text_of(element.find(f"Pagination/{tag}")) for tag in ("StartPage", "EndPage")]
    return "-".join(filter(None, ends))


def _pmid(text: str, log: Log) -> str:
    pmid = pmid_in(text)
    if text and not pmid:
        log.note("PMID", text, "is no PubMed number; it was left out.")
    return pmid


def _find(element: etree._Element, path: str) -> etree._Element:
    found = element.find(path)
    return etree.Element(path.rpartition("/")[2]) if found is None else found


def _texts(element: etree._Element, path: str) -> tuple[str, ...]:
    return tuple(text for each in element.findall(path) if (text := text_of(each)))


def _broken(where: str, sentence: str, value: object = "") -> Problem:
    return Problem(where, "", "", shortened(value), sentence, lost=True)
