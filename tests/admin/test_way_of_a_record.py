"""The desk: from draft to public and on, through two pairs of eyes."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import ADD_PUBLICATION, act, change, new_publication, propose, why
from tests.admin.page import record_form, text_of
from tests.admin.people import ada, desk_of, ed
from trials import curation
from trials.choices import RecordStatus
from trials.models import Revision

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_record_goes_from_draft_to_public_through_two_pairs_of_eyes():
    at_ada, at_ed = ada(), ed()
    record = new_publication(at_ada, **{"authors-0-name": "A. Author", "authors-TOTAL_FORMS": "1"})
    assert (record.status, record.created_by) == (RecordStatus.DRAFT, "person:ada")
    assert [author.name for author in record.authors.all()] == ["A. Author"]

    at_ada.post(act(record, "submit"), {"note": "Please look."})
    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED

    at_ed.post(act(record, "return"), {"note": "Which journal?"})
    record.refresh_from_db()
    assert record.status == RecordStatus.RETURNED
    page = at_ada.get(change(record))
    assert "Which journal?" in text_of(page)
    assert "Which journal?" in text_of(at_ada.get(reverse("admin:index")))

    at_ada.post(change(record), record_form(page).filled(journal="Cells", _submit="1"))
    record.refresh_from_db()
    assert (record.status, record.journal) == (RecordStatus.SUBMITTED, "Cells")

    at_ed.post(act(record, "publish"), {})
    record.refresh_from_db()
    assert (record.status, record.version, record.reviewed_by) == (RecordStatus.PUBLISHED, 1, "person:ed")


def test_an_editor_does_not_publish_their_own_work():
    at_ed = ed()
    record = new_publication(at_ed)
    at_ed.post(act(record, "submit"), {})

    page = at_ed.get(change(record))
    assert act(record, "publish") not in page.content.decode()

    response = at_ed.post(act(record, "publish"), {})
    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED
    assert "Nobody decides on their own work" in text_of(response)


def test_a_superuser_has_no_way_round_four_eyes():
    root = desk_of("root", "Curator", "Editor", is_superuser=True)
    record = new_publication(root)
    root.post(act(record, "submit"), {})
    root.post(act(record, "publish"), {})

    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED


def test_a_superuser_who_is_no_curator_only_looks():
    record = factories.publication(status="draft")
    root = desk_of("root", is_superuser=True)

    assert b'id="record-form"' not in root.get(change(record)).content
    assert root.get(reverse(ADD_PUBLICATION)).status_code == 403
    assert root.post(reverse(ADD_PUBLICATION), {"title": "Mine"}).status_code == 403


def test_a_change_is_proposed_with_the_same_form_and_accepted_by_another():
    record = factories.publication(title="A reveiw", doi="10.1000/x")
    at_ada, at_ed = ada(), ed()

    form = record_form(at_ada.get(propose(record)))
    response = at_ada.post(propose(record), form.filled(title="A review", **why("The title page", "A slip.")))
    revision = Revision.objects.get()
    assert [(each["field"], each["old"], each["new"]) for each in revision.changes] == [
        ("title", "A reveiw", "A review")
    ]
    assert response.url == reverse("admin:trials_revision_change", args=[revision.pk])

    own_page = at_ada.get(response.url)
    assert "Take back" in text_of(own_page)
    assert "Accept" not in text_of(own_page)

    page = at_ed.get(response.url)
    assert all(
        word in text_of(page) for word in ("A reveiw", "A review", "The title page", "A slip.", "Accept", "Decline")
    )
    at_ed.post(reverse("admin:trials_revision_decide", args=[revision.pk, "accept"]), {})
    record.refresh_from_db()
    assert (record.title, record.version) == ("A review", 2)


def test_the_author_of_a_change_cannot_accept_it():
    record = factories.publication()
    at_ed = ed()
    at_ed.post(propose(record), record_form(at_ed.get(propose(record))).filled(journal="Cells", **why()))

    response = at_ed.post(reverse("admin:trials_revision_decide", args=[Revision.objects.get().pk, "accept"]), {})

    record.refresh_from_db()
    assert record.version == 1
    assert "Nobody decides on their own work" in text_of(response)


def test_a_change_is_declined_with_a_reason():
    record = factories.publication()
    revision = curation.propose(record, {"journal": "Cells"}, factories.ADA, "Title page")
    at_ed, address = ed(), reverse("admin:trials_revision_decide", args=[revision.pk, "decline"])

    assert "Say in the note why" in text_of(at_ed.post(address, {"note": " "}))
    at_ed.post(address, {"note": "It was another journal."})

    revision.refresh_from_db()
    assert (revision.status, revision.decision_note) == ("declined", "It was another journal.")
