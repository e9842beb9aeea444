"""Invariants of the base: each with an id, the record, and a hint how to mend it.

A base that was written through the verbs or loaded from a release keeps them; ``check_data``
says where one does not hold.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import projection, rules
from .choices import RecordStatus
from .document import SHAPES, Shape, shape_of_accession, to_document, with_parts
from .models import (
    AccessionCounter,
    CancerTypeClosure,
    CuratedRecord,
    DataVersion,
    PublicationLink,
    RecordVersion,
    Redirect,
    ReviewEvent,
    SearchText,
)


@dataclass(frozen=True)
class Fault:
    """An invariant that does not hold."""

    id: str
    record: str
    hint: str

    def __str__(self) -> str:
        return f"{self.id} {self.record}: {self.hint}"


def faults() -> Iterator[Fault]:
    """Every fault of the base, by check."""
    for check in CHECKS:
        yield from check()


def public_records_are_complete() -> Iterator[Fault]:
    """What a record must have, and that it refers to public records only."""
    for shape in SHAPES:
        for record in with_parts(shape.model.objects.public()):
            for obstacle in rules.obstacles(record):
                yield Fault(f"{shape.plural}.{obstacle.field}", record.accession, obstacle.sentence)


def present_versions_hold_what_is_public() -> Iterator[Fault]:
    """A published record has one present version, and its document is the record."""
    present = {row.accession: row for row in RecordVersion.objects.filter(n_to=None)}
    for shape in SHAPES:
        for record in with_parts(shape.model.objects.public()):
            row = present.pop(record.accession, None)
            if row is None or row.version != record.version:
                yield Fault("versions.present", record.accession, "The present version is not on record.")
            elif row.document != to_document(record):
                yield Fault("versions.document", record.accession, "The record differs from its present version.")
    for accession in present:
        yield Fault("versions.orphan", accession, "A version is present, but the record is not public.")


def numbers_of_changes_have_no_gap() -> Iterator[Fault]:
    seen = sorted(set(ReviewEvent.objects.filter(n__isnull=False).values_list("n", flat=True)))
    last = DataVersion.objects.filter(pk=1).values_list("n", flat=True).first() or 0
    if seen != list(range(1, last + 1)):
        yield Fault("changes.n", f"n={last}", "The numbers of the change log have a gap.")


def counters_are_ahead() -> Iterator[Fault]:
    last = dict(AccessionCounter.objects.values_list("prefix", "last"))
    for shape in SHAPES:
        given = [*shape.model.objects.values_list("accession", flat=True), *_merged(shape)]
        highest = max((int(accession[len(shape.model.PREFIX) :]) for accession in given), default=0)
        if highest > last.get(shape.model.PREFIX, 0):
            yield Fault("accessions.counter", shape.model.PREFIX, f"The counter is behind {highest}; raise it.")


def _merged(shape: Shape) -> Iterator[str]:
    """Accessions of a kind that lead elsewhere now; they are not given again."""
    for old in Redirect.objects.values_list("old", flat=True):
        if re.fullmatch(rf"{shape.model.PREFIX}\d{{6,}}", old):
            yield old


def derived_tables_are_fresh() -> Iterator[Fault]:
    right = {row.accession: _words(row) for row in projection.search_texts()}
    present = {row.accession: _words(row) for row in SearchText.objects.all()}
    for accession in sorted(right.keys() | present.keys()):
        if right.get(accession) != present.get(accession):
            yield Fault("derived.search", accession, "Run `manage.py reproject`.")
    pairs = set(CancerTypeClosure.objects.values_list("ancestor_id", "descendant_id", "depth"))
    if pairs != set(projection.closure()):
        yield Fault("derived.closure", "cancer types", "Run `manage.py reproject`.")
    if set(map(_ends, PublicationLink.objects.all())) != set(map(_ends, projection.links())):
        yield Fault("derived.links", "publications", "Run `manage.py reproject`.")


def _ends(link: PublicationLink) -> tuple:
    columns = (field.attname for field in link._meta.concrete_fields if not field.primary_key)
    return tuple(getattr(link, column) for column in columns)


def _words(row: SearchText) -> tuple[str, int, str, str, str]:
    return row.kind, row.number, row.title, row.names, row.body


def tombstones_say_why() -> Iterator[Fault]:
    for shape in SHAPES:
        for record in shape.model.objects.filter(status=RecordStatus.WITHDRAWN, withdrawn_reason=""):
            yield Fault("withdrawn.reason", record.accession, "Say why it was withdrawn.")


def redirects_lead_somewhere_else() -> Iterator[Fault]:
    """An old address leads to a public record or a tombstone, and is no record's present address.

    The accession of a merged record is both: its tombstone stays, and leads to the record that it was merged into.
    """
    for redirect in Redirect.objects.all():
        shape = shape_of_accession(redirect.accession)
        target = shape.model.objects.by_accession(redirect.accession).first() if shape else None
        if target is None or target.status not in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
            yield Fault("redirects.target", redirect.accession, f"“{redirect.old}” leads to no public record.")
            continue
        holders = (*shape.model.objects.addressed(redirect.old), *shape.model.objects.by_accession(redirect.old))
        if not all(_was_merged(holder, redirect) for holder in holders):
            yield Fault("redirects.old", redirect.accession, f"“{redirect.old}” is an address in use.")


def _was_merged(record: CuratedRecord, redirect: Redirect) -> bool:
    leads = (record.accession, record.successor) == (redirect.old, redirect.accession)
    return leads and record.status == RecordStatus.WITHDRAWN


def successors_exist() -> Iterator[Fault]:
    """What a tombstone names in its place is a public record, or a tombstone that leads on."""
    for shape in SHAPES:
        for record in shape.model.objects.filter(status=RecordStatus.WITHDRAWN).exclude(successor=""):
            named = shape_of_accession(record.successor)
            states = [RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN]
            if not (named and named.model.objects.by_accession(record.successor).filter(status__in=states).exists()):
                yield Fault("withdrawn.successor", record.accession, f"Its successor {record.successor} is not here.")


CHECKS: tuple[Callable[[], Iterator[Fault]], ...] = (
    public_records_are_complete,
    present_versions_hold_what_is_public,
    numbers_of_changes_have_no_gap,
    counters_are_ahead,
    derived_tables_are_fresh,
    tombstones_say_why,
    redirects_lead_somewhere_else,
    successors_exist,
)
