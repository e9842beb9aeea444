"""What is typed at the desk is kept until it is saved: restored whole, forgotten on request, never another's."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import ADD_PUBLICATION, change, propose, why
from tests.admin.page import forms_of, record_form, text_of
from tests.admin.people import ada, desk_of, ed
from trials import curation
from trials.models import Finding, Publication, Revision, TypedForm

pytestmark = pytest.mark.django_db

TYPED = reverse("admin:typed")
ADD_FINDING = reverse("admin:trials_finding_add")


def keep(desk, path: str, data: dict):
    return desk.post(TYPED, data | {"_form": path})


def typed_publication(desk) -> dict:
    """A half-filled form with an added row, as a browser sends it: wrong values too."""
    form = record_form(desk.get(reverse(ADD_PUBLICATION)))
    return form.filled(
        title="Half a tit", pmid="not a number", keyword="one\ntwo",
        **{"authors-TOTAL_FORMS": "2", "authors-0-name": "A. Author", "authors-1-name": "B. Author"},
    )  # fmt: skip


def test_a_form_comes_back_exactly_as_it_was_typed():
    at_ada, path = ada(), reverse(ADD_PUBLICATION)
    data = typed_publication(at_ada)
    assert keep(at_ada, path, data).status_code == 200

    page = at_ada.get(path)
    assert "and did not save it" in text_of(page)
    assert record_form(page).data["title"] == [""]

    back = record_form(at_ada.get(f"{path}?restore=1")).data
    for name, values in data.items():
        if name not in ("csrfmiddlewaretoken", "once"):
            assert back[name] == values, name
    assert Publication.objects.count() == 0


def test_what_is_typed_last_stands_and_nothing_is_kept_twice():
    at_ada, path = ada(), reverse(ADD_PUBLICATION)
    keep(at_ada, path, {"title": "First"})
    keep(at_ada, path, {"title": "Second", "csrfmiddlewaretoken": "x", "_save": "1", "seen": "s"})

    kept = TypedForm.objects.get()
    assert (kept.actor, kept.form, kept.seen) == ("person:ada", path, "s")
    assert kept.fields == {"title": ["Second"]}


def test_saving_removes_it_and_a_refused_save_keeps_it():
    at_ada, path = ada(), reverse(ADD_PUBLICATION)
    data = typed_publication(at_ada)

    assert at_ada.post(path, data).status_code == 200
    assert TypedForm.objects.get().fields["pmid"] == ["not a number"]

    assert at_ada.post(path, data | {"pmid": "123"}).status_code == 302
    assert not TypedForm.objects.exists()
    assert Publication.objects.get().pmid == "123"


def test_it_is_forgotten_on_request_without_any_script():
    at_ada, path = ada(), reverse(ADD_PUBLICATION)
    keep(at_ada, path, {"title": "Away"})
    form = next(form for form in forms_of(at_ada.get(path)) if form.action == TYPED)

    response = at_ada.post(TYPED, form.filled(_forget="1"))

    assert response.url == path
    assert not TypedForm.objects.exists()
    assert "did not save it" not in text_of(at_ada.get(path))


def test_nobody_sees_what_another_person_types():
    at_ada, at_ed, path = ada(), ed(), reverse(ADD_PUBLICATION)
    keep(at_ada, path, {"title": "A secret thought"})

    assert b"A secret thought" not in at_ed.get(f"{path}?restore=1").content
    assert "did not save it" not in text_of(at_ed.get(path))


def test_the_answer_says_what_is_to_be_mended_or_missing():
    at_ada = ada()
    form = record_form(at_ada.get(ADD_FINDING))

    answer = text_of(keep(at_ada, ADD_FINDING, form.filled(statement="A claim", effect="inhibits", stance="against")))
    assert "not saved yet. 1 to mend." in answer
    assert "Stance: The effect is “Inhibits”" in answer

    answer = text_of(keep(at_ada, ADD_FINDING, form.filled(statement="A claim")))
    assert "Locator: Say where in the source it stands." in answer
    assert "Statement:" not in answer
    assert Finding.objects.count() == 0


@pytest.mark.parametrize("make", [factories.cancer_type, factories.payload, factories.trial, factories.finding])
def test_every_kind_of_draft_is_looked_at_without_being_written(make):
    draft = make("draft")
    at_ada = ada()
    form = record_form(at_ada.get(change(draft)))

    answer = keep(at_ada, change(draft), form.data)

    assert answer.status_code == 200
    # Drafts it names are said; nothing of its own is missing.
    lacks = [each for each in text_of(answer).split("Before it can be")[1:] if "is not public" not in each]
    assert lacks == []


def test_a_draft_saved_by_somebody_else_meanwhile_is_not_written_over():
    draft = factories.publication("draft", title="Before")
    at_ada = ada()
    form = record_form(at_ada.get(change(draft)))
    keep(at_ada, change(draft), form.filled(title="Mine"))
    curation.edit(Publication.objects.get(), {"title": "Theirs"}, factories.BEN)

    page = at_ada.get(change(draft))
    assert "The record was saved in the meantime" in text_of(page)
    restored = record_form(at_ada.get(f"{change(draft)}?restore=1"))
    assert restored.data["title"] == ["Mine"]

    refused = at_ada.post(change(draft), restored.data)
    assert refused.status_code == 409
    assert record_form(refused).data["title"] == ["Mine"]
    assert Publication.objects.get().title == "Theirs"
    assert TypedForm.objects.get().fields["title"] == ["Mine"]

    assert at_ada.post(change(draft), record_form(refused).data).status_code == 302
    assert Publication.objects.get().title == "Mine"


def test_a_faulty_save_of_a_stale_form_does_not_hide_that_it_is_stale():
    draft = factories.publication("draft", title="Before")
    at_ada = ada()
    form = record_form(at_ada.get(change(draft)))
    curation.edit(Publication.objects.get(), {"title": "Theirs"}, factories.BEN)

    faulty = at_ada.post(change(draft), form.filled(title="Mine", pmid="wrong"))
    assert faulty.status_code == 200

    assert at_ada.post(change(draft), record_form(faulty).filled(pmid="123")).status_code == 409
    assert Publication.objects.get().title == "Theirs"


def test_a_proposal_is_kept_with_its_reasons():
    public = factories.publication()
    at_ada = ada()
    form = record_form(at_ada.get(propose(public)))
    keep(at_ada, propose(public), form.filled(title="A better title", **why("Page 1", "As printed.")))

    restored = record_form(at_ada.get(f"{propose(public)}?restore=1"))
    assert restored.data["title"] == ["A better title"]
    assert restored.data["proposal-source"] == ["Page 1"]
    assert at_ada.post(propose(public), restored.data).status_code == 302
    assert Revision.objects.get().source == "Page 1"
    assert not TypedForm.objects.exists()


def test_after_a_refused_button_the_form_still_saves_to_its_own_page():
    draft = factories.publication("draft", title="")
    at_ada = ada()

    page = at_ada.post(reverse("admin:trials_publication_act", args=[draft.accession, "submit"]))

    assert page.status_code == 409
    assert record_form(page).action == change(draft)
    assert not TypedForm.objects.exists()


@pytest.mark.parametrize(
    "path", ["", "/admin/", "/admin/auth/user/add/", "/trials/", "https://evil.example/", "/admin/trials/" + "x" * 90]
)
def test_only_forms_of_records_are_kept(path):
    assert keep(ada(), path, {"title": "x"}).status_code == 400
    assert not TypedForm.objects.exists()


def test_only_curators_have_typed_forms():
    assert keep(desk_of("cleo"), reverse(ADD_PUBLICATION), {"title": "x"}).status_code == 403
    assert ada().get(TYPED).status_code == 403
