"""The page of a trial: the answer first, three kinds of nothing, no result without word of its control group."""

import re

import pytest

from tests import factories
from tests.pages.reading import listed_as_open, page_of, result_row, section, site, text_of

pytestmark = pytest.mark.django_db


def test_the_trial_page_answers_first(client):
    node = factories.cancer_type(name="Ovarian cancer")
    trial = listed_as_open(
        node, "2022-10", sites=[site(1)], sex="FEMALE", minimum_age="18 Years", maximum_age="90 Years",
        disease_setting=["recurrent_or_refractory"],
    )  # fmt: skip
    text = text_of(client, trial)
    answers = section(text, "Recruiting?", "The cell product")
    assert "Listed as recruiting in October 2022; not confirmed since. Check the registry." in answers
    assert "Houston, United States" in answers
    assert "Ovarian cancer Recurrent or refractory 18 to 90 years, female only" in answers
    assert "the registry confirmed that within the last 12 months" in answers


def test_both_dates_of_a_status_are_given(client):
    trial = listed_as_open(factories.cancer_type(), "2019-07-18", status_seen_on="2022-10")
    text = section(text_of(client, trial), "Registry facts", "Sources")
    assert "Status confirmed 18 July 2019 by the registry" in text
    assert "Status seen October 2022 by our source" in text


def test_the_three_kinds_of_nothing_are_told_apart(client):
    def item(element: str, knowledge: str, text: str = "", source: str = "") -> dict:
        return {"element": element, "knowledge": knowledge, "text": text, "source": source}

    trial = factories.trial(
        donor="allogeneic",
        doses_items=[
            item("origin_tissue", "stated", "Bone marrow of healthy men"),
            item("separation", "not_reported", source="the registry record"),
            item("exhibited", "not_applicable"),
        ],
        route=["not_recorded"],
    )
    card = section(text_of(client, trial), "DOSES", "Results")
    assert "Donor Allogeneic" in card
    assert "Origin tissue Bone marrow of healthy men" in card
    assert "Separation and preparation Not reported: the registry record was read whole, and it is not there." in card
    assert "Exhibited characteristics Does not apply." in card
    assert "Site of delivery Not yet recorded here." in card


def test_a_field_that_was_not_reported_is_not_called_not_recorded(client):
    card = section(text_of(client, factories.trial(donor="not_reported")), "DOSES", "Results")
    assert "Donor Not reported." in card


def test_results_without_control_group_say_so(client):
    trial = factories.trial(results=[result_row()])
    table = section(text_of(client, trial), "Results", "Claims linked")
    assert "Median survival was 15.6 months (no control group)." in table
    assert table.count("no control group") == 2


def test_no_result_and_no_site_are_said_in_words(client):
    text = text_of(client, factories.trial())
    assert "No result is recorded here. Whether the registry has any was not seen." in text
    assert "No site is recorded here" in text
    assert "Status not seen" in text


def test_expanded_access_is_labelled(client):
    node = factories.cancer_type()
    trial = factories.trial(
        cancer_types=[node], study_type="EXPANDED_ACCESS", overall_status="AVAILABLE", status_confirmed_on="2020"
    )
    assert "it is not a study to join" in text_of(client, trial)
    assert "Expanded access (treatment outside a trial)" in text_of(client, node)


def test_registry_numbers_lead_to_their_authority_and_other_numbers_nowhere(client):
    trial = factories.trial(
        identifiers=[{"registry": "nct", "identifier": "NCT02530047"}],
        secondary_ids=[{"kind": "org", "value": "2013-0032"}],
    )
    page = page_of(client, trial)
    assert 'href="https://clinicaltrials.gov/study/NCT02530047"' in page
    assert not re.search(r"href=[^>]*2013-0032", page)
    assert "2013-0032" in page


def test_disputed_fields_history_and_conditions_are_shown(client):
    entry = {"overall_status": "RECRUITING", "confirmed_on": "", "seen_on": "", "source": "A list", "note": "Undated"}
    trial = factories.trial(
        disputed_fields=[{"field": "msc_source", "text": "One says marrow, one says cord."}],
        status_history=[{"position": 1, **entry}],
        conditions=[{"position": 1, "text": "Graft Versus Host Disease", "kind": "complication"}],
    )
    text = text_of(client, trial)
    assert "MSC source One says marrow, one says cord." in text
    assert "undated Recruiting A list. Undated" in text
    assert "Graft Versus Host Disease complication" in text


def test_claims_of_a_trial_stand_under_their_relation(client):
    trial = factories.trial()
    of_it = factories.finding(trial_links=[{"trial": trial.accession, "relation": "result_of"}])
    read_there = factories.finding(trial=trial, claim_kind="study_record", evidence_level="not_applicable")
    text = section(text_of(client, trial), "Claims linked to this trial", "Who may take part")
    assert text.index("Result of") < text.index(of_it.accession)
    assert text.index("Read in its registry record") < text.index(read_there.accession)


def test_what_speaks_for_and_against_in_its_tumour_is_counted_by_source_and_leads_to_just_that(client):
    node, other = factories.cancer_type(name="Glioma"), factories.cancer_type()
    payload = factories.payload(name="TRAIL")
    trial = factories.trial(cancer_types=[node], payloads=[payload])
    paper, gone = factories.publication(), factories.publication()
    in_node = {"cancer_types": [node], "scope": "cancer_types"}
    factories.finding(publication=paper, payloads=[payload], **in_node)
    factories.finding(publication=paper, **in_node)
    factories.finding(effect="promotes", **in_node)
    factories.finding(cancer_types=[other], scope="cancer_types")
    factories.finding("draft", **in_node)
    factories.finding(publication=gone, **in_node)
    factories.marked(gone)
    table = section(text_of(client, trial), "For and against in this tumour", "Who may take part")
    assert "Glioma 1 source 2 claims 1 source 1 claim no claim in this base" in table
    assert "Glioma with TRAIL 1 source 1 claim no claim in this base no claim in this base" in table
    link = re.search(r'href="(/findings/[^"]+stance=for)"', page_of(client, trial))[1].replace("&amp;", "&")
    assert ">2</b> findings" in client.get(link).content.decode()


def test_types_that_are_not_counted_are_named(client):
    nodes = [factories.cancer_type(name=f"Type {number}") for number in range(1, 5)]
    trial = factories.trial(cancer_types=nodes)
    text = text_of(client, trial)
    assert "Not counted here: Type 4." in text
    assert f'href="/trials/selection/?trial={trial.accession}"' in page_of(client, trial)
