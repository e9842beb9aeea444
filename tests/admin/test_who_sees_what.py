"""The desk: who sees which records, queues, lists and buttons."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.addresses import act, change, propose
from tests.admin.page import forms_of, text_of
from tests.admin.people import ada, desk_of, ed, eve
from trials import curation
from trials.choices import RecordStatus
from trials.models import Payload

pytestmark = pytest.mark.django_db


def test_a_stranger_gets_the_login_page():
    for address in (reverse("admin:index"), reverse("admin:queue"), reverse("admin:trials_trial_changelist")):
        response = Client().get(address)
        assert response.url == f"{reverse('admin:login')}?next={address}"
    record = factories.publication(status="submitted")
    assert Client().post(act(record, "publish"), {}).status_code == 302
    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED


def test_somebody_of_the_staff_without_a_group_sees_no_record():
    record = factories.publication(status="draft")
    desk = desk_of("cleo")

    assert desk.get(change(record)).status_code == 403
    assert desk.get(reverse("admin:queue")).status_code == 403
    assert desk.get(reverse("admin:trials_publication_changelist")).status_code == 403
    assert record.accession not in text_of(desk.get(reverse("admin:index")))


def test_the_queue_shows_the_oldest_first_and_own_work_apart():
    first, second = factories.publication(status="submitted", title="First"), factories.payload(status="submitted")
    record = factories.publication()
    curation.propose(record, {"journal": "Cells"}, factories.ED, "Title page")

    page = ed().get(reverse("admin:queue"))

    to_decide, others = page.context["to_decide"], page.context["others"]
    assert [entry.record.accession for entry in to_decide] == [first.accession, second.accession]
    assert [(entry.record.accession, entry.is_own) for entry in others] == [(record.accession, True)]
    assert "your own" in text_of(page)


def test_a_curator_sees_the_queue_and_decides_nothing():
    factories.publication(status="submitted")

    page = ada().get(reverse("admin:queue"))

    assert page.context["to_decide"] == []
    assert len(page.context["others"]) == 1


@pytest.mark.parametrize("name", ["cancertype", "payload", "publication", "trial", "finding"])
def test_every_list_is_searched_and_filtered(name):
    for make in (factories.cancer_type, factories.payload, factories.publication, factories.trial, factories.finding):
        make()
        make(status="draft")
    address, at_ada = reverse(f"admin:trials_{name}_changelist"), ada()

    page = at_ada.get(address)
    assert page.status_code == 200
    listed = page.context["cl"].result_list
    found = at_ada.get(address, {"q": listed[0].accession}).context["cl"].result_list
    assert [record.accession for record in found] == [listed[0].accession]
    drafts = at_ada.get(address, {"status__exact": "draft"}).context["cl"].result_list
    assert {record.status for record in drafts} == {"draft"}
    mine = at_ada.get(address, {"mine": "drafts"}).context["cl"].result_list
    assert {record.accession for record in mine} == {record.accession for record in drafts}


def test_a_list_is_filtered_by_a_list_valued_field():
    trial, _ = factories.trial(phase=["PHASE1", "PHASE2"]), factories.trial(phase=["PHASE3"])

    page = ada().get(reverse("admin:trials_trial_changelist"), {"phase": "PHASE2"})

    assert [record.accession for record in page.context["cl"].result_list] == [trial.accession]


def test_references_are_found_by_typing_and_withdrawn_records_are_not_offered():
    payload, _ = factories.payload(name="TRAIL"), factories.payload(name="TRAIL twice", status="withdrawn")
    query = {"term": "trail", "app_label": "trials", "model_name": "trial", "field_name": "payloads"}

    answer = ada().get(reverse("admin:autocomplete"), query).json()

    assert answer["results"] == [{"id": payload.accession, "text": f"{payload.accession} TRAIL"}]


def test_help_teaches_the_rule_beside_the_field():
    said = text_of(ada().get(reverse("admin:trials_trial_add")))

    assert "What the cells are given for." in said
    assert "They bring a drug, gene, virus or cytokine to the tumour." in said
    assert "The source says infusion and no more; this is not 'intravenous'." in said


def test_a_public_record_offers_its_page_on_the_site_and_a_draft_does_not():
    public, draft = factories.publication(), factories.publication(status="draft")
    at_ada = ada()

    assert "View on site" in text_of(at_ada.get(change(public)))
    assert "View on site" not in text_of(at_ada.get(change(draft)))


@pytest.mark.parametrize(
    "name", ["recordversion", "reviewevent", "revision", "sourcerecord", "redirect", "dataversion", "person"]
)
def test_the_spine_is_read_only_even_for_a_superuser(name):
    factories.publication()
    root = desk_of("root", "Editor", is_superuser=True)

    assert root.get(reverse(f"admin:trials_{name}_changelist")).status_code == 200
    assert root.get(reverse(f"admin:trials_{name}_add")).status_code == 403
    assert root.post(reverse(f"admin:trials_{name}_add"), {}).status_code == 403


def test_the_history_names_people_and_keeps_the_notes():
    record = factories.publication(status="returned")

    said = text_of(ada().get(reverse("admin:trials_publication_history", args=[record.accession])))

    assert all(word in said for word in ("Created", "Submitted", "Returned", "Please say more."))


def test_every_button_of_a_record_is_a_move_that_its_person_may_make():
    people = {"ada": ada(), "ed": ed(), "eve": eve()}
    actors = {"ada": factories.ADA, "ed": factories.ED, "eve": factories.EVE}
    for status in ("submitted", "published", "withdrawn"):
        record = factories.payload(status=status)
        assert isinstance(record, Payload)
        for name, desk in people.items():
            page = desk.get(change(record))
            shown = {form.action.split("/")[-2] for form in forms_of(page) if "/act/" in form.action}
            shown |= {"propose"} if propose(record) in page.content.decode() else set()
            moves = {str(verb) for verb in curation.available(record, actors[name])} - {"edit", "accept", "decline"}
            moves -= {"ask", "mark", "withdraw"}
            assert shown == moves, (status, name)
