"""Sheets of the founding release go out and in: nothing when nothing was edited, one field when one cell was."""

import pytest

from tests.exchange.sheeting import Sheet, outcomes
from tests.factories import ADA
from trials.document import SHAPES, to_document, with_parts
from trials.exchange.sheets.columns import cell_text, columns_of
from trials.models import Finding, ReviewEvent, Revision, SheetRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founding_base"), pytest.mark.slow, pytest.mark.once]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_every_founding_record_comes_back_the_same(shape):
    upload = Sheet.of(shape.model.objects.public()).sent_in()

    assert outcomes(upload) == {"same": shape.model.objects.public().count()}
    assert not Revision.objects.exists()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_every_cell_is_read_as_the_value_that_was_written(shape):
    columns, differing = columns_of(shape), set()
    for record in with_parts(shape.model.objects.public()):
        document = to_document(record)
        for name, value in document.items():
            read = columns[name].read(cell_text(shape, name, value))
            if read != value and (read, value) != ("", None) and str(read) != str(value):
                differing.add((name, str(read), str(value)))
    assert differing == set()


def test_one_edited_cell_of_all_findings_is_one_revision_of_one_field():
    sheet = Sheet.of(Finding.objects.public())
    accession = sheet.rows[100][0]
    events = ReviewEvent.objects.count()

    sheet.put(accession, comparator="PBS and nothing else").taken_in()

    revision = Revision.objects.get()
    assert (revision.accession, revision.author) == (accession, ADA.code)
    assert [(each["field"], each["new"]) for each in revision.changes] == [("comparator", "PBS and nothing else")]
    assert ReviewEvent.objects.count() == events + 1
    assert SheetRow.objects.counted() == {"same": Finding.objects.public().count() - 1, "change": 1}
