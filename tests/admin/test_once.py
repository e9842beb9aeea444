"""A double click without JavaScript: what is sent twice is done once, and leads to the same place."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.addresses import ADD_PUBLICATION, act, change, propose, why
from tests.admin.page import Form, forms_of, record_form, text_of
from tests.admin.people import ada, ed
from tests.curation.racing import Crowd
from trials.models import (
    ChangeSet,
    EditorialRequest,
    Finding,
    Publication,
    ReadingItem,
    RecordVersion,
    ReviewEvent,
    Revision,
    SentForm,
)

ADD = reverse(ADD_PUBLICATION)


def form_with(page, name: str) -> Form:
    return next(form for form in forms_of(page) if name in form.data or name in form.buttons)


def new_paper(desk: Client) -> tuple[str, dict]:
    return ADD, record_form(desk.get(ADD)).filled(title="A review of homing", _save="1")


def new_finding(desk: Client) -> tuple[str, dict]:
    address = reverse("admin:enter_findings", args=[factories.publication().accession])
    return address, record_form(desk.get(address)).filled(statement="Cells homed.", _next="1")


def new_proposal(desk: Client) -> tuple[str, dict]:
    address = propose(factories.publication())
    return address, record_form(desk.get(address)).filled(journal="Cells", **why())


def new_set(desk: Client) -> tuple[str, dict]:
    address = reverse("admin:change_sets")
    return address, form_with(desk.get(address), "title").filled(title="Kim 2021")


def new_request(desk: Client) -> tuple[str, dict]:
    address = reverse("admin:request_for", args=[factories.publication().accession, "withdraw"])
    return address, form_with(desk.get(address), "reason").filled(reason="Entered twice.", ask="")


def new_reading(desk: Client) -> tuple[str, dict]:
    address = reverse("admin:reading")
    return address, form_with(desk.get(address), "comment").filled(what="10.1000/abc", comment="Read it.")


MADE = {
    new_paper: Publication,
    new_finding: Finding,
    new_proposal: Revision,
    new_set: ChangeSet,
    new_request: EditorialRequest,
    new_reading: ReadingItem,
}


@pytest.mark.django_db
@pytest.mark.parametrize("form", MADE, ids=lambda form: form.__name__)
def test_a_form_that_is_sent_twice_makes_one_and_leads_there_again(form: Callable[[Client], tuple[str, dict]]):
    desk = ada()
    address, sent = form(desk)
    model, before = MADE[form], MADE[form].objects.count()

    first, events = desk.post(address, sent), ReviewEvent.objects.count()
    again = desk.post(address, sent)

    assert (first.status_code, again.status_code) == (302, 302)
    assert again.url == first.url
    assert model.objects.count() == before + 1
    assert ReviewEvent.objects.count() == events
    assert "You sent this form twice; it was done once." in text_of(desk.get(again.url))


@pytest.mark.django_db
def test_a_decision_that_is_sent_twice_is_made_once_and_not_refused():
    record, desk = factories.publication("submitted"), ed()
    button = next(form for form in forms_of(desk.get(change(record))) if form.action == act(record, "publish"))

    answers = [desk.post(button.action, button.filled(note="Good.")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert RecordVersion.objects.of_record(record.accession).count() == 1


@pytest.mark.django_db
def test_who_goes_back_and_types_something_else_makes_another():
    desk = ada()
    address, sent = new_paper(desk)

    desk.post(address, sent)
    other = desk.post(address, sent | {"title": ["A second review"]})

    assert other.status_code == 302
    assert set(Publication.objects.values_list("title", flat=True)) == {"A review of homing", "A second review"}


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again_as_it_was():
    desk, holder = ada(), factories.publication("draft", doi="10.1000/abc")
    address, sent = new_paper(desk)
    sent |= {"doi": ["10.1000/abc"]}

    assert desk.post(address, sent).status_code == 200
    assert not SentForm.objects.exists()
    Publication.objects.filter(pk=holder.pk).update(doi="")

    assert desk.post(address, sent).status_code == 302


@pytest.mark.django_db
def test_the_same_words_of_two_people_are_two_forms():
    desk, other = ada(), ed()
    address, sent = new_paper(desk)

    assert [client.post(address, sent).status_code for client in (desk, other)] == [302, 302]
    assert Publication.objects.count() == 2


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_that_arrive_in_the_same_moment_make_one():
    desk = ada()
    twin = Client()
    twin.cookies = desk.cookies
    answers = []

    with Crowd(2) as crowd:
        for round_ in range(1, 6):
            address, sent = new_paper(desk)
            jobs = [lambda c=client, a=address, s=sent: answers.append(c.post(a, s).url) for client in (desk, twin)]
            assert crowd.together(*jobs) == ["", ""]
            assert Publication.objects.count() == round_
            assert len(set(answers[-2:])) == 1
