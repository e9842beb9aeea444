"""Accessions: counted by kind, never given again."""

import pytest

from tests import factories
from trials import curation
from trials.curation import Refusal
from trials.models import AccessionCounter

pytestmark = pytest.mark.django_db


def test_accessions_are_counted_by_kind_and_never_given_again():
    first, second = factories.publication("draft"), factories.publication("draft")
    payload = factories.payload("draft")

    assert [first.accession, second.accession, payload.accession] == ["MSCL000001", "MSCL000002", "MSCP000001"]
    second.delete()
    assert factories.publication("draft").accession == "MSCL000003"


def test_an_accession_grows_past_six_digits():
    AccessionCounter.objects.create(prefix="MSCL", last=999_999)

    record = factories.publication("draft")

    assert (record.accession, record.number) == ("MSCL1000000", 1_000_000)
    assert curation.record_of("MSCL1000000") == record


@pytest.mark.parametrize("accession", ["", "MSCL000009", "X1", "NCT02530047"])
def test_asking_for_a_record_that_is_not_there_is_a_refusal(accession):
    with pytest.raises(Refusal, match=f"There is no record {accession}"):
        curation.record_of(accession)
