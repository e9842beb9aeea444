"""Records that fail a check of the base: counted when somebody asks, and kept until the data change."""

from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from mscdb.version import code_version

from .. import checks
from ..document import records_of
from ..models import DataVersion
from .guard import actor_of
from .presentation import admin_path

ON_A_PAGE = 100
KEPT_FOR = 24 * 60 * 60


def _key() -> str:
    version = DataVersion.objects.first() or DataVersion(n=0)
    return f"faults:{version.stamp}:{code_version()}"


def known() -> list[checks.Fault] | None:
    """The faults of the present data; None where nobody has had them counted yet."""
    return cache.get(_key())


def counted() -> list[checks.Fault]:
    """The faults of the present data, counted now if need be: some seconds for a few thousand records."""
    return cache.get_or_set(_key(), lambda: list(checks.faults()), KEPT_FOR)


def failing_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Each fault with its record and how to mend it."""
    if not actor_of(request).is_curator:
        raise PermissionDenied
    page = Paginator(counted(), ON_A_PAGE).get_page(request.GET.get("page"))
    records = records_of(fault.record for fault in page)
    context |= {
        "title": "Records failing a check",
        "page": page,
        "rows": [(fault, admin_path(fault.record) if fault.record in records else "") for fault in page],
    }
    return TemplateResponse(request, "admin/desk/failing.html", context)
