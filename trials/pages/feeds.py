"""Atom feeds of trials and findings: any list, in its own order, from the same Listing."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from .. import filters
from ..addresses import path_of
from ..choices import RetractionStatus, ReviewBasis
from ..models import CuratedRecord, Finding, Trial
from ..partial_date import written_out
from .http import absolute, public_page
from .paging import Paging

ROWS = 100
SOURCE_MARKS = {
    RetractionStatus.RETRACTED: "Source retracted",
    RetractionStatus.EXPRESSION_OF_CONCERN: "Source under an expression of concern",
}


class Feed(Atom1Feed):
    """Atom with the way to the next page (RFC 5005)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("previous", "next"):
            if self.feed.get(relation):
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[relation]})


@public_page
def trials(request: HttpRequest) -> HttpResponse:
    return _feed(request, "trials", "Trials", _trial_summary)


@public_page
def findings(request: HttpRequest) -> HttpResponse:
    return _feed(request, "findings", "Findings", _finding_summary)


def _feed(request: HttpRequest, name: str, title: str, summary: Callable[[CuratedRecord], str]) -> HttpResponse:
    listing = filters.listing(name, request.GET)
    paging = Paging.read(request.GET)
    paging.size = ROWS
    problems = listing.problems or [problem for problem in paging.problems if problem.word == "page"]
    if not problems:
        paging.count(listing.queryset)
        problems = paging.problems
    if problems:
        return _refusal(problems)
    feed = Feed(**_head(request, name, title, listing, paging))
    for record in paging.rows(listing.queryset):
        feed.add_item(
            title=_one_line(_mark(record) + record.title_text()),
            link=absolute(request, path_of(record)),
            description=escape(summary(record)),  # Atom readers take it for HTML
            unique_id=absolute(request, reverse("pages:resolve", args=[f"mscdb:{record.accession}"])),
            updateddate=_changed_at(record),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _head(request: HttpRequest, name: str, title: str, listing: filters.Listing, paging: Paging) -> dict[str, str]:
    chosen = "; ".join(f"{chip.label_of_word}: {chip.label_of_value}" for chip in listing.chosen)
    page = absolute(request, reverse(f"pages:{name}"))
    return {
        "title": f"MSCdb: {title}" + (f" ({chosen})" if chosen else ""),
        "subtitle": "For professionals and researchers; not medical advice; being listed is no recommendation.",
        "link": f"{page}?{listing.query}" if listing.query else page,
        "feed_url": _self(request, listing, paging.number),
        "previous": _self(request, listing, paging.previous) if paging.previous else "",
        "next": _self(request, listing, paging.next) if paging.next else "",
        "description": "",
        "language": "en-GB",
        "feed_copyright": "CC BY 4.0",
        "author_name": "MSCdb",
    }


def _self(request: HttpRequest, listing: filters.Listing, page: int) -> str:
    query = "&".join(part for part in (listing.query, urlencode({"page": page}) if page > 1 else "") if part)
    return absolute(request, f"{request.path}?{query}" if query else request.path)


def _refusal(problems: list[filters.Problem]) -> HttpResponse:
    lines = [f"{problem.word}={problem.value}: {problem.sentence} {' '.join(problem.nearest)}" for problem in problems]
    return HttpResponse("\n".join(lines) + "\n", status=400, content_type="text/plain; charset=utf-8")


def _mark(record: CuratedRecord) -> str:
    """What stands before the title of a finding whose source was retracted or is of concern."""
    mark = getattr(record, "source_mark", "")
    return f"[{SOURCE_MARKS[mark]}] " if mark else ""


def _changed_at(record: CuratedRecord) -> datetime:
    """A finding changes for its readers when a text that it rests on is marked."""
    return max([record.updated_at, *(text.updated_at for text in getattr(record, "marked_texts", []))])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _trial_summary(trial: Trial) -> str:
    status = trial.get_overall_status_display() if trial.overall_status else "Status not seen"
    when = trial.status_confirmed_on or trial.status_seen_on
    dated = f"{status} ({written_out(when)})" if when else f"{status} (date not recorded)"
    types = ", ".join(node.name for node in trial.cancer_types.all())
    parts = [dated, trial.get_role_display(), types, f"{trial.accession} version {trial.version}"]
    return ". ".join(part for part in [*parts, _alone(trial)] if part) + "."


def _finding_summary(finding: Finding) -> str:
    source = (
        finding.publication.short_citation() if finding.publication else f"registry record {finding.trial.canonical_id}"
    )
    parts = [
        f"Effect on tumour: {finding.get_effect_display().lower()}",
        f"seen: {finding.get_model_system_display()}",
        f"source: {source}, {finding.locator}",
        finding.note and f"note: {finding.note}",
        f"{finding.accession} version {finding.version}",
    ]
    return "; ".join(part for part in [*parts, _alone(finding).lower()] if part) + "."


def _alone(record: CuratedRecord) -> str:
    """Said of every record that no second person has seen."""
    alone = record.review_basis == ReviewBasis.ONE_PERSON
    return str(record.get_review_basis_display()) if alone else ""
