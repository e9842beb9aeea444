"""Retractions at the desk: marking at once, confirming as a second person, and what rests on the publication."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import change
from tests.admin.page import forms_of, text_of
from tests.admin.people import ada, desk_of, ed
from tests.claims import result
from tests.factories import ADA, BEN, ED
from trials import curation
from trials.models import Publication

pytestmark = pytest.mark.django_db

LIST = "admin:retractions"


@pytest.fixture
def paper() -> Publication:
    return factories.publication()


def page_of(paper: Publication) -> str:
    return reverse("admin:retraction", args=[paper.accession])


def mark_form(page):
    return next(form for form in forms_of(page) if "source" in form.data)


def test_a_curator_marks_a_publication_at_once(paper):
    desk = ada()
    assert page_of(paper) in desk.get(change(paper)).content.decode()
    form = mark_form(desk.get(page_of(paper)))

    answer = desk.post(page_of(paper), form.filled(status="retracted", source="doi:10.1000/notice"), follow=True)

    said = text_of(answer)
    assert "Retracted. Source: doi:10.1000/notice" in said
    assert "Nobody confirms their own mark" in said
    paper.refresh_from_db()
    assert paper.retraction_status == "retracted"


def test_a_refused_mark_keeps_what_was_typed(paper):
    answer = ada().post(page_of(paper), {"status": "retracted", "source": "", "note": "Duplicated images"})
    assert answer.status_code == 409
    assert "Say where the notice stands" in text_of(answer)
    assert "Duplicated images" in answer.content.decode()


def test_a_mark_can_be_taken_away_only_where_there_is_one(paper):
    desk = ada()
    assert 'value="none_found"' not in desk.get(page_of(paper)).content.decode()
    factories.marked(paper)
    shown = desk.get(page_of(paper)).content.decode()
    assert 'value="none_found"' in shown
    assert 'value="retracted"' not in shown


def test_a_second_person_confirms_on_the_same_page(paper):
    factories.marked(paper)
    desk = ed()
    assert "waits for a second person" in text_of(desk.get(reverse(LIST)))
    form = next(form for form in forms_of(desk.get(page_of(paper))) if form.action.endswith("/confirm/"))

    desk.post(form.action, form.filled(note="Read the notice."))

    paper.refresh_from_db()
    assert paper.review_basis == "two_people"
    assert "has confirmed it" in text_of(desk.get(page_of(paper)))
    assert "waits for a second person" not in text_of(desk.get(reverse(LIST)))


def test_everything_that_rests_on_it_is_listed_until_somebody_dealt_with_it(paper):
    source = {"position": 1, "publication": paper.accession, "locator": "", "citation": "", "url": ""}
    own, read_there = factories.finding(publication=paper), factories.finding(primary_study=paper, seen_in=paper)
    payload, trial = factories.payload(sources=[source]), factories.trial(results=[result(publication=paper.accession)])
    draft = factories.finding(status="draft", publication=paper)
    factories.marked(paper)
    desk = ada()

    said = text_of(desk.get(page_of(paper)))
    for record, how in (
        (own, "Finding: its source"),
        (read_there, "Finding: the study behind it, where it was read"),
        (payload, "Payload: a source of it"),
        (trial, "Trial: results in it"),
    ):
        assert record.accession in said
        assert how in said
    assert "4 of 4 not dealt with" in said
    assert draft.accession in said.split("Not public yet")[1]

    curation.propose(own, {"note": "Its source was retracted."}, ADA, "The notice")
    curation.withdraw(read_there, ED, "Its source was retracted.")
    said = text_of(desk.get(page_of(paper)))
    assert "2 of 3 not dealt with" in said
    assert "change proposed," in said
    assert "3 records rest on it, 2 not dealt with" in text_of(desk.get(reverse(LIST)))


def test_a_mark_that_one_person_took_away_stays_on_the_list_until_it_is_confirmed(paper):
    factories.marked(paper)
    curation.mark_retraction(paper, "none_found", BEN, source="The journal's correction")
    desk = ada()
    assert paper.accession in text_of(desk.get(reverse(LIST)))
    curation.confirm(paper, ED, "Read the correction.")
    assert paper.accession not in text_of(desk.get(reverse(LIST)))


def test_a_finding_at_the_desk_says_that_its_source_was_marked(paper):
    finding = factories.finding(publication=paper)
    factories.marked(paper)
    page = ada().get(change(finding))
    assert "on which it rests" in text_of(page)
    assert page_of(paper) in page.content.decode()


def test_nobody_but_curators_marks(paper):
    outsider = desk_of("cleo")
    for address in (reverse(LIST), page_of(paper)):
        assert outsider.get(address).status_code == 403
    assert outsider.post(page_of(paper), {"status": "retracted", "source": "x"}).status_code == 403
    assert ada().get(page_of(factories.publication(status="draft"))).status_code == 404
    paper.refresh_from_db()
    assert paper.retraction_status == "not_checked"
