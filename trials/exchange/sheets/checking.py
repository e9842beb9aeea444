"""What the rows of an uploaded sheet come to: a new draft, a change, nothing new, or an error; nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ... import curation
from ...choices import RecordStatus, SheetOutcome
from ...document import Document, Shape, shape_of_accession, to_document, with_parts
from ...forms import asking_once
from ...models import CuratedRecord, RecordVersion, Revision, SheetRow, SheetUpload
from .columns import ACCESSION, STAMP_OF_DRAFT, VERSION, stamp_of
from .comparing import Standing, compared
from .problems import Problem

_WRITABLE = (RecordStatus.DRAFT, RecordStatus.RETURNED)


@dataclass
class _Known:
    """What the base holds for some rows, asked in a few queries."""

    records: dict[str, CuratedRecord] = field(default_factory=dict)
    proposals: dict[str, Revision] = field(default_factory=dict)
    versions: dict[tuple[str, int], Document] = field(default_factory=dict)
    first_rows: dict[str, int] = field(default_factory=dict)
    made_before: dict[str, str] = field(default_factory=dict)


def check(upload: SheetUpload, rows: Iterable[SheetRow], actor: curation.Actor) -> None:
    """Say of each row what it comes to; the rows are changed and not saved."""
    rows = list(rows)
    shape = shape_of_accession(upload.kind)
    known = _known(shape, upload, rows, actor)
    with asking_once():
        for row in rows:
            _check_row(shape, upload, row, known, actor)


def _check_row(shape: Shape, upload: SheetUpload, row: SheetRow, known: _Known, actor: curation.Actor) -> None:
    cells = dict(zip(upload.columns, row.cells, strict=True))
    row.changes, row.problems = [], []
    problems = _check_known(shape, row, cells, known, actor) if row.accession else _check_new(shape, row, cells, known)
    if problems:
        row.outcome, row.problems, row.changes = SheetOutcome.ERROR, [each.as_json() for each in problems], []


def state_of(record: CuratedRecord, proposal: Revision | None) -> str:
    """Another one whenever the record, or the person's own proposal about it, was written on."""
    if not record.is_public:
        return record.updated_at.isoformat()
    return f"{record.version}{proposal.changed_at.isoformat() if proposal else ''}"


def proposals_of(actor: curation.Actor, accessions: Iterable[str]) -> dict[str, Revision]:
    """The person's own open proposals about records, by accession."""
    found = Revision.objects.open().by(actor.code).of_records(accessions)
    return {revision.accession: revision for revision in found}


def _known(shape: Shape, upload: SheetUpload, rows: list[SheetRow], actor: curation.Actor) -> _Known:
    accessions = {row.accession for row in rows if row.accession}
    digests = {row.digest for row in rows if row.digest}
    known = _Known(made_before=SheetRow.objects.taken_in_before(actor.code, digests))
    known.records = {each.accession: each for each in with_parts(shape.model.objects.with_accessions(accessions))}
    known.proposals = proposals_of(actor, accessions)
    others = upload.rows.order_by("-number")
    known.first_rows = dict(others.filter(accession__in=accessions - {""}).values_list("accession", "number"))
    known.first_rows |= dict(others.with_digests(digests).values_list("digest", "number"))
    older = {pair for row in rows if (pair := _older_version(upload, row, known)) is not None}
    for version in RecordVersion.objects.filter(accession__in={accession for accession, _ in older}):
        if (version.accession, version.version) in older:
            known.versions[version.accession, version.version] = version.document
    return known


def _older_version(upload: SheetUpload, row: SheetRow, known: _Known) -> tuple[str, int] | None:
    record, stamp = known.records.get(row.accession), _stamp(dict(zip(upload.columns, row.cells, strict=True)))
    if record and record.is_public and stamp.isdecimal() and int(stamp) < record.version:
        return row.accession, int(stamp)
    return None


def _stamp(cells: dict[str, str]) -> str:
    return cells.get(VERSION, "")


def _fields(cells: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if name not in (ACCESSION, VERSION)}


# A row without accession


def _check_new(shape: Shape, row: SheetRow, cells: dict[str, str], known: _Known) -> list[Problem]:
    if made := known.made_before.get(row.digest):
        row.outcome, row.seen = SheetOutcome.SAME, made
        return []
    if (first := known.first_rows[row.digest]) != row.number:
        return [Problem("", "", f"It says the same as row {first}. Remove one of them.")]
    row.changes, problems = compared(shape, _fields(cells), Standing.of_nothing(shape))
    row.outcome = SheetOutcome.CREATE
    if not (row.changes or problems):
        return [Problem("", "", "There is nothing in it. Fill it in, or remove the row.")]
    return problems


# A row with an accession


def _check_known(
    shape: Shape, row: SheetRow, cells: dict[str, str], known: _Known, actor: curation.Actor
) -> list[Problem]:
    record = known.records.get(row.accession)
    if sentence := _refusal_of_record(shape, row, record, known):
        return [Problem(ACCESSION, cells[ACCESSION], sentence)]
    proposal = known.proposals.get(row.accession)
    present = to_document(record)
    proposed = {change["field"]: change["new"] for change in proposal.changes} if proposal else {}
    stamp = _stamp(cells)
    base = known.versions.get((row.accession, int(stamp))) if stamp.isdecimal() else None
    standing = Standing(record, present | (base or {}), present, present | proposed)
    row.changes, problems = compared(shape, _fields(cells), standing)
    row.outcome = SheetOutcome.CHANGE if row.changes else SheetOutcome.SAME
    row.seen = state_of(record, proposal)
    if row.changes and (problem := _refusal_of_change(record, stamp, base, actor)):
        return [problem]
    return problems


def _refusal_of_record(shape: Shape, row: SheetRow, record: CuratedRecord | None, known: _Known) -> str:
    kind = shape.model._meta.verbose_name
    if record is None:
        return f"There is no {kind} {row.accession}. Correct it, or leave it empty to make a new draft."
    if record.status == RecordStatus.WITHDRAWN:
        instead = f"; {record.successor} stands in its place" if record.successor else ""
        return f"The {kind} {row.accession} was withdrawn{instead}. Remove the row."
    if (first := known.first_rows[row.accession]) != row.number:
        return f"{row.accession} stands in row {first} already. Keep one of the rows."
    return ""


def _refusal_of_change(
    record: CuratedRecord, stamp: str, base: Document | None, actor: curation.Actor
) -> Problem | None:
    """Why this row may not change this record: the person, its state, or the state from which the sheet was made."""
    if not record.is_public and record.status not in _WRITABLE:
        return Problem(ACCESSION, record.accession, "It waits for an editor. Ask to have it returned, then change it.")
    if not record.is_public and actor.code not in curation.contributors(record):
        return Problem(ACCESSION, record.accession, "It is a draft of somebody else's. Remove the row.")
    if not stamp:
        return Problem(VERSION, "", f"Say from which state the row was made; it is “{stamp_of(record)}” now.")
    if stamp == stamp_of(record) or base is not None:
        return None
    if stamp.startswith(STAMP_OF_DRAFT) or not record.is_public:
        return Problem(VERSION, stamp, "It was saved after the sheet was made. Download the sheet anew.")
    return Problem(
        VERSION, stamp, f"There is no such version; {record.accession} is at {record.version}. Download the sheet anew."
    )
