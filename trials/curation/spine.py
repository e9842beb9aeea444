"""What the verbs share: the number of the change, accessions, conditional moves, versions, the log."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils import timezone

from .. import projection, rules
from ..choices import Verb
from ..document import (
    Document,
    UnknownReference,
    canonical,
    shape_of,
    shape_of_accession,
    to_document,
    write,
    write_all,
)
from ..models import AccessionCounter, CuratedRecord, DataVersion, RecordVersion, Redirect, ReviewEvent
from ..normalisation import slug_of
from .actors import Actor
from .moves import MOVES, Refusal

_STANDS_TWICE = "An identifier, name or position in its rows stands twice or belongs to another record."


def next_n() -> int:
    """Raise and return the number of the data version; holds the one writer's lock until commit."""
    present = DataVersion.objects.filter(pk=1)
    if not present.update(n=F("n") + 1, changed_at=timezone.now()):
        DataVersion.objects.get_or_create(pk=1)
        present.update(n=F("n") + 1, changed_at=timezone.now())
    return DataVersion.objects.values_list("n", flat=True).get(pk=1)


def touch() -> None:
    """Have public pages asked for anew: not a record changed, but what stands beside it, such as a curator's name."""
    DataVersion.objects.filter(pk=1).update(changed_at=timezone.now())


def allocate_accession(model: type[CuratedRecord]) -> tuple[str, int]:
    """The next accession of a kind, from its counter row; at least six digits."""
    return allocate_accessions(model, 1)[0]


def allocate_accessions(model: type[CuratedRecord], how_many: int) -> list[tuple[str, int]]:
    """So many accessions of a kind that follow each other, with their numbers."""
    counter = AccessionCounter.objects.filter(prefix=model.PREFIX)
    if not counter.update(last=F("last") + how_many):
        AccessionCounter.objects.get_or_create(prefix=model.PREFIX)
        counter.update(last=F("last") + how_many)
    last = counter.values_list("last", flat=True).get()
    return [(f"{model.PREFIX}{number:06d}", number) for number in range(last - how_many + 1, last + 1)]


def record_of(accession: str) -> CuratedRecord:
    """The record that has an accession; Refusal when there is none."""
    shape = shape_of_accession(accession)
    record = shape.model.objects.by_accession(accession).first() if shape else None
    if record is None:
        raise Refusal(f"There is no record {accession}.")
    return record


def locked(accession: str) -> CuratedRecord:
    """The record, kept from every other writer until commit (on SQLite there is one writer anyway).

    Whoever needs its revision or request too takes the record first, so that nobody waits in a circle.
    """
    record = record_of(accession)
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def locked_all(model: type[CuratedRecord], accessions: Iterable[str]) -> dict[str, CuratedRecord]:
    """Records of one kind, each kept from every other writer until commit; taken in one order for everybody, so that
    two who want the same ones never wait for each other in a circle."""
    rows = model._base_manager.select_for_update().filter(accession__in=list(accessions)).order_by("accession")
    return {record.accession: record for record in rows}


def is_public_accession(accession: str) -> bool:
    shape = shape_of_accession(accession)
    return bool(shape) and shape.model.objects.public().by_accession(accession).exists()


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
    values = {"status": MOVES[verb].to_state or record.status, **values}
    rows = _table(record).filter(
        pk=record.pk, status=record.status, version=record.version, updated_at=record.updated_at
    )
    if not rows.update(**values):
        raise Refusal(f"{record.accession} was changed by somebody else meanwhile; look at it again.")
    for name, value in values.items():
        setattr(record, name, value)


def write_whole(record: CuratedRecord, document: Document) -> None:
    """Save a record from a document; what the database would refuse is refused with a sentence."""
    with refusing([record]):
        write(record, canonical(shape_of(record), document))


def write_new(records: list[CuratedRecord], documents: list[Document]) -> None:
    """Save new records of one kind from their documents, with the same refusals."""
    shape = shape_of(records[0])
    with refusing(records):
        write_all(records, [canonical(shape, document) for document in documents])


@contextmanager
def refusing(records: list[CuratedRecord]) -> Iterator[None]:
    """Inside, what the database refuses of these records becomes a refusal with a sentence."""
    try:
        with transaction.atomic():
            yield
    except UnknownReference as error:
        raise Refusal(str(error)) from error
    except IntegrityError as error:
        raise Refusal(next(filter(None, map(_why_not, records)), _STANDS_TWICE)) from error


def _why_not(record: CuratedRecord) -> str:
    try:
        record.validate_unique()
        record.validate_constraints()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


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


def log_all(records: list[CuratedRecord], verb: Verb, actor: Actor, at: datetime, note: str = "") -> None:
    """The same thing done to many records, not in public."""
    ReviewEvent.objects.bulk_create(
        ReviewEvent(accession=record.accession, verb=verb, actor=actor.code, at=at, version=record.version, note=note)
        for record in records
    )


def log(
    record: CuratedRecord, verb: Verb, actor: Actor, at: datetime, note: str = "", n: int | None = None
) -> ReviewEvent:
    return ReviewEvent.objects.create(
        n=n, accession=record.accession, verb=verb, actor=actor.code, at=at, version=record.version, note=note
    )
