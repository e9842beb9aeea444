"""The table of legal moves, and who may make which of them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AbstractUser

from .. import rules
from ..choices import RecordStatus, RevisionStatus, Verb
from ..models import CuratedRecord, Person, ReviewEvent, Revision

CURATORS = "Curator"


EDITORS = "Editor"


class Refusal(Exception):
    """A move that is not legal. ``str()`` is for the person; ``obstacles`` name fields."""

    def __init__(self, sentence: str, obstacles: Iterable[rules.Obstacle] = ()):
        self.obstacles = list(obstacles)
        super().__init__(" ".join([sentence, *(f"{o.field}: {o.sentence}" for o in self.obstacles)]))


@dataclass(frozen=True)
class Actor:
    """Who acts: a text code, and what the groups allow."""

    code: str
    is_curator: bool = False
    is_editor: bool = False


@dataclass(frozen=True)
class Move:
    """One legal move: from which states, to which, and by whom."""

    verb: Verb
    from_states: tuple[RecordStatus, ...]
    to_state: RecordStatus
    needs_editor: bool
    by_others_only: bool = False
    by_contributor_only: bool = False


S = RecordStatus


MOVES = {
    move.verb: move
    for move in (
        Move(Verb.EDIT, (S.DRAFT, S.RETURNED), S.DRAFT, needs_editor=False),
        Move(Verb.SUBMIT, (S.DRAFT, S.RETURNED), S.SUBMITTED, needs_editor=False, by_contributor_only=True),
        Move(Verb.RETURN, (S.SUBMITTED,), S.RETURNED, needs_editor=True, by_others_only=True),
        Move(Verb.PUBLISH, (S.SUBMITTED,), S.PUBLISHED, needs_editor=True, by_others_only=True),
        Move(Verb.PROPOSE, (S.PUBLISHED,), S.PUBLISHED, needs_editor=False),
        Move(Verb.ACCEPT, (S.PUBLISHED,), S.PUBLISHED, needs_editor=True, by_others_only=True),
        Move(Verb.DECLINE, (S.PUBLISHED,), S.PUBLISHED, needs_editor=True),
        Move(Verb.WITHDRAW, (S.PUBLISHED,), S.WITHDRAWN, needs_editor=True, by_others_only=True),
    )
}


del S


def actor_for(user: AbstractUser) -> Actor:
    """The actor that a user is; gives the user a code on first use."""
    if not user.is_authenticated:
        return Actor("nobody")
    person = Person.objects.filter(user=user).first()
    if person is None:
        alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
        code = "".join(secrets.choice(alphabet) for _ in range(8))
        person, _ = Person.objects.get_or_create(user=user, defaults={"code": code})
    groups = set(user.groups.values_list("name", flat=True)) if user.is_active else set()
    return Actor(str(person), is_curator=bool(groups & {CURATORS, EDITORS}), is_editor=EDITORS in groups)


def contributors(record: CuratedRecord) -> set[str]:
    """Everybody who wrote on the record before it was first public."""
    written = ReviewEvent.objects.filter(accession=record.accession, verb__in=[Verb.CREATE, Verb.EDIT])
    return {record.created_by, record.edited_by, *written.values_list("actor", flat=True)}


def refusal_of(verb: Verb, record: CuratedRecord, actor: Actor) -> str:
    """Why this person may not make this move on this record; empty when they may."""
    move = MOVES[verb]
    if not actor.is_curator:
        return "Only curators and editors may do this."
    if move.needs_editor and not actor.is_editor:
        return "Only an editor may do this."
    if record.status not in move.from_states:
        return f"{record.accession} is {record.get_status_display().lower()}; this move does not start there."
    if move.by_contributor_only and actor.code not in contributors(record) and not actor.is_editor:
        return "Only somebody who wrote on it, or an editor, may submit it."
    return _four_eyes_refusal(move, record, actor)


def _four_eyes_refusal(move: Move, record: CuratedRecord, actor: Actor) -> str:
    if not move.by_others_only or move.verb == Verb.ACCEPT:
        return ""
    own = actor.code in (contributors(record) if record.version == 0 else {record.edited_by})
    if own and not (move.verb == Verb.PUBLISH and settings.MSCDB_SINGLE_PERSON):
        return "Nobody decides on their own work; ask another editor."
    return ""


def available(record: CuratedRecord, actor: Actor) -> list[Verb]:
    """The moves that this person may make on this record now; buttons are drawn from it."""
    return [verb for verb in MOVES if not refusal_of(verb, record, actor)]


def available_on(revision: Revision, record: CuratedRecord, actor: Actor) -> list[Verb]:
    """The decisions that this person may make on a proposed change now."""
    if revision.status != RevisionStatus.OPEN:
        return []
    if revision.author == actor.code:
        return [Verb.DECLINE]
    return [verb for verb in (Verb.ACCEPT, Verb.DECLINE) if not refusal_of(verb, record, actor)]


def demand(verb: Verb, record: CuratedRecord, actor: Actor) -> None:
    if sentence := refusal_of(verb, record, actor):
        raise Refusal(sentence)
