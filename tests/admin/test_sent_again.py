"""Logged out, or logged in anew, while typing: what was sent comes back whole and is sent again; nothing is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.addresses import ADD_PUBLICATION, change
from tests.admin.page import forms_of, record_form, text_of
from tests.admin.people import account
from trials.models import Publication

pytestmark = pytest.mark.django_db

ADD = reverse(ADD_PUBLICATION)
FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"}
LINES = 'First line,\r\n"second" & <third>'


@pytest.fixture
def desk() -> Client:
    """A browser whose tokens are looked at, logged in as Ada."""
    account("ada", "Curator")
    client = Client(enforce_csrf_checks=True)
    log_in(client)
    return client


def log_in(client: Client) -> None:
    """By the form, which changes the token."""
    address = reverse("admin:login")
    form = forms_of(client.get(address))[0]
    sent = form.filled(username="ada", password="a good long pass phrase", next=reverse("admin:index"))
    assert client.post(address, sent, headers=FROM_HERE).status_code == 302


def typed(client: Client) -> dict:
    return record_form(client.get(ADD)).filled(title="A review of homing", note=LINES, _save="1")


def sent_again(client: Client, page):
    form = next(form for form in forms_of(page) if "title" in form.data)
    return client.post(form.action, form.data, headers=FROM_HERE)


def test_a_form_that_was_opened_before_the_last_log_in_comes_back_and_is_taken(desk):
    sent = typed(desk)
    desk.logout()
    log_in(desk)

    page = desk.post(ADD, sent, headers=FROM_HERE)

    assert page.status_code == 403
    assert "Nothing is lost, and nothing was done yet." in text_of(page)
    assert not Publication.objects.exists()
    assert sent_again(desk, page).status_code == 302
    record = Publication.objects.get()
    assert (record.title, record.note.splitlines()) == ("A review of homing", LINES.splitlines())


def test_who_was_logged_out_meanwhile_logs_in_in_a_second_tab_and_sends_it_again(desk):
    sent = typed(desk)
    desk.logout()
    desk.get(reverse("admin:login"))

    page = desk.post(ADD, sent | {"csrfmiddlewaretoken": [str(desk.cookies["csrftoken"].value)]}, headers=FROM_HERE)

    assert page.status_code == 403
    assert "You are logged out." in text_of(page)
    log_in(desk)
    again = sent_again(desk, page)
    assert "opened before you last logged in" in text_of(again)
    assert sent_again(desk, again).status_code == 302
    assert Publication.objects.get().title == "A review of homing"


def test_what_another_site_sends_is_refused_and_not_shown(desk):
    record = factories.publication("draft")
    forged = {"title": "Forged", "_save": "1"}

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}):
        page = desk.post(change(record), forged, headers=headers)
        assert page.status_code == 403
        assert "Forged" not in page.content.decode()
    assert Publication.objects.get().title != "Forged"


def test_a_password_never_comes_back(desk):
    page = desk.post(reverse("admin:password_change"), {"old_password": "very secret"}, headers=FROM_HERE)
    assert page.status_code == 403
    assert "very secret" not in page.content.decode()
