"""Search, facets, vocabularies, changes and releases of the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from trials import choices, curation
from trials.models import DataVersion, ReviewEvent

from .test_lists import get, walk

pytestmark = pytest.mark.django_db


# Search


def test_search_finds_all_kinds_and_puts_names_first(client):
    payload = factories.payload(name="TRAIL")
    trial = factories.trial(title="A trial of TRAIL", payloads=[payload])
    factories.payload(status="draft", name="TRAIL 2")
    items = get(client, "search/?q=trail").json()["results"]
    assert [item["accession"] for item in items] == [payload.accession, trial.accession]
    assert (items[0]["kind"], items[0]["title"], items[0]["url"]) == (
        "payloads",
        "TRAIL",
        "http://testserver/payloads/trail/",
    )
    assert items[0]["review_basis"] == "two_people"


def test_search_pages_hold_every_hit_once(client):
    node = factories.cancer_type()
    made = [factories.trial(title="Sarcoma", cancer_types=[node]).accession for _ in range(3)]
    assert [item["accession"] for item in walk(client, "search/?q=sarcoma&page_size=2")] == made
    assert get(client, "search/?q=sarcoma&count=exact").json()["count"] == 3


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=" + "x" * 300, "q=a&q=b"])
def test_search_says_what_it_needs(client, query):
    assert get(client, f"search/?{query}", 400).json()["problems"][0]["word"] == "q"


def test_search_asks_the_same_number_of_queries_for_few_and_many_hits(client):
    counts = []
    for number in (1, 4):
        for _ in range(number):
            factories.publication(title="Sarcoma")
        get(client, "search/?q=osteosarcoma")  # reads the names of this state of the data
        with CaptureQueriesContext(connection) as queries:
            assert len(get(client, "search/?q=sarcoma").json()["results"]) >= number
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


# Facets


def test_facets_take_the_words_of_the_list(client):
    factories.trial(role="carrier")
    factories.trial(role="homing_study", msc_source="adipose")
    found = get(client, "facets/trials/?msc_source=adipose").json()
    assert found["role"] == [{"value": "homing_study", "label": "Homing study", "count": 1}]
    # What one more tap shows: the other source too, or any source once the chosen one is taken away.
    assert {value["value"]: value["count"] for value in found["msc_source"]} == {"adipose": 2, "not_recorded": 2}


# Vocabularies


def test_every_vocabulary_is_told_with_its_meanings_and_source(client):
    told = {each["name"]: each for each in get(client, "enums/").json()["results"]}
    assert told["OverallStatus"]["source"] == "ClinicalTrials.gov API v2, Status"
    assert told["Stance"]["values"][0] == {"value": "for", "label": "For", "meaning": "Speaks for it."}
    for name in choices.__all__:
        member = getattr(choices, name)
        if isinstance(member, type) and name != "Vocabulary":
            assert [value["value"] for value in told[name]["values"]] == member.values
            assert told[name]["describes"]


# Changes


def test_changes_tell_what_is_public_and_nothing_else(client):
    trial = factories.trial()
    revision = curation.propose(trial, {"acronym": "X"}, factories.ADA, "The registry", "secret note")
    curation.accept(revision, factories.ED, "secret note")
    payload = factories.payload()
    curation.withdraw(payload, factories.EVE, "Entered twice.")
    factories.trial(status="submitted")
    items = get(client, "changes/").json()["results"]
    assert [item["n"] for item in items] == sorted(item["n"] for item in items)
    mine = [
        (item["verb"], item["version"], item["actor"], item["note"])
        for item in items
        if item["accession"] == trial.accession
    ]
    assert mine == [("publish", 1, "person:ed", ""), ("accept", 2, "person:ed", "")]
    (gone,) = [item for item in items if item["verb"] == "withdraw"]
    assert (gone["note"], gone["accession"]) == ("Entered twice.", payload.accession)
    assert gone["url"].startswith("http://testserver/payloads/")
    assert b"secret" not in get(client, "changes/").content
    assert {item["verb"] for item in items} == {"publish", "accept", "withdraw"}


def test_a_follower_misses_nothing_and_sees_nothing_twice(client):
    for _ in range(5):
        factories.payload()
    everything = [item["n"] for item in get(client, "changes/").json()["results"]]
    assert [item["n"] for item in walk(client, "changes/?page_size=2")] == everything
    assert get(client, f"changes/?since={everything[-1]}").json()["results"] == []
    assert [item["n"] for item in get(client, f"changes/?since={everything[2]}").json()["results"]] == everything[3:]


def test_changes_made_together_are_never_cut_apart(client):
    for n, number in ((1, 2), (2, 5), (3, 1)):
        for _ in range(number):
            payload = factories.payload(status="draft")
            ReviewEvent.objects.create(
                n=n, accession=payload.accession, verb="load", actor="release:2026.1", at=payload.created_at, version=1
            )
    page = get(client, "changes/?page_size=3&count=exact").json()
    assert [item["n"] for item in page["results"]] == [1, 1, 2, 2, 2, 2, 2]
    assert page["count"] == 8
    last = client.get(page["next"]).json()
    assert ([item["n"] for item in last["results"]], last["next"]) == ([3], None)


# Releases


def test_the_loaded_release_is_told(client):
    assert get(client, "releases/").json()["results"] == []
    factories.payload()
    DataVersion.objects.update(release="2026.1", released_on="2026-11-22")
    (release,) = get(client, "releases/").json()["results"]
    assert (release["release"], release["released_on"], release["n"]) == ("2026.1", "2026-11-22", 1)
