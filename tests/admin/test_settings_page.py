"""The page of settings: for chief editors, with what is in force, from where, and what was changed."""

import pytest
from django.urls import reverse

from tests.admin.page import Form, forms_of, text_of
from tests.admin.people import ada, desk_of, ed, ida
from trials.choices import DeskSetting
from trials.models import SettingChange, in_force

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:settings")


def form_of_setting(response, setting: str) -> Form:
    return next(form for form in forms_of(response) if form.data.get("setting") == [setting])


def test_a_chief_editor_sets_a_notice_that_everybody_at_the_desk_sees():
    chief, curator = ida(), ada()
    form = form_of_setting(chief.get(PAGE), DeskSetting.DESK_NOTICE)

    answer = chief.post(PAGE, form.filled(value="The release closes on 1 May.", reason="So that nobody is late."))

    assert answer.url == PAGE
    assert "The release closes on 1 May." in text_of(curator.get(reverse("admin:index")))
    said = text_of(chief.get(PAGE))
    assert "from the desk changed by ida" in said
    assert "So that nobody is late." in said

    back = form_of_setting(chief.get(PAGE), DeskSetting.DESK_NOTICE)
    assert "back" in back.buttons
    chief.post(PAGE, back.filled(reason="It is closed.", back=""))
    assert in_force(DeskSetting.DESK_NOTICE) == ""
    assert "The release closes" not in text_of(curator.get(reverse("admin:index")))


def test_what_is_refused_comes_back_as_it_was_typed():
    chief = ida()
    form = form_of_setting(chief.get(PAGE), DeskSetting.STATUS_FRESH_MONTHS)

    page = chief.post(PAGE, form.filled(value="a year", reason="Because."))

    assert page.status_code == 409
    assert "“a year” is no number of months" in text_of(page)
    again = form_of_setting(page, DeskSetting.STATUS_FRESH_MONTHS).data
    assert (again["value"], again["reason"]) == (["a year"], ["Because."])
    assert not SettingChange.objects.exists()


def test_it_says_where_a_value_comes_from_and_how_the_others_are_changed(settings):
    settings.MSCDB_FROM_ENVIRONMENT = frozenset({"MSCDB_CONTACT"})
    settings.MSCDB_CONTACT = "curators@example.org"

    page = ida().get(PAGE)

    sources = {each.setting: each.source for each in page.context["shown"]}
    assert sources[DeskSetting.CONTACT] == "the environment"
    assert sources[DeskSetting.STATUS_FRESH_MONTHS] == "the default"
    said = text_of(page)
    for words in ("curators@example.org", "MSCDB_SINGLE_PERSON no the default", "start the service again"):
        assert words in said


@pytest.mark.parametrize("who", [ada, ed, lambda: desk_of("cleo")], ids=["curator", "editor", "outsider"])
def test_for_others_it_is_not_there_and_refused(who):
    desk = who()
    assert desk.get(PAGE).status_code == 403
    sent = {"setting": "desk_notice", "value": "Mine", "reason": "x"}
    assert desk.post(PAGE, sent).status_code == 403
    assert PAGE not in desk.get(reverse("admin:index")).content.decode()
    assert not SettingChange.objects.exists()
