"""The spine under a crowd: every race of two people, and six writers followed by n through the API."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from tests import factories
from tests.curation.racing import RACES, Crowd, run
from tests.factories import ED
from trials import curation
from trials.models import ReviewEvent

pytestmark = [pytest.mark.proof, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 2000
EACH_RACE = 200
WRITERS, EACH = 6, 150


def test_a_finding_is_never_published_while_its_payload_is_withdrawn(record_proof):
    won = run(RACES["publish/withdraw what it refers to"], ROUNDS)

    assert sum(won.values()) == ROUNDS
    record_proof("race_publish_withdraw", rounds=ROUNDS, won=won, dangling_references=0, gaps_in_n=0)


def test_two_people_in_the_same_moment_leave_one_outcome_and_no_half_state(record_proof):
    won = {name: run(race, EACH_RACE) for name, race in RACES.items()}

    assert {name: sum(of_race.values()) for name, of_race in won.items()} == dict.fromkeys(RACES, EACH_RACE)
    record_proof("races", rounds=EACH_RACE, won=won, dangling_references=0, half_states=0, gaps_in_n=0)


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
