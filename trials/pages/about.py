"""How it is curated: drawn from the vocabularies themselves and from the base."""

import inspect
from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import choices
from ..choices import ReviewBasis, Vocabulary
from ..models import CancerType, Finding, Payload, Publication, Trial
from .http import public_page

CHAPTERS = {
    "trial": "Trials",
    "finding": "Findings",
    "payload": "Payloads",
    "publication": "Publications",
    "cancer_type": "The tumour tree",
    "editorial": "Curation",
}


@dataclass(frozen=True)
class Listed:
    """A vocabulary as the page prints it."""

    name: str
    about: str
    source: str
    members: list[Vocabulary]


@public_page
def view(request: HttpRequest) -> HttpResponse:
    basis = _by_basis()
    context = {
        "basis": [(member, basis[member.value]) for member in ReviewBasis if member != ReviewBasis.NOT_APPLICABLE],
        "checked": basis[ReviewBasis.TWO_PEOPLE],
        "records": sum(basis.values()),
        "chapters": [(title, _vocabularies(module)) for module, title in CHAPTERS.items()],
    }
    return render(request, "site/about.html", context)


def _by_basis() -> Counter[str]:
    counted: Counter[str] = Counter()
    for model in (CancerType, Payload, Trial, Publication, Finding):
        counted.update(model.objects.public().counted_by_review_basis())
    return counted


def _vocabularies(module: str) -> list[Listed]:
    """The vocabularies of one module of ``choices``, in the order in which they stand there."""
    home = getattr(choices, module)
    found = [each for each in vars(home).values() if inspect.isclass(each) and each.__module__ == home.__name__]
    return [Listed(_spaced(each.__name__), inspect.getdoc(each) or "", each.source(), list(each)) for each in found]


def _spaced(name: str) -> str:
    """``MscSource`` as "MSC source"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return (words[:1].upper() + words[1:]).replace("Msc ", "MSC ").replace("Doses ", "DOSES ")
