"""One record by any of its addresses: found, moved, withdrawn, or not there."""

from urllib.parse import unquote

from django.db.models import QuerySet
from django.http import Http404

from ..addresses import look_up, path_of
from ..choices import RecordStatus
from ..models import CuratedRecord
from .http import Gone, Moved


def find(records: QuerySet, key: str) -> CuratedRecord:
    """The public record with this slug, registry id or accession, read with ``for_detail()``.

    ``find(Payload.objects.all(), slug)``. Raises Moved where the address is not the canonical one,
    Gone where the record was withdrawn, Http404 otherwise: an unpublished record answers like none.
    """
    record = look_up(records.for_detail(), key)
    if record is None or record.status not in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
        raise Http404(f"There is no record “{key}” here.")
    path = path_of(record)
    if not unquote(path).endswith(f"/{key}/"):
        raise Moved(path)
    if record.status == RecordStatus.WITHDRAWN:
        raise Gone(record)
    return record
