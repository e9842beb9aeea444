"""Lists of the API: shape, pages, order, fields, CSV, and the number of queries."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from trials import filters

pytestmark = pytest.mark.django_db

MAKERS = {
    "trials": factories.trial,
    "reviews": factories.publication,
    "publications": factories.publication,
    "findings": factories.finding,
    "cancer-types": factories.cancer_type,
    "payloads": factories.payload,
}
HEADER = ("accession", "version", "url", "updated_at", "review_basis", "retracted", "of_concern")


def get(client, path, status=200, **headers):
    response = client.get(f"/api/v1/{path}", **headers)
    assert response.status_code == status, response.content
    return response


def walk(client, path):
    """All items of a list, page by page."""
    items, url = [], f"/api/v1/{path}"
    while url:
        page = client.get(url).json()
        items += page["results"]
        url = page["next"]
    return items


def table(response):
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_has_one_shape_and_its_items_one_header(client, name):
    record = MAKERS[name]()
    MAKERS[name](status="draft")
    page = get(client, f"{name}/?updated_since=2000-01-01").json()
    assert set(page) == {"results", "next", "count", "count_is"}
    assert (page["next"], page["count"], page["count_is"]) == (None, None, "none")
    (item,) = page["results"]
    assert tuple(item)[:7] == HEADER
    assert item["accession"] == record.accession
    assert item["version"] == 1
    assert item["review_basis"] == "two_people"
    assert item["retracted"] is False
    assert item["url"].startswith("http://testserver/")


def test_numbers_are_counted_only_when_asked_for(client):
    for _ in range(3):
        factories.trial()
    page = get(client, "trials/?count=exact&page_size=2").json()
    assert (page["count"], page["count_is"], len(page["results"])) == (3, "exact", 2)
    assert get(client, "trials/?count=none").json()["count"] is None


@pytest.mark.parametrize("name", MAKERS)
def test_pages_hold_every_record_once_in_every_order(client, name):
    site = {"position": 1, "facility": "", "city": "Lyon", "country": "France", "as_of": "2022"}
    fields = {"cancer_types": [factories.cancer_type()], "sites": [site]} if name == "trials" else {}
    made = {MAKERS[name](**fields).accession for _ in range(3)}
    for key, ordering in filters.LISTS[name].orderings.items():
        beside = "&near=Lyon" if ordering.only_with == "near" else ""
        found = [item["accession"] for item in walk(client, f"{name}/?ordering={key}&page_size=2{beside}")]
        assert len(found) == len(made), (key, ordering)
        assert set(found) == made


def test_pages_keep_the_order_of_the_whole_list_with_unknown_dates_and_ties(client):
    node = factories.cancer_type()
    for start in ("", "2019", "2019-05", "", "2019"):
        factories.trial(start_date=start, title="The same", cancer_types=[node])
    for key in ("start_date", "-start_date", "title", "-updated_at"):
        whole = [item["accession"] for item in get(client, f"trials/?ordering={key}").json()["results"]]
        assert [item["accession"] for item in walk(client, f"trials/?ordering={key}&page_size=1")] == whole


def test_a_record_published_behind_the_cursor_moves_nothing(client):
    old = [factories.trial().accession for _ in range(4)]
    first = get(client, "trials/?ordering=accession&page_size=2").json()
    factories.trial()
    second = client.get(first["next"]).json()
    assert [item["accession"] for item in first["results"] + second["results"]] == old


def test_a_cursor_of_another_list_order_or_maker_is_refused(client):
    for _ in range(3):
        factories.trial()
    following = get(client, "trials/?page_size=1&ordering=title").json()["next"]
    cursor = following.split("cursor=")[1].split("&")[0]
    for path in (
        f"trials/?page_size=1&ordering=start_date&cursor={cursor}",
        f"trials/?page_size=1&ordering=title&role=carrier&cursor={cursor}",
        f"payloads/?page_size=1&cursor={cursor}",
        f"trials/?page_size=1&ordering=title&cursor={cursor}x",
        "trials/?cursor=nonsense",
        "trials/?cursor=%00",
    ):
        refusal = get(client, path, 400).json()
        assert refusal["problems"][0]["word"] == "cursor", path
    assert client.get(following.replace("page_size=1", "page_size=2")).status_code == 200


def test_the_next_address_keeps_all_words(client):
    for _ in range(2):
        factories.trial(title="β-cells")
    following = get(client, "trials/?q=β&page_size=1&fields=accession,title").json()["next"]
    assert "page_size=1" in following
    assert set(client.get(following).json()["results"][0]) == {"accession", "title"}


def test_fields_choose_and_unknown_ones_are_named(client):
    trial = factories.trial()
    (item,) = get(client, "trials/?fields=accession,phase&fields=open_now").json()["results"]
    assert item == {"accession": trial.accession, "phase": ["PHASE1"], "open_now": False}
    item = get(client, f"trials/{trial.accession}/?fields=sites").json()
    assert item == {"sites": []}
    refusal = get(client, "trials/?fields=titel", 400).json()
    assert "title" in refusal["problems"][0]["nearest"]


def test_a_trial_shows_its_references_status_and_dates(client):
    glioma = factories.cancer_type(name="Glioma")
    payload = factories.payload(name="TRAIL")
    trial = factories.trial(
        cancer_types=[glioma],
        payloads=[payload],
        overall_status="RECRUITING",
        status_confirmed_on="2020-01",
        country=["France"],
    )
    (item,) = get(client, "trials/").json()["results"]
    number = trial.canonical_id
    assert item["identifiers"] == [{"registry": "nct", "identifier": number}]
    assert item["url"] == f"http://testserver/trials/{number}/"
    assert item["cancer_types"] == [
        {"accession": glioma.accession, "label": "Glioma", "url": "http://testserver/cancer-types/glioma/"}
    ]
    assert item["payloads"][0]["label"] == "TRAIL"
    assert (item["overall_status"], item["status_confirmed_on"], item["status_seen_on"]) == (
        "RECRUITING",
        "2020-01",
        "",
    )
    assert (item["listed_as_open"], item["open_now"]) == (True, False)
    assert item["country"] == ["France"]


def test_what_rests_on_a_retracted_publication_says_so(client):
    gone = factories.publication()
    finding = factories.finding(publication=gone)
    traced = factories.finding(primary_study=gone)
    read_there = factories.finding(seen_in=gone)
    source = {"position": 1, "publication": gone.accession, "locator": "", "citation": "", "url": ""}
    payload = factories.payload(sources=[source])
    result = {
        "position": 1, "measure": "treated", "value": "7", "control_group": "uncontrolled", "source_type": "journal",
        "statement": "7 were treated.", "publication": gone.accession, "link_basis": "paper_names_id",
    }  # fmt: skip
    trial = factories.trial(results=[result])
    resting = {
        "publications": [gone], "findings": [finding, traced, read_there], "payloads": [payload], "trials": [trial]
    }  # fmt: skip
    for status, word, other in (
        ("retracted", "retracted", "of_concern"),
        ("expression_of_concern", "of_concern", "retracted"),
    ):
        factories.marked(gone, status)
        for name, records in resting.items():
            listed = get(client, f"{name}/?ordering=accession").json()["results"]
            assert [item["accession"] for item in listed if item[word]] == [record.accession for record in records]
            assert not any(item[other] for item in listed)
            rows = table(get(client, f"{name}/?ordering=accession&format=csv"))
            assert [row["accession"] for row in rows if row[word] == "true"] == [each.accession for each in records]
            for record in records:
                item = get(client, f"{name}/{record.accession}/").json()
                assert (item[word], item[other]) == (True, False)


# CSV


def test_csv_gives_the_whole_list_in_the_same_order(client):
    for number in range(3):
        factories.trial(start_date=f"20{number}0", country=["France", "Spain"])
    response = get(client, "trials/?ordering=-start_date&format=csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="mscdb-trials.csv"'
    rows = table(response)
    items = get(client, "trials/?ordering=-start_date").json()["results"]
    assert [row["accession"] for row in rows] == [item["accession"] for item in items]
    assert rows[0]["country"] == "France | Spain"
    assert rows[0]["url"] == items[0]["url"]
    assert rows[0]["retracted"] == "false"


@pytest.mark.parametrize("name", MAKERS)
def test_every_list_can_be_had_as_csv_by_word_or_header(client, name):
    record = MAKERS[name]()
    for response in (get(client, f"{name}/?format=csv"), get(client, f"{name}/", HTTP_ACCEPT="text/csv")):
        assert record.accession in [row["accession"] for row in table(response)]
    rows = table(get(client, f"{name}/?format=csv&fields=accession"))
    assert set(rows[0]) == {"accession", "url"}


def test_a_cell_is_never_a_formula(client):
    texts = ("=1+1", "+1", "-1", "@x", "\tx", '="a",\n2')
    for text in texts:
        factories.publication(title=text)
    rows = table(get(client, "publications/?format=csv&ordering=accession"))
    assert [row["title"] for row in rows] == [f"'{text}" for text in texts]


def test_csv_refuses_pages_and_unknown_columns(client):
    for word in ("cursor=x", "page_size=3", "count=exact"):
        assert get(client, f"trials/?format=csv&{word}", 400).json()["problems"][0]["word"] == word.split("=")[0]
    assert get(client, "trials/?format=csv&fields=titel", 400).json()["problems"][0]["nearest"] == ["title"]


def test_text_beyond_ascii_stands_in_csv_as_it_is(client):
    factories.payload(name="IFN-β «α»")
    response = get(client, "payloads/?format=csv")
    assert "IFN-β «α»" in b"".join(response.streaming_content).decode("utf-8")


# Queries


@pytest.mark.once
@pytest.mark.parametrize("name", ["trials", "publications", "findings", "cancer-types", "payloads"])
def test_a_list_takes_three_queries_for_three_rows_and_for_thirty(client, name):
    """The data version, the rows, and what belongs to the rows."""
    made = 0
    shared = {
        "trials": {"cancer_types": [factories.cancer_type()]},
        "findings": {"publication": factories.publication()},
    }
    for number in (3, 30):
        for _ in range(number - made):
            MAKERS[name](**shared.get(name, {}))
        made = number
        for words in ("", "format=csv"):
            with CaptureQueriesContext(connection) as queries:
                response = get(client, f"{name}/?{words}")
                rows = table(response) if words else response.json()["results"]
            assert len(rows) >= number
            assert len(queries) == 3
