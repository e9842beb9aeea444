"""Requests made and carried out by the usual people: Ben asks, Ed withdraws, Ida merges and restores."""

from tests.factories import BEN, ED, IDA
from trials import curation
from trials.choices import RequestKind
from trials.models import CuratedRecord, EditorialRequest

WITHDRAW, MERGE, RESTORE = RequestKind.WITHDRAW, RequestKind.MERGE, RequestKind.RESTORE


def withdrawn(record: CuratedRecord, other: str = "", plan: dict | None = None) -> EditorialRequest:
    return _done(curation.carry_out(curation.ask(WITHDRAW, record, BEN, "Wrong.", other, plan), ED), record)


def merged(record: CuratedRecord, stays: CuratedRecord, plan: dict | None = None) -> EditorialRequest:
    request = curation.ask(MERGE, record, BEN, "Entered twice.", stays.accession, plan)
    return _done(curation.carry_out(request, IDA), record, stays)


def restored(record: CuratedRecord) -> EditorialRequest:
    return _done(curation.carry_out(curation.ask(RESTORE, record, BEN, "It was right."), IDA), record)


def _done(request: EditorialRequest, *records: CuratedRecord) -> EditorialRequest:
    for record in records:
        record.refresh_from_db()
    return request
