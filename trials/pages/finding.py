"""The page of one finding: the claim, on what ground, in which cells, and where it was read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..choices import ClaimKind, Effect, EvidenceLevel, PublicationType, Stance
from ..models import Finding
from . import records
from .http import public_page

KIND_WORDS = {
    ClaimKind.AUTHOR_STATEMENT: "what authors say or conclude",
    ClaimKind.STUDY_RECORD: "a description of a study, not its result",
    ClaimKind.SURVEY: "a count of studies or of practice",
}


@public_page
def view(request: HttpRequest, accession: str) -> HttpResponse:
    """One claim."""
    finding = records.find(Finding.objects.all(), accession)
    context = {
        "section": "findings",
        "finding": finding,
        "is_result": finding.claim_kind == ClaimKind.RESULT,
        "level": EvidenceLevel(finding.evidence_level),
        "effect_meaning": Effect(finding.effect).meaning,
        "stance_meaning": Stance(finding.stance).meaning,
        "kind_meaning": KIND_WORDS.get(finding.claim_kind, ""),
        "seen_in_news": bool(finding.seen_in) and finding.seen_in.publication_type == PublicationType.NEWS,
        "links": finding.trial_links.all(),
    }
    return render(request, "pages/finding.html", context)
