"""What the verbs share: the number of the change, accessions, conditional moves, versions, the log."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils import timezone

from .. import projection, rules
from ..choices import Verb
from ..document import Document, UnknownReference, canonical, shape_of, shape_of_accession, to_document, write
from ..models import AccessionCounter, CuratedRecord, DataVersion, RecordVersion, Redirect, ReviewEvent
from ..normalisation import slug_of
from .moves import MOVES, Actor, Refusal


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


def demand_complete(record: CuratedRecord) -> None:
    if found := rules.obstacles(record):
        raise Refusal("It cannot become public yet.", found)


def move(record: CuratedRecord, verb: Verb, values: dict) -> None:
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


def write_whole(record: CuratedRecord, document: Document) -> None:
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


def keep_old_slug(record: CuratedRecord, old: str) -> None:
    """After a change of name: a new slug, and a redirect from the old one."""
    new = free_slug(record)
    Redirect.objects.update_or_create(kind=record.PREFIX, old=old, defaults={"accession": record.accession})
    Redirect.objects.filter(kind=record.PREFIX, old=new).delete()
    _table(record).filter(pk=record.pk).update(slug=new)
    record.slug = new


def make_public(record: CuratedRecord, n: int, now: datetime) -> None:
    """Write the version row that holds the record, read whole, as it is public from n on."""
    RecordVersion.objects.filter(accession=record.accession, n_to=None).update(n_to=n)
    RecordVersion.objects.create(
        accession=record.accession, version=record.version, n_from=n, document=to_document(record),
        review_basis=record.review_basis, author=record.edited_by, reviewer=record.reviewed_by, public_at=now,
    )  # fmt: skip
    projection.refresh(record)


def log(
    record: CuratedRecord, verb: Verb, actor: Actor, at: datetime, note: str = "", n: int | None = None
) -> ReviewEvent:
    return ReviewEvent.objects.create(
        n=n, accession=record.accession, verb=verb, actor=actor.code, at=at, version=record.version, note=note
    )
