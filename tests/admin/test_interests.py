"""My interests at the desk: stated once a year, asked for where a decision wants it, and back to where one was."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import act, change
from tests.admin.page import text_of
from tests.admin.people import ada, desk_of, ed
from trials.models import InterestStatement

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> str:
    return reverse("admin:interests")


def test_a_statement_is_made_and_earlier_ones_stay(page):
    at_ada = ada()
    assert "Your statement holds until" in text_of(at_ada.get(page))

    at_ada.post(page, {"interests": "declared", "text": "Shares in Cells Ltd."})

    assert InterestStatement.objects.of("person:ada").count() == 2
    shown = text_of(at_ada.get(page))
    assert "declared. Shares in Cells Ltd." in shown
    assert "none to declare" in shown


def test_what_is_wrong_is_said_and_what_was_typed_stays(page):
    at_ada = ada()
    response = at_ada.post(page, {"text": "Shares in Cells Ltd."})
    assert "Choose whether there is anything to declare." in text_of(response)
    assert "Shares in Cells Ltd." in response.content.decode()

    response = at_ada.post(page, {"interests": "declared", "text": " "})
    assert "Say which interests you declare." in text_of(response)
    assert InterestStatement.objects.of("person:ada").count() == 1


def test_a_decision_that_wants_a_statement_leads_there_and_back(page):
    record, at_ed = factories.finding("submitted"), ed()
    InterestStatement.objects.all().delete()
    there = f"{page}?{urlencode({'back': change(record)})}"

    shown = at_ed.get(change(record))
    assert "state your interests" in text_of(shown)
    assert f"{page}?back={change(record)}" in shown.content.decode()
    refused = at_ed.post(act(record, "publish"), {})
    assert f'href="{there}"' in refused.content.decode()
    assert f'href="{page}?back={act(record, "publish")}' not in refused.content.decode()

    assert at_ed.get(there).context["back"] == change(record)
    assert at_ed.post(page, {"interests": "none", "back": change(record)}).url == change(record)
    assert "state your interests" not in text_of(at_ed.get(change(record)))
    at_ed.post(act(record, "publish"), {})
    record.refresh_from_db()
    assert record.is_public


def test_the_way_back_stays_at_the_desk(page):
    at_ed = ed()
    for strange in ("https://example.org/", "//example.org/admin/", "/trials/", "javascript:alert(1)"):
        assert at_ed.post(page, {"interests": "none", "back": strange}).url == page


def test_editors_see_everybodys_statements_and_curators_their_own(page):
    at_ada, at_ed = ada(), ed()
    at_ada.post(page, {"interests": "declared", "text": "Shares in Cells Ltd."})
    at_ed.post(page, {"interests": "declared", "text": "A grant of Vesicles Inc."})

    assert "A grant of Vesicles Inc." not in text_of(at_ada.get(page))
    shown = text_of(at_ed.get(page))
    assert all(word in shown for word in ("What everybody has stated", "Shares in Cells Ltd.", "A grant of Vesicles"))


def test_who_does_not_curate_states_nothing(page):
    assert desk_of("cleo").get(page).status_code == 403


def test_statements_of_author_and_reviewer_stand_on_a_public_record():
    at_ed = ed()
    ada()
    record = factories.publication()

    shown = text_of(at_ed.get(change(record)))
    assert "ada: none to declare" in shown
    assert "ed: none to declare" in shown


def test_work_waits_for_an_editor_who_has_only_to_state_interests():
    record, at_ed = factories.finding("submitted"), ed()
    InterestStatement.objects.all().delete()

    queue = at_ed.get(reverse("admin:queue"))

    assert [entry.name for entry in queue.context["to_decide"]] == [record.accession]
    assert "Nothing waits for you." not in text_of(at_ed.get(reverse("admin:index")))
