"""An uploaded sheet on its way: received row by row, checked in steps that may stop anywhere, or thrown away."""

import hashlib
import json
import time
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils import timezone

from ... import curation
from ...choices import SheetOutcome
from ...document import Shape
from ...models import SheetRow, SheetUpload
from .checking import check
from .columns import ACCESSION, VERSION, columns_of, names_of
from .files import RawRow, WrongSheet, rows_of_file
from .header import columns_in, placed

MOST_ROWS = 20_000
AT_ONCE = 100
_CHECKED = ["outcome", "seen", "changes", "problems"]


@dataclass(frozen=True)
class Cover:
    """What comes with a file: its name, on which source the changes rest, and what the editor should know."""

    file_name: str
    source: str
    note: str = ""


@transaction.atomic
def receive(shape: Shape, data: bytes, cover: Cover, actor: curation.Actor) -> SheetUpload:
    """Keep the rows of a file, to be checked. Raises ``WrongSheet`` and ``curation.Refusal``."""
    if sentence := curation.refusal_of_role(curation.CURATORS, actor):
        raise curation.Refusal(sentence)
    dates = {name for name, column in columns_of(shape).items() if column.is_date}
    rows = rows_of_file(data, names_of(shape), dates)
    columns = columns_in(shape, next(rows, None))
    upload = SheetUpload.objects.create(
        kind=shape.model.PREFIX, actor=actor.code, file_name=cover.file_name, source=cover.source, note=cover.note,
        columns=columns, uploaded_at=timezone.now(),
    )  # fmt: skip
    kept = [_kept(upload, row) for row in islice(rows, MOST_ROWS + 1)]
    if len(kept) > MOST_ROWS:
        raise WrongSheet(f"The sheet has more than {MOST_ROWS:,} rows. Split it; each part keeps the header.")
    if not kept:
        raise WrongSheet("There is nothing below the header.")
    SheetRow.objects.bulk_create(kept, batch_size=500)
    return upload


def _kept(upload: SheetUpload, row: RawRow) -> SheetRow:
    cells, problems = placed(row, upload.columns)
    accession = cells[upload.columns.index(ACCESSION)].upper().removeprefix("MSCDB:")
    kept = SheetRow(upload=upload, number=row.number, cells=cells, accession=accession[:16])
    if not accession:
        kept.digest = _digest(upload, cells)
    if problems:
        kept.outcome, kept.problems = SheetOutcome.ERROR, [each.as_json() for each in problems]
    return kept


def _digest(upload: SheetUpload, cells: list[str]) -> str:
    """The same for rows of one kind that say the same, in whatever order their columns stand."""
    said = {name: text for name, text in zip(upload.columns, cells, strict=True) if text and name != VERSION}
    return hashlib.sha256(json.dumps([upload.kind, said], sort_keys=True).encode()).hexdigest()


def check_some(upload: SheetUpload, actor: curation.Actor, seconds: float) -> int:
    """Check rows for about so long; how many are left. Done twice at once it comes to the same."""
    end = time.monotonic() + seconds
    while rows := list(upload.rows.to_check()[:AT_ONCE]):
        check(upload, rows, actor)
        _save(rows)
        if time.monotonic() > end:
            break
    return upload.rows.to_check().count()


@transaction.atomic
def _save(rows: list[SheetRow]) -> None:
    """Most rows of a sheet say nothing new; those are one statement."""
    plain = [row.pk for row in rows if row.outcome == SheetOutcome.SAME and not row.seen.startswith("MSC")]
    SheetRow.objects.filter(pk__in=plain).update(outcome=SheetOutcome.SAME)
    others = [row for row in rows if row.pk not in set(plain)]
    SheetRow.objects.bulk_create(others, update_conflicts=True, unique_fields=["pk"], update_fields=_CHECKED)


def discard(upload: SheetUpload) -> None:
    """Forget a sheet that is not wanted any more; nothing was written from it."""
    SheetUpload.objects.filter(pk=upload.pk, applied_at=None).delete()
