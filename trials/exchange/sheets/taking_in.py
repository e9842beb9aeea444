"""A checked sheet taken in: drafts and proposals by the verbs, all of them in one transaction or none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from ... import curation
from ...choices import SheetOutcome
from ...document import Shape, shape_of_accession
from ...models import SheetRow, SheetUpload
from .checking import proposals_of, state_of
from .problems import Problem
from .uploads import AT_ONCE


class _Stopped(Exception):
    """A row that could not be taken in, and why."""

    def __init__(self, row: SheetRow, sentence: str):
        self.row = row
        super().__init__(sentence)


class _Stale(Exception):
    """A record that was written on after its row was checked."""


def take_in(upload: SheetUpload, actor: curation.Actor) -> None:
    """Make the drafts and proposals of a sheet, all or none; a row that cannot be is pointed at.

    Raises ``curation.Refusal``; then no record was written on, and the sheet says why or waits to be checked again.
    """
    try:
        with transaction.atomic():
            _claim(upload, actor)
            _take_in_rows(upload, actor)
            upload.refresh_from_db()
    except _Stopped as stopped:
        row = stopped.row
        row.outcome, row.problems = SheetOutcome.ERROR, [Problem("", "", str(stopped)).as_json()]
        row.save(update_fields=["outcome", "problems"])
        raise curation.Refusal(f"Nothing was taken in. Row {row.number}: {stopped}") from stopped
    except _Stale as stale:
        upload.rows.that_are(SheetOutcome.CHANGE).update(outcome=SheetOutcome.UNCHECKED)
        raise curation.Refusal(f"Nothing was taken in: {stale} Check it again.") from stale


def _claim(upload: SheetUpload, actor: curation.Actor) -> None:
    """Of two presses of the button one gets the sheet."""
    mine = SheetUpload.objects.of_person(actor.code).filter(pk=upload.pk, applied_at=None)
    if not mine.update(applied_at=timezone.now()):
        raise curation.Refusal("This sheet is taken in already, or it is not yours.")
    counts = upload.rows.counted()
    if counts.get(SheetOutcome.UNCHECKED):
        raise curation.Refusal("Not all rows are checked yet; let the check go on first.")
    if wrong := counts.get(SheetOutcome.ERROR):
        raise curation.Refusal(f"Rows with errors: {wrong}. Correct them in your sheet and send it in anew.")
    if not upload.rows.to_take_in().exists():
        raise curation.Refusal("The sheet says nothing new.")


def _take_in_rows(upload: SheetUpload, actor: curation.Actor) -> None:
    shape = shape_of_accession(upload.kind)
    new = list(upload.rows.that_are(SheetOutcome.CREATE))
    for start in range(0, len(new), AT_ONCE):
        _create(shape, new[start : start + AT_ONCE], actor)
    # In one order for everybody, so that two sheets never wait for each other in a circle.
    changed = list(upload.rows.that_are(SheetOutcome.CHANGE).order_by("accession"))
    for start in range(0, len(changed), AT_ONCE):
        _change(shape, upload, changed[start : start + AT_ONCE], actor)


def _create(shape: Shape, rows: Sequence[SheetRow], actor: curation.Actor) -> None:
    """Drafts of many rows at once; when one of them is refused, each alone, to find out which."""
    try:
        records = curation.create_all(shape.model, [_values(row) for row in rows], actor)
    except curation.Refusal:
        records = []
        for row in rows:
            with _pointing_at(row):
                records.append(curation.create(shape.model, _values(row), actor))
    for row, record in zip(rows, records, strict=True):
        row.accession = record.accession
    SheetRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=["accession"])


@contextmanager
def _pointing_at(row: SheetRow) -> Iterator[None]:
    try:
        yield
    except curation.Refusal as refusal:
        raise _Stopped(row, str(refusal)) from refusal


def _values(row: SheetRow) -> dict:
    return {change["field"]: change["new"] for change in row.changes}


def _change(shape: Shape, upload: SheetUpload, rows: Sequence[SheetRow], actor: curation.Actor) -> None:
    """Go on with drafts, and propose changes of what is public; nothing that was written on since the check."""
    accessions = [row.accession for row in rows]
    records, proposals = curation.locked_all(shape.model, accessions), proposals_of(actor, accessions)
    for row in rows:
        if state_of(records[row.accession], proposals.get(row.accession)) != row.seen:
            raise _Stale(f"{row.accession} (row {row.number}) was written on after the sheet was checked.")
    for row in rows:
        if not records[row.accession].is_public:
            with _pointing_at(row):
                curation.edit(records[row.accession], _values(row), actor)
    _propose(shape, upload, [row for row in rows if records[row.accession].is_public], actor)


def _propose(shape: Shape, upload: SheetUpload, rows: Sequence[SheetRow], actor: curation.Actor) -> None:
    """Proposals of many rows at once; when one of them is refused, each alone, to find out which."""
    said = (actor, upload.source, upload.note)
    try:
        curation.propose_all(shape.model, {row.accession: _values(row) for row in rows}, *said)
    except curation.Refusal:
        for row in rows:
            with _pointing_at(row):
                curation.propose_all(shape.model, {row.accession: _values(row)}, *said)
