"""Search: all words must be there, names weigh more, only what is public is found."""

import pytest

from tests import factories
from tests.factories import BEN, ED, EVE
from trials import curation
from trials.models import Finding, Payload, SearchText, Trial
from trials.search import containing, search

pytestmark = pytest.mark.django_db


def found(text: str, kinds: tuple[str, ...] = ()) -> list[str]:
    return [row.accession for row in search(text, kinds)]


@pytest.mark.parametrize("text", ["IFN-beta", "IFN-β", "ifnβ", "ifn β", "beta-IFN"])
def test_a_payload_is_found_by_any_spelling(text):
    payload = factories.payload(name="IFN-β")
    factories.payload(name="TRAIL")
    assert found(text) == [payload.accession]


def test_synonyms_symbols_and_identifiers_lead_to_the_record():
    payload = factories.payload(synonyms=[{"name": "Apo2L"}], genes=[{"symbol": "TNFSF10"}])
    trial = factories.trial(
        identifiers=[{"registry": "nct", "identifier": "NCT02530047"}],
        secondary_ids=[{"kind": "org", "value": "2015-0001X"}],
    )
    publication = factories.publication(
        doi="10.18632/oncotarget.28672", pmid="38797895", authors=[{"position": 1, "name": "Zuñiga"}]
    )
    node = factories.cancer_type(codes=[{"system": "oncotree", "code": "GBX"}])
    finding = factories.finding(molecules=[{"label": "CXCR4", "kind": "gene"}])

    for text, record in [
        ("apo2l", payload), ("TNFSF10", payload), ("nct02530047", trial), ("2015-0001X", trial),
        ("38797895", publication),
        ("10.18632/oncotarget.28672", publication), ("zuniga", publication), ("GBX", node), ("cxcr4", finding),
    ]:  # fmt: skip
        assert record.accession in found(text), text
    for record in (payload, trial, publication, node, finding):
        assert found(record.accession)[0] == record.accession


def test_all_words_must_be_there_in_any_order():
    one = factories.publication(title="Exosomes in glioma", journal="Cells")
    factories.publication(title="Exosomes in sarcoma", journal="Cells")

    assert found("glioma exosomes") == [one.accession]
    assert found("glioma cells") == [one.accession]
    assert found("glioma sarcoma") == []


def test_names_come_before_other_words_and_whole_names_first():
    elsewhere = factories.payload(name="Something", mechanism="Binds the TRAIL receptor")
    inside = factories.payload(name="Soluble TRAIL")
    begins = factories.payload(name="TRAIL variant")
    whole = factories.payload(name="TRAIL")

    assert found("trail") == [record.accession for record in (whole, begins, inside, elsewhere)]


def test_a_kind_can_be_asked_for_alone():
    node = factories.cancer_type(name="Glioma")
    trial = factories.trial(cancer_types=[node])

    assert set(found("glioma")) == {node.accession, trial.accession}
    assert found("glioma", (Trial.PREFIX,)) == [trial.accession]


@pytest.mark.parametrize("text", ["", "  ", "—", "%", "_", "|"])
def test_no_words_find_nothing(text):
    factories.payload()
    assert found(text) == []
    assert list(containing(Payload.objects.public(), text)) == []


@pytest.mark.parametrize("text", ["a' OR 1=1 --", "100%", "x|y", "\\"])
def test_signs_are_no_wildcards(text):
    factories.payload(name="TRAIL")
    assert found(text) == []


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "withdrawn"])
def test_what_is_not_public_is_not_found(status):
    factories.payload(status, name="Sentinelword")
    assert found("sentinelword") == []
    assert not SearchText.objects.filter(names__contains="sentinelword").exists()


def test_a_finding_is_found_by_what_it_names_and_lists_are_narrowed_the_same_way():
    node, payload = factories.cancer_type(name="Glioma"), factories.payload(name="TRAIL")
    finding = factories.finding(cancer_types=[node], scope="cancer_types", payloads=[payload])
    factories.finding()

    assert found("glioma trail", (Finding.PREFIX,)) == [finding.accession]
    assert list(containing(Finding.objects.public(), "trail glioma")) == [finding]


def test_a_changed_name_is_found_in_those_that_refer_to_it():
    node = factories.cancer_type(name="Hepatoma")
    trial = factories.trial(cancer_types=[node])

    curation.accept(curation.propose(node, {"name": "Liver cancer"}, BEN, source="A paper"), ED)

    assert found("hepatoma") == []
    assert set(found("liver cancer")) == {node.accession, trial.accession}


def test_the_draft_of_a_change_is_not_found_before_it_is_accepted():
    payload = factories.payload(name="TRAIL")
    revision = curation.propose(payload, {"name": "Sentinelword"}, BEN, source="A paper")
    assert found("sentinelword") == []
    curation.accept(revision, EVE)
    assert found("sentinelword") == [payload.accession]
