"""Near-duplicates: what is named while somebody types, in every state, and what is not."""

import pytest

from tests import factories
from trials import similarity
from trials.similarity import holder_of, similar

pytestmark = pytest.mark.django_db

CLAIM = "Marrow MSCs carrying TRAIL slowed the growth of glioma in mice and prolonged their survival."


def found(kind: str, field: str, value: str, own: str = "") -> list[str]:
    return [match.record.accession for match in similar(kind, field, value, own)]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "published"])
def test_a_claim_in_other_words_finds_the_one_that_is_there(status):
    finding = factories.finding(status, statement=CLAIM)
    factories.finding(statement="Vesicles of adipose MSCs raised VEGF in breast cancer.")

    assert found(
        "finding", "statement", "In mice, marrow MSCs carrying TRAIL slowed glioma growth, prolonging survival"
    ) == [finding.accession]


def test_the_same_words_are_exact_and_the_nearest_comes_first():
    near = factories.finding(statement=CLAIM.replace("prolonged their survival", "no more"))
    same = factories.finding(statement=CLAIM)

    matches = similar("finding", "statement", CLAIM.lower())

    assert [(match.record, match.is_exact) for match in matches] == [(same, True), (near, False)]


def test_what_is_withdrawn_too_short_or_the_record_itself_is_not_named():
    factories.finding("withdrawn", statement=CLAIM)
    own = factories.finding("draft", statement=CLAIM)

    assert found("finding", "statement", CLAIM, own.accession) == []
    assert found("finding", "statement", "Marrow") == []
    assert found("finding", "statement", "") == []


@pytest.mark.parametrize("typed", ["10.1000/ABC", "https://doi.org/10.1000/abc", "doi:10.1000/abc"])
def test_a_publication_is_found_by_any_spelling_of_its_doi(typed):
    publication = factories.publication("draft", doi="10.1000/abc")

    assert found("publication", "doi", typed) == [publication.accession]


def test_a_publication_is_found_by_its_other_numbers_and_by_its_title():
    publication = factories.publication(
        pmid="123", pmcid="PMC77", title="Mesenchymal stem cells as vehicles for glioma"
    )

    assert found("publication", "pmid", "0123") == [publication.accession]
    assert found("publication", "pmcid", "pmc77") == [publication.accession]
    assert found("publication", "title", "Mesenchymal stem cells as vehicle in gliomas") == [publication.accession]
    assert found("publication", "pmid", "no number") == []


def test_a_trial_is_found_by_any_of_its_numbers():
    trial = factories.trial(
        identifiers=[
            {"registry": "nct", "identifier": "NCT01234567"},
            {"registry": "eudract", "identifier": "2012-003741-15"},
        ],
        secondary_ids=[{"kind": "other", "value": "ISRCTN12345678"}],
    )

    assert found("trial", "identifier", "nct01234567") == [trial.accession]
    assert found("trial", "identifier", "EudraCT 2012-003741-15") == [trial.accession]
    assert found("trial", "identifier", "ISRCTN12345678") == [trial.accession]
    assert found("trial", "identifier", "NCT99999999") == []


@pytest.mark.parametrize("typed", ["trail", "Apo-2L", "TNFSF10", "TRAIIL"])
def test_a_payload_is_found_by_name_synonym_and_gene(typed):
    payload = factories.payload("draft", name="TRAIL", synonyms=[{"name": "Apo2L"}], genes=[{"symbol": "TNFSF10"}])
    factories.payload(name="Interferon beta")

    assert found("payload", "name", typed) == [payload.accession]


def test_a_cancer_type_is_found_by_its_synonyms():
    node = factories.cancer_type(name="Glioblastoma", synonyms=[{"name": "GBM"}])

    assert found("cancertype", "name", "gbm") == [node.accession]


def test_no_more_than_a_handful_are_named():
    for number in range(8):
        factories.finding("draft", statement=f"{CLAIM} {number}")

    assert len(found("finding", "statement", CLAIM)) == similarity.MOST


def test_the_holder_of_an_identifier_is_found_in_every_state():
    withdrawn = factories.publication("withdrawn", doi="10.1000/gone")
    drafted = factories.trial("draft", identifiers=[{"registry": "nct", "identifier": "NCT00000001"}])

    assert holder_of("doi", "10.1000/gone") == withdrawn
    assert holder_of("nct", "NCT00000001") == drafted
    assert holder_of("pmid", "1") is None


def test_where_nothing_is_compared_is_said():
    with pytest.raises(KeyError):
        similar("finding", "note", "anything")
