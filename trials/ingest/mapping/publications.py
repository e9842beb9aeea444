"""A paper of a library or a citation file as a document of a publication."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ...choices import AuthorsState, PublicationType, RetractionStatus
from ...document import PUBLICATION, Document
from ...identifiers import address, normalise
from ...sources.paper import Notice, Paper
from .draft import Draft

PUBMED = "library:pubmed"
LABELS = {
    PUBMED: "PubMed record",
    "library:crossref": "Crossref record",
    "file:ris": "citation file (RIS)",
    "file:nbib": "citation file (NBIB)",
    "file:bibtex": "citation file (BibTeX)",
    "file:csl-json": "citation file (CSL-JSON)",
}
# The first that is among the types of the source says what ours is.
_TYPES = {
    "meta-analysis": PublicationType.META_ANALYSIS,
    "systematic review": PublicationType.SYSTEMATIC_REVIEW,
    "clinical trial protocol": PublicationType.TRIAL_PROTOCOL,
    "randomized controlled trial": PublicationType.CLINICAL_TRIAL_REPORT,
    "controlled clinical trial": PublicationType.CLINICAL_TRIAL_REPORT,
    "pragmatic clinical trial": PublicationType.CLINICAL_TRIAL_REPORT,
    "adaptive clinical trial": PublicationType.CLINICAL_TRIAL_REPORT,
    "equivalence trial": PublicationType.CLINICAL_TRIAL_REPORT,
    "clinical trial": PublicationType.CLINICAL_TRIAL_REPORT,
    "clinical trial, phase i": PublicationType.CLINICAL_TRIAL_REPORT,
    "clinical trial, phase ii": PublicationType.CLINICAL_TRIAL_REPORT,
    "clinical trial, phase iii": PublicationType.CLINICAL_TRIAL_REPORT,
    "clinical trial, phase iv": PublicationType.CLINICAL_TRIAL_REPORT,
    "review": PublicationType.REVIEW,
    "review-article": PublicationType.REVIEW,
    "news": PublicationType.NEWS,
    "newspaper article": PublicationType.NEWS,
    "book chapter": PublicationType.BOOK_CHAPTER,
    "book-chapter": PublicationType.BOOK_CHAPTER,
    "chapter": PublicationType.BOOK_CHAPTER,
    "chap": PublicationType.BOOK_CHAPTER,
    "echap": PublicationType.BOOK_CHAPTER,
    "incollection": PublicationType.BOOK_CHAPTER,
    "inbook": PublicationType.BOOK_CHAPTER,
    "meeting abstract": PublicationType.CONFERENCE_ABSTRACT,
    "abst": PublicationType.CONFERENCE_ABSTRACT,
    "case reports": PublicationType.PRIMARY_STUDY,
    "observational study": PublicationType.PRIMARY_STUDY,
    "multicenter study": PublicationType.PRIMARY_STUDY,
    "comparative study": PublicationType.PRIMARY_STUDY,
    "clinical study": PublicationType.PRIMARY_STUDY,
}
# What says nothing about the kind of text.
_SILENT = {
    "journal article", "journal-article", "article", "article-journal", "jour", "ejour", "english abstract",
    "retracted publication", "video-audio media", "dataset", "historical article", "gen", "misc",
}  # fmt: skip
_TAKEN_BACK = frozenset({"RetractionIn", "RetractedandRepublishedIn"})
_CONCERN = frozenset({"ExpressionOfConcernIn"})


def document_of_paper(paper: Paper, seen_on: str) -> tuple[Document, list[str]]:
    """The fields that a paper fills, and remarks on what did not fit or wants a look.

    ``seen_on`` is the day on which the source was read, and on which it said whether the
    paper was taken back.
    """
    draft = Draft(PUBLICATION)
    # Where the source has no title in English, as printed is in the language of the text.
    title = paper.title or paper.vernacular_title
    draft.put("title", title if title.endswith("..") else title.removesuffix("."))
    _type(draft, paper)
    _authors(draft, paper)
    draft.put("journal", paper.journal or paper.book_title)
    for name in ("year", "volume", "issue", "pages"):
        draft.put(name, getattr(paper, name))
    _identifiers(draft, paper)
    _retraction(draft, paper, seen_on)
    draft.put_terms("keyword", (_keyword(draft, word) for word in paper.keywords))
    _source(draft, paper, seen_on)
    return draft.document, draft.remarks


def _type(draft: Draft, paper: Paper) -> None:
    said = [kind.lower() for kind in paper.types]
    found = next((ours for theirs, ours in _TYPES.items() if theirs in said), None)
    if found:
        draft.put("publication_type", found.value)
        return
    telling = [kind for kind in paper.types if kind.lower() not in _SILENT and not kind.startswith("Research Support")]
    said_so = f"the source says “{', '.join(telling)}”" if telling else "the source does not say"
    draft.remarks.append(f"publication_type: {said_so}; choose what sort of text it is.")


def _authors(draft: Draft, paper: Paper) -> None:
    if not paper.authors:
        return
    draft.put("first_author", paper.authors[0].short)
    complete = paper.authors_are_all is not False
    draft.put("authors_state", (AuthorsState.COMPLETE if complete else AuthorsState.PARTIAL).value)
    draft.put_rows("authors", ({"name": author.name} for author in paper.authors))


def _identifiers(draft: Draft, paper: Paper) -> None:
    for scheme in ("doi", "pmid", "pmcid"):
        if not (text := getattr(paper, scheme)):
            continue
        try:
            draft.put(scheme, normalise(scheme, text))
        except ValueError as error:
            draft.remarks.append(f"{scheme}: {error}")
    doi = draft.document.get("doi")
    url = address("doi", doi) if doi else paper.url
    if url and _is_web_address(url):
        draft.put("url", url)


def _is_web_address(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return len(text) <= PUBLICATION.model._meta.get_field("url").max_length


def retraction_said_by(paper: Paper) -> tuple[RetractionStatus | None, list[Notice]]:
    """What a paper's record says of its being taken back, and the notices that say it.

    PubMed marks what was taken back, so that its silence counts; that of others does not.
    """
    by_kind = {kind: [notice for notice in paper.notices if notice.kind in kind] for kind in (_TAKEN_BACK, _CONCERN)}
    if by_kind[_TAKEN_BACK] or "Retracted Publication" in paper.types:
        return RetractionStatus.RETRACTED, by_kind[_TAKEN_BACK]
    if by_kind[_CONCERN]:
        return RetractionStatus.EXPRESSION_OF_CONCERN, by_kind[_CONCERN]
    return RetractionStatus.NONE_FOUND if paper.source == PUBMED else None, []


def _retraction(draft: Draft, paper: Paper, seen_on: str) -> None:
    status, _ = retraction_said_by(paper)
    if status:
        draft.put("retraction_status", status.value)
        draft.put("retraction_checked_on", seen_on)
    for notice in paper.notices:
        if notice.kind in _TAKEN_BACK | _CONCERN | {"PartialRetractionIn", "ErratumIn"}:
            draft.remarks.append(f"{notice.kind}: {notice.citation or notice.doi or notice.pmid}")


def _keyword(draft: Draft, word: str) -> str:
    if len(word) > 200:
        draft.remarks.append(f"keyword: “{word[:40]}…” is longer than 200 characters and was left out.")
        return ""
    return word


def _source(draft: Draft, paper: Paper, seen_on: str) -> None:
    what = LABELS[paper.source]
    if paper.source == PUBMED:
        what = f"{what} of PMID {paper.pmid}"
    if paper.version_date:
        what = f"{what}, version of {paper.version_date}"
    url = address("pmid", paper.pmid) if paper.source == PUBMED else ""
    draft.put_rows("sources", [{"what": f"{what}, read {seen_on}", "url": url}])
