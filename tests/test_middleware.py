"""Headers on every kind of answer, no API over plain HTTP, and the rate limit."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import include, path, reverse

from mscdb.middleware import Meter, Rate, RateLimit, client_address, parse_rate
from tests.conftest import REPORT_VIOLATIONS


def plain(request):
    return HttpResponse("page")


def download(request):
    return HttpResponse("a,b", headers={"Content-Disposition": 'attachment; filename="trials.csv"'})


def careless(request):
    return HttpResponse("<!doctype html><p style='color: red'>red<script>document.title = 'ran'</script>")


urlpatterns = [
    path("", include("mscdb.urls")),
    path("test/page", plain),
    path("test/careless", careless),
    path("test/download", download),
    path("api/test", plain),
    path("fhir/test", plain),
    path("feeds/test.atom", plain),
]

own_addresses = pytest.mark.urls(__name__)
once = pytest.mark.once

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
        "manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# Headers


@once
@own_addresses
@pytest.mark.django_db  # the page for what is not there names the data release
@pytest.mark.parametrize("address", ["/test/page", "/static/admin/css/base.css", "/static/no-such-file.css"])
def test_every_answer_carries_the_headers(client, address):
    headers = client.get(address).headers
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
    assert "Access-Control-Allow-Origin" not in headers


@own_addresses
@pytest.mark.django_db
def test_the_admin_carries_the_headers(client):
    response = client.get(reverse("admin:login"))
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED


@once
@own_addresses
@pytest.mark.parametrize("address", ["/api/test", "/fhir/test", "/feeds/test.atom", "/test/download"])
def test_data_may_be_read_by_any_site(client, address):
    headers = client.get(address).headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"


@once
@own_addresses
def test_a_browser_may_ask_whether_it_may_ask(client):
    headers = client.options("/api/test").headers
    assert "If-None-Match" in headers["Access-Control-Allow-Headers"]
    assert "GET" in headers["Access-Control-Allow-Methods"]


@once
@own_addresses
@pytest.mark.django_db  # the page for what is not there names the data release
@pytest.mark.parametrize("address", ["/test/page", "/api/test", "/static/admin/css/base.css"])
def test_a_reader_gets_no_cookie(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


# Plain HTTP


@once
@own_addresses
def test_production_redirects_people_and_refuses_programs(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^api/", r"^fhir/", r"^healthz$", r"^readyz$"]
    moved = client.get("/test/page")
    assert (moved.status_code, moved["Location"]) == (301, "https://testserver/test/page")
    assert moved["Content-Security-Policy"] == EXPECTED["Content-Security-Policy"]
    refused = client.get("/api/test")
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert client.get("/api/test", secure=True).status_code == 200


# Rate limit


@once
@own_addresses
def test_beyond_the_rate_a_page_says_when_to_come_back(client, settings):
    settings.MSCDB_RATE_LIMIT = "3/m"
    assert [client.get("/test/page").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/test/page")
    assert refused["Retry-After"] == "20"
    assert refused["Content-Type"].startswith("text/html")
    assert "wait 20 s" in refused.content.decode()
    assert refused["Content-Security-Policy"] == EXPECTED["Content-Security-Policy"]


@once
@own_addresses
def test_beyond_the_rate_the_api_answers_with_a_problem(client, settings):
    settings.MSCDB_RATE_LIMIT = "2/m"
    first = client.get("/api/test")
    assert first["RateLimit-Policy"] == '"address";q=2;w=60'
    assert first["RateLimit"].startswith('"address";r=1;t=')
    client.get("/api/test")
    refused = client.get("/api/test")
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert json.loads(refused.content)["status"] == 429
    assert int(refused["Retry-After"]) > 0
    assert refused["Access-Control-Allow-Origin"] == "*"


@once
@own_addresses
def test_static_files_and_health_are_not_counted(client, settings):
    settings.MSCDB_RATE_LIMIT = "1/h"
    client.get("/test/page")
    assert client.get("/test/page").status_code == 429
    assert client.get("/static/admin/css/base.css").status_code == 200
    limit = RateLimit(plain)
    for address in ("/healthz", "/readyz") * 2:
        assert limit(RequestFactory().get(address)).status_code == 200


@once
@own_addresses
def test_off_is_no_limit(client, settings):
    settings.MSCDB_RATE_LIMIT = "off"
    assert {client.get("/api/test").status_code for _ in range(50)} == {200}


@once
def test_a_rate_that_is_none_is_refused():
    assert parse_rate("10/s") == Rate(10, 1)
    assert parse_rate("5000/h") == Rate(5000, 3600)
    for text in ("10", "0/s", "ten/s", "10/d", "OFF"):
        with pytest.raises(ImproperlyConfigured, match="MSCDB_RATE_LIMIT"):
            parse_rate(text)


@once
def test_the_meter_refills_evenly_and_keeps_clients_apart():
    meter = Meter(Rate(10, 1))
    assert sum(meter.take("a", 0.0).allowed for _ in range(25)) == 10
    assert meter.take("b", 0.0).allowed
    assert not meter.take("a", 0.05).allowed
    assert meter.take("a", 0.1).allowed
    assert sum(meter.take("a", 1000 + tick / 10).allowed for tick in range(200)) == 200


@once
def test_the_meter_forgets_the_longest_unseen():
    meter = Meter(Rate(1, 3600), capacity=3)
    for client in "abcab":
        meter.take(client, 0.0)
    meter.take("d", 0.0)
    assert len(meter.full_at) == 3
    assert not meter.take("b", 1.0).allowed


def who(proxies, settings, remote="10.0.0.9", forwarded=None):
    settings.MSCDB_PROXY_COUNT = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **extra))


@once
def test_a_forwarded_address_is_believed_as_far_as_our_own_proxies_go(settings):
    assert who(0, settings, forwarded="1.2.3.4") == "10.0.0.9"
    assert who(1, settings, forwarded="6.6.6.6, 1.2.3.4") == "1.2.3.4"
    assert who(2, settings, forwarded="6.6.6.6, 1.2.3.4, 10.0.0.1") == "1.2.3.4"
    assert who(2, settings, forwarded="1.2.3.4") == "10.0.0.9"


@once
def test_one_household_is_one_client(settings):
    assert who(0, settings, "2001:db8::1") == who(0, settings, "2001:db8::ffff:2")
    assert who(0, settings, "2001:db8::1") != who(0, settings, "2001:db8:0:1::1")
    assert who(0, settings, "::ffff:1.2.3.4") == "1.2.3.4"
    assert who(1, settings, forwarded="<script>") == "unknown"


# In Chromium


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_admin_works_under_the_policy(page, live_server):
    """The fixture fails on any violation of the content policy and on any request to another host."""
    get_user_model().objects.create_superuser("ada", password="a long enough one")
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", "a long enough one")
    page.click("[type=submit]")
    page.wait_for_selector("#content")
    assert page.locator("#logout-form").count() == 1
    assert {cookie["httpOnly"] for cookie in page.context.cookies()} == {True}


@own_addresses
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_browser_would_report_a_violation(chromium, live_server):
    """Else the test above would prove nothing."""
    context = chromium.new_context()
    noticed = []
    context.expose_function("reportViolation", lambda sentence: noticed.append(sentence))
    context.add_init_script(REPORT_VIOLATIONS)
    tab = context.new_page()
    tab.goto(f"{live_server.url}/test/careless")
    tab.wait_for_timeout(200)
    context.close()
    assert len(noticed) == 2
    assert "style-src" in noticed[0]
    assert "script-src" in noticed[1]


@pytest.mark.django_db
@pytest.mark.once
def test_pages_travel_compressed_to_whoever_takes_that(client):
    plain = client.get("/about/")
    packed = client.get("/about/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
