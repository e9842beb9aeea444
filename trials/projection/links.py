"""Links between publications, derived from what libraries said: lists of references, corrections and comments."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..choices import LinkKind
from ..models import PublicationLink, SourceRecord

RETRACTION_WATCH = "library:retraction_watch"
LIBRARIES = ("library:pubmed", "library:crossref", RETRACTION_WATCH)
SCHEMES = ("pmid", "doi", "pmcid")
LONGEST = {scheme: PublicationLink._meta.get_field(f"to_{scheme}").max_length or 0 for scheme in SCHEMES}
# The libraries' word → what it says, and whether the text that the record describes is the one that does it.
KINDS = {
    "CommentOn": (LinkKind.COMMENT_ON, True),
    "CommentIn": (LinkKind.COMMENT_ON, False),
    "ErratumFor": (LinkKind.ERRATUM_FOR, True),
    "ErratumIn": (LinkKind.ERRATUM_FOR, False),
    "RetractionOf": (LinkKind.RETRACTION_OF, True),
    "RetractionIn": (LinkKind.RETRACTION_OF, False),
    "PartialRetractionOf": (LinkKind.PARTIAL_RETRACTION_OF, True),
    "PartialRetractionIn": (LinkKind.PARTIAL_RETRACTION_OF, False),
    "ExpressionOfConcernFor": (LinkKind.CONCERN_ABOUT, True),
    "ExpressionOfConcernIn": (LinkKind.CONCERN_ABOUT, False),
    "RepublishedFrom": (LinkKind.REPUBLISHED_FROM, True),
    "RepublishedIn": (LinkKind.REPUBLISHED_FROM, False),
    "CorrectedandRepublishedFrom": (LinkKind.CORRECTED_AND_REPUBLISHED_FROM, True),
    "CorrectedandRepublishedIn": (LinkKind.CORRECTED_AND_REPUBLISHED_FROM, False),
    "RetractedandRepublishedFrom": (LinkKind.RETRACTED_AND_REPUBLISHED_FROM, True),
    "RetractedandRepublishedIn": (LinkKind.RETRACTED_AND_REPUBLISHED_FROM, False),
    "UpdateOf": (LinkKind.UPDATE_OF, True),
    "UpdateIn": (LinkKind.UPDATE_OF, False),
}


# What a notice of Retraction Watch does; a reinstatement is the notice of a mark that no longer holds.
NATURES = {
    "RETRACTION": LinkKind.RETRACTION_OF,
    "EXPRESSION_OF_CONCERN": LinkKind.CONCERN_ABOUT,
    "CORRECTION": LinkKind.ERRATUM_FOR,
}


def refresh_links(source: str, identifiers: Iterable[str]) -> None:
    """Bring the links up to date that a library's records of these identifiers tell, in the caller's transaction."""
    if source not in LIBRARIES:
        return
    told = SourceRecord.objects.filter(source=source, identifier__in=list(identifiers))
    PublicationLink.objects.filter(source_record__in=told).delete()
    PublicationLink.objects.bulk_create(_of_newest(told), batch_size=500)


def rebuild_links() -> None:
    """Make every link anew."""
    PublicationLink.objects.all().delete()
    PublicationLink.objects.bulk_create(links(), batch_size=500)


def links() -> Iterator[PublicationLink]:
    """The links as they should be."""
    return _of_newest(SourceRecord.objects.filter(source__in=LIBRARIES))


def _of_newest(records: Any) -> Iterator[PublicationLink]:
    """Of several versions of a record only the newest speaks."""
    told: SourceRecord | None = None
    for row in records.order_by("source", "identifier", "version_date", "last_seen_on", "pk").iterator(chunk_size=200):
        if told and (told.source, told.identifier) != (row.source, row.identifier):
            yield from _of_record(told)
        told = row
    if told:
        yield from _of_record(told)


def _of_record(row: SourceRecord) -> Iterator[PublicationLink]:
    if row.source == RETRACTION_WATCH:
        kind = NATURES.get(row.parsed["nature"], LinkKind.RELATED)
        yield from _link(row, kind, _numbers(row.parsed, "notice_"), _numbers(row.parsed, "paper_"))
        return
    own = _numbers(row.parsed)
    for reference in row.parsed.get("references", ()):
        yield from _link(row, LinkKind.CITES, own, _numbers(reference))
    for notice in row.parsed.get("notices", ()):
        kind, is_own = KINDS.get(notice["kind"], (LinkKind.RELATED, True))
        ends = (own, _numbers(notice)) if is_own else (_numbers(notice), own)
        yield from _link(row, kind, *ends, citation=notice["citation"])


def _link(
    row: SourceRecord, kind: LinkKind, citing: dict[str, str], cited: dict[str, str], citation: str = ""
) -> Iterator[PublicationLink]:
    """The link, unless an end has no number and no words, or both ends are one text."""
    if not (any(citing.values()) and any(cited.values())) and not citation:
        return
    if any(citing[scheme] and citing[scheme] == cited[scheme] for scheme in SCHEMES):
        return
    ends = {f"from_{scheme}": citing[scheme] for scheme in SCHEMES} | {
        f"to_{scheme}": cited[scheme] for scheme in SCHEMES
    }
    yield PublicationLink(source_record=row, kind=kind, citation=citation, **ends)


def _numbers(said: dict[str, Any], before: str = "") -> dict[str, str]:
    """Identifiers by scheme; one that is longer than any publication's of ours is none."""
    numbers = {scheme: said.get(f"{before}{scheme}") or "" for scheme in SCHEMES}
    return {scheme: value if len(value) <= LONGEST[scheme] else "" for scheme, value in numbers.items()}
