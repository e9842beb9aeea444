"""Requests at the desk: asked for on the page of a record, decided on by somebody else."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import act, change
from tests.admin.page import forms_of, text_of
from tests.admin.people import ada, desk_of, ed, eve, ida
from trials import curation
from trials.models import EditorialRequest

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def asking(record, kind: str) -> str:
    return reverse("admin:request_for", args=[record.accession, kind])


def page_of(request: EditorialRequest) -> str:
    return reverse("admin:request", args=[request.pk])


def request_form(response):
    return next(form for form in forms_of(response) if form.identity == "request-form")


def buttons(response) -> set[str]:
    return {button for form in forms_of(response) for button in form.buttons} & {"carry_out", "refuse"}


def test_a_withdrawal_is_asked_for_with_all_that_rests_on_it_and_carried_out_by_another():
    payload, better = factories.payload(), factories.payload()
    trial, finding = factories.trial(payloads=[payload]), factories.finding(payloads=[payload])
    at_ada, at_ed = ada(), ed()
    assert asking(payload, "withdraw") in at_ada.get(change(payload)).content.decode()

    form = request_form(at_ada.get(asking(payload, "withdraw")))
    assert "at_once" not in form.buttons
    fates = {"fate": "repoint", f"fate-{finding.accession}": "withdraw"}
    answer = at_ada.post(
        asking(payload, "withdraw"), form.filled(reason="Wrong.", other=better.accession.lower(), ask="", **fates)
    )
    request = EditorialRequest.objects.get()
    assert answer.url == page_of(request)
    assert request.plan == {trial.accession: "repoint", finding.accession: "withdraw"}
    assert buttons(at_ada.get(answer.url)) == {"refuse"}

    page = at_ed.get(answer.url)
    said = text_of(page)
    assert f"refers to {better.accession} instead" in said
    assert "withdrawn along with it" in said
    assert buttons(page) == {"carry_out", "refuse"}
    form = next(form for form in forms_of(page) if "carry_out" in form.buttons)
    at_ed.post(answer.url, form.filled(note="Yes.", carry_out=""))
    payload.refresh_from_db()
    assert (payload.status, payload.successor) == ("withdrawn", better.accession)
    assert "What it touched" in text_of(at_ed.get(answer.url))


def test_what_is_left_undecided_is_said_and_nothing_typed_is_lost():
    payload = factories.payload()
    trial = factories.trial(payloads=[payload])
    at_ada = ada()

    answer = at_ada.post(asking(payload, "withdraw"), {"reason": "It is no payload.", "ask": ""})

    assert answer.status_code == 409
    assert f'<a href="{change(trial)}">{trial.accession}</a>' in answer.content.decode()
    assert request_form(answer).data["reason"] == ["It is no payload."]


def test_only_an_editor_withdraws_at_once_and_another_confirms_it():
    record = factories.publication()
    assert ada().post(asking(record, "withdraw"), {"reason": "Wrong.", "at_once": ""}).status_code == 409
    at_eve, at_ed = eve(), ed()

    answer = at_eve.post(asking(record, "withdraw"), {"reason": "It names a patient.", "at_once": ""})
    record.refresh_from_db()
    assert record.status == "withdrawn"
    assert buttons(at_eve.get(answer.url)) == {"refuse"}
    entry = next(entry for entry in at_ed.get(reverse("admin:queue")).context["to_decide"])
    assert (entry.what, entry.path) == ("Withdrawal at once, to confirm", answer.url)

    at_ed.post(answer.url, {"carry_out": "", "note": ""})
    assert EditorialRequest.objects.get().status == "done"


def test_a_merger_is_compared_before_it_is_asked_for():
    loser = factories.payload(name="sTRAIL", mechanism="It binds two receptors.")
    stays = factories.payload(name="TRAIL")
    at_ada = ada()

    first = at_ada.get(asking(loser, "merge"))
    assert [form.identity for form in forms_of(first)].count("request-form") == 0
    page = at_ada.get(asking(loser, "merge"), {"other": stays.accession.lower()})
    assert "It binds two receptors." in text_of(page)
    assert "is no other public payload" in text_of(at_ada.get(asking(loser, "merge"), {"other": "MSCP000099"}))

    answer = at_ada.post(asking(loser, "merge"), request_form(page).filled(reason="Entered twice.", ask=""))
    at_ed, at_ida = ed(), ida()
    assert buttons(at_ed.get(answer.url)) == set()
    assert at_ed.post(answer.url, {"carry_out": ""}).status_code == 409
    at_ida.post(answer.url, {"carry_out": ""})
    loser.refresh_from_db()
    assert (loser.status, loser.successor) == ("withdrawn", stays.accession)


def test_a_restoration_is_asked_for_on_the_page_of_what_was_withdrawn():
    record = factories.publication("withdrawn")
    at_ada, at_ida = ada(), ida()
    page = at_ada.get(change(record))
    assert asking(record, "restore") in page.content.decode()
    assert asking(record, "withdraw") not in page.content.decode()

    answer = at_ada.post(asking(record, "restore"), {"reason": "It was right.", "ask": ""})
    assert "public again" in text_of(at_ida.get(answer.url))
    at_ida.post(answer.url, {"carry_out": ""})
    record.refresh_from_db()
    assert (record.status, record.version) == ("published", 2)


def test_a_request_is_declined_with_a_note_and_taken_back_by_its_author():
    record = factories.publication()
    request = curation.ask("withdraw", record, factories.ADA, "Wrong.")
    at_ed, at_ada = ed(), ada()

    answer = at_ed.post(page_of(request), {"refuse": "", "note": " "})
    assert answer.status_code == 409
    assert "Say in the note why it is declined." in text_of(answer)
    at_ed.post(page_of(request), {"refuse": "", "note": "It is right."})
    assert "It is right." in text_of(at_ada.get(page_of(request)))

    own = curation.ask("withdraw", record, factories.ADA, "Wrong.")
    assert "Take back" in text_of(at_ada.get(page_of(own)))
    at_ada.post(page_of(own), {"refuse": "", "note": "I was wrong."})
    assert [each.status for each in EditorialRequest.objects.all()] == ["declined", "declined"]
    listed = text_of(at_ada.get(reverse("admin:requests")))
    assert "Nothing waits." in listed
    assert listed.count("Declined") == 2


def test_a_request_that_was_changed_since_is_not_carried_out_from_a_stale_tab():
    record = factories.publication()
    request = curation.ask("withdraw", record, factories.ADA, "Wrong.")
    at_ed = ed()
    form = next(form for form in forms_of(at_ed.get(page_of(request))) if "carry_out" in form.buttons)
    curation.ask("withdraw", record, factories.ADA, "Out of scope.")

    answer = at_ed.post(page_of(request), form.filled(note="Yes.", carry_out=""))

    assert (answer.status_code, "The request was changed after you opened it" in text_of(answer)) == (409, True)
    assert "Yes." in answer.content.decode()
    record.refresh_from_db()
    assert record.status == "published"


def test_what_came_between_is_said_before_anybody_presses():
    payload = factories.payload()
    request = curation.ask("withdraw", payload, factories.BEN, "Wrong.")
    trial = factories.trial(payloads=[payload])

    page = ed().get(page_of(request))
    assert "As it stands it cannot be carried out" in text_of(page)
    assert change(trial) in page.content.decode()


def test_who_has_no_role_sees_no_request_and_asks_for_none():
    record = factories.publication()
    request = curation.ask("withdraw", record, factories.BEN, "Wrong.")
    cleo = desk_of("cleo")

    for address in (page_of(request), reverse("admin:requests"), asking(record, "withdraw")):
        assert cleo.get(address).status_code == 403
        assert cleo.post(address, {"reason": "Wrong.", "carry_out": "", "ask": ""}).status_code == 403
    assert EditorialRequest.objects.get().status == "open"


def test_wrong_addresses_are_not_found_or_lead_back():
    record = factories.publication()
    at_ada = ada()

    assert at_ada.get(asking(record, "delete")).status_code == 404
    assert at_ada.get(reverse("admin:request_for", args=["MSCL000099", "withdraw"])).status_code == 404
    assert at_ada.get(reverse("admin:request", args=[99])).status_code == 404
    assert at_ada.get(asking(record, "restore")).url == change(record)
    assert ed().post(act(record, "withdraw"), {"reason": "Wrong."}).status_code == 404


def test_whose_request_is_open_leads_others_to_it():
    record = factories.publication()
    request = curation.ask("withdraw", record, factories.BEN, "Wrong.")

    page = ed().get(change(record))
    assert page_of(request) in page.content.decode()
    assert asking(record, "withdraw") not in page.content.decode()
    assert desk_of("ida", "Editor").get(asking(record, "withdraw")).url == page_of(request)
