"""Nobody decides on their own work: the verbs see to it, and the database by itself."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from tests.curation.watching import refused
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.choices import ReviewBasis, Verb
from trials.models import Publication, RecordVersion, ReviewEvent, Revision

pytestmark = pytest.mark.django_db


def test_whoever_wrote_on_a_draft_does_not_publish_it():
    record = factories.publication("draft")
    curation.edit(record, {"note": "x"}, ED)
    curation.edit(record, {"note": "y"}, BEN)
    curation.submit(record, BEN)

    refused("Nobody decides on their own work", curation.publish, record, ED)
    refused("Nobody decides on their own work", curation.return_, record, ED, "No.")
    assert curation.publish(record, EVE).reviewed_by == EVE.code


def test_an_author_of_a_change_does_not_accept_it():
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, EVE, source="The paper")

    refused("Nobody decides on their own work", curation.accept, revision, EVE)


EVERY_KIND = (factories.cancer_type, factories.publication, factories.payload, factories.trial, factories.finding)


def forbidden(queryset, **values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**values)


@pytest.mark.parametrize("make", EVERY_KIND)
def test_the_database_keeps_four_eyes_by_itself(make):
    record = make("submitted")
    rows = type(record).objects.filter(pk=record.pk)
    public = {"status": "published", "version": 1, "review_basis": "two_people"} | (
        {"slug": "x"} if hasattr(record, "slug") else {}
    )

    forbidden(rows, **public, reviewed_by=ADA.code)
    forbidden(rows, **public, reviewed_by="")
    forbidden(rows, **public, edited_by=BEN.code, reviewed_by=ADA.code)
    forbidden(rows, **public | {"version": 2}, edited_by=ED.code, reviewed_by=ED.code)
    forbidden(rows, **public, created_by="", reviewed_by=ED.code)
    forbidden(rows, **public, created_by=None, reviewed_by=ED.code)
    forbidden(rows, **public, reviewed_by=None)
    rows.update(**public, reviewed_by=ED.code)


def test_the_database_keeps_public_records_and_tombstones_whole():
    record = factories.publication()
    rows = Publication.objects.filter(pk=record.pk)

    forbidden(rows, review_basis="not_applicable")
    forbidden(rows, version=0)
    forbidden(rows, status="withdrawn")


def test_the_database_lets_nobody_accept_an_own_revision():
    revision = curation.propose(factories.publication(), {"note": "x"}, ADA, source="The paper")
    rows = Revision.objects.filter(pk=revision.pk)

    forbidden(rows, status="accepted", decided_by=ADA.code)
    forbidden(rows, status="accepted", decided_by="")
    forbidden(rows, author="")
    forbidden(rows, status="partly_accepted", decided_by=ADA.code)
    rows.update(status="accepted", decided_by=ADA.code, review_basis="one_person")
    rows.update(status="accepted", decided_by=ED.code, review_basis="two_people")


def test_an_event_names_who_did_it():
    factories.publication("draft")
    forbidden(ReviewEvent.objects.all(), actor="")


def test_one_person_may_publish_alone_where_the_installation_allows_it(settings):
    settings.MSCDB_SINGLE_PERSON = True
    record = curation.create(Publication, {"title": "A review"}, ED)
    curation.submit(record, ED)
    other = factories.publication("submitted")

    assert curation.publish(record, ED).review_basis == ReviewBasis.ONE_PERSON
    assert RecordVersion.objects.get(accession=record.accession).review_basis == ReviewBasis.ONE_PERSON
    assert curation.publish(other, ED).review_basis == ReviewBasis.TWO_PEOPLE


def test_one_person_may_accept_own_changes_where_the_installation_allows_it(settings):
    settings.MSCDB_SINGLE_PERSON = True
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, ED, source="The paper")

    assert curation.available_on(revision, record, ED) == [Verb.ACCEPT, Verb.DECLINE]
    assert curation.accept(revision, ED).review_basis == ReviewBasis.ONE_PERSON
    revision.refresh_from_db()
    assert (revision.status, revision.review_basis) == ("accepted", "one_person")


def test_one_person_alone_neither_returns_nor_confirms_own_work(settings):
    settings.MSCDB_SINGLE_PERSON = True
    submitted = curation.create(Publication, {"title": "A review"}, ED)
    curation.submit(submitted, ED)

    refused("Nobody decides on their own work", curation.return_, submitted, ED, "No.")
    public = curation.publish(submitted, ED)
    refused("Nobody decides on their own work", curation.confirm, public, ED, "Compared.")
