"""A record taken back: its tombstone, and what holds a withdrawal up."""

import pytest

from tests import factories
from tests.curation.watching import refused
from tests.factories import BEN, ED, EVE
from trials import curation
from trials.choices import RevisionStatus
from trials.models import RecordVersion, SearchText

pytestmark = pytest.mark.django_db


def test_a_withdrawn_record_keeps_its_row_its_reason_and_its_successor():
    record, better = factories.publication(), factories.publication()

    curation.withdraw(record, EVE, "Entered twice.", successor=better.accession)

    record.refresh_from_db()
    assert (record.status, record.withdrawn_reason, record.successor) == (
        "withdrawn",
        "Entered twice.",
        better.accession,
    )
    assert not SearchText.objects.filter(pk=record.accession).exists()
    assert not RecordVersion.objects.filter(accession=record.accession, n_to=None).exists()


def test_a_successor_is_another_public_record():
    record, draft = factories.publication(), factories.publication("draft")

    for successor in (draft.accession, record.accession, "MSCL999999", "nonsense"):
        refused(
            f"The successor {successor} is no other public record.", curation.withdraw, record, ED, "Wrong.", successor
        )


def test_a_withdrawal_closes_the_open_revisions():
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, BEN, source="The paper")

    curation.withdraw(record, ED, "Entered twice.")

    revision.refresh_from_db()
    assert (revision.status, revision.decided_by) == (RevisionStatus.DECLINED, ED.code)
    assert revision.decision_note == "The record was withdrawn."


@pytest.mark.parametrize(
    "refer",
    [
        lambda p: factories.trial(payloads=[p]),
        lambda p: factories.finding(payloads=[p]),
    ],
    ids=["trial", "finding"],
)
def test_a_payload_is_not_withdrawn_while_a_public_record_refers_to_it(refer):
    payload = factories.payload()
    referrer = refer(payload)

    refused(
        f"1 public records rest on {payload.accession} ({referrer.accession})",
        curation.withdraw,
        payload,
        ED,
        "Wrong.",
    )

    curation.withdraw(referrer, ED, "Wrong.")
    assert curation.withdraw(payload, ED, "Wrong.").status == "withdrawn"


def test_owned_rows_refer_too():
    node, publication = factories.cancer_type(), factories.publication()
    source = {"position": 1, "publication": publication.accession, "locator": "Table 1", "citation": "", "url": ""}
    tried = {"position": 1, "cancer_type": node.accession, "model": "animal", "note": ""}
    payload = factories.payload(sources=[source], tried_in=[tried])

    refused(payload.accession, curation.withdraw, publication, ED, "Wrong.")
    refused(payload.accession, curation.withdraw, node, ED, "Wrong.")


def test_a_draft_that_refers_to_it_holds_no_withdrawal_up():
    payload = factories.payload()
    factories.trial("draft", payloads=[payload])

    assert curation.withdraw(payload, ED, "Wrong.").status == "withdrawn"
