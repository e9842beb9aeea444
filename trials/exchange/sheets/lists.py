"""Several values in one cell, " | " between them; as JSON where a value holds that sign itself."""

import json
import re
from collections.abc import Sequence

from ..tabular import BETWEEN

_SIGN = BETWEEN.strip()
EXAMPLE = '["one","two"]'


class WrongCell(ValueError):
    """A cell that cannot be read; ``str()`` says what to write instead."""


def joined(values: Sequence[str]) -> str:
    if any(_SIGN in value or value.startswith("[") for value in values):
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return BETWEEN.join(values)


def split(text: str, signs: str = re.escape(_SIGN)) -> list[str]:
    """The values of a cell, in its order; ``signs`` is a pattern of what stands between them."""
    if not text.startswith("["):
        return [value.strip() for value in re.split(signs, text) if value.strip()]
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if not (isinstance(values, list) and all(isinstance(value, str) for value in values)):
        raise WrongCell(
            f"A cell that begins with “[” is a list in JSON, such as {EXAMPLE}; otherwise put “{_SIGN}” between values."
        )
    return values
