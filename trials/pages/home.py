"""The start page: search, what is open, tumour types, what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models import Finding, Payload, Publication, Trial
from .changes import latest_changes
from .http import public_page
from .tree import organ_systems

SHOWN = 6
CHANGES_SHOWN = 6
REVIEWS_SHOWN = 5


@public_page
def view(request: HttpRequest) -> HttpResponse:
    trials = Trial.objects.public()
    open_now = trials.open_now()
    unconfirmed = trials.listed_not_confirmed()
    context = {
        "counts": {
            "trials": trials.count(),
            "open_now": open_now.count(),
            "unconfirmed": unconfirmed.count(),
            "payloads": Payload.objects.public().count(),
            "findings": Finding.objects.public().count(),
            "reviews": Publication.objects.public().reviews().count(),
        },
        "open_now": open_now.for_listing().latest_confirmed_first()[:SHOWN],
        "unconfirmed": unconfirmed.for_listing().latest_confirmed_first()[:3],
        "reviews": Publication.objects.public().reviews().titled().newest_first()[:REVIEWS_SHOWN],
        "systems": organ_systems(),
        "changes": latest_changes(CHANGES_SHOWN),
    }
    return render(request, "site/home.html", context)
