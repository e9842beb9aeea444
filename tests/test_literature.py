"""What stands around a publication: links as libraries tell them, public texts as records, all else as numbers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.sources.small import article, read
from trials import literature, projection
from trials.ingest import kept
from trials.models import PublicationLink, SourceRecord
from trials.sources import citations, pubmed
from trials.sources.paper import Notice, Paper, Reference

pytestmark = pytest.mark.django_db

DAY = "2026-11-22"


def told(*references: Reference, day: str = DAY, source: str = "library:pubmed", **values) -> SourceRecord:
    """A library's record of PMID 1, kept."""
    given = {"pmid": "1", "title": "One", "references_listed": len(references), "updated_on": day} | values
    return kept.keep(Paper(source=source, references=references, **given), DAY)


def around(publication) -> literature.Surroundings:
    return literature.surroundings_of(publication)


def test_references_and_what_cites_a_text_are_two_ends_of_one_link():
    citing, cited = factories.publication(pmid="1"), factories.publication(doi="10.1000/a")
    told(Reference(doi="10.1000/a"), Reference(pmid="77"), Reference(pmcid="PMC9"))
    assert around(citing).here == [cited]
    assert [text.pmid or text.pmcid for text in around(citing).elsewhere] == ["77", "PMC9"]
    assert around(citing).lists == [literature.Listed("PubMed", DAY, 3)]
    assert around(cited).cited_by == [citing]
    assert around(cited).here == around(citing).cited_by == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_what_is_not_public_answers_like_a_text_that_is_not_here(state):
    public, hidden = factories.publication(pmid="1"), factories.publication(state, pmid="2", doi="10.1000/hidden")
    told(Reference(pmid="2"))
    told(Reference(pmid="1"), pmid="2")
    found = around(public)
    assert (found.here, found.cited_by) == ([], [])
    assert found.elsewhere == [literature.Text(None, pmid="2")]
    assert hidden.accession not in str(found)


def test_a_text_that_two_libraries_name_differently_stands_once():
    citing = factories.publication(pmid="1", doi="10.1000/one")
    told(Reference(pmid="7", doi="10.1000/seven"), Reference(pmid="8"))
    told(Reference(doi="10.1000/seven"), doi="10.1000/one", pmid="", source="library:crossref")
    assert [(text.pmid, text.doi) for text in around(citing).elsewhere] == [("7", "10.1000/seven"), ("8", "")]
    assert [listed.library for listed in around(citing).lists] == ["PubMed", "Crossref"]


def test_notices_are_told_from_both_sides():
    text, comment = factories.publication(pmid="1"), factories.publication(pmid="2")
    told(notices=(Notice("CommentIn", "J. 2021", pmid="2"), Notice("ErratumIn", "J. 2020;1:1", doi="10.1000/erratum")))
    notices = around(text).notices
    assert [(each.label, each.is_own) for each in notices] == [("Commented on by", False), ("Corrected by", False)]
    assert [each.text.publication for each in notices] == [comment, None]
    assert notices[1].text.citation == "J. 2020;1:1"
    (own,) = around(comment).notices
    assert (own.label, own.is_own, own.text.publication) == ("Comments on", True, text)


def test_only_the_newest_version_of_a_record_speaks():
    citing = factories.publication(pmid="1")
    told(Reference(pmid="7"), Reference(pmid="8"), day="2026-11-01")
    told(Reference(pmid="9"), day="2026-11-10")
    told(Reference(pmid="6"), day="2026-10-01")
    assert [text.pmid for text in around(citing).elsewhere] == ["9"]


def test_a_rebuild_makes_the_links_that_were_kept():
    told(Reference(pmid="7"), notices=(Notice("Whatever", "J. 2001"), Notice("RetractionIn", "", pmid="5")))
    names = [field.attname for field in PublicationLink._meta.concrete_fields if field.name != "id"]
    kept_before = sorted(PublicationLink.objects.values_list(*names))
    assert len(kept_before) == 3
    PublicationLink.objects.update(to_pmid="1")
    projection.rebuild()
    assert sorted(PublicationLink.objects.values_list(*names)) == kept_before


def test_a_text_cites_neither_itself_nor_what_has_no_number():
    told(Reference(pmid="1"), Reference(doi=f"10.1000/{'x' * 300}"), notices=(Notice("CommentIn"),))
    assert not PublicationLink.objects.exists()


def test_what_a_library_answers_makes_links():
    paper = factories.publication(pmid="31234567")
    work = {"indexed": {}, "DOI": "10.1000/two", "title": ["T"], "reference": [{"DOI": "10.1000/right.1"}]}
    for reader, data in ((pubmed.read, article()), (citations.read, work)):
        (found,), _ = read(reader, data)
        kept.keep(found, DAY)
    assert [text.doi for text in around(paper).elsewhere] == ["10.1000/cited"]
    assert PublicationLink.objects.filter(from_doi="10.1000/two", to_doi="10.1000/right.1").exists()


def test_the_page_and_the_api_show_them(client):
    citing, cited = factories.publication(pmid="1"), factories.publication(pmid="2", title="The cited one")
    told(Reference(pmid="2"), Reference(pmid="77"), notices=(Notice("ErratumIn", "J. <b>2020</b>", pmid="5"),))
    page = client.get(f"/publications/{citing.accession}/").content.decode()
    assert "The cited one" in page
    assert "https://pubmed.ncbi.nlm.nih.gov/77/" in page
    assert "J. &lt;b&gt;2020" in page
    item = client.get(f"/api/v1/publications/{citing.accession}/").json()["literature"]
    assert [each["accession"] for each in item["references"]] == [cited.accession]
    assert item["references_elsewhere"] == [{"pmid": "77", "doi": "", "pmcid": ""}]
    assert item["lists"] == [{"library": "PubMed", "read_on": DAY, "count": 2}]
    assert item["notices"] == [
        {"kind": "erratum_for", "is_own": False, "publication": None, "pmid": "5", "doi": "", "pmcid": "",
         "citation": "J. <b>2020</b>"}
    ]  # fmt: skip
    back = client.get(f"/api/v1/publications/{cited.accession}/?fields=literature").json()["literature"]
    assert [each["accession"] for each in back["cited_by"]] == [citing.accession]


def test_the_number_of_queries_does_not_grow_with_the_links():
    paper = factories.publication(pmid="1")
    counts = []
    for size in (3, 30):
        others = [factories.publication(pmid=str(size * 100 + index)) for index in range(size)]
        told(*(Reference(pmid=each.pmid) for each in others), day=f"2026-11-{size:02d}")
        with CaptureQueriesContext(connection) as queries:
            assert len(around(paper).here) == size
        counts.append(len(queries))
    assert counts == [4, 4]
