"""Findings whose study is not traced: results that a review reports, those in patients first."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ..choices import ModelSystem
from ..models import Finding
from .guard import actor_of

ON_A_PAGE = 50


def unsourced_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Public findings that name a text which does not report the study itself, and not the study."""
    if not actor_of(request).is_curator:
        raise PermissionDenied
    findings = Finding.objects.public().untraced()
    counts = findings.counted_by_model_system()
    asked = request.GET.get("in", "")
    if asked in ModelSystem.values:
        findings = findings.in_model_system(asked)
    page = Paginator(findings.for_listing().most_visible_first(), ON_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "title": "Findings without their study",
        "page": page,
        "asked": asked,
        "total": sum(counts.values()),
        "systems": [(each.value, each.label, counts[each.value]) for each in ModelSystem if counts.get(each.value)],
    }
    return TemplateResponse(request, "admin/desk/unsourced.html", context)
