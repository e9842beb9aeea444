"""Single records of the API: by any key, moved, withdrawn, hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from trials import curation
from trials.models import Redirect

from .test_lists import HEADER, MAKERS, get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", MAKERS)
def test_a_record_is_found_by_its_accession_in_any_case(client, name):
    record = MAKERS[name]()
    for key in (record.accession, record.accession.lower()):
        item = get(client, f"{name}/{key}/").json()
        assert tuple(item)[:7] == HEADER
        assert item["accession"] == record.accession


def test_a_trial_is_found_by_any_registry_number_in_any_spelling(client):
    trial = factories.trial(
        identifiers=[
            {"registry": "nct", "identifier": "NCT02530047"},
            {"registry": "ctri", "identifier": "CTRI/2012/01/123456"},
        ]
    )
    for key in ("NCT02530047", "nct02530047", "CTRI/2012/01/123456"):
        assert get(client, f"trials/{key}/").json()["accession"] == trial.accession


def test_types_and_payloads_are_found_by_slug_and_an_old_slug_leads_on(client):
    payload = factories.payload(name="TRAIL")
    assert get(client, "payloads/trail/").json()["accession"] == payload.accession
    curation.accept(curation.propose(payload, {"name": "TNFSF10"}, factories.ADA, "HGNC"), factories.ED)
    moved = get(client, "payloads/trail/?fields=name", 301)
    assert moved.headers["Location"] == f"/api/v1/payloads/{payload.accession}/?fields=name"
    assert client.get(moved.headers["Location"]).json() == {"name": "TNFSF10"}


def test_a_merged_accession_leads_to_the_record_that_stayed(client):
    trial = factories.trial()
    Redirect.objects.create(kind="MSCT", old="MSCT999999", accession=trial.accession)
    moved = get(client, "trials/MSCT999999/", 301)
    assert moved.headers["Location"] == f"/api/v1/trials/{trial.accession}/"


def test_a_withdrawn_record_says_why_and_what_took_its_place(client):
    gone, stays = factories.payload(name="TRAIL"), factories.payload(name="TNFSF10")
    curation.withdraw(gone, factories.EVE, "Entered twice.", successor=stays.accession)
    for key in (gone.accession, "trail"):
        response = get(client, f"payloads/{key}/", 410)
        assert response.headers["Content-Type"] == "application/problem+json"
        told = response.json()
        assert (told["title"], told["status"], told["reason"]) == ("Gone", 410, "Entered twice.")
        assert told["successor"] == stays.accession
        assert told["successor_url"] == "http://testserver/payloads/tnfsf10/"


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_an_unpublished_record_answers_exactly_like_none(client, name, status):
    record = MAKERS[name](status=status)
    hidden = get(client, f"{name}/{record.accession}/", 404)
    prefix = record.accession[:4]
    missing = get(client, f"{name}/{prefix}999999/", 404)
    assert hidden.content.replace(record.accession.encode(), b"x") == missing.content.replace(
        f"{prefix}999999".encode(), b"x"
    )
    assert set(hidden.headers) == set(missing.headers)


def test_a_publication_that_reviews_nothing_is_no_review(client):
    news = factories.publication(publication_type="news")
    get(client, f"reviews/{news.accession}/", 404)
    get(client, f"publications/{news.accession}/")


def test_a_trial_shows_all_that_it_owns(client):
    paper = factories.publication(title="The paper")
    trial = factories.trial(
        sites=[
            {
                "position": 1, "facility": "Clinic", "status": "RECRUITING", "city": "Lyon", "state": "Rhône",
                "zip": "69002", "country": "France", "latitude": 45.76, "longitude": 4.84, "as_of": "2020",
            }
        ],
        interventions=[{"position": 1, "name": "MSC", "other_names": "hMSC\nMSC-1", "arm_labels": ""}],
        keyword=["stromal cells"],
        who_masked=["INVESTIGATOR"],
        results=[
            {
                "position": 1, "measure": "median_os", "value": "15.6 months", "control_group": "uncontrolled",
                "statement": "Median overall survival 15.6 months; no control group.", "source_type": "journal",
                "publication": paper.accession, "link_basis": "paper_names_id",
            }
        ],
    )  # fmt: skip
    item = get(client, f"trials/{trial.accession}/").json()
    assert item["sites"] == [
        {
            "facility": "Clinic", "status": "RECRUITING", "city": "Lyon", "state": "Rhône", "zip": "69002",
            "country": "France", "latitude": 45.76, "longitude": 4.84, "as_of": "2020",
        }
    ]  # fmt: skip
    assert item["interventions"][0]["other_names"] == ["hMSC", "MSC-1"]
    assert item["interventions"][0]["arm_labels"] == []
    assert (item["keyword"], item["who_masked"]) == (["stromal cells"], ["INVESTIGATOR"])
    assert item["results"][0]["control_group"] == "uncontrolled"
    assert item["results"][0]["publication"]["label"] == "The paper"


@pytest.mark.parametrize("key", ["%00", "MSCT%00", "x" * 3000, "MSCT" + "9" * 400, "..%2f..", "٣", "nct", "doi:10.1/x"])
def test_absurd_keys_are_not_found_and_nothing_worse(client, key):
    for name in MAKERS:
        response = get(client, f"{name}/{key}/", 404)
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_record_takes_a_bounded_number_of_queries(client):
    for name, make in MAKERS.items():
        record = make()
        with CaptureQueriesContext(connection) as queries:
            get(client, f"{name}/{record.accession}/")
        assert len(queries) <= 9, (name, len(queries))
