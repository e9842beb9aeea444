"""Many rows at once: what comes back is what was given, and what the table refuses is refused."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from mscdb import bulk
from tests import factories
from trials.models import ImportRun, ReviewEvent, SourceBytes, SourceRecord, TrialSite

pytestmark = pytest.mark.django_db

AWKWARD = ["", "plain", "tab\tand\nline\r\nend", "back\\slash \\N \\x", "“β” 'quoted' \u2028", "\\."]
MANY = range(bulk.FEW + 5)


def test_texts_come_back_as_they_were():
    trial = factories.trial()
    names = ("trial", "position", "facility", "city", "country", "as_of", "status", "state", "zip")
    rows = [(trial.pk, n + 10, AWKWARD[n % 6], AWKWARD[(n + 1) % 6], "Norway", "", "", "", "") for n in MANY]
    assert bulk.insert(TrialSite, names, rows) == len(rows)
    found = TrialSite.objects.filter(trial=trial, position__gte=10)
    assert list(found.values_list("position", "facility", "city")) == [(row[1], row[2], row[3]) for row in rows]


def test_json_bytes_moments_and_nothing_come_back_as_they_were():
    day = datetime(2026, 11, 22, 12, 30, 15, 123456, tzinfo=UTC)
    parsed = {"a\tb": ["\\", "\n", None, 1.5, True, "β\u2028"]}
    bulk.insert(SourceBytes, ("sha256", "size", "data"), [(f"{n:064}", n, bytes([n, 0, 255])) for n in MANY])
    rows = [("s", str(n), "", "", "", "", f"{n:064}", parsed, None if n % 2 else f"{n:064}") for n in MANY]
    names = (
        "source", "identifier", "accession", "version_date", "fetched_on", "last_seen_on", "sha256", "parsed", "raw",
    )  # fmt: skip
    bulk.insert(SourceRecord, names, rows)
    assert {str(row.parsed) for row in SourceRecord.objects.all()} == {str(parsed)}
    kept = SourceRecord.objects.get(identifier="4")
    assert bytes(kept.raw.data) == bytes([4, 0, 255])
    assert SourceRecord.objects.get(identifier="5").raw is None
    events = [(None, "MSCT000001", "create", "person:a", day, 0, "") for _ in MANY]
    bulk.insert(ReviewEvent, ("n", "accession", "verb", "actor", "at", "version", "note"), events)
    assert set(ReviewEvent.objects.filter(actor="person:a").values_list("at", "n")) == {(day, None)}


@pytest.mark.parametrize("many", [1, bulk.FEW + 1])
def test_what_the_table_refuses_is_refused(many):
    run = ImportRun.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(ImportRun, ("kind", "actor"), [("trials", "")] * many)
    trial = factories.trial()
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(TrialSite, ("trial", "position", "country"), [(trial.pk, 1, "Norway")] * (many + 1))
    assert ImportRun.objects.count() == run


def test_no_row_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bulk.insert(TrialSite, ("trial",), []) == 0
