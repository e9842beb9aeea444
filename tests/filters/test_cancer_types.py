"""The word cancer_type: the node and its subtypes, however it is named, with baskets or without."""

import pytest
from django.http import QueryDict

from tests import factories
from tests.filters.asking import code, ids, problem
from trials import filters
from trials.models import Redirect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["glioma", "accession", "ncit:C3059", "NCIT:C3059"])
def test_a_cancer_type_means_the_node_and_its_subtypes_however_it_is_named(tree, value):
    above = factories.trial(cancer_types=[tree["glioma"]])
    below = factories.trial(cancer_types=[tree["glioblastoma"]])
    factories.trial()
    named = tree["glioma"].accession if value == "accession" else value
    assert ids("trials", f"cancer_type={named}") == {above.accession, below.accession}


def test_a_code_that_only_comes_near_names_no_type(tree):
    factories.cancer_type(name="Astrocytoma", codes=[code("C60781", relation="narrower")])
    assert problem("trials", "cancer_type=ncit:C60781").word == "cancer_type"


def test_a_misspelt_or_synonymous_type_is_answered_with_the_right_one(tree):
    assert "glioma" in problem("trials", "cancer_type=gliomma").nearest
    assert problem("trials", "cancer_type=gbm").nearest == ("glioblastoma",)


def test_baskets_are_kept_out_added_or_shown_alone(tree):
    glioma = factories.trial(cancer_types=[tree["glioma"]])
    solid = factories.trial(cancer_types=[tree["solid"]])
    assert ids("trials", "cancer_type=glioblastoma") == set()
    assert ids("trials", "cancer_type=glioblastoma&basket=include") == {solid.accession}
    assert ids("trials", "cancer_type=glioma&basket=exclude") == {glioma.accession}
    assert ids("trials", "cancer_type=glioma&basket=include") == {glioma.accession, solid.accession}
    assert ids("trials", "cancer_type=glioma&basket=only") == {solid.accession}
    assert problem("trials", "basket=only").word == "basket"


def test_an_old_slug_still_names_its_type(tree):
    trial = factories.trial(cancer_types=[tree["glioma"]])
    Redirect.objects.create(kind="MSCC", old="gliomas", accession=tree["glioma"].accession)
    listing = filters.listing("trials", QueryDict("cancer_type=gliomas"))
    assert listing.query == "cancer_type=glioma"
    assert [record.accession for record in listing.queryset] == [trial.accession]


def test_an_unpublished_value_is_answered_like_one_that_does_not_exist():
    hidden = factories.cancer_type(name="Hidden tumour", status="submitted")
    for value in (hidden.accession, "hidden-tumour"):
        found = problem("trials", f"cancer_type={value}")
        missing = problem("trials", "cancer_type=MSCC999999")
        assert found.sentence.replace(value, "MSCC999999") == missing.sentence
        assert "hidden-tumour" not in found.nearest
