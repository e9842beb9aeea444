"""Dates known to the year, month or day: what is one, how it is written out, how it sorts."""

import pytest
from django.core.exceptions import ValidationError

from trials.models import TrialSite
from trials.partial_date import PartialDateField, validate_partial_date, written_out


@pytest.mark.parametrize("value", ["2019", "2019-05", "2019-05-16", "2020-02-29", "0001-01-01", "2019-12"])
def test_a_date_of_any_of_the_three_precisions_is_one(value):
    validate_partial_date(value)
    assert PartialDateField().clean(value, None) == value


@pytest.mark.parametrize(
    "value",
    [
        "19", "2019-5", "2019-13", "2019-00", "2019-02-30", "2019-2-3", "2019-05-16T00:00", "May 2019", "0000", " 2019",
        "2019\n",
        "2019-05-16\n", "２０１９", "2019-02-29",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_examples(value):
    with pytest.raises(ValidationError) as caught:
        validate_partial_date(value)
    assert caught.value.messages == [f"“{value}” is no date; write 2019, 2019-05 or 2019-05-16."]


def test_unknown_is_empty_and_legal():
    field = PartialDateField()
    assert field.clean("", None) == ""
    assert (field.max_length, field.blank, field.null, field.default) == (10, True, False, "")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019", "2019"),
        ("2019-05", "May 2019"),
        ("2019-05-06", "6 May 2019"),
        ("2019-12-31", "31 December 2019"),
        ("", ""),
    ],
)
def test_a_date_is_written_out_as_far_as_it_is_known(value, words):
    assert written_out(value) == words


def test_text_order_is_the_order_of_time():
    in_order = ["", "2018-12-31", "2019", "2019-01", "2019-01-01", "2019-10", "2020"]
    assert sorted(in_order) == in_order


@pytest.mark.django_db
def test_the_column_is_text_in_the_migration_too():
    assert isinstance(TrialSite._meta.get_field("as_of"), PartialDateField)
    assert TrialSite._meta.get_field("as_of").get_internal_type() == "CharField"
