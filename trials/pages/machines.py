"""For machines: what crawlers may read, whether the process lives, whether it can serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import CancerType
from .http import absolute, public_page

# Every record stands in the sitemap; filtered lists would be crawled without end.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /report/
Disallow: /suggest/
Disallow: /*?
Allow: /

Sitemap: {sitemap}
"""


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(sitemap=absolute(request, reverse("pages:sitemap")))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return _plain("ok")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, its tables are those of this code, and there is data."""
    try:
        lack = _what_lacks()
    except DatabaseError:
        lack = "the database does not answer as it should"
    return _plain("ok") if not lack else _plain(f"not ready: {lack}", status=503)


def _what_lacks() -> str:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations are not applied"
    if not CancerType.objects.public().exists():
        return "no release is loaded"
    return ""


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
