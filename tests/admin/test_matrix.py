"""The table of moves through the desk: its buttons, and what is sent by hand without one."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.addresses import act, change, propose, why
from tests.admin.page import Form, forms_of
from tests.admin.people import desk_of
from tests.curation.matrix import (
    AFTERWARDS,
    CURATORS,
    LEGAL,
    PEOPLE,
    VERBS,
    publication_of,
    waiting_for,
)
from tests.curation.watching import base
from tests.rows import Rows
from trials.choices import RecordStatus, RequestKind, Verb
from trials.document import to_document
from trials.forms import form_of
from trials.models import EditorialRequest, Publication, ReviewEvent, Revision, TypedForm

pytestmark = [pytest.mark.django_db, pytest.mark.once]

GROUPS = {
    "author": ("ada", "Curator"),
    "other curator": ("ben", "Curator"),
    "editor": ("ed", "Curator", "Editor"),
    "editor who is the author": ("eve", "Curator", "Editor"),
    "chief editor": ("ida", "Chief editor"),
    "outsider": ("cleo",),
}
# Where the desk says no: the login page or the record with a sentence, no right, no such page, a sentence in place.
REFUSALS = (302, 403, 404, 409)


@dataclass(frozen=True)
class Place:
    """Where the desk offers a move: the page, how its button is known there, and what it sends where."""

    page: str
    is_offered: Callable[[HttpResponse], bool]
    target: str
    sent: dict


def by_form(action: str, button: str = "") -> Callable[[HttpResponse], bool]:
    """A form with this address, and in it this button."""

    def fits(form: Form, page: HttpResponse) -> bool:
        return (form.action or page.request["PATH_INFO"]) == action and (not button or button in form.buttons)

    return lambda page: any(fits(form, page) for form in forms_of(page))


def by_link(address: str) -> Callable[[HttpResponse], bool]:
    return lambda page: f'href="{address}"' in page.content.decode()


def typed(record: Publication, **changed: str) -> dict[str, list]:
    """The form of a record as a browser sends it."""
    data = form_of(Publication)(record=record).flatten(to_document(record))
    filled = {name: [value for value in values if value is not None] for name, values in data.lists()}
    return filled | changed


def place_of(verb: Verb, record: Publication, waiting: Revision | EditorialRequest | None) -> Place:
    """Where the move is made on this record, or on what waits for a decision."""
    if isinstance(waiting, Revision):
        return decision_on(waiting, verb, record.version)
    if waiting:
        target = reverse("admin:request", args=[waiting.pk])
        sent = {"carry_out": "", "note": "", "seen": waiting.requested_at.isoformat()}
        return Place(target, by_form(target, "carry_out"), target, sent)
    page = change(record)
    if verb == Verb.EDIT:
        sent = typed(record, seen=record.updated_at.isoformat(), note="More.", _save="1")
        return Place(page, by_form(page, "_save"), page, sent)
    if verb == Verb.SUBMIT:
        return Place(page, by_form(page, "_submit"), act(record, verb), {"note": ""})
    if verb == Verb.PROPOSE:
        target = propose(record)
        sent = typed(record, seen=str(record.version), note="More.") | why()
        return Place(page, by_link(target), target, sent)
    if verb == Verb.MARK:
        target = reverse("admin:retraction", args=[record.accession])
        return Place(page, by_link(target), target, {"status": "retracted", "source": "The journal's notice"})
    if verb in (Verb.ASK, Verb.WITHDRAW):
        return asking(record, at_once=verb == Verb.WITHDRAW)
    target = act(record, verb)
    return Place(page, by_form(target), target, {"note": "Compared.", "seen_version": str(record.version)})


def decision_on(revision: Revision, verb: Verb, version: int) -> Place:
    page = reverse("admin:trials_revision_change", args=[revision.pk])
    target = reverse("admin:trials_revision_decide", args=[revision.pk, verb])
    sent = {"note": "Not so.", "seen_version": str(version), "seen_change": revision.changed_at.isoformat()}
    words = "Accept as chosen" if verb == Verb.ACCEPT else f'formaction="{target}"'
    return Place(page, lambda response: words in response.content.decode(), target, sent)


def asking(record: Publication, at_once: bool) -> Place:
    restores = record.status == RecordStatus.WITHDRAWN and not at_once
    kind = RequestKind.RESTORE if restores else RequestKind.WITHDRAW
    target = reverse("admin:request_for", args=[record.accession, kind])
    if at_once:
        return Place(target, by_form(target, "at_once"), target, {"reason": "Wrong.", "at_once": ""})
    return Place(change(record), by_link(target), target, {"reason": "Wrong.", "ask": ""})


def written() -> Rows:
    """Every row but what was typed: a form that is refused keeps that."""
    return base() | {TypedForm._meta.label: []}


@pytest.fixture(scope="module")
def desks(module_base: None) -> dict[str, Client]:
    """A browser for each person of the matrix; the last is logged in as nobody."""
    return {who: desk_of(*GROUPS[who]) if who in GROUPS else Client() for who in PEOPLE}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", RecordStatus.values)
def test_the_desk_offers_and_carries_out_what_the_table_says_and_nothing_else(state, who, desks):
    desk = desks[who]
    factories.publication()
    record = publication_of(PEOPLE[who].author, state)
    page_of_record = desk.get(change(record))

    for verb in VERBS:
        record.refresh_from_db()
        undo, is_legal = transaction.savepoint(), who in LEGAL.get((verb, state), ())
        place = place_of(verb, record, waiting_for(verb, record, PEOPLE[who].author))
        page = page_of_record if place.page == change(record) else desk.get(place.page)
        before = None if is_legal else written()
        if who not in CURATORS:
            assert page.status_code == (403 if who == "outsider" else 302)
        else:
            assert place.is_offered(page) == is_legal, verb

        response = desk.post(place.target, place.sent)

        if is_legal:
            assert response.status_code == 302, verb
            event = ReviewEvent.objects.last()
            assert (event.verb, event.actor) == (verb, PEOPLE[who].actor.code)
            record.refresh_from_db()
            assert record.status == AFTERWARDS.get(verb, state)
        else:
            assert response.status_code in REFUSALS, verb
            assert written() == before, verb
        transaction.savepoint_rollback(undo)
