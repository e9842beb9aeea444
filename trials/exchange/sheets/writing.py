"""Records as a sheet: a CSV that a spreadsheet opens and that comes back unchanged."""

import csv
from collections.abc import Iterator

from django.db.models import QuerySet

from ...document import shape_of, to_document, with_parts
from ..formulas import escaped
from ..tabular import Echo
from .columns import columns_of, names_of, stamp_of

# Without it a spreadsheet reads UTF-8 as the code page of its country.
BYTE_ORDER_MARK = "\ufeff"
AT_ONCE = 500


def sheet_lines(records: QuerySet) -> Iterator[str]:
    """The header, then a line for each record; take it inside ``snapshot()``."""
    shape = shape_of(records.model)
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(names_of(shape))
    columns = columns_of(shape)
    for record in with_parts(records).iterator(chunk_size=AT_ONCE):
        document = to_document(record)
        cells = [columns[name].write(document[name]) for name in shape.keys]
        yield writer.writerow([record.accession, stamp_of(record), *map(escaped, cells)])
