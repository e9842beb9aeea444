"""One query means one list: page, JSON, CSV and feed give the same records in the same order."""

import csv
import io
import re
from urllib.parse import urlsplit

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

QUERIES = {
    "trials": (
        "", "cancer_type=glioma", "cancer_type=glioma&basket=include", "open=false&ordering=title", "q=cells",
        "role=carrier&role=homing_study&phase=PHASE1", "ordering=-start_date", "payload=trail&start_from=2019",
        "status=COMPLETED", "country=France&has_results=false", "near=Lyon&within=600&ordering=distance",
    ),
    "findings": ("", "cancer_type=glioma", "stance=for&stance=against&ordering=accession", "topic=relapse", "q=mice"),
    "reviews": ("", "year_min=2020&ordering=year", "topic=relapse", "retracted=false"),
    "payloads": ("", "payload_category=protein", "cancer_type=glioma&ordering=-accession"),
}  # fmt: skip
FEEDS = ("trials", "findings")


@pytest.fixture(scope="module")
def base(module_base):
    """Some of everything: ties, unknown dates, two names for one thing, and drafts that must not show."""
    glioma = factories.cancer_type(name="Glioma")
    below = factories.cancer_type(name="Glioblastoma", parent=glioma)
    basket = factories.cancer_type(name="Solid tumour", kind="basket", covers=[glioma])
    trail = factories.payload(name="TRAIL")
    factories.payload(name="Anvirocell", molecule_class="oncolytic_virus")
    for start, status, node, city in (
        ("2019", "COMPLETED", glioma, "Paris"),
        ("", "", below, "Lyon"),
        ("2019-05", "COMPLETED", basket, "Paris"),
        ("2021-01-01", "RECRUITING", glioma, "Dijon"),
    ):
        factories.trial(
            title="Cells", start_date=start, overall_status=status, status_seen_on="2022-10" if status else "",
            cancer_types=[node], payloads=[trail], country=["France"],
            sites=[{"position": 1, "facility": "", "city": city, "country": "France", "as_of": "2022"}],
        )  # fmt: skip
    factories.trial(role="homing_study", title="a trial of cells")
    factories.trial(status="draft", cancer_types=[glioma])
    for year, stance in ((2020, "for"), (2021, "against"), (None, "context")):
        paper = factories.publication(year=year)
        factories.finding(
            publication=paper, effect="mixed", stance=stance, topic=["relapse"], scope="cancer_types",
            cancer_types=[below],
        )  # fmt: skip
        factories.finding(
            publication=paper, effect="mixed", stance=stance, payloads=[trail], evidence_level="B", model_system="human"
        )
    factories.finding(status="submitted", scope="cancer_types", cancer_types=[glioma])


@pytest.mark.parametrize("name", QUERIES)
def test_page_json_csv_and_feed_give_the_same_records_in_the_same_order(client, base, name):
    for query in QUERIES[name]:
        wanted = paths_of_json(client, name, query)
        assert wanted, f"{query} shows nothing, so that nothing is compared"
        assert paths_of_page(client, name, query) == wanted, query
        assert paths_of_csv(client, name, query) == wanted, query
        if name in FEEDS:
            assert paths_of_feed(client, name, query) == wanted, query


def test_all_doors_refuse_the_same_words(client, base):
    for query in (
        "cancer_typ=glioma",
        "status=OPEN",
        "cancer_type=gliomma",
        "ordering=random",
        "near=Birmingham",
        "within=9",
    ):
        for address in ("/trials/", "/api/v1/trials/", "/feeds/trials.atom"):
            assert client.get(f"{address}?{query}").status_code == 400, (address, query)
        assert client.get(f"/api/v1/trials/?{query}&format=csv").status_code == 400


def paths_of_json(client, name, query):
    paths, url = [], f"/api/v1/{name}/?{query}&page_size=2"
    while url:
        page = client.get(url).json()
        paths += [urlsplit(item["url"]).path for item in page["results"]]
        url = page["next"]
    return paths


def paths_of_csv(client, name, query):
    lines = b"".join(client.get(f"/api/v1/{name}/?{query}&format=csv").streaming_content).decode()
    return [urlsplit(row["url"]).path for row in csv.DictReader(io.StringIO(lines))]


def paths_of_page(client, name, query):
    """The first link of each card to a page of the kind."""
    response = client.get(f"/{name}/?{query}")
    assert response.status_code == 200
    kind = "publications" if name == "reviews" else name
    cards = response.content.decode().split('<li class="card">')[1:]
    return [re.search(rf'href="(/{kind}/[^"?#]+/)"', card)[1] for card in cards]


def paths_of_feed(client, name, query):
    response = client.get(f"/feeds/{name}.atom?{query}")
    assert response.status_code == 200
    entries = response.content.decode().split("<entry>")[1:]
    return [urlsplit(re.search(r'<link [^>]*href="([^"]+)"', entry)[1]).path for entry in entries]
