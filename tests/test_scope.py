"""What was left out, with its reason: the founding list, what curators exclude, never what is public here."""

import csv
import io
import json
import re

import pytest
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from tests import factories
from tests.factories import ADA
from trials import scope
from trials.choices import LeftOutReason
from trials.curation import reading
from trials.models import DataVersion, ImportRun, ReadingItem

pytestmark = pytest.mark.django_db

FACTS = settings.BASE_DIR / "data" / "facts"


def listed(query: str = "") -> list[scope.LeftOut]:
    found = scope.listing(QueryDict(query))
    assert found.problems == []
    return found.rows


def excluded(identifier: str = "NCT09999999", scheme: str = "nct", **words: str) -> ReadingItem:
    item = reading.add_reading(scheme, identifier, words.get("title", "A trial"), "search", "A word aside", ADA)
    return reading.exclude(item, words.get("reason", "Healthy people only."), ADA)


# The founding list


def test_every_fact_that_was_considered_stands_in_the_list_with_its_reason():
    rows = [row.identifier for row in listed()]
    for fact in json.loads((FACTS / "considered_out.json").read_text()):
        number = (fact["registry_id"] or "").removeprefix("EudraCT ")
        assert not number or number in rows, fact
    for name in ("trials_left_out_gvhd.md", "trials_left_out_other.md"):
        for number in re.findall(r"NCT\d{8}|ISRCTN\d{8}", (FACTS / name).read_text()):
            assert number in rows, number
    assert len(rows) == 220
    assert all(row.why and (row.identifier or row.title) for row in listed())
    assert {row.reason for row in listed()} == set(LeftOutReason) - {LeftOutReason.DECIDED_HERE}


def test_numbers_lead_to_their_registries():
    by_number = {row.identifier: row for row in listed()}
    assert by_number["NCT00136903"].url == "https://clinicaltrials.gov/study/NCT00136903"
    assert by_number["UMIN000000845"].scheme == "umin"
    assert all(row.scheme for row in listed() if row.identifier), "each number is one of a registry that we know"


def test_what_is_public_here_is_not_left_out():
    identifiers = [{"registry": "nct", "identifier": "NCT00136903"}]
    trial = factories.trial("submitted", identifiers=identifiers)
    assert listed("q=NCT00136903")
    factories.brought_to(
        factories.trial("draft", identifiers=[{"registry": "nct", "identifier": "NCT00284986"}]), "published"
    )
    assert listed("q=NCT00284986") == []
    assert trial.status == "submitted"


# The desk


def test_what_curators_exclude_appears_without_names_and_goes_when_it_is_reopened():
    item = excluded()
    (row,) = listed("reason=decided_here")
    assert (row.identifier, row.title, row.why) == ("NCT09999999", "A trial", "Healthy people only.")
    assert row.decided_on == timezone.now().date().isoformat()
    assert listed()[0] == row
    assert not {ADA.code, "A word aside", "search"} & set(vars(row).values())
    reading.reopen(item, ADA)
    assert listed("reason=decided_here") == []


def test_what_has_no_number_stays_at_the_desk():
    item = reading.add_reading("", "", "Something that a reader wrote", "reader", "", ADA)
    reading.exclude(item, "No source.", ADA)
    assert listed("reason=decided_here") == []


def test_an_exclusion_makes_pages_be_asked_for_anew():
    factories.publication()
    before = DataVersion.objects.get().changed_at
    excluded()
    assert DataVersion.objects.get().changed_at > before


# Words


def test_words_and_reasons_narrow_and_counts_are_of_the_other_word():
    assert {row.identifier for row in listed("q=prochymal crohn")} == {"NCT00482092"}
    found = scope.listing(QueryDict("q=gvhd&reason=other_cells&reason=no_msc"))
    assert {row.reason for row in found.rows} <= {"other_cells", "no_msc"}
    assert found.counts["cancer_not_stated"] > len(found.rows)


@pytest.mark.parametrize(
    ("query", "word"), [("reason=nomsc", "reason"), ("q=a&q=b", "q"), ("q=" + "x" * 300, "q"), ("q=%00", "q")]
)
def test_what_is_not_understood_is_refused_on_the_page_and_in_the_api(client, query, word):
    page, api = client.get(f"/scope/?{query}"), client.get(f"/api/v1/left-out/?{query}")
    assert (page.status_code, api.status_code) == (400, 400)
    assert api.json()["problems"][0]["word"] == word
    assert "say-warn" in page.content.decode()


@pytest.mark.parametrize("query", ["phase=2", "page=99", "page_size=7"])
def test_words_of_other_lists_and_pages_beyond_the_end_are_refused(client, query):
    assert client.get(f"/scope/?{query}").status_code == 400


# Page, API, table


def test_page_api_and_table_hold_the_same(client):
    excluded(title="=1+1")
    asked = "q=transplant&reason=cancer_not_stated"
    wanted = [row.identifier for row in listed(asked)]
    assert len(wanted) > 25
    answer = client.get(f"/api/v1/left-out/?{asked}").json()
    assert [item["identifier"] for item in answer["results"]] == wanted
    assert (answer["count"], answer["next"]) == (len(wanted), None)
    table = b"".join(client.get(f"/api/v1/left-out/?{asked}&format=csv").streaming_content).decode()
    assert [row["identifier"] for row in csv.DictReader(io.StringIO(table))] == wanted
    pages = [client.get(f"/scope/?{asked}&page={number}").content.decode() for number in (1, 2)]
    assert all(any(number in page for page in pages) for number in wanted)
    assert "'=1+1" in b"".join(client.get("/api/v1/left-out/?q=1+1&format=csv").streaming_content).decode()
    assert f"/api/v1/left-out/?{asked.replace('&', '&amp;')}&amp;format=csv" in pages[0]


# Searches


def run(**fields) -> ImportRun:
    given = {
        "kind": "trials", "source": "registry:clinicaltrials.gov", "query": "msc AND cancer", "actor": "person:ada",
        "state": "complete", "started_at": timezone.now(), "ended_at": timezone.now(), "seen": 10, "lost": 3,
        "outcomes": {"new": 5, "same": 2, "refused": 1, "like another": 1},
        "left_out": {"“NCT1” belongs to MSCT000999.": 1}, "words": ["/home/ada/secret.json"],
    }  # fmt: skip
    return ImportRun.objects.create(**(given | fields))


def test_without_a_run_the_page_says_what_the_founding_release_knows(client):
    page = client.get("/scope/").content.decode()
    assert "No search has been run from this base yet." in page
    assert "were not kept" in page


def test_the_last_run_of_each_search_is_told_by_counts_alone(client):
    run(seen=4, query="msc AND cancer", started_at=timezone.now() - timezone.timedelta(days=9))
    run()
    run(kind="publications", source="", query="", state="cut_off")
    run(state="failed", query="never kept")
    first, second = scope.last_runs()[1], scope.last_runs()[0]
    assert (first.kind, first.source, first.query, first.seen) == (
        "Trials taken in", "ClinicalTrials.gov", "msc AND cancer", 10,
    )  # fmt: skip
    assert first.taken == [("new", 5), ("same", 2)]
    assert first.left_out == [("refused", 1), ("like another", 1), ("could not be read", 1)]
    assert (second.is_whole, second.source) == (False, "")
    page = client.get("/scope/").content.decode()
    assert "msc AND cancer" in page
    assert not any(word in page for word in ("MSCT000999", "secret.json", "person:ada", "never kept"))
