"""Dates that may be known to the year or month only, kept as the source gave them.

One text column in ISO 8601 reduced precision ("2019", "2019-05", "2019-05-16"): it
sorts by time, loses nothing, and has no second column that could disagree with it.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def validate_partial_date(value: str) -> None:
    """Refuse what is no date of year, month or day precision."""
    message = f"“{value}” is no date; write 2019, 2019-05 or 2019-05-16."
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise ValidationError(message)
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError as error:
        raise ValidationError(message) from error


def written_out(value: str) -> str:
    """``2019-05-16`` as "16 May 2019"; shorter dates as far as they are known."""
    parts = value.split("-")
    if not value or len(parts) > 3:
        return value
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


class PartialDateField(models.CharField):
    """Text column for a partial date; empty means unknown."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, at most the 28th, so that it always exists."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, min(day.day, 28))
