"""The page of one payload: what it is, how it works, where it was tried, what is claimed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import evidence
from ..models import Finding, Payload, Trial
from . import records
from .http import public_page

TRIALS_SHOWN = 24
CLAIMS_SHOWN = 12


@public_page
def view(request: HttpRequest, slug: str) -> HttpResponse:
    """One payload."""
    payload = records.find(Payload.objects.all(), slug)
    trials = Trial.objects.public().of_payload(payload)
    claims = evidence.read_claims(Finding.objects.public().of_payload(payload))
    headline = evidence.headline(trials)
    ladder = evidence.ladder_of_payload(payload)
    context = {
        "section": "payloads",
        "payload": payload,
        "trial_count": trials.count(),
        "open_count": trials.open_now().count(),
        "trials": trials.for_cards().in_reading_order()[:TRIALS_SHOWN],
        "ladder": ladder,
        "tumour_count": sum(rung.cancer_type is not None for rung in ladder.rungs),
        "headline": headline.sentence("", "with this payload"),
        "told": headline.told,
        "blocks": evidence.balance(claims),
        "apart": evidence.apart(claims),
        "against": evidence.against(claims, trials),
        "related": evidence.related(payload),
        "claim_count": len(claims),
        "source_count": len({claim.source for claim in claims}),
        "claims": evidence.in_order([claim.pk for claim in claims[:CLAIMS_SHOWN]]),
    }
    return render(request, "pages/payload.html", context)
