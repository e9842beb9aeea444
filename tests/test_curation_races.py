"""Several people at once, in real threads: no dangling reference, no gap, no double, exactly one winner."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import connection

from tests import factories
from tests.factories import ADA, ED, EVE
from trials import curation
from trials.curation import Refusal
from trials.models import DataVersion, Finding, Payload, Publication, RecordVersion, ReviewEvent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 200


class Crowd:
    """Threads that start each job together; each keeps its own connection."""

    def __init__(self, size: int) -> None:
        self.barrier = threading.Barrier(size)
        self.pool = ThreadPoolExecutor(size)

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *error: object) -> None:
        for future in [self.pool.submit(self._leave) for _ in range(self.barrier.parties)]:
            future.result()
        self.pool.shutdown()

    def _leave(self) -> None:
        self.barrier.wait(30)
        connection.close()

    def _run(self, job: Callable[[], object]) -> str:
        self.barrier.wait(30)
        try:
            job()
        except Refusal as refusal:
            return str(refusal)
        return ""

    def together(self, *jobs: Callable[[], object]) -> list[str]:
        """The refusals, in the order of the jobs; empty for a job that went through."""
        return [future.result() for future in [self.pool.submit(self._run, job) for job in jobs]]


def numbers() -> list[int]:
    return list(ReviewEvent.objects.filter(n__isnull=False).order_by("n").values_list("n", flat=True))


def test_a_finding_is_never_published_while_its_payload_is_withdrawn():
    publication = factories.publication()
    document = {"publication": publication.accession}
    won = {"publish": 0, "withdraw": 0}
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            payload = factories.payload()
            finding = factories.finding("submitted", payloads=[payload], **document)

            of_publish, of_withdraw = crowd.together(
                lambda f=finding: curation.publish(f, ED), lambda p=payload: curation.withdraw(p, EVE, "Wrong.")
            )

            assert bool(of_publish) != bool(of_withdraw), (of_publish, of_withdraw)
            won["withdraw" if of_publish else "publish"] += 1

    public = Finding.objects.public()
    assert public.count() == won["publish"]
    assert not public.exclude(payloads__in=Payload.objects.public()).exists()
    assert numbers() == list(range(1, DataVersion.objects.get().n + 1))


def test_two_editors_publish_a_record_once():
    with Crowd(2) as crowd:
        for _ in range(25):
            record = factories.publication("submitted")
            mine, yours = Publication.objects.get(pk=record.pk), Publication.objects.get(pk=record.pk)

            refusals = crowd.together(lambda r=mine: curation.publish(r, ED), lambda r=yours: curation.publish(r, EVE))

            assert sorted(map(bool, refusals)) == [False, True]
            assert RecordVersion.objects.get(accession=record.accession).version == 1
    assert numbers() == list(range(1, 26))


def test_two_editors_accept_a_revision_once():
    record = factories.publication()
    with Crowd(2) as crowd:
        for version in range(2, 22):
            revision = curation.propose(record, {"note": f"Note {version}"}, ADA, source="The paper")

            refusals = crowd.together(
                lambda r=revision: curation.accept(r, ED), lambda r=revision: curation.accept(type(r)(pk=r.pk), EVE)
            )

            assert sorted(map(bool, refusals)) == [False, True]
            record.refresh_from_db()
            assert record.version == version


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
