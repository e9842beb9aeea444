"""The verbs of what is not public yet: create, edit, submit, return."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from .. import rules
from ..choices import RecordStatus, Verb
from ..document import Document, empty_document, shape_of
from ..models import CuratedRecord
from .actors import Actor
from .holds import demand_free, release
from .moves import Refusal, demand, demand_curator, is_unclaimed
from .spine import allocate_accessions, log, log_all, move, write_new, write_whole


@transaction.atomic
def create(model: type[CuratedRecord], document: Document, actor: Actor) -> CuratedRecord:
    """Begin a draft from a document, which may be incomplete."""
    return create_all(model, [document], actor)[0]


@transaction.atomic
def create_all(model: type[CuratedRecord], documents: Sequence[Document], actor: Actor) -> list[CuratedRecord]:
    """Begin a draft from each document, all of them or none, in as many statements as one alone needs."""
    demand_curator(actor)
    now = timezone.now()
    by = {"created_by": actor.code, "edited_by": actor.code, "created_at": now, "updated_at": now}
    accessions = allocate_accessions(model, len(documents))
    records = [model(accession=accession, number=number, **by) for accession, number in accessions]
    write_new(records, [empty_document(shape_of(model)) | document for document in documents])
    log_all(records, Verb.CREATE, actor, now)
    return records


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
    own = [obstacle for obstacle in rules.obstacles(record) if not obstacle.accession]
    if own:
        raise Refusal("It is not complete yet.", own)
    now = timezone.now()
    values = {"updated_at": now, "return_note": ""}
    if is_unclaimed(record):
        # Whoever hands in what a source filled answers for it, and does not publish it too.
        values["edited_by"] = actor.code
    move(record, Verb.SUBMIT, values)
    log(record, Verb.SUBMIT, actor, now, note)
    return record


@transaction.atomic
def return_(record: CuratedRecord, actor: Actor, note: str) -> CuratedRecord:
    """Send submitted work back; the note says why."""
    demand(Verb.RETURN, record, actor)
    if not note.strip():
        raise Refusal("Say in the note why it is returned.")
    demand_free(record, actor)
    now = timezone.now()
    move(record, Verb.RETURN, {"updated_at": now, "return_note": note})
    release(record)
    log(record, Verb.RETURN, actor, now, note)
    return record
