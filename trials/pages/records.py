"""One record by any of its addresses: found, moved, withdrawn, or not there."""

from urllib.parse import unquote

from django.db.models import QuerySet
from django.http import Http404

from ..addresses import look_up, path_of
from ..choices import RecordStatus
from ..document import shape_of_accession
from ..models import CuratedRecord
from .http import Gone, Moved


def find(records: QuerySet, key: str, last: str = "") -> CuratedRecord:
    """The public record with this slug, registry id or accession, read with ``for_detail()``.

    ``find(Payload.objects.all(), slug)``; ``last`` is what stands after the record's own address, for a page below it.
    Raises Moved where the address is not the canonical one,
    Gone where the record was withdrawn, Http404 otherwise: an unpublished record answers like none.
    """
    record = _public_or_withdrawn(look_up(records.for_detail(), key), key)
    path = path_of(record)
    if not unquote(path).endswith(f"/{key}/"):
        raise Moved(f"{path}{last}")
    if record.status == RecordStatus.WITHDRAWN:
        raise Gone(record)
    return record


def by_accession(accession: str) -> CuratedRecord:
    """The public record with this accession, or the one that it was merged into; Gone and Http404 as in ``find``."""
    shape = shape_of_accession(accession.upper())
    found = look_up(shape.model.objects.for_listing(), accession) if shape else None
    record = _public_or_withdrawn(found, accession)
    if record.status == RecordStatus.WITHDRAWN:
        raise Gone(record)
    return record


def _public_or_withdrawn(record: CuratedRecord | None, key: str) -> CuratedRecord:
    if record is None or record.status not in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
        raise Http404(f"There is no record “{key}” here.")
    return record
