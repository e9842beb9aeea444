"""Large sheets: 10,000 new rows, taken in whole or, with one bad row among them, not at all; 2,000 proposed changes."""

import io
import time

import pytest
from django.core.management import call_command

from tests import factories
from tests.exchange.sheeting import COVER, Sheet, errors, only, outcomes
from tests.factories import ADA
from trials import curation
from trials.document import FINDING
from trials.exchange import sheets
from trials.models import Finding, ReviewEvent, Revision

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

ROWS, BAD = 10_000, 6_789
CHANGED = 2_000


def sheet_of_claims() -> Sheet:
    source, payload = factories.publication(), factories.payload()
    columns = [
        "accession", "statement", "claim_kind", "effect", "stance", "evidence_level", "model_system", "scope",
        "locator", "read_depth", "publication", "payloads", "topic", "molecules",
    ]  # fmt: skip
    sheet = Sheet.with_columns(FINDING, *columns)
    for number in range(ROWS):
        sheet.add(
            statement=f"In mice, engineered cells slowed tumour growth, {number}.", claim_kind="result",
            effect="inhibits", stance="for", evidence_level="D", model_system="animal", scope="general",
            locator="Abstract", read_depth="abstract", publication=source.accession, payloads=payload.accession,
            topic="proliferation | safety", molecules='[{"label":"CXCR4","kind":"gene"}]',
        )  # fmt: skip
    return sheet


def timed(do, *given) -> tuple[float, object]:
    begun = time.perf_counter()
    answer = do(*given)
    return round(time.perf_counter() - begun, 1), answer


def test_ten_thousand_rows(record_proof):
    sheet = sheet_of_claims()
    events = ReviewEvent.objects.count()
    good = sheet.rows[BAD][sheet.header.index("effect")]
    sheet.rows[BAD][sheet.header.index("effect")] = "inhibit"

    receiving, upload = timed(sheets.receive, FINDING, sheet.data(), COVER, ADA)
    checking, left = timed(sheets.check_some, upload, ADA, 3600)
    assert left == 0
    assert outcomes(upload) == {"create": ROWS - 1, "error": 1}
    number, column, sentence = only(errors(upload))
    assert (number, column) == (BAD + 2, "effect")
    assert "choose among inhibits" in sentence
    with pytest.raises(curation.Refusal):
        sheets.take_in(upload, ADA)
    assert (Finding.objects.count(), Revision.objects.count(), ReviewEvent.objects.count()) == (0, 0, events)

    sheet.rows[BAD][sheet.header.index("effect")] = good
    upload = sheet.sent_in()
    taking_in, _ = timed(sheets.take_in, upload, ADA)
    assert Finding.objects.count() == ROWS
    again_checking, again = timed(sheet.sent_in)
    assert outcomes(again) == {"same": ROWS}
    unchanged_out, unchanged = timed(lambda: Sheet.of(Finding.objects.all()))
    unchanged_in, unchanged = timed(unchanged.sent_in)
    assert outcomes(unchanged) == {"same": ROWS}

    record_proof(
        "sheets", rows=ROWS, bad_row=number, written_with_a_bad_row=0, seconds_receiving=receiving,
        seconds_checking_new_rows=checking, seconds_taking_in=taking_in, seconds_same_sheet_again=again_checking,
        seconds_writing_the_sheet=unchanged_out, seconds_checking_unchanged_rows=unchanged_in,
    )  # fmt: skip


def test_two_thousand_proposed_changes(record_proof):
    call_command("generate_corpus", trials=100, findings=CHANGED, stdout=io.StringIO(), stderr=io.StringIO())
    sheet = Sheet.of(Finding.objects.public())
    note = sheet.header.index("note")
    for row in sheet.rows:
        row[note] = "Read again."

    checking, upload = timed(sheet.sent_in)
    assert outcomes(upload) == {"change": CHANGED}
    taking_in, _ = timed(sheets.take_in, upload, ADA)

    revisions = list(Revision.objects.all())
    assert len(revisions) == CHANGED
    assert {change["field"] for revision in revisions for change in revision.changes} == {"note"}
    assert Finding.objects.filter(version__gt=1).count() == 0
    rows_per_second = round(CHANGED / taking_in)
    assert rows_per_second >= 100
    record_proof(
        "sheet_proposals", rows=CHANGED, seconds_checking=checking, seconds_taking_in=taking_in,
        rows_per_second_taking_in=rows_per_second,
    )  # fmt: skip
