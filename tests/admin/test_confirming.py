"""Records to check against their source, and those that ask for a second look: lists, and the way through them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.admin.addresses import act, change
from tests.admin.page import Form, forms_of, text_of
from tests.admin.people import ada, desk_of, ed, eve
from trials.models import CuratedRecord, Finding, Publication, ReviewEvent, Trial

pytestmark = pytest.mark.django_db


def compiled(record: CuratedRecord) -> CuratedRecord:
    """A record as a release brings it."""
    values = {"review_basis": "release", "edited_by": "release:2026.1", "created_by": "release:2026.1"}
    type(record).objects.filter(pk=record.pk).update(reviewed_by="", **values)
    ReviewEvent.objects.filter(accession=record.accession).delete()
    record.refresh_from_db()
    return record


def confirm_form(response) -> Form:
    return next(form for form in forms_of(response) if form.action.endswith("/act/confirm/"))


def test_a_curator_goes_through_the_findings_one_by_one_the_human_ones_first():
    in_mice, in_people, in_cells = (
        compiled(factories.finding(model_system=system, evidence_level=level))
        for system, level in (("animal", "D"), ("human", "B"), ("in_vitro", "D"))
    )
    factories.finding()
    at_ada, address = ada(), reverse("admin:to_confirm")

    page = at_ada.get(address)
    assert "0 of 4" not in text_of(page)
    assert "1 of 4 checked by a second person" in text_of(page)
    assert [record for record, _ in page.context["rows"]] == [in_people, in_mice, in_cells]

    first = at_ada.get(page.context["rows"][0][1])
    assert "1 of 3" in text_of(first)
    assert f'{change(in_mice)}?walk=to-confirm" rel="next"' in first.content.decode()

    response = at_ada.post(act(in_people, "confirm"), confirm_form(first).filled(note="Compared with the abstract."))
    assert response.url == f"{change(in_mice)}?walk=to-confirm"
    in_people.refresh_from_db()
    assert (in_people.review_basis, in_people.reviewed_by, in_people.version) == ("two_people", "person:ada", 2)
    assert "2 of 4 checked by a second person" in text_of(at_ada.get(address))

    last = at_ada.get(f"{change(in_cells)}?walk=to-confirm")
    assert "2 of 2" in text_of(last)
    response = at_ada.post(act(in_cells, "confirm"), confirm_form(last).filled(note="Compared."))
    assert response.url == f"{address}?kind=finding"


def test_without_a_word_on_what_was_compared_nothing_is_confirmed():
    record, at_ada = compiled(factories.publication()), ada()
    form = confirm_form(at_ada.get(f"{change(record)}?walk=to-confirm"))

    refused = at_ada.post(act(record, "confirm"), form.filled(note=" "))

    assert "Say what you compared with which source." in text_of(refused)
    assert confirm_form(refused).data["walk"] == ["to-confirm"]


def test_a_stale_page_confirms_nothing():
    record, at_ada, at_eve = compiled(factories.publication()), ada(), eve()
    form = confirm_form(at_ada.get(change(record)))
    at_eve.post(act(record, "confirm"), form.filled(note="Compared with PubMed."))

    refused = at_ada.post(act(record, "confirm"), form.filled(note="Compared with the title page."))

    assert "is at version 2 now; you read version 1" in text_of(refused)
    assert "Compared with the title page." in refused.content.decode()


def test_each_kind_has_its_count_and_a_strange_kind_shows_the_first():
    compiled(factories.publication())
    at_ada, address = ada(), reverse("admin:to_confirm")

    page = at_ada.get(f"{address}?kind=publication")
    assert "What most public findings were read in first." in text_of(page)
    assert "0 of 1 checked by a second person" in text_of(page)
    assert at_ada.get(f"{address}?kind=nonsense&p=99").context["kind"].name == "finding"


def test_open_trials_come_first_then_those_with_results():
    result = {"position": 1, "measure": "response", "statement": "Two of six responded.", "source": "The paper"}
    plain, told = compiled(factories.trial()), compiled(factories.trial(results=[result]))
    soon = f"{timezone.now().date():%Y-%m-%d}"
    open_now = compiled(factories.trial(overall_status="RECRUITING", status_confirmed_on=soon))

    assert list(Trial.objects.to_confirm()) == [open_now, told, plain]


def test_the_about_page_counts_what_was_checked():
    record = compiled(factories.publication())
    desk = ed()
    assert "None of the 1" in text_of(desk.get(reverse("pages:about")))

    desk.post(act(record, "confirm"), {"note": "Compared with PubMed."})

    assert "1 of 1 public records have been checked" in text_of(desk.get(reverse("pages:about")))
    public = text_of(desk.get(reverse("pages:publication", args=[record.accession])))
    assert "not yet checked" not in public


def test_findings_ask_for_a_second_look_after_two_years_and_a_look_satisfies_them():
    old, young = factories.finding(), factories.finding()
    Finding.objects.filter(pk=old.pk).update(updated_at=timezone.now() - timedelta(days=25 * 31))
    at_eve = eve()
    page = at_eve.get(reverse("admin:second_look"), {"kind": "finding"})
    assert [record for record, _ in page.context["rows"]] == [old]
    assert "last looked at 2 years, 1 month ago" in text_of(page)

    old.refresh_from_db()
    at_eve.post(act(old, "confirm"), {"note": "Still so.", "walk": "second-look"})

    assert not Finding.objects.to_look_at_again().exists()
    assert young.version == 1


def test_trials_ask_for_a_second_look_while_their_status_may_change():
    def stale(status: str) -> Trial:
        return factories.trial(overall_status=status, status_confirmed_on="2020-05")

    running, unseen = stale("RECRUITING"), factories.trial()
    for status in ("COMPLETED", "TERMINATED", "WITHDRAWN", "NO_LONGER_AVAILABLE"):
        stale(status)
    factories.trial(overall_status="RECRUITING", status_confirmed_on=f"{timezone.now().date():%Y-%m-%d}")
    at_eve = eve()

    page = at_eve.get(reverse("admin:second_look"))
    assert [record for record, _ in page.context["rows"]] == [unseen, running]
    assert "never confirmed" in text_of(page)
    assert "confirmed in May 2020" in text_of(page)

    at_eve.post(act(running, "confirm"), {"note": "The registry still says so."})
    assert list(Trial.objects.to_look_at_again()) == [unseen]
    ReviewEvent.objects.filter(accession=running.accession, verb="confirm").update(
        at=timezone.now() - timedelta(days=400)
    )
    assert list(Trial.objects.to_look_at_again()) == [unseen, running]


def test_who_may_not_curate_sees_no_list():
    assert desk_of("cleo").get(reverse("admin:to_confirm")).status_code == 403


def test_ones_own_work_is_marked_and_has_no_button():
    record = factories.publication()
    Publication.objects.filter(pk=record.pk).update(review_basis="one_person")
    at_ada = ada()

    assert "your own" in text_of(at_ada.get(reverse("admin:to_confirm"), {"kind": "publication"}))
    assert "/act/confirm/" not in at_ada.get(change(record)).content.decode()
