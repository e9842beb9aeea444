"""Every address of the site answers, without a cookie, with an ETag, and in the same clothes."""

import html
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests import factories, whole_base
from tests.factories import EVE
from trials import curation
from trials.addresses import path_of
from trials.models import CancerType, DataVersion, Finding, Payload, Publication, Trial
from trials.pages import changes, errors
from trials.pages.urls import urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.both]

CAUTION = "not medical advice; being listed is no recommendation"
PLAIN = (
    "home", "cancer_types", "trials", "payloads", "reviews", "findings", "evidence", "evidence_sources",
    "evidence_trials", "search", "selection", "releases", "changes", "about", "scope", "thanks", "trial_feed",
    "finding_feed", "sitemap", "robots",
)  # fmt: skip
HEALTH = ("healthz", "readyz")
FORMS = ("report", "suggest")
NEEDS_WORDS = ("compare",)
PIECES = ("suggestions",)
PER_RECORD = {
    "cancer_type": CancerType, "trial": Trial, "payload": Payload, "publication": Publication, "finding": Finding,
}  # fmt: skip
WITH_ARGUMENT = {
    "board",
    "resolve",
    "sitemap_section",
    "report_record",
    "cite_record",
    "paper_reference",
    "selection_file",
    *PER_RECORD,
}


def page_paths() -> list[str]:
    return [reverse(f"pages:{name}") for name in PLAIN] + ["/sitemap-trials.xml", "/sitemap-pages.xml"]


def record_paths() -> list[str]:
    return [path_of(record) for model in PER_RECORD.values() for record in model.objects.public()]


def test_this_file_knows_every_named_address():
    assert {pattern.name for pattern in urlpatterns} == {*PLAIN, *HEALTH, *FORMS, *PIECES, *NEEDS_WORDS, *WITH_ARGUMENT}


def test_every_page_answers_without_a_cookie_and_is_not_rendered_twice_for_the_same_data(client: Client):
    whole_base.make()
    for path in [*page_paths(), *record_paths()]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.headers.get("Vary", ""), path
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["ETag"] == answer.headers["ETag"]


def test_every_page_answers_on_an_empty_base(client: Client):
    for path in page_paths():
        assert client.get(path).status_code == 200, path


@pytest.mark.once
def test_every_html_page_carries_the_caution_the_release_and_the_way_to_complain(client: Client):
    whole_base.make()
    for path in [
        *page_paths(),
        *record_paths(),
        *map(reverse, (f"pages:{name}" for name in FORMS)),
        "/nothing-here/",
        "/trials/?status=OPEN",
    ]:
        answer = client.get(path)
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        page = answer.content.decode()
        assert CAUTION in page, path
        assert "2026.9" in page, path
        assert "Something wrong here?" in page, path
        assert 'style="' not in page, path
        assert len(re.findall("<h1", page)) == 1, path


@pytest.mark.once
def test_every_link_of_the_site_leads_somewhere(client: Client):
    whole_base.make()
    waiting, seen = {"/"}, set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code in (200, 302) or is_tombstone(answer), path
        if "?" in path or "text/html" not in answer.headers["Content-Type"]:
            continue
        waiting |= own_links(answer.content.decode()) - seen


def is_tombstone(answer) -> bool:
    return answer.status_code == 410 and b"was withdrawn" in answer.content


def own_links(page: str) -> set[str]:
    """Links to other pages of the site, without their fragments."""
    links = {html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)}
    bare = {urlsplit(link)._replace(fragment="").geturl() for link in links}
    return {link for link in bare if link.startswith("/") and not link.startswith(("/api/", "/static/"))}


def test_a_change_of_public_data_changes_the_etag(client: Client):
    node = factories.cancer_type()
    before = client.get("/cancer-types/").headers["ETag"]
    assert before.startswith('W/"')
    curation.withdraw(node, EVE, "Entered twice.")
    answer = client.get("/cancer-types/", headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != before


def test_a_page_cannot_be_posted_to(client: Client):
    assert client.post("/trials/").status_code == 405


# Refusals


def test_an_unknown_address_is_a_page_that_offers_a_search(client: Client):
    answer = client.get("/payloads/trial-and-error/")
    assert answer.status_code == 404
    assert b"?q=trial%20and%20error" in answer.content


def test_an_unknown_address_of_the_api_is_answered_as_problem_details(client: Client):
    answer = client.get("/api/v1/nothing-here/")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_a_server_error_page_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert CAUTION in answer.content.decode()


def test_a_bad_host_is_refused_in_the_same_clothes(client: Client):
    answer = client.get("/", headers={"Host": "elsewhere.example.org"})
    assert answer.status_code == 400
    assert CAUTION in answer.content.decode()


# Machines


def test_the_process_is_healthy_without_a_database(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_ready_means_that_there_is_data(client: Client):
    assert client.get("/readyz").status_code == 503
    factories.cancer_type()
    assert client.get("/readyz").content == b"ok\n"


def test_robots_may_read_records_but_no_filtered_lists(client: Client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /*?" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_holds_every_public_record_and_no_other(client: Client):
    whole_base.make()
    whole_base.make_unpublished()
    listed = set()
    for section in re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get("/sitemap.xml").content.decode()):
        listed |= set(re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get(section).content.decode()))
    pages = {reverse(f"pages:{name}") for name in PLAIN}
    assert listed - pages == set(record_paths())


# What pages say


def test_the_about_page_counts_what_was_checked_by_a_second_person(client: Client):
    factories.cancer_type()
    CancerType.objects.update(review_basis="release")
    DataVersion.objects.update(n=99)
    assert "None of the 1" in client.get("/about/").content.decode()
    factories.cancer_type()
    assert "1 of 2" in re.sub(r"<[^>]+>", "", client.get("/about/").content.decode())


def test_the_about_page_names_the_contact_of_the_installation(client: Client, settings):
    settings.MSCDB_CONTACT = "curators@example.org"
    assert b"mailto:curators@example.org" in client.get("/about/").content


def test_changes_are_numbered_and_paged_by_their_number(client: Client, monkeypatch):
    monkeypatch.setattr(changes, "SHOWN", 3)
    for _ in range(5):
        factories.publication()
    first = client.get("/changes/").content.decode()
    assert re.findall(r"no\. (\d+)", first) == ["5", "4", "3"]
    assert "?before=3" in first
    assert re.findall(r"no\. (\d+)", client.get("/changes/?before=3").content.decode()) == ["2", "1"]


def test_changes_refuse_a_number_that_is_none(client: Client):
    answer = client.get("/changes/?before=yesterday")
    assert answer.status_code == 400
    assert "before=yesterday" in answer.content.decode()
