"""The search: synonyms shown, slips of the pen forgiven and said, words marked, suggestions by kind, identifiers."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.factories import EVE
from trials import curation

pytestmark = pytest.mark.django_db


@pytest.fixture
def glioblastoma():
    return factories.cancer_type(
        name="Glioblastoma", synonyms=[{"name": "GBM"}, {"name": "glioblastoma multiforme"}],
        codes=[{"system": "ncit", "code": "C3058", "relation": "exact"}],
    )  # fmt: skip


def page(client: Client, text: str, address: str = "/search/") -> str:
    answer = client.get(address, {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.both
def test_a_synonym_is_used_and_shown(client: Client, glioblastoma):
    by_name = factories.trial(title="Cells in adults", cancer_types=[glioblastoma])
    by_word = factories.publication(title="GBM and its stroma")

    found = page(client, "gbm")
    assert "GBM → stands for Glioblastoma" in plain(found)
    assert by_name.title in plain(found)
    assert by_word.title in plain(found)
    api = client.get("/api/v1/search/?q=gbm").json()
    assert {item["accession"] for item in api["results"]} == {
        glioblastoma.accession, by_name.accession, by_word.accession
    }  # fmt: skip
    assert api["results"][0]["accession"] == glioblastoma.accession
    assert api["synonyms"] == [{"said": "GBM", "names": ["Glioblastoma"]}]
    assert api["mended"] == []


@pytest.mark.both
def test_a_slip_of_the_pen_is_forgiven_and_said(client: Client, glioblastoma):
    factories.trial(title="Cells in adults", cancer_types=[glioblastoma])

    found = page(client, "glioblastma adults")
    assert "No record here has “glioblastma”; shown is what has “glioblastoma”." in plain(found)
    assert "Cells in adults" in plain(found)
    api = client.get("/api/v1/search/?q=glioblastma+adults").json()
    assert api["mended"] == [{"typed": "glioblastma", "taken_for": "glioblastoma"}]
    assert len(api["results"]) == 1


def test_what_is_there_as_typed_is_never_taken_for_something_else(client: Client):
    factories.payload(name="Interferon alpha")
    factories.payload(name="Interferin alpha")
    assert "No record here has" not in page(client, "interferin")
    assert "Interferon" not in plain(page(client, "interferin")).split("payload")[0]


def test_a_draft_lends_neither_its_words_nor_its_synonyms(client: Client):
    factories.cancer_type("draft", name="Sentineloma", synonyms=[{"name": "SNTL"}])
    factories.publication(title="SNTL in mice")
    for text in ("sentinelom", "sntl", "sentineloma"):
        for address in ("/search/", "/search/suggestions/"):
            assert "Sentineloma" not in page(client, text, address)


def test_the_words_found_are_marked_in_any_spelling(client: Client):
    factories.trial(title="MSCs with IFN-β <in> Interferons")
    found = page(client, "ifn-beta")
    assert "MSCs with <mark>IFN</mark>-<mark>β</mark> &lt;in&gt; Interferons" in found


def test_a_gene_leads_to_the_lists_that_name_it(client: Client):
    gene = {"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "name": "TNF superfamily member 10", "role": "encodes"}
    trail = factories.payload(name="TRAIL", genes=[gene])
    factories.trial(payloads=[trail], title="Cells that kill")
    found = page(client, "tnfsf10")
    assert 'href="/payloads/?gene=TNFSF10"' in found
    assert 'href="/trials/?gene=TNFSF10"' in found
    assert 'href="/findings/?gene=TNFSF10"' not in found
    assert "Cells that kill" in plain(found)


@pytest.mark.parametrize(
    "text",
    ["NCT 0253 0047", "nct-02530047", "https://clinicaltrials.gov/study/NCT02530047", "NCT:02530047", "2012-003741-15"],
)
def test_any_spelling_of_a_registry_number_goes_straight_to_its_trial(client: Client, text: str):
    factories.trial(
        identifiers=[
            {"registry": "nct", "identifier": "NCT02530047"}, {"registry": "eudract", "identifier": "2012-003741-15"},
        ]
    )  # fmt: skip
    assert client.get("/search/", {"q": text}).headers["Location"] == "/trials/NCT02530047/"


@pytest.mark.parametrize(
    "text",
    ["PMID: 31234567", "PMID 31234567", "https://pubmed.ncbi.nlm.nih.gov/31234567/", "pmc 6699108", "PMC6699108"],
)
def test_any_spelling_of_a_number_of_the_literature_goes_straight_to_its_text(client: Client, text: str):
    paper = factories.publication(pmid="31234567", pmcid="PMC6699108")
    assert client.get("/search/", {"q": text}).headers["Location"] == f"/publications/{paper.accession}/"


@pytest.mark.parametrize("text", ["C3058", "c3058", "ncit:C3058", "NCIT: C3058"])
def test_a_code_goes_straight_to_its_cancer_type(client: Client, glioblastoma, text: str):
    assert client.get("/search/", {"q": text}).headers["Location"] == "/cancer-types/glioblastoma/"


def test_the_number_of_a_withdrawn_record_leads_to_where_it_says_why(client: Client):
    trial = factories.trial(identifiers=[{"registry": "nct", "identifier": "NCT02530047"}])
    curation.withdraw(trial, EVE, "Entered twice.")
    for text in ("NCT02530047", trial.accession):
        answer = client.get("/search/", {"q": text}, follow=True)
        assert answer.status_code == 410
        assert "Entered twice." in answer.content.decode()
    assert client.get("/id/nct:NCT02530047", follow=True).status_code == 410


def test_the_kind_with_the_best_hit_stands_first(client: Client):
    factories.trial(title="Cells with TRAIL")
    factories.payload(name="TRAIL")
    assert re.findall(r'<h2 id="([a-z-]+)">', page(client, "trail")) == ["payloads", "trials"]


# Suggestions


def options(client: Client, text: str) -> list[tuple[str, str]]:
    """(words, address) of each option."""
    found = page(client, text, "/search/suggestions/")
    rows = re.findall(r'<div role="option"[^>]*data-href="([^"]*)"[^>]*>(.*?)</div>', found, re.DOTALL)
    return [(plain(words).strip(), url) for url, words in rows]


def test_suggestions_are_grouped_by_kind_and_name_the_synonym_they_were_found_by(client: Client, glioblastoma):
    payload = factories.payload(name="Glucosidase")
    trial = factories.trial(title="GBM and cells", cancer_types=[glioblastoma])
    assert options(client, "g") == []
    found = page(client, "gb", "/search/suggestions/")
    assert re.findall(r'class="find-kind">([^<]+)<', found) == ["Tumour types", "Trials"]
    assert options(client, "gb")[0] == ("GBM → is a name of Glioblastoma", "/cancer-types/glioblastoma/")
    assert options(client, "gb")[1] == (f"GBM and cells {trial.canonical_id}", f"/trials/{trial.canonical_id}/")
    assert (payload.name, "/payloads/glucosidase/") in options(client, "gl")
    assert options(client, "gb")[-1][1] == "/search/?q=gb"


def test_suggestions_forgive_slips_and_know_identifiers(client: Client, glioblastoma):
    trial = factories.trial(identifiers=[{"registry": "nct", "identifier": "NCT02530047"}])
    assert options(client, "gliobalst")[0] == ("Glioblastoma", "/cancer-types/glioblastoma/")
    assert options(client, "nct 02530047")[0][1] == f"/trials/{trial.canonical_id}/"


def test_suggestions_cost_a_bounded_number_of_queries(client: Client, glioblastoma, django_assert_max_num_queries):
    for _ in range(6):
        factories.trial(cancer_types=[glioblastoma])
    with django_assert_max_num_queries(25):
        client.get("/search/suggestions/", {"q": "glio"})
    assert client.get("/search/suggestions/", {"q": "x" * 300}).status_code == 400
