"""Slugs: given at publication, never shared, old ones lead on."""

import pytest

from tests import factories
from tests.factories import BEN, ED
from trials import curation
from trials.models import Payload, Redirect

pytestmark = pytest.mark.django_db


def renamed(record, name: str):
    return curation.accept(curation.propose(record, {"name": name}, BEN, source="The paper"), ED)


def test_a_slug_is_given_at_publication_and_no_two_records_share_one():
    draft = factories.payload("draft", name="TRAIL")
    assert draft.slug == ""

    first, second = factories.payload(name="Interferon, type I"), factories.payload(name="Interferon: type I")
    assert (first.slug, second.slug) == ("interferon-type-i", "interferon-type-i-2")


def test_a_greek_letter_has_its_name_in_a_slug():
    assert factories.payload(name="IFN-β").slug == "ifn-beta"
    assert factories.payload(name="TNF-α").slug == "tnf-alpha"


def test_after_a_change_of_name_the_old_slug_leads_to_the_record():
    node = factories.cancer_type(name="Hepatoma")

    node = renamed(node, "Hepatocellular carcinoma")

    assert node.slug == "hepatocellular-carcinoma"
    assert Redirect.objects.leading_from("MSCC", "hepatoma") == node.accession
    assert factories.cancer_type(name="Hepatoma").slug == "hepatoma-2"


def test_a_name_taken_back_is_no_redirect_to_itself():
    node = renamed(renamed(factories.cancer_type(name="Hepatoma"), "Liver cancer"), "Hepatoma")

    assert node.slug == "hepatoma"
    assert list(Redirect.objects.values_list("old", "accession")) == [("liver-cancer", node.accession)]


def test_a_slug_stays_while_the_name_does():
    factories.payload(name="Interferon, type I")
    second = factories.payload(name="Interferon: type I")
    given = factories.payload(name="Something long")
    Payload.objects.filter(pk=given.pk).update(slug="short")

    for record, slug in ((second, "interferon-type-i-2"), (given, "short")):
        record = curation.accept(curation.propose(record, {"note": "x"}, BEN, source="The paper"), ED)
        assert record.slug == slug
    assert not Redirect.objects.exists()
