"""Where a request comes from, as far as the browser says."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def from_here(request: HttpRequest) -> bool:
    """Whether a browser says that a page of this site sent it."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is None and origin is None:
        return False
    return site in (None, "same-origin") and origin in (None, *_own_origins(request))


def _own_origins(request: HttpRequest) -> list[str]:
    named = urlsplit(settings.MSCDB_SITE_URL)
    own = [f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS]
    return [*own, f"{named.scheme}://{named.netloc}"] if named.netloc else own
