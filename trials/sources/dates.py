"""Dates as sources write them, brought to ISO 8601 as far as they are known."""

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 1700, 2200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?/*",
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})[T ]\d{2}:\d{2}.*",
        rf"(?P<year>\d{{4}})[-/ ]{_NAME}(?:[-/ ](?P<day>\d{{1,2}}))?",
        rf"{_NAME} (?P<day>\d{{1,2}}), ?(?P<year>\d{{4}})",
        rf"{_NAME},? (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})[- ]{_NAME}[- ](?P<year>\d{{4}})",
    )
)


def partial_date(text: str) -> str:
    """``2019``, ``2019-05`` or ``2019-05-16`` for any usual spelling of a date.

    Raises ValueError with a sentence when the text is no date.
    """
    words = " ".join(text.split())
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _iso(match.groupdict(), text)
    raise ValueError("is no date that we can read.")


def day_first(text: str) -> str:
    """The same, where a source writes ``16/05/2019`` or ``16-05-2019`` for May 16."""
    return _with_figures(text, r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")


def month_first(text: str) -> str:
    """The same, where a source writes ``5/16/2019`` for May 16."""
    return _with_figures(text, r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4})")


def _with_figures(text: str, form: str) -> str:
    match = re.fullmatch(rf"{form}(?: \d{{1,2}}:\d{{2}}.{{0,12}})?", " ".join(text.split()))
    return _iso(match.groupdict(), text) if match else partial_date(text)


def year_in(text: str) -> int | None:
    """The first year that stands in a text such as "2000 Spring" or "1998 Dec-1999 Jan"."""
    found = re.search(r"(?<!\d)(1[789]\d\d|2[01]\d\d)(?!\d)", text)
    return int(found[1]) if found else None


def _iso(parts: dict[str, str | None], text: str) -> str:
    year = int(parts["year"] or 0)
    month = _month(parts)
    day = int(parts["day"]) if parts.get("day") else None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("names a year that cannot be right.")
    try:
        date(year, month or 1, day or 1)
    except (TypeError, ValueError):
        raise ValueError("is a day or month that does not exist.") from None
    return "-".join([f"{year:04d}", *([f"{month:02d}"] if month else []), *([f"{day:02d}"] if day else [])])


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("month"):
        return int(parts["month"]) or 13
    if name := (parts.get("name") or "").lower():
        return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 13
    return None
