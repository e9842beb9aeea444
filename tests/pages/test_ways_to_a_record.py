"""One record by any of its names: slugs old and new, registry ids, accessions, identifiers, search."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.factories import BEN, ED, EVE
from trials import curation
from trials.pages import paging

pytestmark = pytest.mark.django_db


def place(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 302, (path, answer.status_code)
    return answer.headers["Location"]


def registered(*pairs: tuple[str, str], **fields):
    return factories.trial(
        identifiers=[{"registry": registry, "identifier": number} for registry, number in pairs], **fields
    )


def test_every_registry_id_of_a_trial_leads_to_its_canonical_address(client: Client):
    trial = registered(("nct", "NCT02530047"), ("eudract", "2012-003741-15"))
    for key in ("2012-003741-15", "nct02530047", trial.accession, trial.accession.lower()):
        assert place(client, f"/trials/{key}/") == "/trials/NCT02530047/"
    assert client.get("/trials/NCT02530047/").status_code == 200


def test_a_registry_id_with_slashes_has_an_address(client: Client):
    registered(("ctri", "CTRI/2012/01/123456"))
    assert client.get("/trials/CTRI/2012/01/123456/").status_code == 200


def test_an_old_slug_leads_to_the_new_one(client: Client):
    node = factories.cancer_type(name="Glioma")
    curation.accept(curation.propose(node, {"name": "Glioma of the brain"}, BEN, source="A paper"), ED)
    assert place(client, "/cancer-types/glioma/") == "/cancer-types/glioma-of-the-brain/"
    assert place(client, f"/cancer-types/{node.accession}/") == "/cancer-types/glioma-of-the-brain/"


def test_a_withdrawn_record_says_why_and_what_stands_in_its_place(client: Client):
    better = factories.publication(title="The better one")
    record = factories.publication()
    curation.withdraw(record, EVE, "Entered twice.", successor=better.accession)
    for path in (f"/publications/{record.accession}/", f"/id/mscdb:{record.accession}"):
        answer = client.get(path)
        assert answer.status_code == 410, path
        assert "Entered twice." in answer.content.decode()
        assert better.accession in answer.content.decode()
        assert not answer.cookies


def test_a_withdrawn_type_answers_at_its_slug(client: Client):
    node = factories.cancer_type(name="Glioma")
    curation.withdraw(node, EVE, "Entered twice.")
    assert client.get("/cancer-types/glioma/").status_code == 410


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_an_unpublished_record_answers_like_none(client: Client, status: str):
    finding = factories.finding(status)
    trial = registered(("nct", "NCT00000001"), status=status)
    for path in (
        f"/findings/{finding.accession}/", f"/id/mscdb:{finding.accession}", "/trials/NCT00000001/",
        f"/trials/{trial.accession}/", "/id/nct:NCT00000001",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


# The resolver


def test_the_resolver_knows_every_kind_of_identifier(client: Client):
    registered(("nct", "NCT02530047"), ("eudract", "2012-003741-15"))
    text = factories.publication(doi="10.1000/a(b)c", pmid="31234567", pmcid="PMC6699108")
    factories.cancer_type(
        name="Glioblastoma",
        codes=[
            {"system": "ncit", "code": "C3058"}, {"system": "mondo", "code": "MONDO:0018177"},
            {"system": "oncotree", "code": "GB"}, {"system": "mesh", "code": "D005909", "relation": "broader"},
        ],
    )  # fmt: skip
    factories.payload(name="TRAIL", genes=[{"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "role": "encodes"}])
    expected = {
        "nct:NCT02530047": "/trials/NCT02530047/",
        "clinicaltrials:NCT02530047": "/trials/NCT02530047/",
        "eudract:2012-003741-15": "/trials/NCT02530047/",
        "doi:10.1000/A(b)c": f"/publications/{text.accession}/",
        "pubmed:31234567": f"/publications/{text.accession}/",
        "pmc:6699108": f"/publications/{text.accession}/",
        "ncit:C3058": "/cancer-types/glioblastoma/",
        "mondo:0018177": "/cancer-types/glioblastoma/",
        "oncotree:GB": "/cancer-types/glioblastoma/",
        "hgnc:11925": "/payloads/trail/",
        f"mscdb:{text.accession}": f"/publications/{text.accession}/",
    }
    assert {curie: place(client, f"/id/{curie}") for curie in expected} == expected


@pytest.mark.parametrize("curie", ["nct:NCT99999999", "mesh:D005909", "isbn:1", "nct", "mscdb:MSCX1", "doi:"])
def test_what_the_resolver_does_not_know_is_a_404(client: Client, curie: str):
    assert client.get(f"/id/{curie}").status_code == 404


def test_a_gene_of_several_payloads_leads_to_their_list(client: Client):
    for name in ("TRAIL", "sTRAIL"):
        factories.payload(name=name, genes=[{"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "role": "encodes"}])
    assert place(client, "/id/hgnc:11925") == "/payloads/?gene=TNFSF10"


# Search


@pytest.mark.parametrize("text", ["NCT02530047", "nct02530047", "EudraCT 2012-003741-15", "nct:NCT02530047"])
def test_an_identifier_in_the_search_box_leads_straight_to_its_record(client: Client, text: str):
    registered(("nct", "NCT02530047"), ("eudract", "2012-003741-15"))
    assert place(client, f"/search/?q={text}") == "/trials/NCT02530047/"


@pytest.mark.parametrize("text", ["10.1000/review.1", "https://doi.org/10.1000/REVIEW.1", "31234567", "PMC6699108"])
def test_a_publication_is_found_by_its_numbers(client: Client, text: str):
    review = factories.publication(doi="10.1000/review.1", pmid="31234567", pmcid="PMC6699108")
    assert place(client, f"/search/?q={text}") == f"/publications/{review.accession}/"


def test_a_search_groups_by_kind_and_finds_other_spellings(client: Client):
    factories.payload(name="Interferon beta", synonyms=[{"name": "IFN-β"}])
    factories.trial(title="MSCs with IFN-beta in glioma")
    factories.trial("draft", title="A hidden IFN-beta trial")
    page = re.sub("</?mark>", "", client.get("/search/?q=ifn%CE%B2").content.decode())
    assert "Interferon beta" in page
    assert "MSCs with IFN-beta in glioma" in page
    assert "A hidden" not in page


def test_all_of_one_kind_can_be_seen_page_by_page(client: Client, monkeypatch):
    monkeypatch.setattr(paging, "SIZES", (3,))
    monkeypatch.setattr(paging, "DEFAULT_SIZE", 3)
    for _ in range(5):
        factories.payload()
    answer = client.get("/search/?q=payload&kind=payloads&page=2")
    assert answer.content.decode().count('<li class="card">') == 2


def test_a_search_without_a_find_says_what_to_do_next(client: Client):
    assert "Try fewer or other words" in client.get("/search/?q=zebrafish").content.decode()


@pytest.mark.parametrize("query", ["text=x", "q=x&kind=people", "q=x&kind=trials&page=9"])
def test_a_search_that_is_not_understood_is_explained(client: Client, query: str):
    assert client.get(f"/search/?{query}").status_code == 400
