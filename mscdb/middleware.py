"""What every answer passes through: security headers, no API over plain HTTP, a rate limit per client."""

import ipaddress
import json
import math
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

# Addresses made for programs: any origin may read them, and their errors are problem details.
MACHINE_PATHS = ("/api/", "/fhir/")
OPEN_PATHS = (*MACHINE_PATHS, "/feeds/")

PERMISSIONS_POLICY = "geolocation=(), camera=(), microphone=()"
READABLE_HEADERS = "Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, Retry-After"


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """A refusal for programs (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")


def plain_page(status: int, title: str, detail: str) -> HttpResponse:
    """A refusal for people that costs next to nothing: no template, no query, no file to load."""
    body = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title} · MSCdb</title><h1>{title}</h1><p>{detail}</p></html>\n"
    )
    return HttpResponse(body, status=status)


# Headers


class SecurityHeaders:
    """The headers of every answer that Django's own SecurityMiddleware does not set, static files included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.csp = "; ".join(f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", self.csp)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        if is_open_data(request, response):
            self.open_to_other_sites(request, response)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    @staticmethod
    def open_to_other_sites(request: HttpRequest, response: HttpResponse) -> None:
        """Public data without cookies: a page anywhere may fetch it."""
        headers = response.headers
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = READABLE_HEADERS
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
            headers["Access-Control-Max-Age"] = "86400"


def is_open_data(request: HttpRequest, response: HttpResponse) -> bool:
    """API, feeds, and every file the public site hands out for saving; a view may also say so by its own header."""
    if request.path_info.startswith(OPEN_PATHS):
        return True
    if response.headers.get("Cross-Origin-Resource-Policy") == "cross-origin":
        return True
    is_download = response.headers.get("Content-Disposition", "").startswith("attachment")
    return is_download and not request.path_info.startswith("/admin/")


class SettingsReadOnce:
    """What chief editors set is read at most once for an answer, and all of it goes by that."""

    def __init__(self, get_response: GetResponse) -> None:
        # The tables of the app can be imported once the apps are there.
        from trials.models import settings_read_once

        self.get_response, self.settings_read_once = get_response, settings_read_once

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.settings_read_once():
            return self.get_response(request)


class RefusePlainHttp:
    """In production a program that speaks plain HTTP is told so; a redirect would let it go on unseen."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure() and request.path_info.startswith(MACHINE_PATHS):
            return problem(403, "HTTPS required", "This address answers over https only.")
        return self.get_response(request)


# Rate limit


class Rate(NamedTuple):
    """So many requests in so many seconds."""

    requests: int
    seconds: int


class Verdict(NamedTuple):
    """What the meter says about one request; all times in seconds."""

    allowed: bool
    remaining: int
    wait: float


def parse_rate(text: str, variable: str = "MSCDB_RATE_LIMIT") -> Rate | None:
    """“10/s”, “300/m”, “5000/h”; “off” is no limit. ``variable`` is where the text was read."""
    if text == "off":
        return None
    match = re.fullmatch(r"([1-9]\d{0,5})/([smh])", text)
    if not match:
        raise ImproperlyConfigured(f"{variable} is “{text}”. Write a rate such as 10/s, 300/m or 5000/h, or off.")
    return Rate(int(match[1]), {"s": 1, "m": 60, "h": 3600}[match[2]])


class Meter:
    """A token bucket per client, kept as one number: the time at which its bucket would be full again.

    Memory is bounded: of more than `capacity` clients the one not seen for longest is forgotten.
    """

    def __init__(self, rate: Rate, capacity: int = 20_000) -> None:
        self.rate = rate
        self.capacity = capacity
        self.interval = rate.seconds / rate.requests
        self.full_at: OrderedDict[str, float] = OrderedDict()
        self.lock = threading.Lock()

    def take(self, client: str, now: float) -> Verdict:
        with self.lock:
            filled = max(self.full_at.get(client, now), now) + self.interval
            debt = filled - now
            if debt > self.rate.seconds + 1e-9:
                return Verdict(False, 0, debt - self.rate.seconds)
            self.full_at[client] = filled
            self.full_at.move_to_end(client)
            if len(self.full_at) > self.capacity:
                self.full_at.popitem(last=False)
        return Verdict(True, int((self.rate.seconds - debt) / self.interval + 1e-6), debt)


class RateLimit:
    """So many requests per client address, MSCDB_RATE_LIMIT; beyond that 429 with the time to wait.

    Counted in each worker process on its own: enough to keep one careless script from slowing
    everybody. A proxy in front is the place for a stricter, shared limit.
    """

    exempt = ("/healthz", "/readyz", "/static/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        rate = parse_rate(settings.MSCDB_RATE_LIMIT)
        parse_rate(settings.MSCDB_MESSAGE_LIMIT, "MSCDB_MESSAGE_LIMIT")  # a mistake is told at the start
        self.meter = Meter(rate) if rate else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.meter is None or request.path_info.startswith(self.exempt):
            return self.get_response(request)
        verdict = self.meter.take(client_address(request), time.monotonic())
        if not verdict.allowed:
            return self.refuse(request, verdict)
        response = self.get_response(request)
        if request.path_info.startswith(MACHINE_PATHS):
            self.announce(response, verdict)
        return response

    def refuse(self, request: HttpRequest, verdict: Verdict) -> HttpResponse:
        wait = math.ceil(verdict.wait)
        detail = f"Your address sent more than {settings.MSCDB_RATE_LIMIT}. Please wait {wait} s and go on."
        shape = problem if request.path_info.startswith(MACHINE_PATHS) else plain_page
        response = shape(429, "Too many requests", detail)
        response.headers["Retry-After"] = str(wait)
        response.headers["Cache-Control"] = "no-store"
        self.announce(response, verdict)
        return response

    def announce(self, response: HttpResponse, verdict: Verdict) -> None:
        """The headers by which a polite client keeps below the limit."""
        rate = self.meter.rate
        response.headers["RateLimit-Policy"] = f'"address";q={rate.requests};w={rate.seconds}'
        response.headers["RateLimit"] = f'"address";r={verdict.remaining};t={math.ceil(verdict.wait)}'


def client_address(request: HttpRequest) -> str:
    """Who asks. X-Forwarded-For is believed only as far as our own proxies (MSCDB_PROXY_COUNT) wrote it."""
    address = request.META.get("REMOTE_ADDR", "")
    proxies = settings.MSCDB_PROXY_COUNT
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        address = hops[-proxies]
    return household(address)


def household(address: str) -> str:
    """An IPv6 client owns a whole /64 and could change its address for every request."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
