"""The one rule for "open now", as a query and on a row, over a table of cases with a fixed day."""

from datetime import date

import pytest

from tests import factories
from trials.choices import OverallStatus
from trials.models import OPEN_STATUSES, Trial
from trials.models.trial import months_before

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
# (status, confirmed by the registry, completion date) → open now
CASES = {
    ("RECRUITING", "2026-11-22", ""): True,
    ("RECRUITING", "2026-05", ""): True,
    ("NOT_YET_RECRUITING", "2026-05-01", ""): True,
    ("ENROLLING_BY_INVITATION", "2026-05-01", ""): True,
    # twelve months, to the day
    ("RECRUITING", "2025-11-22", ""): True,
    ("RECRUITING", "2025-11-21", ""): False,
    ("RECRUITING", "2025-12", ""): True,
    ("RECRUITING", "2025-11", ""): False,
    ("RECRUITING", "2026", ""): True,
    ("RECRUITING", "2025", ""): False,
    ("RECRUITING", "", ""): False,
    # completion not passed, as far as its date is known
    ("RECRUITING", "2026-05", "2026-11-22"): True,
    ("RECRUITING", "2026-05", "2026-11-21"): False,
    ("RECRUITING", "2026-05", "2026-11"): True,
    ("RECRUITING", "2026-05", "2026-10"): False,
    ("RECRUITING", "2026-05", "2026-12"): True,
    ("RECRUITING", "2026-05", "2026"): True,
    ("RECRUITING", "2026-05", "2025"): False,
    ("RECRUITING", "2026-05", "2027"): True,
    ("RECRUITING", "2026-05", "2030-01-01"): True,
    ("RECRUITING", "2022-10", "2030"): False,
    # no other status is open, and an unseen one is not
    ("ACTIVE_NOT_RECRUITING", "2026-11-22", ""): False,
    ("UNKNOWN", "2026-11-22", ""): False,
    ("AVAILABLE", "2026-11-22", ""): False,
    ("COMPLETED", "2026-11-22", "2030"): False,
    ("", "2026-11-22", ""): False,
}


@pytest.fixture
def cases():
    trials = {}
    for number, case in enumerate(CASES):
        status, confirmed, completed = case
        trials[case] = Trial.objects.create(
            accession=f"MSCT{number:06d}", number=number, created_by="person:ada", edited_by="person:ada",
            created_at="2026-01-01T00:00:00Z", updated_at="2026-01-01T00:00:00Z",
            overall_status=status, status_confirmed_on=confirmed, completion_date=completed,
        )  # fmt: skip
    return trials


def test_query_and_row_agree_with_the_table(cases):
    by_query = set(Trial.objects.open_now(TODAY))
    for case, trial in cases.items():
        assert (trial in by_query) == CASES[case], f"query: {case}"
        assert trial.is_open_now(TODAY) == CASES[case], f"row: {case}"


def test_every_trial_stands_in_exactly_one_of_three_lists(cases):
    lists = [
        Trial.objects.open_now(TODAY),
        Trial.objects.listed_not_confirmed(TODAY),
        Trial.objects.not_listed_as_open(),
    ]
    assert sum(len(queryset) for queryset in lists) == len(CASES)
    assert {trial for queryset in lists for trial in queryset} == set(cases.values())
    for trial in lists[1]:
        assert trial.is_listed_as_open
        assert not trial.is_open_now(TODAY)


def test_how_long_a_status_is_fresh_is_a_setting(cases, settings):
    settings.MSCDB_STATUS_FRESH_MONTHS = 60
    old = cases["RECRUITING", "2022-10", "2030"]
    assert old.is_open_now(TODAY)
    assert old in Trial.objects.open_now(TODAY)


def test_open_statuses_are_those_of_the_contract():
    assert set(OPEN_STATUSES) == {"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION"}
    assert set(OPEN_STATUSES) < set(OverallStatus)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 12, 5), 12, date(2025, 12, 5)),
    ],
)
def test_months_before_a_day(day, months, expected):
    assert months_before(day, months) == expected


def test_without_a_day_it_is_today():
    trial = factories.trial(overall_status="RECRUITING", status_confirmed_on=date.today().isoformat())
    assert trial.is_open_now()
    assert list(Trial.objects.open_now()) == [trial]
    assert list(Trial.objects.listed_not_confirmed()) == []
