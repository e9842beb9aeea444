"""The first page of the desk: what each person sees there, and that every number leads to its list."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.admin.page import text_of
from tests.admin.people import ada, desk_of, ed, ida
from trials import curation
from trials.checks import Fault
from trials.curation import reading
from trials.models import Finding

pytestmark = pytest.mark.django_db

HOME = "/admin/"
LISTS = (
    "mine", "queue", "change_sets", "requests", "messages", "reading", "to_confirm", "second_look", "retractions",
    "unsourced", "failing", "notices", "profile",
)  # fmt: skip


def tiles(page) -> dict:
    return {tile.title: tile for group in page.context["groups"] for tile in group.tiles}


def test_my_drafts_and_what_came_back_with_its_note_stand_first():
    draft, returned = factories.finding(status="draft"), factories.payload(status="returned")
    factories.trial(status="submitted")

    page = ada().get(HOME)

    shown = tiles(page)
    assert [item.record for item in shown["My drafts"].items] == [draft]
    assert [(item.record, item.note) for item in shown["Returned to me"].items] == [(returned, "Please say more.")]
    assert shown["Waiting for others"].count == 1
    assert "Please say more." in text_of(page)


def test_an_editor_sees_what_waits_without_own_work_and_its_age():
    factories.publication(status="submitted")
    record = factories.publication()
    curation.propose(record, {"journal": "Cells"}, factories.ED, "Title page")

    shown = tiles(ed().get(HOME))

    assert shown["Waiting for an editor"].count == 1
    assert "The oldest has waited less than a minute." in shown["Waiting for an editor"].words


def test_a_curator_is_not_shown_what_editors_decide():
    shown = tiles(ada().get(HOME))

    assert not {"Waiting for an editor", "Requests", "Change sets"} & shown.keys()
    assert {"My change sets", "Flags and suggestions", "Reading queue"} <= shown.keys()


@pytest.mark.parametrize("desk_for", [ada, ed, ida])
def test_every_number_leads_to_its_list(desk_for):
    factories.finding(status="draft")
    desk = desk_for()
    page = desk.get(HOME)

    for tile in tiles(page).values():
        assert desk.get(tile.path.partition("#")[0]).status_code == 200, tile.title
    for name in LISTS:
        assert desk.get(reverse(f"admin:{name}")).status_code == 200, name


def test_somebody_without_a_role_sees_no_task_and_gets_no_list():
    factories.publication(status="submitted")
    desk = desk_of("cleo")

    page = desk.get(HOME)
    assert page.context["groups"] == []
    assert "My drafts" not in text_of(page)
    for name in ("mine", "reading", "notices", "profile", "failing", "unsourced"):
        assert desk.get(reverse(f"admin:{name}")).status_code == 403, name
        assert reverse(f"admin:{name}") not in page.content.decode()


def test_the_first_visit_says_how_to_begin_and_later_ones_do_not():
    newcomer = desk_of("newcomer", "Curator")
    assert "How to begin" in text_of(newcomer.get(HOME))

    curation.create(Finding, {"statement": "A claim."}, curation.Actor("person:newcomer", is_curator=True))
    assert "How to begin" not in text_of(newcomer.get(HOME))


def test_findings_without_their_study_are_those_that_say_so_patients_first():
    review = factories.publication()
    study = factories.publication(publication_type="primary_study")
    in_cells = factories.finding(publication=review, model_system="in_vitro")
    in_patients = factories.finding(publication=review, model_system="human", evidence_level="B")
    factories.finding(publication=study)
    factories.finding(publication=review, primary_study=study)
    trial = factories.trial()
    factories.finding(publication=review, trial_links=[{"trial": trial.accession, "relation": "result_of"}])
    desk = ada()

    page = desk.get(reverse("admin:unsourced"))

    assert list(page.context["page"]) == [in_patients, in_cells]
    public = Finding.objects.public().results()
    assert {finding.pk for finding in public if not finding.is_traced} == {in_cells.pk, in_patients.pk}
    assert tiles(desk.get(HOME))["Findings without their study"].count == 2
    assert list(desk.get(reverse("admin:unsourced"), {"in": "in_vitro"}).context["page"]) == [in_cells]


def test_failing_records_are_counted_when_asked_for_and_again_when_the_data_change(monkeypatch):
    record, desk = factories.publication(), ada()
    rounds = []
    monkeypatch.setattr(
        "trials.checks.faults",
        lambda: rounds.append(1) or [Fault("versions.document", record.accession, "It differs.")],
    )
    assert tiles(desk.get(HOME))["Failing a check"].count is None

    page = desk.get(reverse("admin:failing"))
    assert "It differs." in text_of(page)
    assert f"/{record.accession}/change/" in page.content.decode()
    desk.get(reverse("admin:failing"))
    assert tiles(desk.get(HOME))["Failing a check"].count == 1
    assert len(rounds) == 1

    factories.publication()
    assert tiles(desk.get(HOME))["Failing a check"].count is None


def test_what_is_read_just_now_stands_under_mine():
    item = reading.add_reading("", "", "A poster", "", "", factories.ADA)
    reading.assign(item, factories.ADA)

    shown = tiles(ada().get(HOME))

    assert (shown["I am reading"].count, shown["Reading queue"].count) == (1, 0)


def test_who_has_taken_what_is_said():
    record = factories.publication(status="submitted")
    curation.take(record, factories.EVE)

    assert f"1 taken by {factories.EVE.code}." in tiles(ed().get(HOME))["Waiting for an editor"].words
    assert timezone.now() > record.updated_at
