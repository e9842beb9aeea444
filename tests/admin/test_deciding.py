"""Deciding at the desk: field by field, three values compared, nothing typed lost, stale tabs refused."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.page import Form, forms_of, text_of
from tests.admin.people import ada, ed, eve
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.models import Publication, Revision

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page_of(revision: Revision) -> str:
    return reverse("admin:trials_revision_change", args=[revision.pk])


def decide(revision: Revision, verb: str = "accept") -> str:
    return reverse("admin:trials_revision_decide", args=[revision.pk, verb])


def decision_form(response) -> Form:
    return next(form for form in forms_of(response) if "/decide/" in form.action)


@pytest.fixture
def record() -> Publication:
    return factories.publication(journal="Cell", volume="1")


@pytest.fixture
def proposal(record) -> Revision:
    return curation.propose(record, {"journal": "Cells", "volume": "2"}, ADA, "Title page", "Two slips.")


def test_a_field_is_declined_with_a_reason_and_the_rest_is_accepted(record, proposal):
    at_ed = ed()
    form = decision_form(at_ed.get(page_of(proposal)))
    typed = form.filled(**{"decide-volume": "decline", "reason-volume": "It says 1.", "note": "Thank you."})

    assert at_ed.post(decide(proposal), typed).url == page_of(proposal)

    record.refresh_from_db()
    assert (record.journal, record.volume, record.version) == ("Cells", "1", 2)
    shown = text_of(at_ed.get(page_of(proposal)))
    assert all(word in shown for word in ("Partly accepted", "Accepted", "Declined It says 1.", "Thank you."))


def test_a_reason_is_needed_and_what_was_typed_stays(record, proposal):
    at_ed = ed()
    form = decision_form(at_ed.get(page_of(proposal)))

    refused = at_ed.post(decide(proposal), form.filled(**{"decide-volume": "decline", "note": "Thank you."}))
    assert refused.status_code == 409
    assert "Say why volume is declined." in text_of(refused)
    again = decision_form(refused)
    assert again.data["note"] == ["Thank you."]
    assert again.data["decide-volume"] == ["decline"]

    refused = at_ed.post(decide(proposal), form.filled(**{"reason-volume": "It says 1."}))
    assert "without declining it" in text_of(refused)
    assert decision_form(refused).data["reason-volume"] == ["It says 1."]
    record.refresh_from_db()
    assert record.version == 1


def test_where_somebody_changed_the_same_field_three_values_are_compared(record, proposal):
    other = curation.propose(record, {"journal": "Nature"}, BEN, "Cover")
    curation.accept(other, EVE)
    at_ed = ed()
    page = at_ed.get(page_of(proposal))
    assert all(word in text_of(page) for word in ("When it was proposed", "Public now", "Nature", "Cells"))
    form = decision_form(page)
    assert "decide-journal" not in form.data, "nothing is chosen beforehand"

    refused = at_ed.post(decide(proposal), form.filled())
    assert "Compare the three values" in text_of(refused)

    at_ed.post(decide(proposal), form.filled(**{"decide-journal": "over"}))
    record.refresh_from_db()
    assert (record.journal, record.volume, record.version) == ("Cells", "2", 3)


def test_of_owned_rows_those_that_differ_are_shown():
    record = factories.publication(
        authors=[
            {"position": 1, "name": "A. Ash"},
            {"position": 2, "name": "B. Birch"},
            {"position": 3, "name": "C. Elm"},
        ]
    )
    authors = [{"position": 1, "name": "D. Oak"}, {"position": 2, "name": "A. Ash"}, {"position": 3, "name": "C. Elm"}]
    proposal = curation.propose(record, {"authors": authors}, ADA, "Title page")

    shown = text_of(ed().get(page_of(proposal)))

    assert "removed B. Birch" in shown
    assert "added D. Oak" in shown
    assert "moved A. Ash (place 1 → 2)" in shown
    assert "C. Elm" not in shown


def test_a_changed_row_names_the_cell_and_changed_words_are_marked():
    record = factories.trial(
        title="Cells against glioma",
        sources=[{"position": 1, "what": "Registry record", "url": "https://example.org/old"}],
    )
    changes = {"title": "Cells against glioblastoma"}
    changes["sources"] = [{"position": 1, "what": "Registry record", "url": "https://example.org/new"}]
    page = ed().get(page_of(curation.propose(record, changes, ADA, "Registry")))

    assert "changed Registry record · URL: https://example.org/old → https://example.org/new" in text_of(page)
    assert "Cells against <del>glioma</del>" in page.content.decode()
    assert "Cells against <ins>glioblastoma</ins>" in page.content.decode()


def test_a_stale_tab_is_refused_without_loss(record, proposal):
    at_ed = ed()
    form = decision_form(at_ed.get(page_of(proposal)))
    curation.propose(record, {"issue": "4"}, ADA, "Title page")

    refused = at_ed.post(decide(proposal), form.filled(note="Fine."))
    assert "Its author wrote on the proposal after you opened it." in text_of(refused)
    assert decision_form(refused).data["note"] == ["Fine."]
    refused = at_ed.post(decide(proposal, "decline"), form.filled(note="No."))
    assert "Its author wrote on the proposal" in text_of(refused)

    curation.accept(curation.propose(record, {"pages": "1-9"}, BEN, "Title page"), EVE)
    stale = form.filled(seen_change=decision_form(refused).data["seen_change"][0])
    refused = at_ed.post(decide(proposal), stale)
    assert "is at version 2 now; you looked at version 1" in text_of(refused)

    at_ed.post(decide(proposal), decision_form(refused).filled())
    record.refresh_from_db()
    assert (record.issue, record.pages, record.version) == ("4", "1-9", 3)


def test_a_stale_tab_with_a_senseless_moment_is_no_error(record, proposal):
    response = ed().post(decide(proposal), {"seen_change": "2026-99-99T00:00:00", "seen_version": "x"})

    assert response.status_code == 302


def test_who_compared_the_whole_record_says_so(record, proposal):
    Publication.objects.filter(pk=record.pk).update(review_basis="release")
    at_ed = ed()
    at_ed.post(decide(proposal), decision_form(at_ed.get(page_of(proposal))).filled(whole_checked="1"))

    record.refresh_from_db()
    assert record.review_basis == "two_people"


def test_the_author_may_take_it_back_only(record, proposal):
    page = ada().get(page_of(proposal))

    form = decision_form(page)
    assert "Take back" in text_of(page)
    assert not [name for name in form.data if name.startswith("decide-")]
    assert "Accept as chosen" not in text_of(page)


def test_source_and_note_and_interests_stand_beside_the_decision(record, proposal):
    at_ed = ed()
    ada()
    curation.state_interests(ADA, "declared", "Shares in Cells Ltd.")

    shown = text_of(at_ed.get(page_of(proposal)))
    assert all(word in shown for word in ("Title page", "Two slips.", "ada: declared", "Shares in Cells Ltd."))
    assert "ed: none to declare" in shown


def test_while_somebody_else_has_it_it_is_taken_over_first(record, proposal):
    at_ed = ed()
    eve()
    curation.take(record, EVE)

    page = at_ed.get(page_of(proposal))
    assert "eve took this for review" in text_of(page)
    refused = at_ed.post(decide(proposal), decision_form(page).filled(note="Fine."))
    assert f"Eve took {record.accession} for review 0 minutes ago. Take it over first" in text_of(refused)

    take = next(form for form in forms_of(refused) if "/take/" in form.action)
    assert at_ed.post(take.action, take.filled()).url == page_of(proposal)
    at_ed.post(decide(proposal), decision_form(refused).filled())
    record.refresh_from_db()
    assert record.journal == "Cells"
    assert curation.hold_on(record) is None
    assert ED.code == record.reviewed_by
