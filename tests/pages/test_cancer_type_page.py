"""The page of a tumour type: who can join what, the evidence in its blocks, the claims."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.claims import claim, result, study, tried
from tests.pages.reading import listed_as_open, page_of, section, site, text_of

pytestmark = pytest.mark.django_db

TODAY = date.today().isoformat()


def test_open_trials_stand_before_those_not_confirmed_and_all_others(client):
    node = factories.cancer_type(name="Glioma")
    factories.trial(title="Done long ago", cancer_types=[node], overall_status="COMPLETED", status_confirmed_on="2019")
    listed_as_open(node, "2022-10", title="Perhaps still open")
    listed_as_open(node, TODAY, title="Open indeed", sites=[site(1)])
    text = text_of(client, node)
    assert text.index("Open indeed") < text.index("Perhaps still open") < text.index("Done long ago")
    assert "1 trial open now" in text
    assert "1 listed as open, not confirmed" in text
    assert "3 trials in all" in text
    assert "Listed as recruiting in October 2022; not confirmed since. Check the registry." in text
    assert "Houston, United States" in text


def test_with_nothing_open_the_page_says_so_and_where_to_ask(client):
    node = factories.cancer_type(name="Glioma")
    page = page_of(client, node)
    assert "No trial in this base is open now for this type" in page
    assert "https://clinicaltrials.gov/search?cond=Glioma" in page
    assert "No patient result is recorded in this tumour." in page


def test_basket_trials_are_counted_apart(client):
    node = factories.cancer_type(name="Glioma")
    basket = factories.cancer_type(name="Solid tumours", kind="basket", covers=[node])
    listed_as_open(basket, TODAY, title="Takes many types")
    text = text_of(client, node)
    assert "0 trials open now" in text
    assert "0 trials in all" in text
    assert "1 trial, 1 open now, takes many tumour types" in section(
        text, "Basket trials that cover this type", "Does it"
    )
    assert "basket=only" in page_of(client, node)


def test_synonyms_codes_and_the_way_up_the_tree_are_shown(client):
    brain = factories.cancer_type(name="Brain tumour")
    codes = [
        {"system": "ncit", "code": "C3058", "label": "", "relation": "exact", "detail": "", "source": ""},
        {"system": "icd10", "code": "C71", "label": "", "relation": "broader", "detail": "", "source": ""},
    ]
    node = factories.cancer_type(name="Glioblastoma", parent=brain, synonyms=[{"name": "GBM"}], codes=codes)
    page = page_of(client, node)
    assert "Also: GBM." in page
    assert '/ncit/C3058" rel="external">NCIt C3058</a>' in page
    assert "<span>ICD-10 C71 (broader)</span>" in page
    assert '<a href="/cancer-types/brain-tumour/">Brain tumour</a>' in page.split("<h1")[0]
    assert '<a href="/cancer-types/glioblastoma/">Glioblastoma</a>' in page_of(client, brain)


def test_the_furthest_stage_is_called_tested_and_never_shown_to_work(client):
    node = factories.cancer_type()
    factories.trial(
        cancer_types=[node], payloads=[factories.payload()], overall_status="COMPLETED", status_confirmed_on="2020"
    )
    assert "Phase 1 furthest stage tested (not: shown to work); no result of it here" in text_of(client, node)


def test_a_payload_tried_at_no_known_stage_stands_below_the_ladder(client):
    node = factories.cancer_type()
    factories.payload(name="TRAIL", tried_in=[tried(node, "not_recorded")])
    assert '<table class="ladder"' not in page_of(client, node)
    assert "Tried, stage not recorded: TRAIL (1 cited row)." in text_of(client, node)


def test_evidence_blocks_stand_in_order_and_say_when_they_are_empty(client):
    node = factories.cancer_type()
    factories.finding(cancer_types=[node], scope="cancer_types")
    text = section(text_of(client, node), "Does it help or harm the tumour?", "What speaks against")
    places = [text.index(title) for title in ("In patients", "In animals", "In cells", "Said in reviews")]
    assert places == sorted(places)
    assert text.count("No claim of this kind in this base.") == 3
    assert "1 source, 1 claim" in text


def test_claims_stand_with_the_newest_record_first(client):
    node = factories.cancer_type()
    old, new = (factories.finding(cancer_types=[node], scope="cancer_types") for _ in range(2))
    text = section(text_of(client, node), "Claims, newest record first", "Take it along")
    assert text.index(new.accession) < text.index(old.accession)


def counted_and_listed(client, page: str) -> list[tuple[int, int]]:
    """For each block's way to its claims: how many it says there are, and how many the list shows."""
    found = re.findall(r'<a href="(/findings/\?[^"]*traced=[^"]*)">(?:All (\d+)|The) claim', page)
    lists = [client.get(html.unescape(address)).content.decode() for address, _ in found]
    shown = [int(re.search(r"(\d+) finding", text).group(1)) for text in lists]
    return [(int(said or 1), number) for (_, said), number in zip(found, shown, strict=True)]


def test_each_block_leads_to_just_the_claims_that_it_counts(client):
    node = factories.cancer_type()
    paper = study()
    for publication in (paper, study(), factories.publication()):
        for model in ("human", "animal", "in_vitro", "in_silico"):
            level = "B" if model == "human" else "D"
            claim(node, publication=publication, model_system=model, evidence_level=level)
    claim(node, publication=factories.publication(), claim_kind="author_statement", evidence_level="not_applicable")
    claim(node, claim_kind="survey", evidence_level="not_applicable")
    factories.marked(paper)
    assert counted_and_listed(client, page_of(client, node)) == [(1, 1), (1, 1), (1, 1), (5, 5), (1, 1)]


def test_the_three_lists_against_stand_even_when_one_is_empty(client):
    node = factories.cancer_type()
    claim(node, effect="promotes")
    text = section(text_of(client, node), "What speaks against", "Safety")
    assert text.count("None recorded here.") == 2
    assert text.index("Did not work, or was stopped") < text.index("May help") < text.index("Harm, or the product")


def test_general_claims_stand_apart_and_lead_to_their_list(client):
    node = factories.cancer_type()
    factories.finding(scope="general", statement="Cells move.")
    text = text_of(client, node)
    assert "0 claims from 0 sources" in text
    block = section(text, "General claims, not about this tumour", "Claims, newest record first")
    assert "1 claim that is about no one tumour type" in block
    assert "Said in reviews, study not traced 1 source, 1 claim" in block
    assert "Cells move." in client.get("/findings/?scope=general&scope=pan_cancer").content.decode()


def test_the_last_year_is_told_with_the_status_before(client):
    node = factories.cancer_type()
    entry = {
        "position": 1, "overall_status": "NOT_YET_RECRUITING", "confirmed_on": "2020", "seen_on": "", "source": "A",
        "note": "",
    }  # fmt: skip
    listed_as_open(node, TODAY, title="Open indeed", status_history=[entry])
    text = section(text_of(client, node), "New in the last year", "Reviews")
    assert "recruiting (before: not yet recruiting), confirmed by the registry on" in text
    assert "In this base: 1 trial new." in text


@pytest.mark.once
def test_the_page_asks_as_many_questions_for_thirty_records_as_for_three(client, django_assert_max_num_queries):
    node = factories.cancer_type()

    paper, payload = study(), factories.payload(tried_in=[tried(node)])

    def add(count: int) -> None:
        for number in range(count):
            about = {"scope": "general", "cancer_types": []} if number % 3 == 0 else {}
            claim(node, publication=paper, payloads=[payload], effect="promotes", **about)
            if number % 3:
                listed_as_open(node, TODAY, payloads=[payload], results=[result()], sites=[site(1)])

    add(3)
    with CaptureQueriesContext(connection) as few:
        page_of(client, node)
    add(27)
    with django_assert_max_num_queries(len(few)):
        page_of(client, node)
