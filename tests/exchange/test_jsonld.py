"""What pages say to machines: schema.org, one canonical address, and a sitemap with true days."""

import json
import re

import pytest

from tests import factories, whole_base
from tests.pages.reading import listed_as_open, page_of, site
from trials.addresses import path_of
from trials.models import DataVersion

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OPEN = '<script type="application/ld+json">'


def data_in(page: str) -> dict:
    assert page.count(OPEN) == 1
    return json.loads(page.split(OPEN)[1].split("</script>")[0])


def test_every_kind_of_record_says_what_it_is(client):
    kinds = {
        factories.cancer_type: "MedicalCondition",
        factories.payload: "DefinedTerm",
        factories.trial: "MedicalTrial",
        factories.publication: "ScholarlyArticle",
        factories.finding: "Claim",
    }
    for make, kind in kinds.items():
        record = make()
        page = page_of(client, record)
        node = data_in(page)
        assert (node["@context"], node["@type"]) == ("https://schema.org", kind)
        assert node["@id"] == f"http://testserver{path_of(record)}"
        assert node["identifier"][0] == f"mscdb:{record.accession}"
        about = node["mainEntityOfPage"]
        assert about["lastReviewed"] == record.updated_at.date().isoformat()
        assert about["version"] == 1
        assert f'<link rel="canonical" href="{node["@id"]}">' in page
        assert f'<meta property="og:url" content="{node["@id"]}">' in page


def test_a_trial_is_described_with_no_more_certainty_than_on_its_page(client):
    node = factories.cancer_type(name="Glioma")
    trial = listed_as_open(
        node, "2022-10", sites=[site(1)], sponsor_name="A university", allocation="RANDOMIZED", masking="NONE",
        study_type="INTERVENTIONAL", identifiers=[{"registry": "nct", "identifier": "NCT02530047"}],
    )  # fmt: skip
    said = data_in(page_of(client, trial))
    assert "status" not in said
    assert said["sameAs"] == ["https://clinicaltrials.gov/study/NCT02530047"]
    assert said["healthCondition"][0]["name"] == "Glioma"
    assert said["trialDesign"] == ["https://schema.org/RandomizedTrial", "https://schema.org/OpenTrial"]
    assert said["studyLocation"][0]["name"] == "A hospital, Houston, United States"
    done = factories.trial(overall_status="COMPLETED", status_confirmed_on="2020")
    assert data_in(page_of(client, done))["status"] == "https://schema.org/Completed"
    given = factories.trial(study_type="EXPANDED_ACCESS", overall_status="AVAILABLE", status_confirmed_on="2020")
    assert data_in(page_of(client, given))["@type"] == "MedicalStudy"


def test_a_retraction_is_said_and_nothing_typed_leaves_the_element(client):
    title = '</script><script>alert(1)</script><!-- & "quoted" \u2028'
    publication = factories.marked(factories.publication(title=title, doi="10.1000/x"))
    page = page_of(client, publication)
    assert "<script>alert" not in page
    node = data_in(page)
    assert node["name"] == title
    assert node["creativeWorkStatus"] == "Retracted"


def test_home_describes_the_dataset_as_bioschemas_wants_it(client):
    whole_base.make()
    node = data_in(client.get("/").content.decode())
    must = {"description", "identifier", "keywords", "license", "name", "url"}
    assert must <= node.keys()
    assert node["@type"] == "Dataset"
    assert node["version"].startswith("2026.9, change ")
    for file in node["distribution"]:
        assert client.get(file["contentUrl"].removeprefix("http://testserver")).status_code == 200


def test_a_list_has_one_address_whatever_its_words_are_written_like(client):
    factories.cancer_type(name="Glioma")
    page = client.get("/trials/?status=&role=carrier&cancer_type=glioma&page_size=50").content.decode()
    assert '<link rel="canonical" href="http://testserver/trials/?cancer_type=glioma&amp;role=carrier">' in page


def test_the_sitemap_gives_lists_the_day_of_the_last_change(client):
    factories.trial()
    day = DataVersion.objects.get().changed_at.date().isoformat()
    text = client.get("/sitemap-pages.xml").content.decode()
    assert re.search(rf"<loc>http://testserver/trials/</loc><lastmod>{day}</lastmod>", text)
    assert "<loc>http://testserver/about/</loc></url>" in text
