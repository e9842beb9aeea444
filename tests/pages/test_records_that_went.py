"""Records that were withdrawn, merged or restored: their pages, addresses and answers of the API."""

import pytest
from django.urls import reverse

from tests import factories
from tests.curation.requesting import merged, restored, withdrawn
from tests.factories import ADA, ED
from trials import curation
from trials.addresses import path_of

pytestmark = pytest.mark.django_db


def resolved(client, curie: str) -> str:
    return client.get(reverse("pages:resolve", args=[curie])).headers.get("Location", "")


@pytest.fixture
def twins():
    """A payload entered twice; a trial names the one that went."""
    loser, stays = factories.payload(name="sTRAIL"), factories.payload(name="TRAIL")
    trial = factories.trial(payloads=[loser])
    merged(loser, stays, {trial.accession: "repoint"})
    return loser, stays


def test_every_address_of_a_merged_record_leads_to_the_one_that_stays(client, twins):
    loser, stays = twins

    for key in (loser.slug, loser.accession, loser.accession.lower()):
        answer = client.get(reverse("pages:payload", args=[key]))
        assert (answer.status_code, answer.headers["Location"]) == (302, path_of(stays))
        answer = client.get(f"/api/v1/payloads/{key}/?fields=accession")
        assert answer.status_code == 301
        assert answer.headers["Location"] == f"/api/v1/payloads/{stays.accession}/?fields=accession"
    assert resolved(client, f"mscdb:{loser.accession}") == path_of(stays)
    assert client.get("/search/", {"q": loser.accession}).headers["Location"] == path_of(stays)


def test_every_identifier_of_a_merged_trial_leads_to_the_one_that_stays(client):
    loser = factories.trial(identifiers=[{"registry": "ctis", "identifier": "2023-503212-32-00"}])
    stays = factories.trial()
    merged(loser, stays)

    assert resolved(client, "ctis:2023-503212-32-00") == path_of(stays)
    assert client.get("/trials/2023-503212-32-00/").headers["Location"] == path_of(stays)
    assert client.get("/api/v1/trials/2023-503212-32-00/").json()["accession"] == stays.accession


def test_a_doi_that_a_merged_publication_keeps_leads_to_the_one_that_stays(client):
    loser, stays = factories.publication(doi="10.1000/b"), factories.publication(doi="10.1000/a")
    merged(loser, stays)

    assert resolved(client, "doi:10.1000/b") == resolved(client, "doi:10.1000/a") == path_of(stays)


def test_a_withdrawn_record_says_why_since_when_and_what_stands_in_its_place(client):
    record, better = factories.publication(), factories.publication()
    withdrawn(record, better.accession)

    page = client.get(path_of(record))
    assert page.status_code == 410
    assert "Wrong." in page.content.decode()
    assert reverse("pages:resolve", args=[f"mscdb:{better.accession}"]) in page.content.decode()
    answer = client.get(f"/api/v1/publications/{record.accession}/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    said = answer.json()
    assert (said["reason"], said["successor"]) == ("Wrong.", better.accession)
    assert said["successor_url"].endswith(path_of(better))
    assert said["withdrawn_at"] == record.updated_at.isoformat()


def test_a_withdrawn_record_keeps_its_public_history_on_its_page_and_in_the_api(client):
    record = factories.finding()
    curation.accept(curation.propose(record, {"note": "A word."}, ADA, source="The paper"), ED, "Among editors.")
    withdrawn(record)

    page = client.get(path_of(record)).content.decode()
    past = page.partition("History of this record")[2]
    steps = client.get(f"/api/v1/findings/{record.accession}/").json()["history"]

    assert [(step["done"], step["version"], step["note"]) for step in steps] == [
        ("Withdrawn", 2, "Wrong."), ("Changed", 2, ""), ("New", 1, ""),
    ]  # fmt: skip
    for step in steps:
        assert step["done"] in past
        assert step["basis"] in past
    assert "Wrong." in past
    assert "Among editors." not in page


def test_a_restored_record_stands_where_it_stood(client):
    payload = factories.payload(name="TRAIL")
    withdrawn(payload)
    restored(payload)

    assert client.get(reverse("pages:payload", args=["trail"])).status_code == 200
    assert client.get(f"/api/v1/payloads/{payload.accession}/").json()["version"] == 2


def test_changes_say_what_happened_and_why_and_keep_the_notes_of_the_desk(client, twins):
    loser, stays = twins
    restored(loser)
    proposal = curation.propose(stays, {"note": "x"}, ADA, source="The paper")
    curation.accept(proposal, ED, "A word among editors.")

    page = client.get(reverse("pages:changes")).content.decode()
    assert "Merged into another record" in page
    assert "Public again" in page
    assert "Entered twice." in page
    assert "A word among editors." not in page
    changes = client.get("/api/v1/changes/?page_size=100").json()["results"]
    said = {change["verb"]: change["note"] for change in changes}
    assert (said["merge"], said["restore"], said["accept"]) == ("Entered twice.", "It was right.", "")
    assert [change["n"] for change in changes] == sorted(change["n"] for change in changes)
