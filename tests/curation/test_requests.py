"""Requests: asked for by one person, decided on by another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from tests.curation.requesting import MERGE, RESTORE, WITHDRAW, restored, withdrawn
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, CLEO, ED, EVE, IDA
from trials import checks, curation
from trials.choices import Verb
from trials.models import EditorialRequest, RecordVersion, ReviewEvent

pytestmark = pytest.mark.django_db


def test_a_withdrawal_is_asked_for_by_a_curator_and_carried_out_by_an_editor():
    record = factories.publication()
    before = n_now()

    request = curation.ask(WITHDRAW, record, BEN, "Out of scope.")
    record.refresh_from_db()
    assert (record.status, n_now()) == ("published", before)
    assert (ReviewEvent.objects.last().verb, ReviewEvent.objects.last().n) == (Verb.ASK, None)

    request = curation.carry_out(request, ED, "Yes.")
    record.refresh_from_db()
    assert (record.status, record.withdrawn_reason) == ("withdrawn", "Out of scope.")
    assert (request.status, request.decided_by, request.review_basis) == ("done", ED.code, "two_people")
    assert (request.n, request.outcome) == (n_now(), {record.accession: 1})


def test_nobody_carries_out_an_own_request():
    for kind, actor, status in ((WITHDRAW, ED, "published"), (RESTORE, IDA, "withdrawn")):
        request = curation.ask(kind, factories.publication(status), actor, "Why not.")
        refused("Nobody carries out what they asked for themselves", curation.carry_out, request, actor)
    loser, stays = factories.publication(), factories.publication()
    request = curation.ask(MERGE, loser, IDA, "Entered twice.", stays.accession)
    refused("Nobody carries out what they asked for themselves", curation.carry_out, request, IDA)


def test_the_database_lets_nobody_carry_out_an_own_request():
    request = curation.ask(WITHDRAW, factories.publication(), ED, "Wrong.")
    for values in ({"decided_by": ED.code}, {"decided_by": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EditorialRequest.objects.filter(pk=request.pk).update(status="done", **values)


def test_one_person_carries_out_an_own_request_where_the_installation_allows_it(settings):
    settings.MSCDB_SINGLE_PERSON = True
    payload = factories.payload()
    stays, trial = factories.payload(), factories.trial(payloads=[payload])
    request = curation.ask(MERGE, payload, IDA, "Entered twice.", stays.accession, {trial.accession: "repoint"})

    assert curation.carry_out(request, IDA).review_basis == "one_person"
    trial.refresh_from_db()
    assert trial.review_basis == "one_person"


def test_there_is_one_open_request_of_a_kind_and_its_author_mends_it():
    record = factories.publication()
    first = curation.ask(WITHDRAW, record, BEN, "Wrong.")

    refused("person:ben asked for this already", curation.ask, WITHDRAW, record, ADA, "Wrong.")
    again = curation.ask(WITHDRAW, record, BEN, "Out of scope.")
    assert (again.pk, EditorialRequest.objects.get().reason) == (first.pk, "Out of scope.")
    refused(
        "changed after you opened it", curation.carry_out, again, ED, seen=first.requested_at - timedelta(seconds=1)
    )
    assert curation.carry_out(again, ED, seen=again.requested_at).status == "done"


def test_a_request_says_what_and_why():
    record = factories.publication()
    refused("Say why.", curation.ask, WITHDRAW, record, BEN, " ")
    refused("Choose what you ask for", curation.ask, "delete", record, BEN, "Wrong.")
    refused("a restoration does not start there", curation.ask, RESTORE, record, BEN, "Wrong.")
    refused("Name the publication that stays.", curation.ask, MERGE, record, BEN, "Twice.")
    refused("is no other public publication", curation.ask, MERGE, record, BEN, "Twice.", record.accession)
    other = factories.payload().accession
    refused("is no other public publication", curation.ask, MERGE, record, BEN, "Twice.", other)
    refused("Only curators and editors may do this.", curation.ask, WITHDRAW, record, CLEO, "Wrong.")


def test_a_request_is_declined_with_a_reason_or_taken_back():
    record = factories.publication()
    request = curation.ask(WITHDRAW, record, BEN, "Wrong.")

    refused("Only an editor may do this.", curation.refuse, request, ADA, "No.")
    refused("Say in the note why", curation.refuse, request, ED, " ")
    assert curation.refuse(request, ED, "It is right.").status == "declined"
    refused("The request is declined already.", curation.carry_out, request, EVE)
    refused("The request is declined already.", curation.refuse, request, EVE, "No.")

    own = curation.ask(WITHDRAW, record, BEN, "Wrong.")
    assert curation.refuse(own, BEN, "I was wrong.").decided_by == BEN.code


def test_buttons_of_a_request_are_the_moves_that_its_person_may_make():
    record = factories.publication()
    withdrawal = curation.ask(WITHDRAW, record, BEN, "Wrong.")
    merger = curation.ask(MERGE, record, ED, "Twice.", factories.publication().accession)

    def verbs(request, actor):
        return curation.available_on_request(request, record, actor)

    assert verbs(withdrawal, BEN) == [Verb.REFUSE]
    assert verbs(withdrawal, ADA) == verbs(withdrawal, CLEO) == verbs(merger, EVE) == []
    assert verbs(withdrawal, ED) == [Verb.WITHDRAW, Verb.REFUSE]
    assert verbs(merger, ED) == [Verb.REFUSE]
    assert verbs(merger, IDA) == [Verb.MERGE, Verb.REFUSE]


def test_who_has_stated_no_interests_merges_and_restores_nothing():
    silent = replace(IDA, states_interests=False)
    merger = curation.ask(MERGE, factories.publication(), BEN, "Twice.", factories.publication().accession)
    restoration = curation.ask(RESTORE, factories.publication("withdrawn"), BEN, "It was right.")

    for request in (merger, restoration):
        refused("State your interests first", curation.carry_out, request, silent)


def test_an_urgent_withdrawal_is_public_at_once_and_waits_for_a_second_editor():
    record = factories.publication()
    curation.withdraw(record, EVE, "It names a patient.")
    request = EditorialRequest.objects.get()
    n = n_now()

    assert (request.status, request.was_urgent, request.requested_by) == ("open", True, EVE.code)
    refused("Nobody carries out what they asked for themselves", curation.carry_out, request, EVE)
    refused("Only an editor may do this.", curation.carry_out, request, BEN)
    assert curation.carry_out(request, ED).status == "done"
    record.refresh_from_db()
    assert (record.status, n_now()) == ("withdrawn", n)


def test_who_refuses_an_urgent_withdrawal_asks_for_the_restoration():
    record = factories.publication()
    curation.withdraw(record, EVE, "It names a patient.")

    curation.refuse(EditorialRequest.objects.get(), ED, "It names nobody.")

    restoration = EditorialRequest.objects.open().get()
    assert (restoration.kind, restoration.requested_by, restoration.reason) == (RESTORE, ED.code, "It names nobody.")
    curation.carry_out(restoration, IDA)
    record.refresh_from_db()
    assert record.status == "published"


def test_an_open_request_of_somebody_else_is_decided_on_and_an_own_one_becomes_urgent():
    record, own = factories.publication(), factories.publication()
    curation.ask(WITHDRAW, record, BEN, "Wrong.")
    refused("person:ben has asked for the withdrawal", curation.withdraw, record, ED, "Wrong.")

    request = curation.ask(WITHDRAW, own, ED, "Wrong.")
    curation.withdraw(own, ED, "It names a patient.")
    request.refresh_from_db()
    assert (request.was_urgent, request.status, request.reason) == (True, "open", "It names a patient.")


def test_a_withdrawn_record_is_restored_as_a_new_version_with_its_slug():
    payload = factories.payload(name="TRAIL")
    withdrawn(payload)
    refused("a withdrawal does not start there", curation.ask, WITHDRAW, payload, BEN, "Wrong.")

    restored(payload)

    assert (payload.status, payload.version, payload.slug) == ("published", 2, "trail")
    assert (payload.withdrawn_reason, payload.successor) == ("", "")
    first, second = RecordVersion.objects.filter(accession=payload.accession)
    assert (first.n_to, second.n_from, second.document) == (n_now() - 1, n_now(), first.document)
    event = ReviewEvent.objects.last()
    assert (event.verb, event.n, event.note) == (Verb.RESTORE, n_now(), "It was right.")
    assert list(checks.faults()) == []


def test_a_restoration_closes_the_withdrawal_that_waited_for_confirmation():
    record = factories.publication()
    curation.withdraw(record, EVE, "Wrong.")
    restored(record)

    assert not EditorialRequest.objects.open().exists()
    curation.withdraw(record, EVE, "Wrong after all.")
    restored(record)
    assert record.version == 3


def test_a_withdrawal_closes_the_other_requests_of_the_record():
    record, stays = factories.publication(), factories.publication()
    merger = curation.ask(MERGE, record, ADA, "Twice.", stays.accession)

    withdrawn(record)

    merger.refresh_from_db()
    assert (merger.status, merger.decision_note) == ("declined", "The record was withdrawn.")
