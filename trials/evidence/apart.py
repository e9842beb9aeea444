"""What stands beside the sums: claims and rows whose text was retracted, and claims under an expression of concern."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ..choices import RetractionStatus
from .claims import Claim

# Rows of results that sums may count.
NOT_RETRACTED = ~Q(publication__retraction_status=RetractionStatus.RETRACTED)


@dataclass(frozen=True)
class Apart:
    """Claims that are not counted, and those that are counted with a warning."""

    retracted: int = 0
    of_concern: int = 0


def apart(claims: Iterable[Claim]) -> Apart:
    """How many claims rest on a retracted text, or on one under an expression of concern."""
    claims = list(claims)
    return Apart(sum(claim.is_retracted for claim in claims), sum(claim.is_of_concern for claim in claims))
