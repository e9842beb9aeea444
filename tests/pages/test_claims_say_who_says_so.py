"""An effect that authors only say is shown as their word, never as a result."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/findings/", "/publications/{accession}/"])
def test_an_authors_statement_about_growth_is_their_word(client, address):
    publication = factories.publication()
    said = {"claim_kind": "author_statement", "evidence_level": "not_applicable", "model_system": "opinion"}
    factories.finding(publication=publication, effect="promotes", stance="against", **said)
    factories.finding(publication=publication, effect="inhibits")

    page = client.get(address.format(accession=publication.accession)).content.decode()

    assert "Authors say: promotes" in page
    assert "Authors say: inhibits" not in page
    assert "Inhibits" in page
