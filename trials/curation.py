"""The table of legal moves and its verbs: the only writer of status and version.

A verb is one transaction. One that changes public state begins by raising the number of
the data version, which lets one writer in at a time: what it then reads cannot change
under it, so a finding cannot become public while the payload it names is withdrawn. It
refuses with a sentence meant for the person, and then nothing has happened.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils import timezone

from . import projection, rules
from .choices import RecordStatus, ReviewBasis, RevisionStatus, Verb
from .document import (
    Document,
    UnknownReference,
    canonical,
    diff,
    empty_document,
    shape_of,
    shape_of_accession,
    to_document,
    whole,
    write,
)
from .models import (
    AccessionCounter,
    CuratedRecord,
    DataVersion,
    Person,
    RecordVersion,
    Redirect,
    ReviewEvent,
    Revision,
)
from .normalisation import slug_of

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


def _demand(verb: Verb, record: CuratedRecord, actor: Actor) -> None:
    if sentence := refusal_of(verb, record, actor):
        raise Refusal(sentence)


def next_n() -> int:
    """Raise and return the number of the data version; holds the one writer's lock until commit."""
    present = DataVersion.objects.filter(pk=1)
    if not present.update(n=F("n") + 1, changed_at=timezone.now()):
        DataVersion.objects.get_or_create(pk=1)
        present.update(n=F("n") + 1, changed_at=timezone.now())
    return DataVersion.objects.values_list("n", flat=True).get(pk=1)


def allocate_accession(model: type[CuratedRecord]) -> tuple[str, int]:
    """The next accession of a kind, from its counter row; at least six digits."""
    AccessionCounter.objects.get_or_create(prefix=model.PREFIX)
    AccessionCounter.objects.filter(prefix=model.PREFIX).update(last=F("last") + 1)
    number = AccessionCounter.objects.values_list("last", flat=True).get(prefix=model.PREFIX)
    return f"{model.PREFIX}{number:06d}", number


@transaction.atomic
def create(model: type[CuratedRecord], document: Document, actor: Actor) -> CuratedRecord:
    """Begin a draft from a document, which may be incomplete."""
    if not actor.is_curator:
        raise Refusal("Only curators and editors may do this.")
    now = timezone.now()
    accession, number = allocate_accession(model)
    record = model(
        accession=accession, number=number, created_by=actor.code, edited_by=actor.code, created_at=now, updated_at=now
    )
    _write(record, empty_document(shape_of(model)) | document)
    _log(record, Verb.CREATE, actor, now)
    return record


@transaction.atomic
def edit(record: CuratedRecord, document: Document, actor: Actor) -> CuratedRecord:
    """Save a draft or a returned record again; it is a draft afterwards."""
    _demand(Verb.EDIT, record, actor)
    now = timezone.now()
    values = {"status": RecordStatus.DRAFT, "edited_by": actor.code, "updated_at": now}
    _move(record, Verb.EDIT, values)
    _write(record, document)
    _log(record, Verb.EDIT, actor, now)
    return record


@transaction.atomic
def submit(record: CuratedRecord, actor: Actor, note: str = "") -> CuratedRecord:
    """Hand a draft to the editors; refused while it lacks something of its own."""
    _demand(Verb.SUBMIT, record, actor)
    own = [obstacle for obstacle in rules.obstacles(record) if "is not public" not in obstacle.sentence]
    if own:
        raise Refusal("It is not complete yet.", own)
    now = timezone.now()
    _move(record, Verb.SUBMIT, {"updated_at": now, "return_note": ""})
    _log(record, Verb.SUBMIT, actor, now, note)
    return record


@transaction.atomic
def return_(record: CuratedRecord, actor: Actor, note: str) -> CuratedRecord:
    """Send submitted work back; the note says why."""
    _demand(Verb.RETURN, record, actor)
    if not note.strip():
        raise Refusal("Say in the note why it is returned.")
    now = timezone.now()
    _move(record, Verb.RETURN, {"updated_at": now, "return_note": note})
    _log(record, Verb.RETURN, actor, now, note)
    return record


@transaction.atomic
def publish(record: CuratedRecord, actor: Actor, note: str = "") -> CuratedRecord:
    """Make submitted work public."""
    n = next_n()
    record.refresh_from_db()
    _demand(Verb.PUBLISH, record, actor)
    fresh = whole(type(record), record.accession)
    _demand_complete(fresh)
    now = timezone.now()
    alone = actor.code in contributors(record)
    values = {
        "version": 1,
        "review_basis": ReviewBasis.ONE_PERSON if alone else ReviewBasis.TWO_PEOPLE,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    if hasattr(record, "slug"):
        values["slug"] = free_slug(record)
    _move(record, Verb.PUBLISH, values)
    for name in ("status", *values):
        setattr(fresh, name, getattr(record, name))
    _make_public(fresh, n, now)
    _log(record, Verb.PUBLISH, actor, now, note, n)
    return record


@transaction.atomic
def propose(record: CuratedRecord, document: Document, actor: Actor, source: str, note: str = "") -> Revision:
    """Propose a change of a public record: the document as it should be, and on what it rests."""
    record.refresh_from_db()
    _demand(Verb.PROPOSE, record, actor)
    if not source.strip():
        raise Refusal("Say on which source the change rests.")
    present = to_document(record)
    proposed = present | canonical(shape_of(record), document)
    changes = diff(present, proposed)
    if not changes:
        raise Refusal("Nothing is changed.")
    open_already = Revision.objects.filter(accession=record.accession, author=actor.code, status=RevisionStatus.OPEN)
    if open_already.exists():
        raise Refusal(f"You have an open revision of {record.accession} already; wait for its decision.")
    now = timezone.now()
    revision = Revision.objects.create(
        accession=record.accession, base_version=record.version, document=proposed, changes=changes,
        source=source, note=note, author=actor.code, created_at=now,
    )  # fmt: skip
    _log(record, Verb.PROPOSE, actor, now, note)
    return revision


@transaction.atomic
def accept(revision: Revision, actor: Actor, note: str = "") -> CuratedRecord:
    """Apply a proposed change whole."""
    n = next_n()
    revision.refresh_from_db()
    record = record_of(revision.accession)
    _demand(Verb.ACCEPT, record, actor)
    _demand_open(revision)
    if revision.author == actor.code:
        raise Refusal("Nobody decides on their own work; ask another editor.")
    if revision.base_version != record.version:
        raise Refusal(
            f"{record.accession} is at version {record.version} now; the revision was made from version "
            f"{revision.base_version}. Decline it and propose the change anew."
        )
    now = timezone.now()
    old_slug, old_title = getattr(record, "slug", ""), record.title_text()
    values = {
        "version": record.version + 1,
        "review_basis": ReviewBasis.TWO_PEOPLE,
        "edited_by": revision.author,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    _move(record, Verb.ACCEPT, values)
    _write(record, revision.document)
    record = whole(type(record), revision.accession)
    _demand_complete(record)
    if old_slug and record.title_text() != old_title:
        _keep_old_slug(record, old_slug)
    Revision.objects.filter(pk=revision.pk).update(
        status=RevisionStatus.ACCEPTED, decided_by=actor.code, decision_note=note, decided_at=now
    )
    _make_public(record, n, now)
    _log(record, Verb.ACCEPT, actor, now, note, n)
    return record


@transaction.atomic
def decline(revision: Revision, actor: Actor, note: str) -> Revision:
    """Refuse a proposed change with a reason; its author may take it back."""
    revision.refresh_from_db()
    record = record_of(revision.accession)
    if actor.code != revision.author:
        _demand(Verb.DECLINE, record, actor)
    _demand_open(revision)
    if not note.strip():
        raise Refusal("Say in the note why it is declined.")
    now = timezone.now()
    Revision.objects.filter(pk=revision.pk).update(
        status=RevisionStatus.DECLINED, decided_by=actor.code, decision_note=note, decided_at=now
    )
    _log(record, Verb.DECLINE, actor, now, note)
    revision.refresh_from_db()
    return revision


@transaction.atomic
def withdraw(record: CuratedRecord, actor: Actor, reason: str, successor: str = "") -> CuratedRecord:
    """Take a public record back; its address stays and says why."""
    n = next_n()
    record.refresh_from_db()
    _demand(Verb.WITHDRAW, record, actor)
    if not reason.strip():
        raise Refusal("Say why it is withdrawn.")
    if successor and (successor == record.accession or not _is_public_accession(successor)):
        raise Refusal(f"The successor {successor} is no other public record.")
    if referrers := rules.public_referrers(record):
        named = ", ".join(referrer.accession for referrer in referrers[:10])
        raise Refusal(
            f"{len(referrers)} public records refer to {record.accession} ({named}); change or withdraw them first."
        )
    now = timezone.now()
    values = {"withdrawn_reason": reason, "successor": successor, "updated_at": now}
    _move(record, Verb.WITHDRAW, values)
    RecordVersion.objects.filter(accession=record.accession, n_to=None).update(n_to=n)
    Revision.objects.filter(accession=record.accession, status=RevisionStatus.OPEN).update(
        status=RevisionStatus.DECLINED, decided_by=actor.code, decision_note="The record was withdrawn.", decided_at=now
    )
    projection.refresh(record)
    _log(record, Verb.WITHDRAW, actor, now, reason, n)
    return record


def record_of(accession: str) -> CuratedRecord:
    """The record that has an accession; Refusal when there is none."""
    shape = shape_of_accession(accession)
    record = shape.model.objects.by_accession(accession).first() if shape else None
    if record is None:
        raise Refusal(f"There is no record {accession}.")
    return record


def free_slug(record: CuratedRecord) -> str:
    """A slug of the record's name that nobody else has or had."""
    base = slug_of(record.title_text()) or record.accession.lower()
    taken = set(type(record).objects.exclude(pk=record.pk).filter(slug__startswith=base).values_list("slug", flat=True))
    others = Redirect.objects.filter(kind=record.PREFIX, old__startswith=base).exclude(accession=record.accession)
    taken |= set(others.values_list("old", flat=True))
    return next(slug for slug in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if slug not in taken)


def _is_public_accession(accession: str) -> bool:
    shape = shape_of_accession(accession)
    return bool(shape) and shape.model.objects.public().by_accession(accession).exists()


def _demand_open(revision: Revision) -> None:
    if revision.status != RevisionStatus.OPEN:
        raise Refusal(f"The revision is {revision.get_status_display().lower()} already.")


def _demand_complete(record: CuratedRecord) -> None:
    if found := rules.obstacles(record):
        raise Refusal("It cannot become public yet.", found)


def _move(record: CuratedRecord, verb: Verb, values: dict) -> None:
    """Change state by a conditional update: whoever comes second finds no row."""
    move = MOVES[verb]
    values = {"status": move.to_state, **values}
    rows = _table(record).filter(
        pk=record.pk, status=record.status, version=record.version, updated_at=record.updated_at
    )
    if not rows.update(**values):
        raise Refusal(f"{record.accession} was changed by somebody else meanwhile; look at it again.")
    for name, value in values.items():
        setattr(record, name, value)


def _write(record: CuratedRecord, document: Document) -> None:
    """Save a record from a document; what the database would refuse is refused with a sentence."""
    try:
        with transaction.atomic():
            write(record, canonical(shape_of(record), document))
    except UnknownReference as error:
        raise Refusal(str(error)) from error
    except IntegrityError as error:
        raise Refusal(_why_not(record)) from error


def _why_not(record: CuratedRecord) -> str:
    try:
        record.validate_unique()
        record.validate_constraints()
    except ValidationError as error:
        return " ".join(error.messages)
    return "An identifier, name or position in its rows stands twice or belongs to another record."


def _table(record: Model):
    return type(record)._meta.concrete_model._base_manager


def _keep_old_slug(record: CuratedRecord, old: str) -> None:
    """After a change of name: a new slug, and a redirect from the old one."""
    new = free_slug(record)
    Redirect.objects.update_or_create(kind=record.PREFIX, old=old, defaults={"accession": record.accession})
    Redirect.objects.filter(kind=record.PREFIX, old=new).delete()
    _table(record).filter(pk=record.pk).update(slug=new)
    record.slug = new


def _make_public(record: CuratedRecord, n: int, now: datetime) -> None:
    """Write the version row that holds the record, read whole, as it is public from n on."""
    RecordVersion.objects.filter(accession=record.accession, n_to=None).update(n_to=n)
    RecordVersion.objects.create(
        accession=record.accession, version=record.version, n_from=n, document=to_document(record),
        review_basis=record.review_basis, author=record.edited_by, reviewer=record.reviewed_by, public_at=now,
    )  # fmt: skip
    projection.refresh(record)


def _log(
    record: CuratedRecord, verb: Verb, actor: Actor, at: datetime, note: str = "", n: int | None = None
) -> ReviewEvent:
    return ReviewEvent.objects.create(
        n=n, accession=record.accession, verb=verb, actor=actor.code, at=at, version=record.version, note=note
    )
