"""“I take this” at the desk: shown in the queue and on the page, taken over by a button, never by looking."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import act, change
from tests.admin.page import Form, forms_of, text_of
from tests.admin.people import ada, ed, eve
from tests.factories import ADA
from trials import curation
from trials.models import Hold

pytestmark = pytest.mark.django_db


def take_form(response) -> Form:
    return next(form for form in forms_of(response) if "/take/" in form.action)


def test_looking_takes_nothing_and_the_button_does():
    record, at_ed = factories.finding("submitted"), ed()
    page = at_ed.get(change(record))
    assert "Nobody reviews this just now." in text_of(page)
    assert not Hold.objects.exists()

    form = take_form(page)
    response = at_ed.post(form.action, form.filled())

    assert response.url == change(record)
    assert "You took this for review" in text_of(at_ed.get(change(record)))
    queue = text_of(eve().get(reverse("admin:queue")))
    assert "ed for less than a minute" in queue


def test_it_is_taken_over_from_whom_one_saw():
    record, at_ed, at_eve = factories.finding("submitted"), ed(), eve()
    early = take_form(at_eve.get(change(record)))
    at_ed.post(take_form(at_ed.get(change(record))).action, {"over": ""})

    response = at_eve.post(early.action, early.filled(), follow=True)
    assert f"Ed took {record.accession} for review meanwhile." in text_of(response)
    refused = at_eve.post(act(record, "return"), {"note": "Which mice?"})
    assert "Take it over first, then decide." in text_of(refused)
    assert "Which mice?" in refused.content.decode()

    form = take_form(refused)
    at_eve.post(form.action, form.filled())
    assert Hold.objects.get().actor == "person:eve"


def test_who_may_not_decide_sees_no_button_and_is_refused_by_hand():
    record, at_ada = factories.finding("submitted"), ada()
    address = reverse("admin:take", args=[record.accession])

    assert not [form for form in forms_of(at_ada.get(change(record))) if form.action == address]
    assert at_ada.post(address, {}).status_code == 403
    assert ed().get(address).status_code == 405


def test_the_way_back_leads_nowhere_else():
    record, at_ed = factories.finding("submitted"), ed()
    address = reverse("admin:take", args=[record.accession])

    for strange in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        assert at_ed.post(address, {"back": strange}).url == change(record)


def test_what_the_author_says_stands_beside_the_buttons():
    record = factories.finding("draft")
    curation.submit(record, ADA, "The numbers are from figure 3.")

    assert "What the author says The numbers are from figure 3." in text_of(ed().get(change(record)))
