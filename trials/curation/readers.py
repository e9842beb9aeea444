"""The verbs of readers' messages: something is wrong here, something is missing, and the answer to either.

A reader needs no account. What they send is kept for the people of the desk and never public; the address of an
answered message is forgotten after 90 days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..choices import MessageStatus, Verb
from ..identifiers import recognise
from ..models import CuratedRecord, Flag, SourceSuggestion
from ..models.reader import ReaderMessage
from .actors import Actor
from .moves import Refusal, demand_curator
from .reading import add_reading
from .spine import log, record_of

READER = Actor("reader")
SHORTEST_COMMENT = 10
LONGEST_COMMENT = 4000
ADDRESS_IS_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Said:
    """What a reader typed, and the key of the form it was sent with: one form makes one message."""

    comment: str
    email: str = ""
    sent_with: str = ""


@transaction.atomic
def flag(record: CuratedRecord, said: Said, seen_version: int) -> Flag:
    """Take down that something is wrong on a public record."""
    if not record.is_public:
        raise Refusal(f"{record.accession} is not public (any more).")
    seen_version = min(max(seen_version, 1), record.version)
    message, is_new = _kept(Flag, said, accession=record.accession, version=seen_version)
    if is_new:
        log(record, Verb.FLAG, READER, message.received_at, f"Message {message.pk}")
    return message


def flag_page(page: str, said: Said) -> Flag:
    """The same on a page that shows no record."""
    return _kept(Flag, said, page=page)[0]


def suggest(identifier: str, said: Said) -> SourceSuggestion:
    """Take down which paper or trial is missing."""
    if not identifier.strip():
        raise Refusal("Say which paper or trial: a DOI, PMID, registry number, address, or its title.")
    return _kept(SourceSuggestion, said, identifier=identifier.strip())[0]


def _kept(model: type[ReaderMessage], said: Said, **values: str | int) -> tuple[ReaderMessage, bool]:
    """(message, whether it is new). A form that comes twice, as by a double click, makes one message."""
    comment = said.comment.strip()
    if not SHORTEST_COMMENT <= len(comment) <= LONGEST_COMMENT:
        raise Refusal(f"Write {SHORTEST_COMMENT} to {LONGEST_COMMENT} characters; these are {len(comment)}.")
    values |= {"comment": comment, "email": said.email.strip(), "sent_with": said.sent_with}
    if before := _sent_before(model, values):
        return before, False
    try:
        with transaction.atomic():
            return model.objects.create(received_at=timezone.now(), **values), True
    except IntegrityError:
        if before := _sent_before(model, values):
            return before, False
        raise


def _sent_before(model: type[ReaderMessage], values: dict[str, str | int]) -> ReaderMessage | None:
    key = values["sent_with"]
    before = model.objects.sent_with_form(key).first() if key else None
    if before and any(getattr(before, name) != value for name, value in values.items()):
        raise Refusal("This form was sent already, with other words. To send these too, press the button once more.")
    return before


@transaction.atomic
def answer(message: ReaderMessage, decision: str, actor: Actor, reason: str, to_read: bool = False) -> ReaderMessage:
    """Accept or decline a message, saying what was done or why nothing.

    ``to_read`` puts what an accepted suggestion names into the reading queue; where that is refused, so is the answer.
    """
    demand_curator(actor)
    if decision not in (MessageStatus.ACCEPTED, MessageStatus.DECLINED):
        raise Refusal("Choose whether the message is accepted or declined.")
    if not reason.strip():
        raise Refusal("Say what was done, or why nothing is.")
    now = timezone.now()
    values = {"status": decision, "decided_by": actor.code, "decided_at": now, "answer": reason.strip()}
    if not type(message).objects.open().filter(pk=message.pk).update(**values):
        message.refresh_from_db()
        raise Refusal(f"Somebody answered it meanwhile: {message.get_status_display().lower()}, “{message.answer}”")
    message.refresh_from_db()
    if isinstance(message, Flag) and message.accession:
        said = f"{message.get_status_display()}: {message.answer}"
        log(record_of(message.accession), Verb.ANSWER, actor, now, said)
    if to_read and isinstance(message, SourceSuggestion) and decision == MessageStatus.ACCEPTED:
        _put_into_the_queue(message, actor)
    return message


def _put_into_the_queue(suggestion: SourceSuggestion, actor: Actor) -> None:
    scheme, identifier = recognise(suggestion.identifier) or ("", "")
    title = "" if identifier else suggestion.identifier
    add_reading(scheme, identifier, title, origin=READER.code, comment=suggestion.comment, actor=actor)


def forget_addresses(now: datetime | None = None) -> int:
    """Forget the addresses of readers whose messages were answered 90 days ago or earlier; how many."""
    before = (now or timezone.now()) - ADDRESS_IS_KEPT
    return sum(model.objects.with_lapsed_address(before).update(email="") for model in (Flag, SourceSuggestion))
