"""Settings of the desk: who changes them, to what, and that every rule goes by what is in force."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests import factories
from tests.curation.racing import Crowd
from tests.curation.watching import refused
from tests.factories import ADA, ED, IDA
from trials import curation
from trials.choices import DeskSetting
from trials.models import DataVersion, SettingChange, Trial, in_force
from trials.partial_date import months_before

pytestmark = pytest.mark.django_db

MONTHS = DeskSetting.STATUS_FRESH_MONTHS
IDA_TOO = factories.person("iris", is_chief=True)


def half_a_year_old() -> Trial:
    seen = months_before(date.today(), 6).isoformat()
    return factories.trial(overall_status="RECRUITING", status_confirmed_on=seen)


def test_the_desk_goes_before_the_environment_and_back(settings):
    settings.MSCDB_STATUS_FRESH_MONTHS = 7
    assert in_force(MONTHS) == 7

    change = curation.change_setting(MONTHS, " 3 ", "Registries here are quick.", IDA)
    assert in_force(MONTHS) == 3
    assert (change.before, change.value, change.actor) == ("7", "3", IDA.code)

    curation.change_setting(MONTHS, None, "As everywhere.", IDA)
    assert in_force(MONTHS) == 7
    assert list(SettingChange.objects.values_list("before", "value", "is_of_desk")) == [
        ("3", "7", False),
        ("7", "3", True),
    ]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (MONTHS, "0", "“0” is no number of months. Write a whole number from 1 to 120."),
        (MONTHS, "twelve", "“twelve” is no number of months."),
        ("finding_fresh_months", "", "“” is no number of months."),
        ("message_limit", "many", "It is “many”. Write a rate such as 10/s, 300/m or 5000/h, or off."),
        ("desk_notice", "x" * 201, "It has 201 characters; use at most 200."),
        ("single_person", "1", "“single_person” is not set at the desk."),
    ],
)
def test_what_cannot_be_is_refused_with_the_value_and_the_way_out(name, text, sentence):
    refused(sentence, curation.change_setting, name, text, "Because.", IDA)


def test_only_chief_editors_change_a_setting_and_they_say_why():
    for actor in (ADA, ED):
        refused("Only a chief editor may do this.", curation.change_setting, MONTHS, "3", "Because.", actor)
    refused("Say why it is changed.", curation.change_setting, MONTHS, "3", " ", IDA)
    refused("Nothing is changed.", curation.change_setting, MONTHS, None, "Because.", IDA)


def test_who_did_not_see_the_last_change_is_told():
    curation.change_setting(MONTHS, "3", "Because.", IDA, seen=0)

    refused("person:ida changed it after you opened the page.", curation.change_setting, MONTHS, "4", "x", IDA_TOO, 0)


def test_one_rule_for_open_now_goes_by_it_in_queries_rows_pages_and_answers():
    trial, reader = half_a_year_old(), Client()
    page, answer = f"/trials/{trial.canonical_id}/", "/api/v1/trials/?open=true"
    before = {address: reader.get(address) for address in (page, answer, "/trials/?open=true", f"{answer}&format=csv")}
    assert "· open now" in before[page].content.decode()
    assert len(before[answer].json()["results"]) == 1
    etags = {address: before[address].headers["ETag"] for address in (page, answer)}

    curation.change_setting(MONTHS, "3", "Because.", IDA)

    assert not trial.is_open_now()
    assert not Trial.objects.open_now().exists()
    for address, etag in etags.items():
        again = reader.get(address, headers={"If-None-Match": etag})
        assert again.status_code == 200
        assert again.headers["ETag"] != etag
    assert "not confirmed" in reader.get(page).content.decode()
    assert reader.get(answer).json()["results"] == []
    rows = b"".join(reader.get(f"{answer}&format=csv").streaming_content).decode().splitlines()
    assert len(rows) == 1
    assert trial.accession not in reader.get("/trials/?open=true").content.decode()


def test_an_answer_asks_no_more_of_the_base_for_a_setting(client, django_assert_num_queries):
    half_a_year_old()
    client.get("/api/v1/trials/")
    with django_assert_num_queries(3):
        client.get("/api/v1/trials/")
    curation.change_setting(MONTHS, "3", "Because.", IDA)
    with django_assert_num_queries(3):
        client.get("/api/v1/trials/")


@pytest.mark.once
def test_settings_of_the_desk_are_read_in_one_way():
    """``settings.MSCDB_…`` of one of them would go past what chief editors set."""
    folder = Path(django_settings.BASE_DIR) / "trials"
    wanted = re.compile(rf"settings\.({'|'.join(each.variable for each in DeskSetting)})")
    found = [str(path) for path in folder.rglob("*.py") if wanted.search(path.read_text())]
    assert found == []
    assert all(hasattr(django_settings, each.variable) for each in DeskSetting)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_set_two_things_in_the_same_second_lose_none():
    with Crowd(2) as crowd:
        for months in range(2, 12):
            refusals = crowd.together(
                lambda m=months: curation.change_setting(MONTHS, str(m), "Because.", IDA),
                lambda m=months: curation.change_setting(
                    DeskSetting.DESK_NOTICE, f"Closed on {m} May", "Because.", IDA_TOO
                ),
            )
            assert refusals == ["", ""]
            assert DataVersion.objects.get().settings == {
                "status_fresh_months": str(months), "desk_notice": f"Closed on {months} May",
            }  # fmt: skip
