"""What a curator decides on a proposal of the rules, kept so that it can be counted."""

from collections.abc import Sequence

from django.utils import timezone

from ..choices import ProposalVerdict
from ..models import ProposalOutcome
from .actors import Actor
from .moves import demand_curator


def record_outcome(
    subject: str, field: str, proposed: Sequence[str], taken: Sequence[str], actor: Actor
) -> ProposalOutcome:
    """Keep what became of a proposal: taken as it was, corrected to other values, or dismissed (nothing taken)."""
    demand_curator(actor)
    same = sorted(proposed) == sorted(taken)
    verdict = ProposalVerdict.DISMISSED
    if taken:
        verdict = ProposalVerdict.TAKEN if same else ProposalVerdict.CORRECTED
    values = {
        "verdict": verdict, "proposed": ";".join(proposed), "taken": ";".join(taken), "actor": actor.code,
        "decided_at": timezone.now(),
    }  # fmt: skip
    outcome, _ = ProposalOutcome.objects.update_or_create(subject=subject, field=field, defaults=values)
    return outcome
