"""The verbs of what is not public yet: create, edit, submit, return."""

from django.db import transaction
from django.utils import timezone

from .. import rules
from ..choices import RecordStatus, Verb
from ..document import Document, empty_document, shape_of
from ..models import CuratedRecord
from .moves import Actor, Refusal, demand
from .spine import allocate_accession, log, move, write_whole


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
    write_whole(record, empty_document(shape_of(model)) | document)
    log(record, Verb.CREATE, actor, now)
    return record


@transaction.atomic
def edit(record: CuratedRecord, document: Document, actor: Actor) -> CuratedRecord:
    """Save a draft or a returned record again; it is a draft afterwards."""
    demand(Verb.EDIT, record, actor)
    now = timezone.now()
    values = {"status": RecordStatus.DRAFT, "edited_by": actor.code, "updated_at": now}
    move(record, Verb.EDIT, values)
    write_whole(record, document)
    log(record, Verb.EDIT, actor, now)
    return record


@transaction.atomic
def submit(record: CuratedRecord, actor: Actor, note: str = "") -> CuratedRecord:
    """Hand a draft to the editors; refused while it lacks something of its own."""
    demand(Verb.SUBMIT, record, actor)
    own = [obstacle for obstacle in rules.obstacles(record) if "is not public" not in obstacle.sentence]
    if own:
        raise Refusal("It is not complete yet.", own)
    now = timezone.now()
    move(record, Verb.SUBMIT, {"updated_at": now, "return_note": ""})
    log(record, Verb.SUBMIT, actor, now, note)
    return record


@transaction.atomic
def return_(record: CuratedRecord, actor: Actor, note: str) -> CuratedRecord:
    """Send submitted work back; the note says why."""
    demand(Verb.RETURN, record, actor)
    if not note.strip():
        raise Refusal("Say in the note why it is returned.")
    now = timezone.now()
    move(record, Verb.RETURN, {"updated_at": now, "return_note": note})
    log(record, Verb.RETURN, actor, now, note)
    return record
