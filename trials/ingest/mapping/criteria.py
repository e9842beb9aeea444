"""The eligibility text of a registry as single points: which let in, which keep out, which the text leaves open."""

import re
from collections.abc import Iterator

from ...choices import CriterionKind, CriterionWording
from ...document import Document

# "Inclusion Criteria:", and what may stand around it: "Key Inclusion Criteria", "Exclusion criteria for part B: none".
_HEADING = re.compile(
    r"\W*(?P<before>(?:(?:key|main|major|general|principal|primary|specific|additional|patient|subject|study|donor|"
    r"recipient)s?\s+){0,2})(?P<kind>inclusion|exclusion)\s+criteri(?:a|on)\b(?P<about>[^:]{0,60}?)(?:(?::|\s[-–])(?P<rest>.*))?",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?P<indent>\s*)(?:[*•·‣▪–-]|\(?\d{1,2}[.)])\s+(?P<text>\S.*)")


def criteria_of(text: str) -> Iterator[Document]:
    """Rows of criteria in the registry's own words, positions counted within each kind.

    What stands before the first heading, or in a text without headings, is of neither kind. A point keeps the points
    below it, each on a line of its own.
    """
    counts = dict.fromkeys(CriterionKind, 0)
    for kind, words in _points(text):
        counts[kind] += 1
        yield {
            "kind": kind.value,
            "position": counts[kind],
            "text": words,
            "wording": CriterionWording.REGISTRY.value,
        }


def _points(text: str) -> Iterator[tuple[CriterionKind, str]]:
    kind, lines, outermost, after_gap = CriterionKind.UNDIVIDED, [], None, False
    for line in text.splitlines():
        if not line.strip():
            after_gap = True
            continue
        heading, point = _heading(line), _POINT.fullmatch(line)
        indent = len(point["indent"]) if point else None
        is_within = indent > outermost if point and outermost is not None else not (point or after_gap)
        if lines and (heading or not is_within):
            yield kind, "\n".join(lines)
            lines = []
        if heading:
            kind, words = heading
            lines, outermost = [words] if words else [], None
        else:
            lines.append((point["text"] if point else line).strip())
            if point and (outermost is None or not is_within):
                outermost = indent
        after_gap = False
    if lines:
        yield kind, "\n".join(lines)


def _heading(line: str) -> tuple[CriterionKind, str] | None:
    """The kind that a line opens, and the words of the line that say more than that."""
    line = line.strip().strip("*_#").strip()
    found = _HEADING.fullmatch(line)
    if not found or (found["about"].strip() and found["rest"] is None):
        return None
    said_more = found["before"].strip().lower() not in ("", "key", "main", "major") or found["about"].strip()
    words = line if said_more else (found["rest"] or "").strip()
    return CriterionKind(found["kind"].lower()), words
