"""The evidence map: payload by tumour type, the furthest stage tested."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import evidence
from .http import public_page


@public_page
def view(request: HttpRequest) -> HttpResponse:
    return render(
        request, "site/evidence.html", {"section": "evidence", "matrix": evidence.matrix(by_organ_system=True)}
    )
