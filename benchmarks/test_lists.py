"""Lists of the API and of the pages against their floor and against each other, on the founding release and on
2,000 synthetic trials. Prints ratios and keeps them in docs/proof/; asserts only that all give the same records."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.conftest import ROOT
from trials.corpus import corpus
from trials.exchange import datapackage
from trials.exchange.package import into_base
from trials.models import Finding, Trial

from . import floor
from .rounds import milliseconds, ratio

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]

ROUNDS = 30
SITE = "http://testserver"


def test_lists(record_proof, capsys):
    figures = {}
    for name, cancer_type in bases():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        figures[name] = {"trials": Trial.objects.count(), "findings": Finding.objects.count()} | measured(cancer_type)
        with capsys.disabled():
            show(name, figures[name])
    record_proof("bench", rounds=ROUNDS, **figures)


def bases() -> Iterator[tuple[str, str]]:
    """Fills the base with one corpus after the other; gives its name and a tumour type to ask for."""
    into_base(datapackage.read(ROOT / "data"))
    yield "founding_release", "glioma"
    call_command("flush", interactive=False, verbosity=0)
    into_base(corpus(trials=2000, findings=4000, seed=1))
    yield "synthetic", "synthetic-tumour-1"


def measured(cancer_type: str) -> dict[str, Any]:
    """The times in milliseconds, and the ratios that are worth a look."""
    client = Client()
    asked = f"?cancer_type={cancer_type}&page_size=50"
    api, page, findings = f"/api/v1/trials/{asked}", f"/trials/{asked}", "/findings/?page_size=100"
    same_records(client, api, page, cancer_type)
    times = milliseconds(
        {
            "floor": lambda: floor.trials_of(cancer_type, 50, SITE),
            "api": got(client, api),
            "api_unchanged": unchanged(client, api),
            "page": got(client, page),
            "page_first_time": lambda: (cache.clear(), got(client, page)()),
            "page_unchanged": unchanged(client, page),
            "findings": got(client, findings),
            "findings_filtered": got(client, f"{findings}&topic=safety"),
        },
        ROUNDS,
    )
    ratios = {
        "api_to_floor": ratio(times, "api", "floor"),
        "page_to_api": ratio(times, "page", "api"),
        "page_first_time_to_api": ratio(times, "page_first_time", "api"),
        "api_unchanged_to_api": ratio(times, "api_unchanged", "api"),
        "page_unchanged_to_page": ratio(times, "page_unchanged", "page"),
        "findings_filtered_to_findings": ratio(times, "findings_filtered", "findings"),
    }
    return {"milliseconds": times, "ratios": ratios}


def same_records(client: Client, api: str, page: str, cancer_type: str) -> None:
    """The floor gives the API's very items; the page shows as many."""
    items = json.loads(client.get(api).content)["results"]
    assert items
    assert json.loads(floor.trials_of(cancer_type, 50, SITE))["results"] == items
    assert [trial.accession for trial in client.get(page).context["records"]] == [item["accession"] for item in items]


def got(client: Client, path: str, status: int = 200, **headers: str) -> Callable[[], None]:
    def get() -> None:
        response = client.get(path, headers=headers)
        assert response.status_code == status

    return get


def unchanged(client: Client, path: str) -> Callable[[], None]:
    return got(client, path, 304, **{"if-none-match": client.get(path).headers["ETag"]})


def show(name: str, figures: dict[str, Any]) -> None:
    print(f"\n{name}: {figures['trials']} trials, {figures['findings']} findings")
    for contest, value in figures["ratios"].items():
        print(f"  {contest.replace('_', ' '):34} {value:7.2f} ×")
