"""Proposals at the desk: shown with their words, taken, corrected or dismissed, counted; nothing fills itself in."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import change
from tests.admin.page import forms_of, record_form, text_of
from tests.admin.people import ada
from tests.factories import ADA
from trials import curation
from trials.curation import reading
from trials.document import to_document
from trials.models import Finding, ProposalOutcome, Trial

pytestmark = pytest.mark.django_db

TITLE = "Autologous bone marrow-derived mesenchymal stem cells expressing TRAIL for osteosarcoma"


def draft(**fields) -> Trial:
    identifiers = [{"registry": "nct", "identifier": "NCT90000001"}]
    return curation.create(Trial, {"title": TITLE, "identifiers": identifiers, **fields}, ADA)


def named():
    return factories.cancer_type(name="Osteosarcoma"), factories.payload(name="TRAIL")


def address(record) -> str:
    return reverse("admin:proposals_of", args=[record.accession])


def decide(desk, path, field, act, **typed):
    form = next(each for each in forms_of(desk.get(path)) if each.data.get("field") == [field])
    return desk.post(path, form.filled(act=act, **typed))


def outcome(field) -> tuple[str, str, str, str]:
    row = ProposalOutcome.objects.get(field=field)
    return row.verdict, row.proposed, row.taken, row.actor


def test_a_draft_shows_what_is_proposed_and_fills_nothing_in_by_itself():
    named()
    trial = draft()
    before = to_document(trial)

    desk = ada()
    beside, page = text_of(desk.get(change(trial))), text_of(desk.get(address(trial)))

    assert "that nobody decided on" in beside
    assert "Osteosarcoma (“osteosarcoma”)" in beside
    assert "Donor Autologous" in page
    assert "TRAIL" in page
    assert to_document(Trial.objects.get()) == before
    assert not ProposalOutcome.objects.exists()


@pytest.mark.both
def test_what_is_taken_goes_through_the_one_form_into_the_draft_and_is_counted():
    tumour, payload = named()
    trial, desk = draft(), ada()

    for field in ("role", "cancer_types", "payloads", "donor", "modality"):
        assert decide(desk, address(trial), field, "take").status_code == 302

    document = to_document(Trial.objects.get())
    assert document["role"] == "carrier"
    assert document["cancer_types"] == [tumour.accession]
    assert document["payloads"] == [payload.accession]
    assert document["modality"] == ["engineered_gene"]
    assert document["donor"] == "autologous"
    assert outcome("cancer_types") == ("taken", tumour.accession, tumour.accession, ADA.code)
    counts = text_of(desk.get(reverse("admin:proposals")))
    assert "Role 1 1 0 0" in counts
    assert "Cancer types 1 1 0 0" in counts


def test_a_correction_saves_what_is_right_and_a_dismissal_nothing():
    named()
    trial, desk = draft(), ada()

    decide(desk, address(trial), "msc_source", "correct", value="adipose")
    decide(desk, address(trial), "donor", "dismiss")

    document = to_document(Trial.objects.get())
    assert (document["msc_source"], document["donor"]) == ("adipose", "not_recorded")
    assert outcome("msc_source") == ("corrected", "bone_marrow", "adipose", ADA.code)
    assert outcome("donor") == ("dismissed", "autologous", "", ADA.code)
    decide(desk, address(trial), "donor", "take")
    assert outcome("donor")[0] == "taken"
    assert ProposalOutcome.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"field": "donor", "act": "correct"}, "choose what is right instead"),
        ({"field": "donor", "act": "correct", "value": "the-moon"}, "is none of the values of this field"),
        ({"field": "donor", "act": "marry"}, "Choose one of the fields below"),
        ({"field": "sponsor", "act": "take"}, "Choose one of the fields below"),
        ({"field": "donor", "act": "take", "seen": "long ago"}, "was saved by"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_happens(typed, said):
    named()
    trial = draft()

    response = ada().post(address(trial), typed)

    assert response.status_code in (400, 409)
    assert said in text_of(response)
    assert to_document(Trial.objects.get())["donor"] == "not_recorded"
    assert not ProposalOutcome.objects.exists()


def test_a_public_trial_is_looked_at_and_not_filled_in_here():
    tumour, _ = named()
    trial, desk = factories.trial(title=TITLE, cancer_types=[tumour.accession]), ada()

    page = desk.get(address(trial))
    assert "Donor Autologous" in text_of(page)
    assert all("field" not in form.data for form in forms_of(page))
    assert desk.post(address(trial), {"field": "donor", "act": "take"}).status_code == 409
    assert not ProposalOutcome.objects.exists()


def test_what_is_taken_from_a_title_begins_the_next_finding():
    tumour, payload = named()
    paper, desk = factories.publication(title=TITLE), ada()
    entering = reverse("admin:enter_findings", args=[paper.accession])
    assert "that nobody decided on" in text_of(desk.get(entering))

    for field in ("cancer_types", "payloads", "cell_state"):
        decide(desk, address(paper), field, "take")
    assert record_form(desk.get(entering)).data.get("payloads", []) == []

    form = record_form(desk.get(f"{entering}?taken=1"))
    assert form.data["cancer_types"] == [tumour.accession]
    assert form.data["payloads"] == [payload.accession]
    assert form.data["cell_state"] == ["engineered"]
    assert not Finding.objects.exists()


def test_a_reading_item_is_judged_and_what_is_out_is_excluded_with_the_reason():
    named()
    item = reading.add_reading("", "", "Imatinib for a gastrointestinal mesenchymal tumour", "", "", ADA)
    path, desk = reverse("admin:proposals_reading", args=[item.pk]), ada()
    assert "By its title: out" in text_of(desk.get(reverse("admin:reading")))

    decide(desk, path, "in_out", "take")

    item.refresh_from_db()
    assert (item.state, item.reason) == ("excluded", "mesenchymal stromal cells are not named")
    assert outcome("in_out") == ("taken", "out", "out", ADA.code)
    assert "does not wait any more" in text_of(desk.get(path))


def test_a_reading_item_that_is_in_after_all_is_taken_to_be_read():
    item = reading.add_reading("", "", "A poster on something", "", "", ADA)

    decide(ada(), reverse("admin:proposals_reading", args=[item.pk]), "in_out", "correct", value="in")

    item.refresh_from_db()
    assert (item.state, item.assigned_to) == ("assigned", ADA.code)
    assert outcome("in_out") == ("corrected", "out", "in", ADA.code)


def test_without_a_role_there_is_nothing_to_see(client, django_user_model):
    user = django_user_model.objects.create_user("cleo", password="a good long pass phrase", is_staff=True)
    client.force_login(user)
    for path in (reverse("admin:proposals"), reverse("admin:proposals_of", args=["MSCT000001"])):
        assert client.get(path).status_code == 403
