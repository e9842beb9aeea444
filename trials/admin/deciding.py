"""What an editor chose and typed beside each field of a proposed change, as a decision."""

from datetime import datetime

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from .. import curation
from ..document import field_heading
from ..models import Revision

OVER, DECLINE = "over", "decline"


def choice_of(typed: QueryDict, field: str) -> str:
    return typed.get(f"decide-{field}", "")


def reason_of(typed: QueryDict, field: str) -> str:
    return typed.get(f"reason-{field}", "").strip()


def decision_of(revision: Revision, typed: QueryDict) -> curation.Decision:
    """A field about which nothing was said is accepted; a reason without a choice is refused, not lost."""
    fields = [change["field"] for change in revision.changes]
    declined = {field: reason_of(typed, field) for field in fields if choice_of(typed, field) == DECLINE}
    torn = [field_heading(field) for field in fields if field not in declined and reason_of(typed, field)]
    if torn:
        raise curation.Refusal(
            f"You typed a reason against {', '.join(torn)} without declining it. Choose “Decline” or empty the reason."
        )
    return curation.Decision(
        declined=declined,
        over=frozenset(field for field in fields if choice_of(typed, field) == OVER),
        seen_version=number_of(typed.get("seen_version", "")),
        seen_change=moment_of(typed.get("seen_change", "")),
        whole_checked="whole_checked" in typed,
    )


def moment_of(text: str) -> datetime | None:
    """A moment that came back with a form; None for anything else."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def number_of(text: str) -> int | None:
    """A version number that came back with a form; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else None
