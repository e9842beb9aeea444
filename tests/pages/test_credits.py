"""Names on records: of those who want it, on the page and in the API, and nobody else's."""

from datetime import date

import pytest
from django.test import Client

from tests import factories
from tests.admin.people import account
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.addresses import path_of
from trials.choices import CuratedDepth
from trials.curation import people, reading
from trials.models import Finding

pytestmark = pytest.mark.django_db

ORCID = "0000-0002-1825-0097"


@pytest.fixture(autouse=True)
def accounts():
    for name in ("ada", "ben", "ed", "eve"):
        account(name, "Curator")


def curators(client: Client, record: Finding) -> list[dict]:
    return client.get(f"/api/v1/findings/{record.accession}/").json()["curators"]


def test_a_record_names_those_who_want_it_and_nobody_else(client):
    record = factories.finding()
    assert curators(client, record) == []
    page = client.get(path_of(record)).content.decode()
    assert "Written by" not in page.partition("record-foot")[2].replace("Written by one person", "")

    people.set_profile(ADA, people.Profile("Ada Lovelace", ORCID, True))
    people.set_profile(ED, people.Profile("Ed Witten", "", False))

    page = client.get(path_of(record)).content.decode()
    assert f'Written by Ada Lovelace (<a href="https://orcid.org/{ORCID}" rel="external">ORCID {ORCID}</a>).' in page
    assert "Ed Witten" not in page
    assert curators(client, record) == [{"name": "Ada Lovelace", "orcid": ORCID, "role": "wrote"}]


def test_everybody_of_all_versions_is_named_once_in_a_role(client):
    record = factories.finding()
    curation.accept(curation.propose(record, {"note": "One"}, BEN, "p. 1"), EVE)
    curation.accept(curation.propose(record, {"note": "Two"}, ADA, "p. 2"), EVE)
    for actor, name in ((ADA, "Ada"), (BEN, "Ben"), (ED, "Ed"), (EVE, "Eve")):
        people.set_profile(actor, people.Profile(name, "", True))

    assert [(each["name"], each["role"]) for each in curators(client, record)] == [
        ("Ada", "wrote"), ("Ben", "wrote"), ("Ed", "reviewed"), ("Eve", "reviewed"),
    ]  # fmt: skip


def test_a_single_record_may_be_an_exception_either_way(client):
    one, other = factories.finding(), factories.finding()
    people.set_profile(ADA, people.Profile("Ada", "", True))
    people.set_credit(ADA, one.accession, False)
    assert (curators(client, one), len(curators(client, other))) == ([], 1)

    people.set_profile(ADA, people.Profile("Ada", "", False))
    people.set_credit(ADA, one.accession, True)
    assert (len(curators(client, one)), curators(client, other)) == (1, [])


def test_a_page_that_was_kept_is_asked_for_anew_when_a_name_changes(client):
    record = factories.finding()
    for path in (path_of(record), f"/api/v1/findings/{record.accession}/"):
        etag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
        people.set_profile(ADA, people.Profile(f"Ada {path}", "", True))
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_lists_do_not_carry_names(client):
    factories.finding()
    assert "curators" not in client.get("/api/v1/findings/").json()["results"][0]


def test_a_name_is_text_and_nothing_else(client):
    record = factories.finding()
    people.set_profile(ADA, people.Profile("<b>Ada</b>", "", True))
    assert "&lt;b&gt;Ada" in client.get(path_of(record)).content.decode()


def test_a_publication_says_how_far_it_was_curated_and_by_whom_if_they_want_it(client):
    record = factories.publication()

    def said() -> tuple[str, dict | None]:
        answer = client.get(f"/api/v1/publications/{record.accession}/").json()
        return client.get(path_of(record)).content.decode(), answer["curated_so_far"]

    page, answer = said()
    assert "Not recorded" in page
    assert answer is None

    reading.record_depth(record, "tables", BEN)
    page, answer = said()
    assert CuratedDepth(answer["depth"]).label in page
    assert answer == {"depth": "tables", "on": date.today().isoformat(), "by": None}
    assert "Ben Bitdiddle" not in page

    people.set_profile(BEN, people.Profile("Ben Bitdiddle", ORCID, True))
    page, answer = said()
    assert ", by Ben Bitdiddle" in page
    assert answer["by"] == {"name": "Ben Bitdiddle", "orcid": ORCID}
