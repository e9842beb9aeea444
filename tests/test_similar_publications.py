"""Similar publications: found by what is public, with the reason in words, and found anew when something changed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import EVE
from trials import curation, literature, projection
from trials.models import SimilarPublication, SourceRecord

pytestmark = pytest.mark.django_db


def found(publication) -> list[tuple[str, list[str]]]:
    return [(row.other.title, row.reasons) for row in literature.similar_to(publication)]


@pytest.fixture
def papers() -> list:
    """Two on TRAIL in glioblastoma, one on each alone, and three on something else."""
    trail, glioblastoma = factories.payload(name="TRAIL"), factories.cancer_type(name="Glioblastoma")
    melanoma, skin = factories.payload(name="Endostatin"), factories.cancer_type(name="Melanoma")
    made = []
    for title, payload, node in (
        ("Cells that make a ligand", trail, glioblastoma),
        ("Engineered carriers in mice", trail, glioblastoma),
        ("Vessels starve", melanoma, skin),
        ("Vessels wither", melanoma, skin),
        ("A survey of manufacture", None, None),
        ("Donors and their age", None, None),
    ):
        made.append(factories.publication(title=title, publication_type="primary_study"))
        given = {"payloads": [payload], "cancer_types": [node], "scope": "cancer_types"} if payload else {}
        factories.finding(publication=made[-1], statement=f"{title} was seen here.", **given)
    projection.rebuild_similar()
    return made


def test_the_nearest_come_first_with_what_both_have(papers):
    assert found(papers[0])[0] == ("Engineered carriers in mice", ["Glioblastoma", "TRAIL"])
    assert found(papers[2])[0][0] == "Vessels wither"
    assert {"Endostatin", "Melanoma"} <= set(found(papers[2])[0][1])
    assert papers[4].title not in str([found(paper) for paper in papers[:4]])


def test_what_is_not_public_is_neither_compared_nor_shown(papers):
    draft = factories.publication("draft", title="Engineered carriers in mice")
    factories.finding("draft", publication=papers[0], statement="Engineered carriers qzxv")
    projection.rebuild_similar()
    assert not SimilarPublication.objects.filter(other=draft).exists()
    assert not any("qzxv" in str(reasons) for _, reasons in found(papers[0]))
    for finding in papers[1].findings.all():
        curation.withdraw(finding, EVE, "Entered twice.")
    curation.withdraw(papers[1], EVE, "Entered twice.")
    assert "Engineered carriers in mice" not in str(found(papers[0]))


def test_subjects_and_mesh_headings_count(papers):
    alike = [factories.publication(title=f"Unlike title {word}", pmid=pmid) for word, pmid in (("x", "1"), ("y", "2"))]
    for paper in alike:
        SourceRecord.objects.create(
            source="library:pubmed", identifier=paper.pmid, fetched_on="2026-11-01", sha256=paper.pmid,
            parsed={"mesh": ["Osteosarcoma"]},
        )  # fmt: skip
    projection.rebuild_similar()
    assert "Osteosarcoma" in found(alike[0])[0][1]


def test_tick_finds_them_anew_only_when_something_public_changed(papers):
    def said() -> str:
        out = StringIO()
        call_command("tick", stdout=out)
        return next(line for line in out.getvalue().splitlines() if line.startswith("similar publications"))

    assert said().endswith("nothing changed")
    twin = factories.publication(title="Cells that make a ligand, again")
    assert "pairs" in said()
    assert twin.title in str(found(papers[0]))
    assert said().endswith("nothing changed")


def test_the_page_and_the_api_say_why(client, papers):
    page = client.get(f"/publications/{papers[0].accession}/").content.decode()
    assert "Both: Glioblastoma, TRAIL" in page
    near = client.get(f"/api/v1/publications/{papers[0].accession}/").json()["literature"]["similar"][0]
    assert near["publication"]["accession"] == papers[1].accession
    assert (near["both"], 0.1 <= near["score"] <= 1) == (["Glioblastoma", "TRAIL"], True)


def test_they_are_read_in_one_query_and_found_in_few(papers):
    with CaptureQueriesContext(connection) as queries:
        literature.similar_to(papers[0])
    assert len(queries) == 1
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            projection.rebuild_similar()
        counts.append(len(queries))
        for number in range(8):
            factories.finding(statement=f"Another claim {number}.", publication=papers[number % 4])
    assert counts[0] == counts[1]
