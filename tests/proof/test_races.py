"""The spine under a crowd: publishing against withdrawing, and six writers followed by n through the API."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from tests import factories
from tests.factories import ED, EVE
from tests.test_curation_races import Crowd, numbers
from trials import checks, curation
from trials.models import DataVersion, Finding, Payload, ReviewEvent

pytestmark = [pytest.mark.proof, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 2000
WRITERS, EACH = 6, 150


def test_a_finding_is_never_published_while_its_payload_is_withdrawn(record_proof):
    publication = factories.publication()
    won = {"publish": 0, "withdraw": 0}
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            payload = factories.payload()
            finding = factories.finding("submitted", payloads=[payload], publication=publication.accession)

            of_publish, of_withdraw = crowd.together(
                lambda f=finding: curation.publish(f, ED), lambda p=payload: curation.withdraw(p, EVE, "Wrong.")
            )

            assert bool(of_publish) != bool(of_withdraw), (of_publish, of_withdraw)
            won["withdraw" if of_publish else "publish"] += 1

    public = Finding.objects.public()
    dangling = public.exclude(payloads__in=Payload.objects.public()).count()
    assert public.count() == won["publish"]
    assert dangling == 0
    assert numbers() == list(range(1, DataVersion.objects.get().n + 1))
    assert list(checks.faults()) == []
    record_proof("race_publish_withdraw", rounds=ROUNDS, won=won, dangling_references=dangling, gaps_in_n=0)


def test_a_follower_of_changes_misses_nothing_under_six_writers(record_proof):
    drafts = [[factories.publication("submitted") for _ in range(EACH)] for _ in range(WRITERS)]
    stop = threading.Event()

    def write(records):
        for record in records:
            curation.publish(record, ED)

    with ThreadPoolExecutor(1) as follower:
        following = follower.submit(follow, stop)
        with Crowd(WRITERS) as crowd:
            refusals = crowd.together(*(lambda r=records: write(r) for records in drafts))
        stop.set()
        seen, asked = following.result()

    assert refusals == [""] * WRITERS
    assert [n for n, _ in seen] == list(range(1, EACH * WRITERS + 1))
    assert sorted(accession for _, accession in seen) == sorted(r.accession for records in drafts for r in records)
    assert ReviewEvent.objects.filter(n__isnull=False).count() == len(seen)
    record_proof("follow_changes", writers=WRITERS, changes=len(seen), questions=asked, missed=0, twice=0)


def follow(stop: threading.Event) -> tuple[list[tuple[int, str]], int]:
    """(n, accession) of every change, as a reader of /api/v1/changes/ meets them, and how often it asked."""
    client, seen, asked = Client(), [], 0
    try:
        while True:
            is_last = stop.is_set()
            path = f"/api/v1/changes/?since={seen[-1][0] if seen else 0}"
            while path:
                answer = client.get(path).json()
                asked += 1
                seen += [(change["n"], change["accession"]) for change in answer["results"]]
                path = answer["next"] and urlsplit(answer["next"])._replace(scheme="", netloc="").geturl()
            if is_last:
                return seen, asked
    finally:
        connection.close()
