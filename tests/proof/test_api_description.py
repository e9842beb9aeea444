"""Every address of the API against its own description: thousands of right and wrong requests, all checks."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.db import connections
from schemathesis import engine
from schemathesis.engine import events

from mscdb.wsgi import application
from tests.conftest import ROOT
from trials.exchange import datapackage
from trials.exchange.package import into_base

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

SEED = 20261122
EXAMPLES = 60
CONFIG = {
    "seed": SEED,
    "workers": 1,
    "continue-on-failure": True,
    "generation": {"mode": "all", "max-examples": EXAMPLES, "deterministic": True, "database": "none"},
    # Which slugs, countries and accessions there are is no part of the description: asking for another is a 400, and
    # its body is checked like every other.
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "400", "404"]}},
    "phases": {"stateful": {"enabled": False}},  # nothing is written, so no state is to be walked through
}


def test_the_api_does_what_its_description_says(record_proof):
    into_base(datapackage.read(ROOT / "data"))
    asked, failures, operations = Counter(), Counter(), set()

    for event in happenings():
        assert not isinstance(event, events.FatalError), event.exception
        assert not isinstance(event, events.NonFatalError), f"{event.label}: {event.value!r}"
        if isinstance(event, events.ScenarioFinished):
            operations.add(event.recorder.label)
            asked["requests"] += len(event.recorder.interactions)
            for check in checked(event.recorder):
                asked["checks"] += 1
                if failure := failed(event.recorder, check):
                    failures[failure] += 1

    assert not failures, "\n\n".join(f"{count} × {failure}" for failure, count in failures.most_common(20))
    assert asked["requests"] > 1000
    record_proof(
        "api_description",
        schemathesis=schemathesis.SCHEMATHESIS_VERSION,
        seed=SEED,
        operations=len(operations),
        requests=asked["requests"],
        checks=asked["checks"],
        failures=0,
    )


def happenings() -> Iterator[events.EngineEvent]:
    config = schemathesis.Config.from_dict(CONFIG)
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, config=config)
    try:
        yield from engine.from_schema(schema).execute()
    finally:
        connections.close_all()


def checked(recorder: Any) -> Iterator[Any]:
    for checks in recorder.checks.values():
        yield from checks


def failed(recorder: Any, check: Any) -> str:
    """What was wrong and with which request; empty for a check that passed."""
    if check.failure_info is None:
        return ""
    failure = check.failure_info
    return f"{recorder.label} {check.name}: {failure.failure.title}: {failure.failure.message}\n{failure.code_sample}"
