"""Derived tables: kept by the verbs, made anew at any time, public rows only."""

import pytest
from django.core.management import call_command

from tests import factories, whole_base
from tests.factories import BEN, ED
from trials import curation, projection
from trials.models import CancerType, CancerTypeClosure, SearchText, Trial

pytestmark = pytest.mark.django_db


def derived() -> tuple[list, list]:
    pairs = CancerTypeClosure.objects.values_list("ancestor__accession", "descendant__accession", "depth")
    texts = SearchText.objects.values_list("accession", "kind", "number", "title", "names", "body")
    return sorted(pairs), sorted(texts)


def test_the_verbs_keep_what_a_rebuild_makes():
    whole_base.make()
    whole_base.make_unpublished()
    kept = derived()

    projection.rebuild()

    assert derived() == kept
    SearchText.objects.all().delete()
    CancerTypeClosure.objects.all().delete()
    call_command("reproject")
    assert derived() == kept


def tree() -> tuple[CancerType, CancerType, CancerType]:
    root = factories.cancer_type(name="Root")
    middle = factories.cancer_type(name="Middle", parent=root)
    return root, middle, factories.cancer_type(name="Leaf", parent=middle)


def test_the_closure_holds_every_way_down_with_its_length():
    root, middle, leaf = tree()

    found = {(pair.ancestor, pair.descendant, pair.depth) for pair in CancerTypeClosure.objects.all()}

    ways = {(root, middle, 1), (middle, leaf, 1), (root, leaf, 2)}
    assert found == ways | {(node, node, 0) for node in (root, middle, leaf)}
    assert list(CancerType.objects.below(middle).in_order()) == [middle, leaf]
    assert list(CancerType.objects.above(leaf)) == [root, middle, leaf]


def test_a_node_that_moves_takes_its_subtypes_along():
    root, middle, leaf = tree()
    other = factories.cancer_type(name="Other")
    trial = factories.trial(cancer_types=[leaf])

    curation.accept(curation.propose(middle, {"parent": other.accession}, BEN, source="A paper"), ED)

    assert list(Trial.objects.of_cancer_type(other)) == [trial]
    assert list(Trial.objects.of_cancer_type(root)) == []


def test_drafts_are_in_no_derived_table():
    root, *_ = tree()
    before = derived()
    for status in ("draft", "submitted", "returned"):
        factories.cancer_type(status, parent=root)
    projection.rebuild()
    assert derived() == before


def test_a_withdrawn_node_leaves_the_tree():
    _, middle, leaf = tree()
    curation.withdraw(leaf, ED, "Entered twice.")
    assert list(CancerType.objects.below(middle)) == [middle]
    assert not SearchText.objects.filter(pk=leaf.accession).exists()


def test_a_cycle_does_not_hang():
    root, _, leaf = tree()
    CancerType.objects.filter(pk=root.pk).update(parent=leaf)
    projection.rebuild()
    assert CancerTypeClosure.objects.count() == 9


def test_a_basket_covers_its_types_and_their_subtypes():
    _, middle, leaf = tree()
    basket = factories.cancer_type(kind="basket", covers=[middle])
    trial = factories.trial(cancer_types=[basket])
    assert list(Trial.objects.of_basket_covering(leaf)) == [trial]
    assert list(Trial.objects.of_cancer_type(leaf)) == []


def test_pieces_of_a_search_text_stand_between_bars():
    payload = factories.payload(name="IFN-β", synonyms=[{"name": "Interferon beta"}])
    text = SearchText.objects.get(pk=payload.accession)
    assert (text.title, text.kind, text.number) == ("IFN-β", "MSCP", payload.number)
    assert "|ifn beta|" in text.names
    assert text.names.endswith("|interferon beta|")
