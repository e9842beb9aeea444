"""Several people at once, in real threads: no dangling reference, no gap, no double, exactly one winner."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import connection

from tests import factories
from tests.curation.racing import Crowd, numbers
from tests.factories import ADA, ED, EVE
from trials import curation
from trials.models import DataVersion, Publication, ReviewEvent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_draft_is_not_published_with_words_that_nobody_submitted():
    with Crowd(2) as crowd:
        for _ in range(25):
            record = factories.publication("submitted")
            mine, yours = Publication.objects.get(pk=record.pk), Publication.objects.get(pk=record.pk)

            refusals = crowd.together(
                lambda r=mine: curation.publish(r, ED), lambda r=yours: curation.return_(r, EVE, "Say more.")
            )

            assert sorted(map(bool, refusals)) == [False, True]
            record.refresh_from_db()
            assert (record.status, record.version) == (("published", 1) if not refusals[0] else ("returned", 0))


def test_a_follower_of_changes_misses_nothing_under_six_writers():
    each, writers = 12, 6
    drafts = [[factories.publication("submitted") for _ in range(each)] for _ in range(writers)]
    stop = threading.Event()

    def follow() -> list[tuple[int, str]]:
        seen: list[tuple[int, str]] = []
        try:
            while True:
                last_round = stop.is_set()
                cursor = seen[-1][0] if seen else 0
                seen += ReviewEvent.objects.filter(n__gt=cursor).order_by("n", "pk").values_list("n", "accession")
                if last_round:
                    return seen
        finally:
            connection.close()

    def write(records: list[Publication]) -> None:
        for record in records:
            curation.publish(record, ED)

    with ThreadPoolExecutor(1) as follower:
        following = follower.submit(follow)
        with Crowd(writers) as crowd:
            refusals = crowd.together(*(lambda r=records: write(r) for records in drafts))
        stop.set()
        seen = following.result()

    assert refusals == [""] * writers
    assert [n for n, _ in seen] == list(range(1, each * writers + 1))
    assert sorted(accession for _, accession in seen) == sorted(r.accession for records in drafts for r in records)


def test_accessions_are_given_without_gap_or_double_from_an_empty_base():
    each, writers = 10, 6

    def write() -> None:
        for _ in range(each):
            curation.create(Publication, {"title": "A review"}, ADA)

    with Crowd(writers) as crowd:
        assert crowd.together(*[write] * writers) == [""] * writers

    found = Publication.objects.in_order().values_list("accession", flat=True)
    assert list(found) == [f"MSCL{number:06d}" for number in range(1, each * writers + 1)]


def test_the_first_changes_of_an_empty_base_are_numbered_too():
    names = count(1)
    drafts = [factories.cancer_type("submitted", name=f"Type {next(names)}") for _ in range(6)]
    DataVersion.objects.all().delete()

    with Crowd(6) as crowd:
        assert crowd.together(*(lambda r=draft: curation.publish(r, ED) for draft in drafts)) == [""] * 6

    assert numbers() == [1, 2, 3, 4, 5, 6]
