"""What all public pages share over HTTP: reading only, an ETag known before rendering, moved and gone."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from mscdb.version import code_version

from ..models import CuratedRecord, DataVersion, go_by

View = Callable[..., HttpResponse]


class Moved(Exception):
    """The record stands at another address (a temporary redirect: the canonical one may change again)."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


class Gone(Exception):
    """The record was withdrawn; its address says why."""

    def __init__(self, record: CuratedRecord) -> None:
        self.record = record
        super().__init__(record.accession)


def data_version(request: HttpRequest) -> DataVersion:
    """The row that numbers the public changes, read once per request."""
    if not hasattr(request, "data_version"):
        request.data_version = DataVersion.objects.first() or DataVersion(n=0)
        go_by(request.data_version)
    return request.data_version


def page_etag(request: HttpRequest) -> str:
    """Weak, from what a page depends on: the data, the code, and the day ("open now" goes by it)."""
    return f'W/"{data_version(request).stamp}-{code_version()}-{date.today():%Y%m%d}"'


def public_page(view: View) -> View:
    """A page for readers: GET and HEAD, 304 before any work, no cookie, and never older than the data."""

    read = moved_or_gone(view)

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        etag = page_etag(request)
        if "HTTP_IF_NONE_MATCH" in request.META:
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None:
                unchanged.headers["ETag"] = etag
                return _cacheable(unchanged)
        response = read(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers["ETag"] = etag
        return _cacheable(response)

    return answer


def moved_or_gone(view: View) -> View:
    """Answers what a view raises: Moved with a redirect that keeps the query, Gone with the tombstone."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Moved as moved:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{moved.path}?{query}" if query else moved.path)
        except Gone as gone:
            return render(request, "410.html", {"record": gone.record}, status=410)

    return answer


def _cacheable(response: HttpResponse) -> HttpResponse:
    """May be kept by anybody, if asked for anew each time; a withdrawn record is then gone at once."""
    response.headers.setdefault("Cache-Control", "public, no-cache")
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a path: under the site's public name where one is set."""
    return f"{settings.MSCDB_SITE_URL}{path}" if settings.MSCDB_SITE_URL else request.build_absolute_uri(path)
