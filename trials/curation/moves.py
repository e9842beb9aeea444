"""The table of legal moves, and who may make which of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from .. import rules
from ..choices import RecordStatus, RevisionStatus, Verb
from ..models import CuratedRecord, ReviewEvent, Revision
from .actors import CHIEF_EDITORS, CURATORS, EDITORS, Actor, is_source


class Refusal(Exception):
    """A move that is not legal. ``str()`` is for the person; ``obstacles`` name fields."""

    def __init__(self, sentence: str, obstacles: Iterable[rules.Obstacle] = ()):
        self.obstacles = list(obstacles)
        super().__init__(" ".join([sentence, *(f"{o.field}: {o.sentence}" for o in self.obstacles)]))


@dataclass(frozen=True)
class Move:
    """One legal move: from which states, to which, and by whom."""

    verb: Verb
    from_states: tuple[RecordStatus, ...]
    to_state: RecordStatus | None
    role: str
    by_others_only: bool = False
    by_contributor_only: bool = False
    needs_interests: bool = False


S = RecordStatus


# A move without a state to go to leaves the record in its state.
MOVES = {
    move.verb: move
    for move in (
        Move(Verb.EDIT, (S.DRAFT, S.RETURNED), S.DRAFT, CURATORS),
        Move(Verb.SUBMIT, (S.DRAFT, S.RETURNED), S.SUBMITTED, CURATORS, by_contributor_only=True),
        Move(Verb.RETURN, (S.SUBMITTED,), S.RETURNED, EDITORS, by_others_only=True),
        Move(Verb.PUBLISH, (S.SUBMITTED,), S.PUBLISHED, EDITORS, by_others_only=True, needs_interests=True),
        Move(Verb.PROPOSE, (S.PUBLISHED,), None, CURATORS),
        Move(Verb.ACCEPT, (S.PUBLISHED,), None, EDITORS, by_others_only=True, needs_interests=True),
        Move(Verb.DECLINE, (S.PUBLISHED,), None, EDITORS),
        Move(Verb.CONFIRM, (S.PUBLISHED,), None, CURATORS, by_others_only=True, needs_interests=True),
        Move(Verb.MARK, (S.PUBLISHED,), None, CURATORS),
        Move(Verb.ASK, (S.PUBLISHED, S.WITHDRAWN), None, CURATORS),
        Move(Verb.WITHDRAW, (S.PUBLISHED,), S.WITHDRAWN, EDITORS),
        Move(Verb.MERGE, (S.PUBLISHED,), S.WITHDRAWN, CHIEF_EDITORS, needs_interests=True),
        Move(Verb.RESTORE, (S.WITHDRAWN,), S.PUBLISHED, CHIEF_EDITORS, needs_interests=True),
    )
}


del S

# What nobody does by a button of the record alone: another person asked for it first.
ON_REQUEST = (Verb.MERGE, Verb.RESTORE)
_ROLE_SENTENCES = {
    CURATORS: "Only curators and editors may do this. A chief editor gives the role.",
    EDITORS: "Only an editor may do this. Ask one of them.",
    CHIEF_EDITORS: "Only a chief editor may do this. Ask one of them.",
}


def contributors(record: CuratedRecord) -> set[str]:
    """Everybody who wrote on the record before it was first public."""
    written = ReviewEvent.objects.filter(accession=record.accession, verb__in=[Verb.CREATE, Verb.EDIT])
    return {record.created_by, record.edited_by, *written.values_list("actor", flat=True)}


def is_unclaimed(record: CuratedRecord) -> bool:
    """Whether the record came from a source and no person has written on it."""
    return is_source(record.edited_by) and all(map(is_source, contributors(record)))


def refusal_of(verb: Verb, record: CuratedRecord, actor: Actor) -> str:
    """Why this person may not make this move on this record; empty when they may."""
    move = MOVES[verb]
    if sentence := refusal_of_role(move.role, actor):
        return sentence
    if record.status not in move.from_states:
        state = record.get_status_display().lower()
        return f"{record.accession} is {state}; this move does not start there. Look at it again."
    if verb == Verb.MARK and not hasattr(record, "retraction_status"):
        return f"{record.accession} is no publication; only publications are retracted."
    if move.by_contributor_only and not _may_submit(record, actor):
        return "Only somebody who wrote on it, or an editor, may submit it."
    if sentence := _four_eyes_refusal(move, record, actor):
        return sentence
    return refusal_of_interests(actor) if move.needs_interests else ""


def _may_submit(record: CuratedRecord, actor: Actor) -> bool:
    return actor.is_editor or actor.code in contributors(record) or is_unclaimed(record)


def refusal_of_role(role: str, actor: Actor) -> str:
    """Why this person may not act in a role; empty when they may."""
    if not actor.is_curator:
        return _ROLE_SENTENCES[CURATORS]
    return "" if actor.holds(role) else _ROLE_SENTENCES[role]


def refusal_of_interests(actor: Actor) -> str:
    """Asks for the yearly statement of interests where there is none."""
    if actor.states_interests:
        return ""
    return "State your interests first (“My interests” at the desk); the statement holds for a year."


def _four_eyes_refusal(move: Move, record: CuratedRecord, actor: Actor) -> str:
    if not move.by_others_only or move.verb == Verb.ACCEPT:
        return ""
    own = actor.code in (contributors(record) if record.version <= 1 else {record.edited_by})
    if own and not (move.verb == Verb.PUBLISH and settings.MSCDB_SINGLE_PERSON):
        return "Nobody decides on their own work; ask another editor."
    return refusal_of_own_mark(record, actor) if move.verb == Verb.CONFIRM else ""


def refusal_of_own_mark(record: CuratedRecord, actor: Actor) -> str:
    """Why this person may not say that the whole record was checked: the mark of a retraction is theirs alone."""
    mark = ReviewEvent.objects.unconfirmed_mark(record.accession)
    if mark and mark.actor == actor.code:
        return f"You marked {record.accession} yourself; a second person confirms it."
    return ""


def available(record: CuratedRecord, actor: Actor) -> list[Verb]:
    """The moves that this person may make on this record now; buttons are drawn from it.

    A merger or a restoration is carried out on a request only and is never among them.
    """
    return [verb for verb in MOVES if verb not in ON_REQUEST and not refusal_of(verb, record, actor)]


def available_on(revision: Revision, record: CuratedRecord, actor: Actor) -> list[Verb]:
    """The decisions that this person may make on a proposed change now."""
    if revision.status != RevisionStatus.OPEN:
        return []
    verbs = [verb for verb in (Verb.ACCEPT, Verb.DECLINE) if not refusal_of(verb, record, actor)]
    if revision.author == actor.code:
        return [verb for verb in verbs if verb == Verb.ACCEPT and settings.MSCDB_SINGLE_PERSON] + [Verb.DECLINE]
    return verbs


def demand(verb: Verb, record: CuratedRecord, actor: Actor) -> None:
    if sentence := refusal_of(verb, record, actor):
        raise Refusal(sentence)


def demand_curator(actor: Actor) -> None:
    if sentence := refusal_of_role(CURATORS, actor):
        raise Refusal(sentence)
