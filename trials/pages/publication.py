"""The page of one publication: how to cite it, what it claims for and against, who builds on it."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import literature
from ..choices import PublicationType, RetractionStatus, ReviewBasis, Stance, Verb
from ..exchange import citation
from ..identifiers import SOURCE_NAMES
from ..models import Finding, Payload, Publication, ReviewEvent, Trial
from . import records
from .http import public_page

SHOWN = 100
ELSEWHERE_SHOWN = 20
# References that are no records here: a long list of numbers; the API gives all.
ELSEWHERE_LISTED = 300
STANCES = {
    Stance.FOR: "What it says for using MSCs against cancer",
    Stance.AGAINST: "What it says against",
    Stance.MIXED: "What it says for and against",
    Stance.CONTEXT: "Background",
}


@public_page
def view(request: HttpRequest, accession: str) -> HttpResponse:
    """One publication, a review or any other."""
    publication = records.find(Publication.objects.all(), accession)
    findings = Finding.objects.public()
    own = findings.from_publication(publication)
    resting = findings.resting_on(publication)
    read_here = findings.read_in(publication)
    context = {
        "section": "reviews" if publication.is_review else "",
        "publication": publication,
        **_mark(publication),
        "is_news": publication.publication_type == PublicationType.NEWS,
        "comments": publication.commented_by.public().newest_first(),
        "claim_count": own.count(),
        "stances": by_stance(own.for_claims().order_by("number")[:SHOWN]),
        "resting_count": resting.count(),
        "resting": resting.for_claims().order_by("number")[:ELSEWHERE_SHOWN],
        "read_here_count": read_here.count(),
        "read_here": read_here.for_claims().order_by("number")[:ELSEWHERE_SHOWN],
        "trials": Trial.objects.public().prefetch_related("identifiers").with_results_in(publication).in_order(),
        "payloads": Payload.objects.public().described_in(publication).order_by("name"),
        "around": literature.surroundings_of(publication),
        "similar": literature.similar_to(publication),
        "most_elsewhere": ELSEWHERE_LISTED,
        "reference_forms": citation.LABELS,
    }
    return render(request, "pages/publication.html", context)


def _mark(publication: Publication) -> dict[str, object]:
    """That it was retracted or is of concern; where that stands, and whether a second person saw it."""
    if not publication.is_marked:
        return {}
    mark = ReviewEvent.objects.last_of(publication.accession, Verb.MARK)
    return {
        "is_retracted": publication.retraction_status == RetractionStatus.RETRACTED,
        "has_concern": publication.retraction_status == RetractionStatus.EXPRESSION_OF_CONCERN,
        "notice": mark.note.partition(". ")[2] if mark else "",
        "library": SOURCE_NAMES.get(mark.actor, "") if mark else "",
        "waits_for_second": publication.review_basis == ReviewBasis.ONE_PERSON,
        "was_confirmed": publication.review_basis == ReviewBasis.TWO_PEOPLE,
    }


def by_stance(findings: Iterable[Finding]) -> list[tuple[str, str, list[Finding]]]:
    """(stance, heading, claims) for each stance that any claim takes."""
    groups: dict[str, list[Finding]] = {stance: [] for stance in STANCES}
    for finding in findings:
        groups[finding.stance].append(finding)
    return [(stance, STANCES[stance], found) for stance, found in groups.items() if found]
