"""The desk: from draft to public and on, what is refused and how, and who sees what."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.page import forms_of, record_form, text_of
from tests.admin.people import ada, desk_of, ed, eve
from trials import curation
from trials.choices import RecordStatus
from trials.models import Payload, Publication, Revision, Trial

pytestmark = pytest.mark.django_db


def change(record) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_change", args=[record.accession])


def act(record, verb: str) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_act", args=[record.accession, verb])


def propose(record) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_propose", args=[record.accession])


def why(source: str = "Title page", note: str = "") -> dict[str, str]:
    return {"proposal-source": source, "proposal-note": note}


ADD_PUBLICATION = "admin:trials_publication_add"


def new_publication(desk: Client, **typed: str) -> Publication:
    form = record_form(desk.get(reverse(ADD_PUBLICATION)))
    response = desk.post(reverse(ADD_PUBLICATION), form.filled(title="A review of homing", _save="1", **typed))
    assert response.status_code == 302
    return Publication.objects.latest("number")


# The way of a record


def test_a_record_goes_from_draft_to_public_through_two_pairs_of_eyes():
    at_ada, at_ed = ada(), ed()
    record = new_publication(at_ada, **{"authors-0-name": "A. Author", "authors-TOTAL_FORMS": "1"})
    assert (record.status, record.created_by) == (RecordStatus.DRAFT, "person:ada")
    assert [author.name for author in record.authors.all()] == ["A. Author"]

    at_ada.post(act(record, "submit"), {"note": "Please look."})
    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED

    at_ed.post(act(record, "return"), {"note": "Which journal?"})
    record.refresh_from_db()
    assert record.status == RecordStatus.RETURNED
    page = at_ada.get(change(record))
    assert "Which journal?" in text_of(page)
    assert "Which journal?" in text_of(at_ada.get(reverse("admin:index")))

    at_ada.post(change(record), record_form(page).filled(journal="Cells", _submit="1"))
    record.refresh_from_db()
    assert (record.status, record.journal) == (RecordStatus.SUBMITTED, "Cells")

    at_ed.post(act(record, "publish"), {})
    record.refresh_from_db()
    assert (record.status, record.version, record.reviewed_by) == (RecordStatus.PUBLISHED, 1, "person:ed")


def test_an_editor_does_not_publish_their_own_work():
    at_ed = ed()
    record = new_publication(at_ed)
    at_ed.post(act(record, "submit"), {})

    page = at_ed.get(change(record))
    assert act(record, "publish") not in page.content.decode()

    response = at_ed.post(act(record, "publish"), {})
    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED
    assert "Nobody decides on their own work" in text_of(response)


def test_a_superuser_has_no_way_round_four_eyes():
    root = desk_of("root", "Curator", "Editor", is_superuser=True)
    record = new_publication(root)
    root.post(act(record, "submit"), {})
    root.post(act(record, "publish"), {})

    record.refresh_from_db()
    assert record.status == RecordStatus.SUBMITTED


def test_a_superuser_who_is_no_curator_only_looks():
    record = factories.publication(status="draft")
    root = desk_of("root", is_superuser=True)

    assert b'id="record-form"' not in root.get(change(record)).content
    assert root.get(reverse(ADD_PUBLICATION)).status_code == 403
    assert root.post(reverse(ADD_PUBLICATION), {"title": "Mine"}).status_code == 403


def test_a_change_is_proposed_with_the_same_form_and_accepted_by_another():
    record = factories.publication(title="A reveiw", doi="10.1000/x")
    at_ada, at_ed = ada(), ed()

    form = record_form(at_ada.get(propose(record)))
    response = at_ada.post(propose(record), form.filled(title="A review", **why("The title page", "A slip.")))
    revision = Revision.objects.get()
    assert [(each["field"], each["old"], each["new"]) for each in revision.changes] == [
        ("title", "A reveiw", "A review")
    ]
    assert response.url == reverse("admin:trials_revision_change", args=[revision.pk])

    own_page = at_ada.get(response.url)
    assert "Take back" in text_of(own_page)
    assert "Accept" not in text_of(own_page)

    page = at_ed.get(response.url)
    assert all(
        word in text_of(page) for word in ("A reveiw", "A review", "The title page", "A slip.", "Accept", "Decline")
    )
    at_ed.post(reverse("admin:trials_revision_decide", args=[revision.pk, "accept"]), {})
    record.refresh_from_db()
    assert (record.title, record.version) == ("A review", 2)


def test_the_author_of_a_change_cannot_accept_it():
    record = factories.publication()
    at_ed = ed()
    at_ed.post(propose(record), record_form(at_ed.get(propose(record))).filled(journal="Cells", **why()))

    response = at_ed.post(reverse("admin:trials_revision_decide", args=[Revision.objects.get().pk, "accept"]), {})

    record.refresh_from_db()
    assert record.version == 1
    assert "Nobody decides on their own work" in text_of(response)


def test_a_change_is_declined_with_a_reason():
    record = factories.publication()
    revision = curation.propose(record, {"journal": "Cells"}, factories.ADA, "Title page")
    at_ed, address = ed(), reverse("admin:trials_revision_decide", args=[revision.pk, "decline"])

    assert "Say in the note why" in text_of(at_ed.post(address, {"note": " "}))
    at_ed.post(address, {"note": "It was another journal."})

    revision.refresh_from_db()
    assert (revision.status, revision.decision_note) == ("declined", "It was another journal.")


def test_a_second_change_by_the_same_person_leads_to_the_open_one():
    record = factories.publication()
    revision = curation.propose(record, {"journal": "Cells"}, factories.ADA, "Title page")

    assert ada().get(propose(record)).url == reverse("admin:trials_revision_change", args=[revision.pk])


def test_a_record_is_withdrawn_with_a_reason_and_a_successor():
    record, better = factories.publication(), factories.publication()
    at_eve = eve()

    refused = at_eve.post(act(record, "withdraw"), {"reason": "Entered twice.", "successor": "MSCL999999"})
    assert "is no other public record" in text_of(refused)
    assert "Entered twice." in refused.content.decode()

    at_eve.post(act(record, "withdraw"), {"reason": "Entered twice.", "successor": better.accession})
    record.refresh_from_db()
    assert (record.status, record.successor) == (RecordStatus.WITHDRAWN, better.accession)


def test_what_others_refer_to_is_not_withdrawn_and_the_referrers_are_linked():
    finding = factories.finding()

    response = eve().post(act(finding.publication, "withdraw"), {"reason": "Entered twice."})

    assert f'<a href="{change(finding)}">{finding.accession}</a>' in response.content.decode()
    finding.publication.refresh_from_db()
    assert finding.publication.is_public


# What is refused, and that nothing typed is lost


def test_refused_input_shows_the_sentence_and_keeps_what_was_typed():
    taken = factories.publication(status="draft", doi="10.1000/taken")
    at_ada = ada()
    form = record_form(at_ada.get(reverse(ADD_PUBLICATION)))

    page = at_ada.post(
        reverse(ADD_PUBLICATION),
        form.filled(
            title="My long title", doi="10.1000/taken", keyword="one\ntwo", url="ftp://x",
            **{"authors-0-name": "A. Author", "authors-0-position": "x"},
        ),
    )  # fmt: skip

    assert page.status_code == 200
    assert Publication.objects.count() == 1
    said = page.content.decode()
    assert f'<a href="{change(taken)}">{taken.accession}</a>' in said
    kept = record_form(page).data
    assert (kept["title"], kept["doi"], kept["keyword"]) == (["My long title"], ["10.1000/taken"], ["one\ntwo"])
    assert (kept["authors-0-name"], kept["authors-0-position"]) == (["A. Author"], ["x"])


def test_a_reference_that_is_not_there_stays_in_its_field():
    at_ada = ada()
    address = reverse("admin:trials_finding_add")

    page = at_ada.post(
        address, record_form(at_ada.get(address)).filled(publication="MSCL999999", payloads=["MSCP999999"])
    )

    assert "There is no publication MSCL999999." in text_of(page)
    assert record_form(page).data["publication"] == ["MSCL999999"]
    assert record_form(page).data["payloads"] == ["MSCP999999"]


def test_a_draft_that_lacks_something_is_saved_and_not_submitted():
    at_ada = ada()
    form = record_form(at_ada.get(reverse("admin:trials_trial_add")))

    response = at_ada.post(reverse("admin:trials_trial_add"), form.filled(title="A trial", _submit="1"), follow=True)

    trial = Trial.objects.get()
    assert (trial.title, trial.status) == ("A trial", RecordStatus.DRAFT)
    assert "Not submitted." in text_of(response)
    assert "Choose what the cells are given for." in text_of(response)


def test_a_save_over_newer_work_is_refused_once_and_keeps_what_was_typed():
    record = factories.publication(status="draft", title="First")
    at_ada = ada()
    form = record_form(at_ada.get(change(record)))
    curation.edit(record, {"title": "Second"}, factories.BEN)

    refused = at_ada.post(change(record), form.filled(title="Third"))
    record.refresh_from_db()
    assert (refused.status_code, record.title) == (409, "Second")
    assert "was saved by person:ben after you opened it" in text_of(refused)
    assert record_form(refused).data["title"] == ["Third"]

    at_ada.post(change(record), record_form(refused).filled())
    record.refresh_from_db()
    assert record.title == "Third"


def test_a_draft_that_was_published_meanwhile_is_not_written_and_nothing_typed_is_lost():
    record = factories.publication(status="draft")
    at_ada = ada()
    form = record_form(at_ada.get(change(record)))
    curation.submit(record, factories.ADA)
    curation.publish(record, factories.ED)

    refused = at_ada.post(change(record), form.filled(title="Too late"))

    record.refresh_from_db()
    assert record.title != "Too late"
    assert record_form(refused).data["title"] == ["Too late"]
    assert "this move does not start there" in text_of(refused)


def test_a_change_made_from_an_older_version_is_refused_with_the_fields_that_moved():
    record = factories.publication(title="First", journal="Cells")
    at_ada = ada()
    form = record_form(at_ada.get(propose(record)))
    curation.accept(curation.propose(record, {"journal": "Stem Cells"}, factories.BEN, "Title page"), factories.ED)

    refused = at_ada.post(propose(record), form.filled(title="Second", **why()))

    assert refused.status_code == 409
    assert "version 2 now (changed since you opened it: Journal)" in text_of(refused)
    assert record_form(refused).data["title"] == ["Second"]


def test_a_change_needs_a_source():
    record = factories.publication()
    at_ada = ada()

    page = at_ada.post(propose(record), record_form(at_ada.get(propose(record))).filled(journal="Cells", **why("")))

    assert page.status_code == 200
    assert not Revision.objects.exists()
    assert record_form(page).data["journal"] == ["Cells"]


def test_a_form_sent_back_untouched_proposes_nothing():
    record = factories.publication()
    at_ada = ada()

    page = at_ada.post(propose(record), record_form(at_ada.get(propose(record))).filled(**why()))

    assert "Nothing is changed." in text_of(page)


def test_owned_rows_are_added_changed_and_taken_away_in_the_form():
    record = factories.publication(
        status="draft", authors=[{"position": 1, "name": "First"}, {"position": 2, "name": "Second"}]
    )
    at_ada = ada()
    form = record_form(at_ada.get(change(record)))
    assert form.data["authors-TOTAL_FORMS"] == ["3"]

    at_ada.post(
        change(record), form.filled(**{"authors-0-DELETE": "on", "authors-1-name": "Two", "authors-2-name": "Three"})
    )

    record.refresh_from_db()
    assert [(author.position, author.name) for author in record.authors.all()] == [(2, "Two"), (3, "Three")]


def test_a_name_in_a_text_is_never_taken_for_markup():
    at_ada = ada()
    record = new_publication(at_ada, note="<script>alert(1)</script>")
    curation.submit(record, factories.ADA)

    assert "<script>alert(1)" not in at_ada.get(change(record)).content.decode()


# Who sees what


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
            assert shown == moves, (status, name)
