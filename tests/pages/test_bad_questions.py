"""Bad questions of every kind: an explaining page (400, 404, 410 or a redirect), never a 500, never something else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import EVE
from trials import curation, filters

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LISTS = ("trials", "payloads", "reviews", "findings")
PAGES = ("search", "suggestions", "cancer_types", "scope", "changes")
HOSTILE = {
    "10 kB": "glioma " * 1500,
    "sql": "x' OR 1=1; DROP TABLE trials_trial;--",
    "union": "') UNION SELECT password FROM auth_user--",
    "script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "template": "{{ 7|add:7 }}{% debug %}${7*7}",
    "nul": "a\x00b",
    "lone surrogate": "\udcff",
    "right to left": "\u202ecod\u202c",
    "wildcards": "%_\\|*",
    "number": "1e309",
    "arabic digits": "١٢٣",
    "path": "../../etc/passwd",
}
ANSWERS = {200, 302, 400, 404, 410}


@pytest.fixture
def trial():
    """One public trial; whoever is shown it though it was not asked for was answered something else."""
    site = {"position": 1, "facility": "", "city": "Lyon", "country": "France", "as_of": "2022"}
    return factories.trial(title="Sentinel of the list", sites=[site])


def get(client: Client, address: str, params: dict):
    # A test client that raises on a 500 shows where it came from.
    return client.get(address, {word: value.encode(errors="surrogateescape") for word, value in params.items()})


# Four of them at every word: what words do with a text does not depend on its other oddities.
@pytest.mark.parametrize("kind", ["10 kB", "script", "nul", "lone surrogate"])
def test_no_word_of_any_list_takes_what_it_does_not_understand(client: Client, trial, kind):
    text = HOSTILE[kind]
    for name in LISTS:
        words = [*filters.WORDS[name], "ordering", "page", "page_size", "cursor", "nonsense"]
        for word in words:
            answer = get(client, reverse(f"pages:{name}"), {word: text})
            page = answer.content.decode()
            assert answer.status_code in (200, 400), (name, word)
            assert "<script>alert" not in page, (name, word)
            assert "onerror=alert(1)>" not in page, (name, word)
            if answer.status_code == 200 and word != "cursor":
                assert "Sentinel of the list" not in page, (name, word)
            assert "<h1" in page


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_other_address_breaks_on_it(client: Client, trial, kind):
    text = HOSTILE[kind]
    for name in PAGES:
        for word in ("q", "kind", "page", "before", "unfold", "nonsense"):
            answer = get(client, reverse(f"pages:{name}"), {word: text})
            assert answer.status_code in ANSWERS, (name, word)
            assert b"<script>alert" not in answer.content, (name, word)
    for address in ("/api/v1/search/", "/api/v1/trials/", "/api/v1/facets/trials/", "/feeds/trials.atom"):
        for word in ("q", "near", "ordering", "nonsense"):
            assert get(client, address, {word: text}).status_code in ANSWERS, (address, word)
    key = text.replace("/", " ").encode(errors="surrogateescape")[:200]
    for name in ("cancer_type", "trial", "payload", "publication", "finding", "resolve"):
        address = reverse(f"pages:{name}", args=["KEY"]).replace("KEY", "".join(f"%{byte:02X}" for byte in key))
        assert client.get(address).status_code in (302, 404), (name, kind)


@pytest.mark.parametrize("number", ["1000000000", "999999", "-1", "0", "1.5", "0x10", "²"])
@pytest.mark.parametrize("address", ["/trials/", "/findings/", "/search/?q=trial&kind=trials"])
def test_a_page_that_is_not_there_is_explained(client: Client, trial, address, number):
    joined = "&" if "?" in address else "?"
    answer = client.get(f"{address}{joined}page={number}")
    assert answer.status_code == 400
    assert "Sentinel of the list" not in answer.content.decode()


def test_contradictory_filters_find_nothing_and_name_the_one_to_drop(client: Client, trial):
    page = client.get("/trials/?start_from=2020&start_to=2010&role=carrier").content.decode()
    assert "Sentinel of the list" not in page
    assert "None in this base with all of these filters" in page
    page = client.get("/trials/?near=Lyon&within=50&country=Japan").content.decode()
    assert "stands in no public record" in page
    page = client.get("/trials/?near=Paris&within=50&role=carrier").content.decode()
    assert "without “Within (km): 50 km”</a>: 1" in page


def test_a_word_that_stands_twice_where_it_may_stand_once_is_explained(client: Client, trial):
    for query in ("page=2&page=1", "ordering=title&ordering=accession", "near=Lyon&near=Paris", "q=a&q=b&kind=trials"):
        address = "/search/" if "kind" in query else "/trials/"
        assert client.get(f"{address}?{query}").status_code == 400, query


def test_records_that_went_answer_at_every_door(client: Client, trial):
    gone = factories.payload(name="Gone", genes=[])
    curation.withdraw(gone, EVE, "Entered twice.")
    for door in (f"/payloads/{gone.slug}/", f"/payloads/{gone.accession}/", f"/id/mscdb:{gone.accession}"):
        answer = client.get(door, follow=True)
        assert answer.status_code == 410, door
        assert "Entered twice." in answer.content.decode()
    # As the value of a filter it is answered like one that never was.
    answer = client.get(f"/trials/?payload={gone.accession}")
    assert answer.status_code == 400
    assert "Sentinel of the list" not in answer.content.decode()
