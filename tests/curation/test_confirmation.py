"""A public record checked against its source by a second person."""

import pytest

from tests import factories
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.choices import ReviewBasis, Verb
from trials.models import Publication, RecordVersion, ReviewEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def compiled() -> Publication:
    """A record as a release brings it."""
    record = factories.publication()
    values = {"review_basis": ReviewBasis.RELEASE, "edited_by": "release:2026.1", "reviewed_by": ""}
    Publication.objects.filter(pk=record.pk).update(created_by="release:2026.1", **values)
    ReviewEvent.objects.filter(accession=record.accession).delete()
    record.refresh_from_db()
    return record


def test_a_compiled_record_rests_on_two_people_after_a_curator_checked_it(compiled):
    curation.confirm(compiled, BEN, "Compared with the abstract in PubMed.")

    compiled.refresh_from_db()
    assert (compiled.review_basis, compiled.version, compiled.reviewed_by) == ("two_people", 2, BEN.code)
    first, second = RecordVersion.objects.filter(accession=compiled.accession)
    assert (first.review_basis, first.n_to) == ("release", second.n_from) or first.version == 1
    assert second.document == first.document
    assert (second.review_basis, second.reviewer, second.n_from) == ("two_people", BEN.code, n_now())
    event = ReviewEvent.objects.last()
    assert (event.verb, event.actor, event.n) == (Verb.CONFIRM, BEN.code, n_now())


def test_an_accepted_change_says_nothing_of_the_fields_that_nobody_looked_at(compiled):
    proposal = curation.propose(compiled, {"note": "x"}, ADA, source="The paper")
    assert curation.accept(proposal, ED).review_basis == ReviewBasis.RELEASE

    proposal = curation.propose(compiled, {"note": "y"}, ADA, source="The paper")
    record = curation.accept(proposal, ED, decision=curation.Decision(whole_checked=True))
    assert record.review_basis == ReviewBasis.TWO_PEOPLE


def test_nobody_confirms_their_own_work():
    record = factories.publication()
    refused("Nobody decides on their own work", curation.confirm, record, ADA, "Compared.")

    curation.accept(curation.propose(record, {"note": "x"}, EVE, source="The paper"), ED)
    refused("Nobody decides on their own work", curation.confirm, record, EVE, "Compared.")
    assert curation.confirm(record, ADA, "Compared with the paper.").version == 3


def test_a_record_that_the_rules_find_wanting_is_not_confirmed():
    finding = factories.finding()
    finding.terms.all().delete()

    refused("Choose at least one topic.", curation.confirm, finding, BEN, "Compared.")
