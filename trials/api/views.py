"""What every answer of the API shares: strict words, the format asked for, ETag and 304."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from mscdb.version import code_version

from ..filters import RESERVED, Problem
from ..filters.words import nearest, shown
from ..models import DataVersion, go_by
from . import problems
from .problems import BadQuery, bad_word

NOT_HERE = {
    "as_of": "“as_of” is not supported yet: only the present state can be asked for.",
    "include": "“include” is not supported yet: no includes exist.",
    "page": "The API pages by “cursor”: follow “next”.",
    "selected": "“selected” is of the page of trials; the API narrows by “registry_id”.",
    "since": "“since” belongs to /api/v1/changes/; lists have “updated_since”.",
}


class CsvRenderer(BaseRenderer):
    """Says that CSV may be asked for; lists write it themselves, row by row."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class Negotiation(DefaultContentNegotiation):
    """``format`` decides before the Accept header; an unknown one is a bad word and not a missing page."""

    def select_renderer(
        self, request: Request, renderers: list[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        wanted = request.query_params.get("format", "").strip()
        if not wanted:
            return super().select_renderer(request, renderers, format_suffix)
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        formats = [renderer.format for renderer in renderers]
        raise bad_word("format", shown(wanted), f"This address gives {' or '.join(formats)}.", formats)


class ApiView(APIView):
    """An address of the API. Subclasses give ``answer`` and say which words they understand."""

    renderer_classes = [JSONRenderer]
    content_negotiation_class = Negotiation
    words: tuple[str, ...] = ()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """304 before any work; else the answer, which anybody may keep if they ask for it anew each time."""
        self.check_words(request)
        etag = etag_of(request)
        response = get_conditional_response(request._request, etag=etag)
        if response is None or response.status_code != 304:
            response = self.answer(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers["ETag"] = etag
            response.headers["Cache-Control"] = "public, no-cache"
        patch_vary_headers(response, ["Accept", "Accept-Encoding"])
        return response

    def answer(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise NotImplementedError

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204)

    def get_exception_handler(self):
        return problems.answer

    def check_words(self, request: Request) -> None:
        """Refuse words that this address does not know, and those that may stand only once."""
        if found := [*unknown_words(request, self.words), *said_twice(request)]:
            raise BadQuery(found)


def unknown_words(request: Request, known: Iterable[str]) -> list[Problem]:
    """Words that are not among the known ones; a reserved word without a value is nowhere a fault."""
    known = [*known, "format"]
    words = [word for word in request.query_params if word not in known]
    told = [word for word in words if word not in RESERVED or request.query_params[word].strip()]
    return [_unknown(word, request.query_params[word], known) for word in told[:20]]


def _unknown(word: str, value: str, known: list[str]) -> Problem:
    sentence = NOT_HERE.get(word, f"“{shown(word)}” is no word of this address.")
    return Problem(shown(word), shown(value), sentence, nearest(word, known))


def said_twice(request: Request) -> list[Problem]:
    """Reserved words that stand there with two different values."""
    repeated = [word for word in RESERVED if len(set(request.query_params.getlist(word))) > 1 and word != "fields"]
    return [Problem(word, shown(request.query_params[word]), f"“{word}” takes one value.") for word in repeated]


def etag_of(request: Request) -> str:
    """Weak, from what an answer depends on: data, code, day ("open now" goes by it), format and query."""
    renderer = request.accepted_renderer.format
    asked = hashlib.sha256(f"{renderer} {request.get_full_path()}".encode(errors="replace")).hexdigest()[:12]
    return f'W/"{data_version(request).stamp}-{code_version()}-{date.today():%Y%m%d}-{asked}"'


def data_version(request: Request) -> DataVersion:
    """The row that numbers the public changes, read once per request and before anything else."""
    if not hasattr(request, "data_version"):
        request.data_version = DataVersion.objects.first() or DataVersion(n=0)
        go_by(request.data_version)
    return request.data_version


def site_of(request: HttpRequest | Request) -> str:
    """What stands before a path: the site's public name where one is set."""
    return settings.MSCDB_SITE_URL or request.build_absolute_uri("/").rstrip("/")


def number_in(request: Request, word: str, default: int, least: int, most: int) -> int:
    """A whole number of the query string."""
    text = request.query_params.get(word, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal()) or len(text) > 18 or not least <= int(text) <= most:
        raise bad_word(word, shown(text), f"“{word}” is a whole number from {least} to {most}.", [str(default)])
    return int(text)


def one_of(request: Request, word: str, values: tuple[str, ...]) -> str:
    """One of a few values; the first is the default."""
    text = request.query_params.get(word, "").strip()
    if text and text not in values:
        raise bad_word(word, shown(text), f"“{word}” is {' or '.join(values)}.", values)
    return text or values[0]
