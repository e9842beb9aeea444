"""The page of a tumour type: who can join what, the evidence in its blocks, the claims."""

from datetime import date

import pytest

from tests import factories
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
