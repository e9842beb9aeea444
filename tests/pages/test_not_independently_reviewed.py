"""A record that one person wrote and made public alone says so on every page, in lists, feeds, API and CSV."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.page import text_of
from tests.factories import ED
from trials import curation
from trials.addresses import path_of
from trials.document import to_document
from trials.models import CuratedRecord

pytestmark = pytest.mark.django_db

SENTENCE = "not independently reviewed"
MARK = 'alone">Not independently reviewed<'
LISTS = {
    "cancer_type": ("pages:cancer_types", "cancer-types"),
    "payload": ("pages:payloads", "payloads"),
    "trial": ("pages:trials", "trials"),
    "publication": ("pages:reviews", "publications"),
    "finding": ("pages:findings", "findings"),
}


@pytest.fixture(autouse=True)
def alone(settings):
    settings.MSCDB_SINGLE_PERSON = True


def published_alone(kind: str) -> CuratedRecord:
    record = getattr(factories, kind)("draft")
    curation.edit(record, to_document(record), ED)
    curation.submit(record, ED)
    return curation.publish(record, ED)


def accepted_alone(kind: str) -> CuratedRecord:
    record = getattr(factories, kind)()
    return curation.accept(curation.propose(record, {"note": "Seen anew."}, ED, "The source"), ED)


@pytest.mark.parametrize("made", [published_alone, accepted_alone])
@pytest.mark.parametrize("kind", LISTS)
def test_page_list_api_and_csv_say_so(client: Client, kind: str, made):
    record = made(kind)
    page, plural = LISTS[kind]
    assert record.review_basis == "one_person"

    assert SENTENCE in text_of(client.get(path_of(record))).lower()
    assert MARK in client.get(reverse(page)).content.decode()
    assert client.get(f"/api/v1/{plural}/{record.accession}/").json()["review_basis"] == "one_person"
    rows = client.get(f"/api/v1/{plural}/", {"format": "csv"})
    csv = b"".join(rows.streaming_content if rows.streaming else [rows.content]).decode()
    assert "one_person" in next(line for line in csv.splitlines() if record.accession in line)


def test_search_feeds_and_the_pages_of_other_records_say_so(client: Client):
    node = factories.cancer_type()
    finding = factories.finding(scope="cancer_types", cancer_types=[node])
    trial = factories.trial(cancer_types=[node])
    for record in (finding, trial):
        curation.accept(curation.propose(record, {"note": "Seen anew."}, ED, "The source"), ED)

    assert client.get(path_of(node)).content.decode().count(MARK) == 2
    assert MARK in client.get(reverse("pages:search"), {"q": "engineered cells"}).content.decode()
    for feed in ("pages:trial_feed", "pages:finding_feed"):
        assert SENTENCE in client.get(reverse(feed)).content.decode().lower()


def test_what_two_people_saw_says_nothing_of_the_kind(client: Client):
    record = factories.finding()

    assert SENTENCE not in text_of(client.get(path_of(record))).lower()
    assert MARK not in client.get(reverse("pages:findings")).content.decode()


def test_a_second_person_may_confirm_it(client: Client):
    record = accepted_alone("finding")
    curation.confirm(record, factories.EVE, "Compared with the abstract.")

    page, history = text_of(client.get(path_of(record))).lower().split("history of this record")
    assert SENTENCE not in page
    assert SENTENCE in history, "what was so stays said of the version that it was true of"
