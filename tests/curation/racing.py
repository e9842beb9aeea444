"""Threads that act in the same moment, and the races that two people run at the desk."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tests import factories
from tests.factories import ADA, BEN, ED, EVE, IDA
from trials import checks, curation
from trials.curation import Refusal
from trials.models import (
    CuratedRecord,
    DataVersion,
    RecordVersion,
    ReviewEvent,
    Revision,
)

# What one round of a race found: the name of the one that won.
Round = Callable[["Crowd"], str]


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


def fresh(record: CuratedRecord) -> CuratedRecord:
    """As another person's browser has it."""
    return type(record).objects.get(pk=record.pk)


def winner(of_first: str, of_second: str, names: tuple[str, str]) -> str:
    """Exactly one went through; its name."""
    assert bool(of_first) != bool(of_second), (of_first, of_second)
    return names[1] if of_first else names[0]


def publish_and_publish(crowd: Crowd) -> str:
    record = factories.publication("submitted")
    mine, yours = fresh(record), fresh(record)

    refusals = crowd.together(lambda: curation.publish(mine, ED), lambda: curation.publish(yours, EVE))

    assert RecordVersion.objects.get(accession=record.accession).version == 1
    return winner(*refusals, ("first", "second"))


def accept_and_accept(crowd: Crowd) -> str:
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, ADA, source="The paper")

    refusals = crowd.together(
        lambda: curation.accept(revision, ED), lambda: curation.accept(Revision.objects.get(pk=revision.pk), EVE)
    )

    record.refresh_from_db()
    assert record.version == 2
    return winner(*refusals, ("first", "second"))


def accept_and_withdraw(crowd: Crowd) -> str:
    """Either order is right, but nothing stays open on what is withdrawn."""
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, ADA, source="The paper")

    of_accept, of_withdraw = crowd.together(
        lambda: curation.accept(revision, ED), lambda: curation.withdraw(fresh(record), EVE, "Wrong.")
    )

    revision.refresh_from_db()
    record.refresh_from_db()
    assert (of_withdraw, record.status) == ("", "withdrawn")
    assert (revision.status, record.version) == (("declined", 1) if of_accept else ("accepted", 2))
    return "withdraw" if of_accept else "accept"


def publish_and_withdraw(crowd: Crowd) -> str:
    payload = factories.payload()
    finding = factories.finding("submitted", payloads=[payload])

    refusals = crowd.together(lambda: curation.publish(finding, ED), lambda: curation.withdraw(payload, EVE, "Wrong."))

    return winner(*refusals, ("publish", "withdraw"))


def withdraw_and_refer(crowd: Crowd) -> str:
    """Somebody refers to what another withdraws: every other time the proposal itself is made in that moment."""
    payload, trial = factories.payload(), factories.trial(population_link="malignancy_not_stated")

    def propose() -> Revision:
        return curation.propose(trial, {"payloads": [payload.accession]}, ADA, source="The paper")

    ahead = propose() if payload.number % 2 else None
    refusals = crowd.together(
        lambda: curation.accept(ahead or propose(), ED), lambda: curation.withdraw(fresh(payload), EVE, "Wrong.")
    )

    return winner(*refusals, ("refer", "withdraw"))


def merge_and_propose(crowd: Crowd) -> str:
    """Either order is right, but no proposal stays open on what was merged."""
    loser, stays = factories.payload(), factories.payload()
    request = curation.ask("merge", loser, BEN, "Entered twice.", stays.accession)

    of_merge, of_propose = crowd.together(
        lambda: curation.carry_out(request, IDA),
        lambda: curation.propose(fresh(loser), {"note": "x"}, ADA, source="The paper"),
    )

    loser.refresh_from_db()
    assert (of_merge, loser.status) == ("", "withdrawn")
    assert [revision.status for revision in Revision.objects.of_record(loser.accession)] == ["declined"] * (
        not of_propose
    )
    return "merge" if of_propose else "propose"


def move_and_move(crowd: Crowd) -> str:
    """Two nodes of the tree, each to be hung below the other."""
    one, other = factories.cancer_type(), factories.cancer_type()
    below, above = (
        curation.propose(node, {"parent": parent.accession}, ADA, source="NCIt")
        for node, parent in ((one, other), (other, one))
    )

    refusals = crowd.together(lambda: curation.accept(below, ED), lambda: curation.accept(above, EVE))

    return winner(*refusals, ("first", "second"))


RACES: dict[str, Round] = {
    "publish/publish": publish_and_publish,
    "accept/accept": accept_and_accept,
    "accept/withdraw": accept_and_withdraw,
    "publish/withdraw what it refers to": publish_and_withdraw,
    "withdraw/propose a reference to it": withdraw_and_refer,
    "merge/propose": merge_and_propose,
    "accept/move in the tree": move_and_move,
}


def run(race: Round, rounds: int) -> dict[str, int]:
    """How often each won; afterwards nothing dangles, no event is lost, n has no gap."""
    with Crowd(2) as crowd:
        won = Counter(race(crowd) for _ in range(rounds))
    assert list(checks.faults()) == []
    assert set(numbers()) == set(range(1, DataVersion.objects.get().n + 1))
    told = set(ReviewEvent.objects.filter(n__isnull=False).values_list("n", "accession"))
    assert set(RecordVersion.objects.values_list("n_from", "accession")) <= told
    return dict(sorted(won.items()))
