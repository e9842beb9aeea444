"""The verb by which a person states their interests."""

from django.utils import timezone

from ..choices import Interests
from ..models import InterestStatement
from .actors import Actor
from .moves import Refusal, demand_curator


def state_interests(actor: Actor, interests: str, text: str = "") -> InterestStatement:
    """State for a year what interests could bear on decisions here; an earlier statement stays on record."""
    demand_curator(actor)
    if interests not in Interests.values:
        raise Refusal("Choose whether there is anything to declare.")
    if interests == Interests.DECLARED and not text.strip():
        raise Refusal("Say which interests you declare.")
    return InterestStatement.objects.create(
        actor=actor.code, interests=interests, text=text.strip(), made_at=timezone.now()
    )
