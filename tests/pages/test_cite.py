"""Cite this record, and take the reference of a publication along."""

import json

import pytest
import rispy

from tests import factories, whole_base
from tests.factories import EVE
from tests.pages.reading import page_of
from trials import curation

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_record_says_how_to_cite_it_and_gives_the_files(client):
    whole_base.make()
    for make in (factories.cancer_type, factories.payload, factories.trial, factories.publication, factories.finding):
        record = make()
        page = page_of(client, record)
        assert f"MSCdb record {record.accession}, version 1 of" in page
        assert f"http://testserver/id/mscdb:{record.accession}" in page
        for form in ("ris", "bib", "json"):
            answer = client.get(f"/cite/{record.accession}.{form}")
            assert f'href="/cite/{record.accession}.{form}"' in page
            assert f'filename="mscdb-{record.accession}.{form}"' in answer.headers["Content-Disposition"]
            assert "data release 2026.9" in answer.content.decode()


def test_a_publication_gives_its_own_reference_too(client):
    publication = factories.publication(doi="10.1000/paper.1", first_author="Doe J")
    assert f'href="/publications/{publication.accession}/reference.ris"' in page_of(client, publication)
    [entry] = rispy.loads(client.get(f"/publications/{publication.accession}/reference.ris").content.decode())
    assert (entry["doi"], entry["authors"]) == ("10.1000/paper.1", ["Doe, J"])
    [item] = json.loads(client.get(f"/publications/{publication.accession}/reference.json").content)
    assert item["title"] == publication.title


@pytest.mark.parametrize(
    "path", ["/cite/{}.doc", "/cite/MSCT999999.ris", "/cite/x.ris", "/publications/{}/reference.ris"]
)
def test_what_is_not_there_is_no_file(client, path):
    trial, draft = factories.trial(), factories.trial("draft")
    assert client.get(path.format(trial.accession)).status_code == 404
    assert client.get(f"/cite/{draft.accession}.ris").status_code == 404


def test_a_withdrawn_record_is_gone_and_another_spelling_leads_on(client):
    trial = factories.trial()
    answer = client.get(f"/cite/{trial.accession.lower()}.ris")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cite/{trial.accession}.ris")
    curation.withdraw(trial, EVE, "Entered twice.")
    assert client.get(f"/cite/{trial.accession}.ris").status_code == 410
