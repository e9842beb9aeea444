"""Every value of every fact file stands in the founding release under its mapping, or is left out with a reason.

Each fact file is walked field by field. A field that no handler knows fails the test, so that
nothing can be added to the facts and forgotten.
"""

import re

import pytest

from tests.facts.cancer_types import cancer_types
from tests.facts.findings import findings
from tests.facts.payloads import payloads
from tests.facts.publications import publications
from tests.facts.reading import accession, accession_table, documents, facts, kept_as_source, left_out, rows
from tests.facts.trials import trials
from tests.facts.trials_read_later import what_was_read_later_of_trials
from trials.models import CancerType, Finding, Payload, Publication, Trial

# On PostgreSQL the founding release goes out as the same bytes: what stands in one base stands in the other.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("founding_base")]

WALKS = {
    walk.__name__: walk
    for walk in (cancer_types, publications, payloads, findings, trials, what_was_read_later_of_trials)
}


def assert_walks(fact, handlers, where):
    """Every field of a fact has a handler, and each finds its value."""
    unknown = set(fact) - set(handlers)
    assert not unknown, f"{where}: no handler for {sorted(unknown)}"
    for field, handler in handlers.items():
        if field in fact and handler is not None:
            expected, found = handler(fact[field])
            assert found == expected, f"{where}, {field}: {expected!r} is in the base as {found!r}"


@pytest.mark.parametrize("name", WALKS)
def test_every_field_of_every_fact_stands_in_the_base(name):
    for where, fact, handlers in WALKS[name]():
        assert_walks(fact, handlers, where)


def test_every_fact_is_kept_word_for_word_with_the_record_it_became():
    files = {
        "cancer_types.json": "name", "payloads.json": "name", "payloads_new.json": "name", "findings.json": "id",
        "findings_new.json": "id", "reviews_new.json": "local_key", "primary_studies.json": "local_key",
    }  # fmt: skip
    for name, key in files.items():
        for fact in facts(name):
            found = kept_as_source(name, fact[key]).first()
            if found is None:
                assert fact[key] in left_out(), f"{name}: {fact[key]}"
                continue
            assert found.parsed == fact


def test_every_patch_of_the_reviews_fits_one_review():
    for patch in facts("reviews_patch.json"):
        fits = [f for f in facts("reviews.json") if all(f.get(k) == v for k, v in patch["match"].items())]
        assert len(fits) == 1, patch["match"]


def test_a_primary_study_that_a_finding_names_by_doi_is_the_one_it_is_linked_to():
    base, publications = documents(Finding), documents(Publication)
    differing = []
    for fact in facts("findings_new.json"):
        linked = publications.get(base[f"MSCF{int(fact['id'][1:]):06d}"]["primary_study"])
        if fact["primary_doi"] and (linked is None or linked["doi"] != fact["primary_doi"].lower()):
            differing.append(fact["id"])
    explained = {"F375"}  # a background sentence about other groups; its row says so
    assert set(differing) <= explained


def test_later_statuses_stand_in_the_history_of_their_trial():
    base = documents(Trial)
    for fact in facts("status_updates.json"):
        key = fact["registry_id"] or "CLD-201"
        document = base[accession("MSCT", key)]
        assert kept_as_source("status_updates.json", key).filter(parsed__kind=fact["kind"]).exists(), key
        status = fact["new"].get("status", "")
        if re.fullmatch(r"[A-Z_]+", status):
            assert status in {entry["overall_status"] for entry in document["status_history"]}, key
        if fact["kind"] == "status":
            assert document["overall_status"] == status, key
        if alias := fact["new"].get("other_id"):
            assert alias in {row["identifier"] for row in document["identifiers"]}
        if date := fact["new"].get("completion_date"):
            assert document["completion_date"] == date, key


def test_counts_of_the_founding_release():
    """103 trials, 80 payloads and the four that only trials name, every finding, every node."""
    assert Trial.objects.public().count() == 103
    assert Payload.objects.public().count() == 80 + 4
    assert Finding.objects.public().count() == 232 + 321 + len(rows("findings_added", "id"))
    assert CancerType.objects.public().count() == len(rows("cancer_nodes", "name"))
    kept = {row["canonical_key"] for row in rows("publications", "local_key").values()}
    dropped = {key for key in kept if ("MSCL", key) not in accession_table()}
    assert Publication.objects.public().count() == len(kept) - len(dropped) + len(rows("publications_added", "key"))
    assert all(key in left_out() for key in dropped)


def test_at_most_ten_records_are_left_out():
    table = [line for line in left_out().splitlines() if line.startswith("| ") and not line.startswith("| record")]
    assert 1 <= len([line for line in table if "---" not in line]) <= 10


def test_what_was_considered_and_left_out_of_scope_is_named_with_a_reason():
    considered = facts("considered_out.json")
    assert len(considered) == 215
    assert all(fact["reason"] and fact["title"] for fact in considered)
    in_base = {
        i for t in Trial.objects.prefetch_related("identifiers") for i in (x.identifier for x in t.identifiers.all())
    }
    same_as_another = {fact["registry_id"] for fact in considered if fact["reason"].startswith("same trial as")}
    assert not in_base & ({fact["registry_id"] for fact in considered} - same_as_another)
