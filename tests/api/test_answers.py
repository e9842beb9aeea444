"""What all addresses of the API share: problem details, formats, ETags, methods; and the description of it all."""

from datetime import date

import jsonschema
import pytest
from django.core.management import call_command
from django.test import override_settings

from tests import factories
from trials.api.schema import openapi

from .test_lists import MAKERS, get

pytestmark = pytest.mark.django_db

OTHERS = ("search/?q=x", "facets/trials/", "enums/", "changes/", "releases/", "")


def is_problem(response, status):
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert told["type"]
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.parametrize(
    ("path", "word", "near"),
    [
        ("trials/?cancer_typ=glioma", "cancer_typ", "cancer_type"),
        ("trials/?status=OPEN", "status", "RECRUITING"),
        ("trials/?page_size=0", "page_size", "50"),
        ("trials/?page_size=201", "page_size", "50"),
        ("trials/?page_size=٣", "page_size", "50"),
        ("trials/?count=yes", "count", "exact"),
        ("trials/?format=xml", "format", "csv"),
        ("trials/MSCT000001/?format=csv", "format", "json"),
        ("trials/MSCT000001/?field=title", "field", "fields"),
        ("enums/?format=csv", "format", "json"),
        ("changes/?since=-1", "since", "0"),
        ("changes/?since=99999999999999999999", "since", "0"),
        ("search/?q=x&pagesize=3", "pagesize", "page_size"),
        ("facets/trials/?stat=x", "stat", "status"),
    ],
)
def test_an_unknown_word_or_value_is_a_problem_that_names_the_right_one(client, path, word, near):
    told = is_problem(client.get(f"/api/v1/{path}"), 400)
    assert told["problems"][0]["word"] == word
    assert near in told["problems"][0]["nearest"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_of=2020-01-01", "not supported yet"),
        ("include=sites", "no includes exist"),
        ("page=2", "cursor"),
        ("since=3", "changes"),
        ("count=none&count=exact", "one value"),
    ],
)
def test_reserved_words_that_are_not_served_say_so(client, query, said):
    assert said in is_problem(client.get(f"/api/v1/trials/?{query}"), 400)["detail"]
    assert client.get(f"/api/v1/trials/?{query.split('=')[0]}=").status_code == 200


def test_what_is_not_there_is_a_problem(client):
    for path in ("trials/NCT00000000/", "nothing/", "facets/nothing/"):
        is_problem(client.get(f"/api/v1/{path}"), 404)
    is_problem(client.get("/api/nothing/"), 404)
    assert client.get("/api/v1/trials?status=").headers["Location"] == "/api/v1/trials/?status="


def test_other_methods_and_formats_are_problems(client):
    refused = client.post("/api/v1/trials/", {"x": 1}, content_type="application/json")
    is_problem(refused, 405)
    assert "GET" in refused.headers["Allow"]
    is_problem(client.get("/api/v1/trials/", HTTP_ACCEPT="text/html"), 406)
    assert client.get("/api/v1/trials/", HTTP_ACCEPT="text/html,*/*;q=0.8").status_code == 200


@pytest.mark.parametrize("path", [*(f"{name}/" for name in MAKERS), *OTHERS, "trials/?format=csv"])
def test_head_and_options_answer_without_a_body(client, path):
    head = client.head(f"/api/v1/{path}")
    assert head.status_code == 200
    assert b"".join(head) == b""
    options = client.options(f"/api/v1/{path}")
    assert (options.status_code, options.content) == (204, b"")
    assert "GET" in options.headers["Allow"]
    assert options.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["trials/", "trials/?format=csv", *OTHERS])
def test_an_unchanged_answer_is_304_until_something_public_changes(client, path):
    factories.trial()
    etag = get(client, path).headers["ETag"]
    assert etag.startswith('W/"')
    unchanged = get(client, path, 304, HTTP_IF_NONE_MATCH=etag)
    assert unchanged.headers["ETag"] == etag
    factories.payload(status="draft")
    get(client, path, 304, HTTP_IF_NONE_MATCH=etag)
    factories.trial()
    assert get(client, path, 200, HTTP_IF_NONE_MATCH=etag).headers["ETag"] != etag


def test_an_etag_belongs_to_one_query_format_and_day(client, monkeypatch):
    def etag(path, **headers):
        return get(client, path, **headers).headers["ETag"]

    tags = [
        etag("trials/"),
        etag("trials/?open=true"),
        etag("trials/?format=csv"),
        etag("trials/", HTTP_ACCEPT="text/csv"),
    ]

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date(2100, 1, 1)

    monkeypatch.setattr("trials.api.views.date", Tomorrow)
    assert len({*tags, etag("trials/")}) == 5


def test_a_refusal_carries_no_etag_and_no_cookie_is_ever_set(client):
    assert "ETag" not in client.get("/api/v1/trials/?status=OPEN").headers
    for path in ("trials/", "trials/?status=OPEN", "docs/", "schema/"):
        assert not client.get(f"/api/v1/{path}").cookies


@override_settings(MSCDB_SITE_URL="https://mscdb.example.org")
def test_addresses_carry_the_public_name_of_the_site(client):
    factories.trial()
    factories.trial()
    page = get(client, "trials/?page_size=1").json()
    assert page["next"].startswith("https://mscdb.example.org/api/v1/trials/?")
    assert page["results"][0]["url"].startswith("https://mscdb.example.org/trials/")


def test_more_words_than_anybody_needs_are_a_problem(client):
    query = "&".join(f"a{number}=1" for number in range(6000))
    is_problem(client.get(f"/api/v1/trials/?{query}"), 400)


# The description


def test_the_description_is_valid_and_complete(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))
    assert openapi()["openapi"].startswith("3.1")
    paths = openapi()["paths"]
    for name in MAKERS:
        assert {f"/api/v1/{name}/", f"/api/v1/{name}/{{key}}/"} <= set(paths)
        assert "410" in paths[f"/api/v1/{name}/{{key}}/"]["get"]["responses"]
    for item in paths.values():
        assert {"400", "404", "429"} <= set(item["get"]["responses"])


def test_every_word_of_a_list_stands_in_the_description():
    from trials import filters

    for name, words in filters.WORDS.items():
        parameters = {each["name"] for each in openapi()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}
        assert set(words) <= parameters
        assert parameters <= {*words, *filters.RESERVED}


def test_answers_are_what_the_description_says(client):
    node = factories.cancer_type(
        synonyms=[{"name": "Other"}], codes=[{"system": "ncit", "code": "C3058", "relation": "exact"}]
    )
    payload = factories.payload(
        tried_in=[{"position": 1, "cancer_type": node.accession, "model": "animal", "note": ""}], effect=["cytotoxic"]
    )
    paper = factories.publication(
        authors=[{"position": 1, "name": "A. Person"}], year=None, retraction_checked_on="2020-01-01", keyword=["x"]
    )
    trial = factories.trial(cancer_types=[node], payloads=[payload], country=["France"], enrolment=7)
    finding = factories.finding(
        publication=paper, scope="cancer_types", cancer_types=[node], payloads=[payload], primary_study=paper,
        molecules=[{"label": "CXCR4", "kind": "gene", "hgnc_id": ""}],
        trial_links=[{"trial": trial.accession, "relation": "result_of"}],
    )  # fmt: skip
    registry = factories.finding(trial=trial)
    for name, records in {
        "trials": [trial], "reviews": [paper], "publications": [paper], "findings": [finding, registry],
        "cancer-types": [node], "payloads": [payload],
    }.items():  # fmt: skip
        fits(f"/api/v1/{name}/", get(client, f"{name}/").json())
        for record in records:
            fits(f"/api/v1/{name}/{{key}}/", get(client, f"{name}/{record.accession}/").json())
    fits("/api/v1/search/", get(client, "search/?q=trial").json())
    fits("/api/v1/facets/{name}/", get(client, "facets/trials/").json())
    for path in ("enums/", "changes/", "releases/", ""):
        fits(f"/api/v1/{path}", get(client, path).json())


def fits(path, body):
    answer = openapi()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**answer, "components": openapi()["components"]}).validate(body)


def test_the_description_and_its_page_are_served(client):
    assert get(client, "schema/").json() == openapi()
    page = get(client, "docs/").content.decode()
    for operation in ("list_trials", "get_findings", "search", "changes"):
        assert f'id="{operation}"' in page
    assert "cancer_type" in page
    assert "<script" not in page.split("<main")[1].split("</main>")[0]
