"""From draft to public and through its changes: what each verb leaves behind."""

import pytest

from tests import factories
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.document import to_document
from trials.models import Publication, RecordVersion, ReviewEvent, Revision

pytestmark = pytest.mark.django_db


def test_a_draft_saved_from_an_old_reading_loses_nobody_s_work():
    draft = factories.publication("draft")
    old_reading = Publication.objects.get(pk=draft.pk)
    curation.edit(draft, {"journal": "Cells"}, BEN)

    refused("was changed by somebody else meanwhile; look at it again", curation.edit, old_reading, {"note": "x"}, ADA)


def test_returned_work_keeps_its_note_until_it_is_submitted_again():
    record = factories.publication("returned")
    assert record.return_note == "Please say more."

    curation.edit(record, {"note": "More."}, ADA)
    assert record.status == "draft"
    assert record.return_note == "Please say more."
    curation.submit(record, ADA)

    record.refresh_from_db()
    assert (record.status, record.return_note) == ("submitted", "")


def test_editing_leaves_out_what_the_document_leaves_out():
    record = factories.publication("draft", keyword=["MSC"], year=2021)

    curation.edit(record, {"journal": "Cells"}, ADA)

    document = to_document(Publication.objects.get())
    assert (document["journal"], document["year"], document["keyword"]) == ("Cells", 2021, ["MSC"])


def test_publishing_makes_version_one_with_its_document():
    record = factories.publication()

    version = RecordVersion.objects.get()
    assert (record.version, record.review_basis, record.reviewed_by) == (1, "two_people", ED.code)
    assert (version.n_from, version.n_to, version.version, version.author, version.reviewer) == (
        n_now(),
        None,
        1,
        ADA.code,
        ED.code,
    )
    assert version.document == to_document(record)
    assert version.public_at == record.updated_at


def test_every_public_change_raises_n_by_one_and_closes_the_version_before():
    record = factories.publication()
    start = n_now()
    factories.publication("draft")
    factories.publication("submitted")
    factories.publication("returned")
    assert n_now() == start

    curation.accept(curation.propose(record, {"note": "x"}, BEN, source="The paper"), ED)
    curation.decline(curation.propose(record, {"note": "y"}, BEN, source="The paper"), ED, "No.")
    curation.accept(curation.propose(record, {"note": "z"}, BEN, source="The paper"), ED)
    curation.withdraw(record, ED, "Entered twice.")

    assert n_now() == start + 3
    spans = RecordVersion.objects.filter(accession=record.accession).values_list("version", "n_from", "n_to")
    assert list(spans) == [(1, start, start + 1), (2, start + 1, start + 2), (3, start + 2, start + 3)]
    events = ReviewEvent.objects.filter(accession=record.accession, n__isnull=False).values_list("verb", "n", "version")
    assert list(events) == [
        ("publish", start, 1),
        ("accept", start + 1, 2),
        ("accept", start + 2, 3),
        ("withdraw", start + 3, 3),
    ]


def test_an_accepted_change_names_its_author_and_who_accepted_it():
    record = factories.publication()

    record = curation.accept(curation.propose(record, {"note": "x"}, BEN, source="The paper"), EVE, "Right.")

    assert (record.version, record.edited_by, record.reviewed_by, record.note) == (2, BEN.code, EVE.code, "x")
    revision = Revision.objects.get()
    assert (revision.status, revision.decided_by, revision.decision_note) == ("accepted", EVE.code, "Right.")
    assert revision.changes == [{"field": "note", "old": "", "new": "x", "decision": "accepted"}]
    assert revision.decided_at == record.updated_at
