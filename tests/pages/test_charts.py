"""Charts of trials: what they count, the table behind each, the words beside it, and the lists that it leads to."""

import csv
import html
import io
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests import factories
from tests.pages.test_evidence_maps import read
from trials import evidence
from trials.models import Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def trials() -> list[Trial]:
    done = {"overall_status": "COMPLETED", "status_confirmed_on": "2024"}
    return [
        factories.trial(role="carrier", start_date="2019-05-16", phase=["PHASE1", "PHASE2"], **done),
        factories.trial(role="supportive_care", start_date="2019", phase=["PHASE3"], **done),
        factories.trial(role="carrier", start_date="2022-01", phase=[], overall_status="TERMINATED",
                        status_confirmed_on="2024"),
        factories.trial(role="carrier", start_date="", phase=["NA"]),
    ]  # fmt: skip


def charts() -> evidence.Figures:
    return evidence.figures(Trial.objects.public())


def test_years_follow_each_other_and_say_what_they_leave_out(trials):
    years = charts().years
    assert years.years == [2019, 2020, 2021, 2022]
    assert [(year, total) for year, _, total in years.rows] == [(2019, 2), (2022, 1)]
    assert years.says == (
        "3 trials with a recorded start, from 2019 to 2022; most in one year: 2 (2019). By role: carrier of a payload: "
        "2; supportive care: 1. 1 trial without a recorded start is left out."
    )


def test_statuses_stand_by_registered_phase(trials):
    phases = charts().phases
    assert phases.phases == ["Not recorded", "Not applicable", "1/2", "3"]
    counted = {(words, phase): count for _, words, cells, _ in phases.rows for phase, count in cells if count}
    assert counted == {
        ("Completed", "1/2"): 1, ("Completed", "3"): 1, ("Stopped or suspended", "Not recorded"): 1,
        ("Unknown or not seen", "Not applicable"): 1,
    }  # fmt: skip


def test_open_now_is_the_one_rule():
    factories.trial(overall_status="RECRUITING", status_confirmed_on="2020")
    factories.trial(overall_status="RECRUITING", status_confirmed_on="2099")
    rows = {words: total for _, words, _, total in charts().phases.rows}
    assert rows == {"Open now": 1, "Listed as open, not confirmed": 1}


def test_each_number_of_the_table_leads_to_as_many_trials(client: Client, trials):
    page = read(client, "/evidence/trials/")
    links = re.findall(r'<td class="num"><a href="([^"]+)">(\d+)</a>', page)
    assert len(links) == 5
    for address, count in links:
        listed = re.search(r"<b>(\d+)</b> trial", read(client, html.unescape(address)))
        assert listed.group(1) == count, address


def test_each_chart_has_its_words_and_its_table(client: Client, trials):
    page = read(client, "/evidence/trials/")
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    assert page.count("The numbers as a table") == 2
    assert page.count("<figcaption>") == 2
    assert "style=" not in page
    assert "1 trial in these charts" in read(client, "/evidence/trials/?role=supportive_care")


def test_an_empty_chart_says_so_and_a_wrong_word_is_refused(client: Client):
    assert "No trial in this base" in read(client, "/evidence/trials/")
    assert "No trial in this base under these filters" in read(client, "/evidence/trials/?role=carrier")
    assert "“year” is no word of this list" in read(client, "/evidence/trials/?year=2020", 400)


def test_the_charts_are_there_as_csv_and_as_a_picture(client: Client, trials):
    rows = list(csv.reader(io.StringIO(read(client, "/evidence/trials/?format=csv"))))
    assert rows[1] == ["year_by_role", "2019", "carrier", "1"]
    assert ["status_by_phase", "Completed", "1/2", "1"] in rows
    picture = ElementTree.fromstring(read(client, "/evidence/trials/?format=svg"))
    assert "3 trials with a recorded start" in picture.find("{*}desc").text
