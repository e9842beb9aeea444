"""The pages of a payload, a publication and a finding: what is claimed, on what ground."""

import pytest

from tests import factories
from tests.pages.reading import page_of, result_row, section, text_of

pytestmark = pytest.mark.django_db


# Payload


def test_the_payload_page_says_what_it_is_and_on_what_that_rests(client):
    node = factories.cancer_type(name="Glioma")
    genes = [
        {"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "name": "", "role": "encodes"},
        {"symbol": "LUC", "hgnc_id": "", "name": "", "role": "reporter"},
    ]
    payload = factories.payload(
        name="TRAIL", mechanism="Binds death receptors.", mechanism_basis="partly_background", genes=genes,
        prodrug="ganciclovir", effect=["prodrug_activating"], delivery_method=["lentivirus"],
        tried_in=[{"position": 1, "cancer_type": node.accession, "model": "animal", "note": "U87 in mice"}],
    )  # fmt: skip
    page, text = page_of(client, payload), text_of(client, payload)
    assert "This text is partly general knowledge." in text
    assert "hgnc_id/HGNC:11925" in page
    assert "LUC reporter" in text
    assert "Engineered: lentiviral vector" in text
    rows = section(text, "Cited rows “tried in”", "Sources")
    assert "rows not individually sourced" in rows
    assert "Glioma U87 in mice animals" in rows
    assert "A paper, Abstract" in text


def test_a_payload_without_trials_or_claims_says_what_is_missing(client):
    text = text_of(client, factories.payload())
    assert "No trial of it in this base." in text
    assert "No claim about it in this base." in text
    assert "Nothing that speaks against is recorded here yet. That is no sign that nothing does." in text


def test_related_payloads_are_named_with_what_they_share(client):
    def gene(role: str) -> dict:
        return {"symbol": "TNFSF10", "hgnc_id": "", "name": "", "role": role}

    turns_on = {"effect": ["prodrug_activating"]}
    payload = factories.payload(name="TRAIL", genes=[gene("encodes")], prodrug="ganciclovir", **turns_on)
    factories.payload(name="Membrane TRAIL", genes=[gene("encodes")], prodrug="Ganciclovir", **turns_on)
    factories.payload(name="Reporter", genes=[gene("reporter")])
    factories.payload(name="Draft", genes=[gene("encodes")], status="draft")
    factories.finding(payloads=[payload, factories.payload(name="IFN")])
    factories.finding(status="draft", payloads=[payload, factories.payload(name="Unseen")])
    text = section(text_of(client, payload), "Related payloads", "By shared genes")
    assert text.strip() == "Membrane TRAIL Gene TNFSF10 and prodrug ganciclovir IFN Named together in 1 claim"


# Publication


def test_a_title_that_was_not_seen_is_not_made_up(client):
    record = factories.publication(title="", doi="10.1000/abc", citation_as_seen="Doe J, 2020")
    text = text_of(client, record)
    assert "Title not seen, doi:10.1000/abc" in text
    assert "The title was not seen and is not completed from memory. Cited as: Doe J, 2020" in text


def test_retraction_is_said_in_words(client):
    assert "retraction not checked" in text_of(client, factories.publication())
    checked = {"retraction_checked_on": "2026-01-02"}
    assert "no retraction found, 2 January 2026" in text_of(
        client, factories.publication(retraction_status="none_found", **checked)
    )
    retracted = factories.publication(retraction_status="retracted", **checked)
    assert "Retracted. This publication was taken back (seen 2 January 2026)." in text_of(client, retracted)


def test_a_publication_shows_what_it_says_for_and_against_and_who_builds_on_it(client):
    record = factories.publication(doi="10.1000/xyz", pmid="123", pmcid="PMC123")
    in_favour = factories.finding(publication=record)
    opposed = factories.finding(publication=record, stance="against", effect="promotes")
    resting = factories.finding(primary_study=record)
    news = factories.publication(title="News of it", publication_type="news", comments_on=record)
    trial = factories.trial(results=[result_row(publication=record.accession)])
    page, text = page_of(client, record), text_of(client, record)
    assert in_favour.accession in section(text, "What it says for using", "What it says against")
    assert opposed.accession in section(text, "What it says against", "News and comments")
    assert "News of it" in section(text, "News and comments about it", "Cited as the study behind")
    assert resting.accession in section(text, "Cited as the study behind", "Trials whose results")
    assert trial.canonical_id in section(text, "Trials whose results it reports", "About this entry")
    for address in ("https://doi.org/10.1000/xyz", "https://pubmed.ncbi.nlm.nih.gov/123/", "articles/PMC123/"):
        assert address in page
    assert "A news item about" in text_of(client, news)


# Finding


def test_effect_and_stance_are_two_things(client):
    finding = factories.finding(effect="no_effect", stance="against", model_system="human", evidence_level="B")
    text = text_of(client, finding)
    assert "Effect on the tumour No effect Looked for and not seen." in text
    assert "Stance on using MSCs against cancer Against" in text
    assert "In patients Level B clinical (stated by the source)" in text


def test_a_claim_read_in_a_news_item_says_so(client):
    review = factories.publication(title="The review", first_author="Minev T")
    news = factories.publication(title="The news", publication_type="news", journal="The Post", comments_on=review)
    finding = factories.finding(
        publication=review, seen_in=news, read_depth="news", claim_kind="author_statement", effect="not_applicable",
        evidence_level="not_applicable", model_system="opinion", note="Kept as it was worded.",
    )  # fmt: skip
    text = text_of(client, finding)
    assert "Authors' statement: what authors say or conclude" in text.replace("&#x27;", "'")
    assert "read in the news item The Post, 2020, not in the source itself" in text
    assert "Note. Kept as it was worded." in text
    assert "Only a result has a level." in text
    assert "Note. Kept as it was worded." in text_of(client, review)
    assert "Authors say" in text_of(client, review)


def test_a_news_item_sends_its_reader_on_to_what_was_read_in_it(client):
    news = factories.publication(title="The news", publication_type="news")
    assert "No claim was taken from it yet." in text_of(client, news)
    factories.finding(publication=factories.publication(), seen_in=news, read_depth="news")
    text = text_of(client, news)
    assert "No claim was taken from it yet." not in text
    assert "None is its own: those of others that were read in it stand on this page too." in text


def test_an_uncontrolled_observation_says_that_there_was_no_control_group(client):
    node = factories.cancer_type()
    finding = factories.finding(
        effect="uncontrolled", model_system="human", evidence_level="B", cancer_types=[node], scope="cancer_types"
    )
    assert "Compared with no control group" in text_of(client, finding)
    assert "In patients, level B, no control group" in text_of(client, node)


def test_a_result_of_a_review_says_that_its_study_is_not_traced(client):
    finding = factories.finding()
    assert "Study behind it not traced" in text_of(client, finding)
    traced = factories.finding(primary_study=factories.publication(publication_type="primary_study"))
    assert "Study not traced" not in text_of(client, traced)


def test_molecules_lead_to_hgnc_where_their_id_is_known(client):
    molecules = [
        {"label": "TNFSF10", "kind": "gene", "hgnc_id": "HGNC:11925"},
        {"label": "miR-124", "kind": "mirna", "hgnc_id": ""},
    ]
    page = page_of(client, factories.finding(molecules=molecules))
    assert page.count("genenames.org") == 1
    assert "miR-124" in page
