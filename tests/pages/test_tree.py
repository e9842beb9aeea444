"""The tree of tumour types: rolled-up counts, search, baskets apart."""

import re

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    root = factories.cancer_type(name="All cancer", kind="root")
    brain = factories.cancer_type(name="CNS tumour", kind="organ_system", parent=root)
    glioma = factories.cancer_type(name="Glioma", parent=brain)
    gbm = factories.cancer_type(name="Glioblastoma", parent=glioma, synonyms=[{"name": "GBM"}])
    blood = factories.cancer_type(name="Blood cancer", kind="organ_system", parent=root)
    factories.cancer_type(name="Leukaemia", parent=blood)
    solid = factories.cancer_type(name="Solid tumours", kind="basket", parent=root, covers=[brain])
    factories.trial(cancer_types=[glioma, gbm])
    factories.trial(cancer_types=[gbm])
    factories.trial(cancer_types=[solid])
    factories.trial("draft", cancer_types=[gbm])


def text_of(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/cancer-types/{query}")
    assert answer.status_code == status
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_a_trial_of_a_type_and_its_subtype_counts_once_and_a_basket_apart(client: Client, tree):
    page = text_of(client)
    assert "CNS tumour 2 trials" in plain(page)
    assert re.search(r'cancer_type=glioma">2<', page)
    systems, baskets = page.split('id="collective"')
    assert "Solid tumours" not in plain(systems).split("Unfold all")[1]
    assert "covers CNS tumour" in plain(baskets)
    assert 'cancer_type=solid-tumours">1<' in baskets


def test_systems_are_folded_until_asked(client: Client, tree):
    assert "<details" in text_of(client)
    assert "open>" not in text_of(client)
    assert text_of(client, "?unfold=all").count("open>") == 2


@pytest.mark.parametrize("text", ["gbm", "glioblastma"])
def test_a_type_is_found_by_synonym_or_with_a_slip_and_shown_with_what_it_belongs_to(client: Client, tree, text):
    page = text_of(client, f"?q={text}")
    assert "<mark>Glioblastoma</mark>" in page
    assert "Glioma" in page
    assert "CNS tumour" in page
    assert "Leukaemia" not in page
    assert "1 type found" in plain(page)


def test_what_is_not_understood_is_explained(client: Client, tree):
    assert "called so" in text_of(client, "?q=zebrafish")
    for query in ("?qq=x", "?unfold=some", f"?q={'x' * 300}", "?q=%00"):
        assert "<h1" in text_of(client, query, 400)
