"""Cells that a spreadsheet would take for a formula: an apostrophe goes before them on the way out, and away again."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escaped(text: str) -> str:
    """The text as a file may hold it that a spreadsheet opens."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The text as it was before ``escaped``; what a person wrote without the apostrophe stays."""
    return text[1:] if _ESCAPED.match(text) else text
