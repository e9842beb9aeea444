"""Many findings of one paper: what is remembered, copied, begun on the way and handed in together."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.page import record_form, text_of
from tests.admin.people import ada, desk_of
from trials import curation
from trials.choices import RecordStatus
from trials.document import to_document
from trials.models import ChangeSet, Finding, Payload, TypedForm

pytestmark = pytest.mark.django_db

CLAIM = {
    "claim_kind": "result", "evidence_level": "D", "model_system": "animal", "effect": "inhibits", "stance": "for",
    "cell_state": "engineered", "locator": "Figure 2", "read_depth": "full_text", "topic": ["proliferation"],
}  # fmt: skip


def page_of(publication) -> str:
    return reverse("admin:enter_findings", args=[publication.accession])


def enter(desk, publication, button: str = "_next", **typed):
    form = record_form(desk.get(page_of(publication)))
    return desk.post(page_of(publication), form.filled(**(CLAIM | typed), **{button: "1"}))


def test_a_finding_is_saved_as_a_draft_of_the_paper_and_the_next_one_opens():
    publication = factories.publication()
    at_ada = ada()

    response = enter(at_ada, publication, statement="Engineered MSCs slowed glioma.")

    assert response.url == page_of(publication)
    finding = Finding.objects.get()
    assert (finding.status, finding.publication, finding.edited_by) == ("draft", publication, "person:ada")
    assert "Engineered MSCs slowed glioma." in text_of(at_ada.get(response.url))


def test_the_next_finding_remembers_what_papers_share_and_not_what_is_claimed():
    publication, payload, node = factories.publication(), factories.payload(), factories.cancer_type()
    at_ada = ada()
    enter(
        at_ada, publication, statement="One claim.", payloads=[payload.accession], cancer_types=[node.accession],
        scope="cancer_types", sample_size="8 mice",
    )  # fmt: skip

    data = record_form(at_ada.get(page_of(publication))).data

    assert data["payloads"] == [payload.accession]
    assert data["cancer_types"] == [node.accession]
    assert (data["model_system"], data["read_depth"], data["topic"]) == (["animal"], ["full_text"], ["proliferation"])
    assert (data["statement"], data["locator"], data["sample_size"]) == ([""], [""], [""])
    assert (data["effect"], data["stance"]) == (["not_applicable"], ["context"])


def test_what_one_person_typed_last_is_not_remembered_for_another_or_another_paper():
    publication, other = factories.publication(), factories.publication()
    at_ada, at_ben = ada(), desk_of("ben", "Curator")
    enter(at_ada, publication, statement="One claim.")

    assert record_form(at_ben.get(page_of(publication))).data["model_system"] == ["not_recorded"]
    assert record_form(at_ada.get(page_of(other))).data["model_system"] == ["not_recorded"]


def test_a_copy_holds_everything_and_is_another_finding():
    publication = factories.publication()
    at_ada = ada()
    response = enter(
        at_ada, publication, "_copy", statement="One claim.",
        **{"molecules-TOTAL_FORMS": "1", "molecules-0-label": "CXCR4", "molecules-0-kind": "gene"},
    )  # fmt: skip

    form = record_form(at_ada.get(response.url))
    assert form.data["statement"] == ["One claim."]
    at_ada.post(page_of(publication), form.filled(statement="Another claim.", _next="1"))

    first, second = (to_document(each) for each in Finding.objects.order_by("number"))
    assert second == first | {"statement": "Another claim."}


def test_a_draft_is_gone_on_with_and_somebody_else_s_save_is_not_written_over():
    publication = factories.publication()
    at_ada = ada()
    enter(at_ada, publication, statement="One claim.")
    finding = Finding.objects.get()
    form = record_form(at_ada.get(f"{page_of(publication)}?edit={finding.accession}"))

    at_ada.post(page_of(publication), form.filled(statement="A better claim."))
    assert [each.statement for each in Finding.objects.all()] == ["A better claim."]

    stale = at_ada.post(page_of(publication), form.filled(statement="A late claim."))
    assert stale.status_code == 409
    assert record_form(stale).data["statement"] == ["A late claim."]
    assert Finding.objects.get().statement == "A better claim."


def test_what_is_wrong_is_said_and_stays():
    publication = factories.publication()
    at_ada = ada()

    page = enter(at_ada, publication, statement="A claim.", stance="against")

    assert "Stance: The effect is “Inhibits”" in text_of(page)
    assert record_form(page).data["statement"] == ["A claim."]
    assert TypedForm.objects.get().fields["statement"] == ["A claim."]
    assert not Finding.objects.exists()


@pytest.mark.parametrize(("kind", "field"), [("payload", "payloads"), ("cancertype", "cancer_types")])
def test_a_new_record_is_begun_on_the_way_and_comes_back(kind, field):
    publication = factories.publication()
    at_ada = ada()

    away = enter(at_ada, publication, f"_new_{kind}", statement="Half a claim")
    assert not Finding.objects.exists()
    form = record_form(at_ada.get(away.url))
    back = at_ada.post(form.action, form.filled(name="Something new", _save="1"))

    data = record_form(at_ada.get(back.url)).data
    accession = curation.record_of(data[field][0]).accession
    assert data[field] == [accession]
    assert (data["statement"], data["locator"]) == (["Half a claim"], ["Figure 2"])


def test_the_way_back_leads_nowhere_else():
    at_ada = ada()
    for back in ("https://evil.example/admin/", "//evil.example/", "/trials/"):
        form = record_form(at_ada.get(reverse("admin:trials_payload_add"), {"back": back}))
        saved = at_ada.post(form.action, form.filled(name=f"From {back}", _save="1"))
        payload = Payload.objects.latest("number")
        assert saved.url == reverse("admin:trials_payload_change", args=[payload.accession])


def test_paper_new_records_and_findings_are_handed_in_together():
    at_ada = ada()
    publication = factories.publication("draft")
    payload, foreign = factories.payload("draft"), factories.payload()
    for number in range(2):
        enter(
            at_ada,
            publication,
            statement=f"Claim {number} of a paper.",
            payloads=[payload.accession, foreign.accession],
        )

    page = at_ada.post(page_of(publication), {"_submit_all": "1"}, follow=True)

    assert "is submitted" in text_of(page)
    change_set = ChangeSet.objects.get()
    findings = list(Finding.objects.all())
    assert {item.accession for item in change_set.items.all()} == {
        publication.accession, payload.accession, *(finding.accession for finding in findings),
    }  # fmt: skip
    assert {finding.status for finding in findings} == {RecordStatus.SUBMITTED}


def test_one_that_lacks_something_keeps_all_back_and_is_named():
    publication = factories.publication()
    at_ada = ada()
    enter(at_ada, publication, statement="A whole claim.")
    enter(at_ada, publication, statement="A claim without a place.", locator="")
    lacking = Finding.objects.latest("number")

    page = at_ada.post(page_of(publication), {"_submit_all": "1"}, follow=True)

    assert lacking.accession in text_of(page)
    assert "Say where in the source it stands." in text_of(page)
    assert {finding.status for finding in Finding.objects.all()} == {RecordStatus.DRAFT}
    assert not ChangeSet.objects.exists()


def test_new_findings_go_into_the_change_set_of_the_sitting():
    publication = factories.publication("draft")
    change_set = curation.begin_set(factories.ADA, "My sitting")
    curation.add_to_set(change_set, publication, factories.ADA)
    at_ada = ada()

    enter(at_ada, publication, statement="A claim of a sitting.")

    assert curation.set_with(Finding.objects.get()) == change_set
    assert "New findings go into the change set “My sitting”." in text_of(at_ada.get(page_of(publication)))


def test_only_curators_enter_and_only_from_papers_that_stand():
    publication, gone = factories.publication(), factories.publication("withdrawn")
    assert desk_of("cleo").get(page_of(publication)).status_code == 403
    at_ada = ada()
    assert at_ada.get(page_of(gone)).status_code == 404
    assert at_ada.get(reverse("admin:enter_findings", args=["MSCL999999"])).status_code == 404
    others = factories.finding("submitted", publication=publication)
    page = at_ada.get(f"{page_of(publication)}?edit={others.accession}")
    assert record_form(page).data["finding"] == [""]
