"""Lists for people: strict words, facets that keep their word, feeds and pages that agree."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from trials.pages import feeds, paging

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("/trials/", "/payloads/", "/reviews/", "/findings/")


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def accessions_in_feed(client: Client, path: str) -> list[str]:
    feed = ElementTree.fromstring(text_of(client, path))
    return [entry.findtext(f"{ATOM}id").rsplit(":", 1)[1] for entry in feed.findall(f"{ATOM}entry")]


# Strict words


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_word_is_named_with_the_nearest_right_one(client: Client, path: str):
    page = text_of(client, f"{path}?cancer_typ=glioma", 400)
    assert "cancer_typ=glioma" in page
    assert 'href="?cancer_type=glioma"' in page


def test_an_unknown_value_is_named_with_the_right_ones_and_shows_no_record(client: Client):
    factories.trial(title="A trial that must not stand here")
    page = text_of(client, "/trials/?status=OPEN&phase=PHASE1", 400)
    assert "status=OPEN" in page
    assert 'href="?status=RECRUITING&amp;phase=PHASE1"' in page
    assert "must not stand here" not in page


def test_an_unpublished_value_answers_exactly_like_one_that_does_not_exist(client: Client):
    draft = factories.payload("draft", name="Secret payload")
    told = text_of(client, f"/trials/?payload={draft.accession}", 400)
    other = text_of(client, "/trials/?payload=MSCP999999", 400)
    assert told.replace(draft.accession, "X") == other.replace("MSCP999999", "X")


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=2", "page_size=7", "ordering=size"])
def test_a_page_that_is_not_there_is_explained(client: Client, query: str):
    factories.trial()
    assert query.split("=")[0] in text_of(client, f"/trials/?{query}", 400)


# Lists


def test_a_list_says_how_many_it_holds_and_only_the_public_ones(client: Client):
    factories.trial(title="Seen by all")
    factories.trial("draft", title="Seen by none")
    page = text_of(client, "/trials/")
    assert re.search(r'role="status">\s*<b>1</b> trial\s', page)
    assert "Seen by all" in page
    assert "Seen by none" not in page


def test_the_other_formats_are_asked_for_exactly_what_is_shown(client: Client):
    node = factories.cancer_type(name="Glioma")
    factories.trial(cancer_types=[node])
    page = text_of(client, "/trials/?phase=PHASE1&cancer_type=glioma&page_size=50")
    query = "cancer_type=glioma&amp;phase=PHASE1"
    assert f'href="/api/v1/trials/?{query}"' in page
    assert f'href="/api/v1/trials/?{query}&amp;format=csv"' in page
    assert f'href="/feeds/trials.atom?{query}"' in page


def test_each_facet_link_shows_as_many_records_as_it_promises(client: Client):
    glioma = factories.cancer_type(name="Glioma")
    for role, phase in (("carrier", ["PHASE1"]), ("carrier", ["PHASE2"]), ("homing_study", ["PHASE1"])):
        factories.trial(cancer_types=[glioma], role=role, phase=phase)
    page = text_of(client, "/trials/?role=carrier")
    links = re.findall(
        r'<a href="(\?[^"]*)" rel="nofollow" id="f-(\w+)-[^"]*" (?:aria-current)?.*?facet-count">(without: )?(\d+)<',
        page,
        re.S,
    )
    checked = 0
    assert [(word, bool(without), count) for _, word, without, count in links if word == "role"] == [
        ("role", True, "3"), ("role", False, "3"),
    ]  # fmt: skip
    for url, _, _, count in links:
        shown = text_of(client, "/trials/" + url.replace("&amp;", "&"))
        assert re.search(rf'role="status">\s*<b>{count}</b> trial', shown), url
        checked += 1
    assert checked >= 5


def test_a_chip_takes_its_filter_away_and_keeps_the_page_size(client: Client):
    factories.trial()
    page = text_of(client, "/trials/?phase=PHASE1&role=carrier&page_size=50")
    assert 'href="?role=carrier&amp;page_size=50"' in page


def test_an_empty_list_says_which_filter_to_drop(client: Client):
    factories.trial(role="carrier", phase=["PHASE1"])
    page = text_of(client, "/trials/?role=carrier&phase=PHASE3")
    assert "None in this base with all of these filters" in page
    assert "without “Phase: Phase 3”</a>: 1 trial" in re.sub(r"\s+", " ", page)


def test_a_list_near_a_place_says_the_nearest_site_and_what_it_leaves_out(client: Client):
    site = {"position": 1, "facility": "", "city": "Paris", "country": "France", "as_of": "2022"}
    factories.trial(sites=[site])
    factories.trial()
    page = re.sub(r"\s+", " ", text_of(client, "/trials/?near=Lyon&within=500&ordering=distance"))
    assert re.search(r"Paris, France, <b>39\d km</b> from Lyon", page)
    assert "Left out: 1 trial whose sites are not yet recorded here." in page
    assert 'name="near" value="Lyon, France"' in page
    assert 'name="within" value="500"' in page
    asked = text_of(client, "/trials/?near=Birmingham", 400)
    assert 'href="?near=Birmingham%2C+AL%2C+United+States"' in asked


def test_trials_for_collective_names_are_offered_beside_a_cancer_type(client: Client):
    glioma = factories.cancer_type(name="Glioma")
    solid = factories.cancer_type(name="Solid tumours", kind="basket", covers=[glioma])
    factories.trial(cancer_types=[solid], title="A basket trial")
    page = text_of(client, "/trials/?cancer_type=glioma")
    assert "A basket trial" not in page
    assert "such as solid tumours (1)" in page
    assert "A basket trial" in text_of(client, "/trials/?cancer_type=glioma&basket=include")


def test_pages_follow_one_another_without_gap_or_repetition(client: Client, monkeypatch):
    monkeypatch.setattr(paging, "SIZES", (3,))
    monkeypatch.setattr(paging, "DEFAULT_SIZE", 3)
    for _ in range(5):
        factories.payload()
    first, second = text_of(client, "/payloads/"), text_of(client, "/payloads/?page=2")
    slugs = re.findall(r'<h3><a href="/payloads/([^"]+)/"', first) + re.findall(
        r'<h3><a href="/payloads/([^"]+)/"', second
    )
    assert len(slugs) == len(set(slugs)) == 5


@pytest.mark.once
def test_pages_ask_as_many_queries_for_thirty_rows_as_for_three(client: Client):
    rows(3)
    few = {path: queries(client, path) for path in (*LISTS, "/", "/cancer-types/", "/evidence/")}
    assert max(few[path] for path in LISTS) <= 6
    assert few["/"] <= 17
    rows(27)
    cache.clear()
    for path, count in few.items():
        assert queries(client, f"{path}?page_size=50" if path in LISTS else path) <= count, path


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def rows(count: int) -> None:
    """So many more records of every kind of list."""
    node = factories.cancer_type()
    today = date.today().isoformat()
    for _ in range(count):
        payload, source = factories.payload(), factories.publication()
        factories.trial(cancer_types=[node], payloads=[payload], overall_status="RECRUITING", status_confirmed_on=today)
        factories.finding(publication=source, payloads=[payload], cancer_types=[node], scope="cancer_types")


# Status and its date


def test_a_status_is_never_printed_without_its_date(client: Client):
    factories.trial(overall_status="RECRUITING", status_confirmed_on="2022-10")
    factories.trial(overall_status="COMPLETED", status_seen_on="2021-03-04")
    factories.trial()
    page = text_of(client, "/trials/")
    assert "Listed as recruiting in October 2022; not confirmed since. Check the registry." in page
    assert "4 March 2021" in page
    assert "Status not seen" in page
    assert "open now</span>" not in page


# Feeds


def test_a_feed_holds_the_records_of_its_list_in_the_same_order(client: Client):
    carriers = [factories.trial(role="carrier", start_date=f"20{year}") for year in (15, 19, 12)]
    factories.trial(role="homing_study")
    page = text_of(client, "/trials/?role=carrier&ordering=start_date")
    shown = re.findall(r'<h3><a href="/trials/([^"]+)/"', page)
    in_feed = accessions_in_feed(client, "/feeds/trials.atom?role=carrier&ordering=start_date")
    by_accession = {trial.accession: trial.canonical_id for trial in carriers}
    assert [by_accession[accession] for accession in in_feed] == shown
    assert len(shown) == 3


def test_a_feed_of_findings_names_the_source_of_each(client: Client):
    source = factories.publication(first_author="Doe J", journal="Cells", year=2020)
    factories.finding(publication=source, locator="Table 2")
    assert "Doe J, Cells, 2020, Table 2" in text_of(client, "/feeds/findings.atom")


def test_a_long_feed_leads_to_its_next_page(client: Client, monkeypatch):
    monkeypatch.setattr(feeds, "ROWS", 2)
    for _ in range(3):
        factories.finding()
    feed = ElementTree.fromstring(text_of(client, "/feeds/findings.atom"))
    (link,) = [each.get("href") for each in feed.findall(f"{ATOM}link") if each.get("rel") == "next"]
    both = accessions_in_feed(client, "/feeds/findings.atom") + accessions_in_feed(
        client, link.removeprefix("http://testserver")
    )
    assert len(both) == len(set(both)) == 3


def test_a_feed_refuses_what_its_list_refuses(client: Client):
    assert "cancer_typ" in text_of(client, "/feeds/trials.atom?cancer_typ=glioma", 400)
