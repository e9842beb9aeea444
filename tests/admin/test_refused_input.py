"""The desk: what is refused and how, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import ADD_PUBLICATION, act, change, new_publication, propose, why
from tests.admin.page import record_form, text_of
from tests.admin.people import ada, ed
from trials import curation
from trials.choices import RecordStatus
from trials.models import Publication, Revision, Trial

pytestmark = pytest.mark.django_db


def test_refused_input_shows_the_sentence_and_keeps_what_was_typed():
    taken = factories.publication(status="draft", doi="10.1000/taken")
    at_ada = ada()
    form = record_form(at_ada.get(reverse(ADD_PUBLICATION)))

    page = at_ada.post(
        reverse(ADD_PUBLICATION),
        form.filled(
            title="My long title", doi="10.1000/taken", keyword="one\ntwo", url="ftp://x",
            **{"authors-0-name": "A. Author", "authors-0-position": "x"},
        ),
    )  # fmt: skip

    assert page.status_code == 200
    assert Publication.objects.count() == 1
    said = page.content.decode()
    assert f'<a href="{change(taken)}">{taken.accession}</a>' in said
    kept = record_form(page).data
    assert (kept["title"], kept["doi"], kept["keyword"]) == (["My long title"], ["10.1000/taken"], ["one\ntwo"])
    assert (kept["authors-0-name"], kept["authors-0-position"]) == (["A. Author"], ["x"])


def test_a_reference_that_is_not_there_stays_in_its_field():
    at_ada = ada()
    address = reverse("admin:trials_finding_add")

    page = at_ada.post(
        address, record_form(at_ada.get(address)).filled(publication="MSCL999999", payloads=["MSCP999999"])
    )

    assert "There is no publication MSCL999999." in text_of(page)
    assert record_form(page).data["publication"] == ["MSCL999999"]
    assert record_form(page).data["payloads"] == ["MSCP999999"]


def test_a_draft_that_lacks_something_is_saved_and_not_submitted():
    at_ada = ada()
    form = record_form(at_ada.get(reverse("admin:trials_trial_add")))

    response = at_ada.post(reverse("admin:trials_trial_add"), form.filled(title="A trial", _submit="1"), follow=True)

    trial = Trial.objects.get()
    assert (trial.title, trial.status) == ("A trial", RecordStatus.DRAFT)
    assert "Not submitted." in text_of(response)
    assert "Choose what the cells are given for." in text_of(response)


def test_a_save_over_newer_work_is_refused_once_and_keeps_what_was_typed():
    record = factories.publication(status="draft", title="First")
    at_ada = ada()
    form = record_form(at_ada.get(change(record)))
    curation.edit(record, {"title": "Second"}, factories.BEN)

    refused = at_ada.post(change(record), form.filled(title="Third"))
    record.refresh_from_db()
    assert (refused.status_code, record.title) == (409, "Second")
    assert "was saved by person:ben after you opened it" in text_of(refused)
    assert record_form(refused).data["title"] == ["Third"]

    at_ada.post(change(record), record_form(refused).filled())
    record.refresh_from_db()
    assert record.title == "Third"


def test_a_draft_that_was_published_meanwhile_is_not_written_and_nothing_typed_is_lost():
    record = factories.publication(status="draft")
    at_ada = ada()
    form = record_form(at_ada.get(change(record)))
    curation.submit(record, factories.ADA)
    curation.publish(record, factories.ED)

    refused = at_ada.post(change(record), form.filled(title="Too late"))

    record.refresh_from_db()
    assert record.title != "Too late"
    assert record_form(refused).data["title"] == ["Too late"]
    assert "this move does not start there" in text_of(refused)


def test_a_change_made_from_an_older_version_is_refused_with_the_fields_that_moved():
    record = factories.publication(title="First", journal="Cells")
    at_ada = ada()
    form = record_form(at_ada.get(propose(record)))
    curation.accept(curation.propose(record, {"journal": "Stem Cells"}, factories.BEN, "Title page"), factories.ED)

    refused = at_ada.post(propose(record), form.filled(title="Second", **why()))

    assert refused.status_code == 409
    assert "version 2 now (changed since you opened it: Journal)" in text_of(refused)
    assert record_form(refused).data["title"] == ["Second"]


def test_a_change_needs_a_source():
    record = factories.publication()
    at_ada = ada()

    page = at_ada.post(propose(record), record_form(at_ada.get(propose(record))).filled(journal="Cells", **why("")))

    assert page.status_code == 200
    assert not Revision.objects.exists()
    assert record_form(page).data["journal"] == ["Cells"]


def test_a_form_sent_back_untouched_proposes_nothing():
    record = factories.publication()
    at_ada = ada()

    page = at_ada.post(propose(record), record_form(at_ada.get(propose(record))).filled(**why()))

    assert "Nothing is changed." in text_of(page)


def test_owned_rows_are_added_changed_and_taken_away_in_the_form():
    record = factories.publication(
        status="draft", authors=[{"position": 1, "name": "First"}, {"position": 2, "name": "Second"}]
    )
    at_ada = ada()
    form = record_form(at_ada.get(change(record)))
    assert form.data["authors-TOTAL_FORMS"] == ["3"]

    at_ada.post(
        change(record), form.filled(**{"authors-0-DELETE": "on", "authors-1-name": "Two", "authors-2-name": "Three"})
    )

    record.refresh_from_db()
    assert [(author.position, author.name) for author in record.authors.all()] == [(2, "Two"), (3, "Three")]


def test_a_name_in_a_text_is_never_taken_for_markup():
    at_ada = ada()
    record = new_publication(at_ada, note="<script>alert(1)</script>")
    curation.submit(record, factories.ADA)

    assert "<script>alert(1)" not in at_ada.get(change(record)).content.decode()


@pytest.mark.parametrize(
    ("status", "verb", "typed"),
    [("submitted", "return", {"note": " "}), ("draft", "publish", {}), ("published", "confirm", {"note": ""})],
)
def test_the_refusal_of_a_button_names_the_record(status, verb, typed):
    record = factories.publication(status)

    page = ed().post(act(record, verb), typed)

    assert page.status_code == 409
    sentence = next(str(message) for message in page.context["messages"])
    assert record.accession in sentence
