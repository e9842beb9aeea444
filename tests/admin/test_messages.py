"""Readers' messages at the desk: who sees them, what a page of one shows, and how it is answered."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.addresses import change
from tests.admin.page import forms_of, text_of
from tests.admin.people import ada, desk_of
from trials import curation
from trials.curation import readers
from trials.curation.readers import Said
from trials.models import Flag, ReadingItem, SourceSuggestion

pytestmark = pytest.mark.django_db

WRONG = "The dose in row 2 is per kilogram."


@pytest.fixture
def flag() -> Flag:
    return readers.flag(factories.publication(), Said(WRONG, "reader@example.org"), 1)


def page_of(message) -> str:
    return reverse("admin:message", args=["flag" if isinstance(message, Flag) else "suggestion", message.pk])


def test_the_list_shows_what_waits_the_oldest_first_and_what_was_answered(flag):
    suggestion = readers.suggest("10.1000/xyz", Said("Glioma, engineered cells."))
    declined = readers.answer(readers.suggest("10.1000/old", Said(WRONG)), "declined", factories.ADA, "Out of scope.")

    page = ada().get(reverse("admin:messages"))

    assert [row["message"] for row in page.context["waiting"]] == [flag, suggestion]
    assert [row["message"] for row in page.context["answered"]] == [declined]
    said = text_of(page)
    assert f"Flag on {flag.accession}" in said
    assert "Suggestion: 10.1000/xyz" in said


def test_a_flag_shows_the_record_the_version_seen_and_the_address(flag):
    record = curation.record_of(flag.accession)
    curation.accept(curation.propose(record, {"journal": "Cells"}, factories.ADA, "Title page"), factories.ED)

    said = text_of(ada().get(page_of(flag)))

    assert flag.accession in said
    assert "Version seen 1 it is at version 2 now" in said
    assert "reader@example.org" in said
    assert WRONG in said


def test_an_open_flag_stands_on_the_record_at_the_desk(flag):
    desk, record = ada(), curation.record_of(flag.accession)
    assert "A reader says that something is wrong" in text_of(desk.get(change(record)))
    readers.answer(flag, "declined", factories.ADA, "It is right.")
    assert "A reader says" not in text_of(desk.get(change(record)))


def test_a_curator_answers(flag):
    desk = ada()
    form = forms_of(desk.get(page_of(flag)))[-1]

    answer = desk.post(page_of(flag), form.filled(decision="accepted", reason="Proposed as a change."), follow=True)

    assert "Answered." in text_of(answer)
    flag.refresh_from_db()
    assert (flag.status, flag.decided_by) == ("accepted", "person:ada")
    said = text_of(desk.get(page_of(flag)))
    assert "Proposed as a change. ada," in said
    assert not [form for form in forms_of(desk.get(page_of(flag))) if "decision" in form.data]


def test_a_refused_answer_keeps_what_was_typed(flag):
    desk = ada()
    answer = desk.post(page_of(flag), {"decision": "", "reason": "Half a thought"})
    assert answer.status_code == 409
    assert "Half a thought" in answer.content.decode()
    assert "Choose whether the message is accepted" in text_of(answer)
    flag.refresh_from_db()
    assert flag.status == "open"


def test_a_suggestion_goes_into_the_reading_queue_if_it_is_to_be_read():
    suggestion = readers.suggest("10.1000/xyz", Said(WRONG))
    desk = ada()
    form = forms_of(desk.get(page_of(suggestion)))[-1]
    assert form.data["to_read"] == ["on"]
    desk.post(page_of(suggestion), form.filled(decision="accepted", reason="To be read."))
    assert ReadingItem.objects.get().identifier == "10.1000/xyz"


def test_a_suggestion_that_a_draft_has_already_says_so():
    draft = factories.publication(status="draft", doi="10.1000/xyz")
    suggestion = readers.suggest("10.1000/xyz", Said(WRONG))
    desk = ada()
    assert f"{draft.accession} has it (draft)" in text_of(desk.get(page_of(suggestion)))
    refused = desk.post(page_of(suggestion), {"decision": "accepted", "reason": "Yes.", "to_read": "on"})
    assert refused.status_code == 409
    assert SourceSuggestion.objects.get().status == "open"


@pytest.mark.parametrize("kind", ["flag", "suggestion", "other"])
def test_a_message_that_is_not_there_is_not_found(kind):
    assert ada().get(reverse("admin:message", args=[kind, 99])).status_code == 404


def test_nobody_but_curators_sees_or_answers_messages(flag):
    outsider = desk_of("cleo")
    for address in (reverse("admin:messages"), page_of(flag)):
        assert outsider.get(address).status_code == 403
        assert Client().get(address).url.startswith(reverse("admin:login"))
    assert outsider.post(page_of(flag), {"decision": "declined", "reason": "No."}).status_code == 403
    flag.refresh_from_db()
    assert flag.status == "open"
