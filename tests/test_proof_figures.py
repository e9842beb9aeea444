"""docs/proof/ holds what `make proof` and `make bench` found: figures, when, of which commit, on what machine."""

import json
import re
from datetime import datetime

import pytest

from tests.conftest import ROOT
from tests.sources.fuzz import GROUPS

pytestmark = pytest.mark.once

FOLDER = ROOT / "docs" / "proof"
BOTH = ("sqlite", "postgres")
PROOFS = {
    "race_publish_withdraw": ("postgres",),
    "races": ("postgres",),
    "follow_changes": ("postgres",),
    "ingest": ("postgres",),
    "killed_imports": ("postgres",),
    "out_and_in": BOTH,
    "sheets": BOTH,
    "sheet_proposals": BOTH,
    "api_description": BOTH,
    "bench": BOTH,
    "similar": ("sqlite",),
    "proposer_open": ("sqlite",),
    "proposer_sealed": ("sqlite",),
    "fuzzing": ("sqlite",),
    "large_files": ("sqlite",),
}
FILES = [f"{name}.{engine}.json" for name, engines in PROOFS.items() for engine in engines]


def read(file):
    return json.loads((FOLDER / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_each_proof_is_dated_and_names_its_commit_and_machine(file):
    proof = read(file)
    name, engine, _ = file.split(".")

    assert proof["name"] == name
    assert datetime.fromisoformat(proof["when"]).utcoffset() is not None
    assert re.fullmatch(r"[0-9a-f]{40}", proof["commit"])
    assert proof["environment"]["engine"] == engine
    assert proof["environment"]["python"]
    assert proof["environment"]["cores"] >= 1
    assert proof["figures"]


def test_nothing_lies_there_that_no_proof_writes():
    assert sorted(path.name for path in FOLDER.glob("*.json")) == sorted(FILES)


def test_both_engines_give_the_same_release():
    first, second = (read(f"out_and_in.{engine}.json")["figures"] for engine in BOTH)
    assert first == second


def test_a_sheet_with_one_bad_row_wrote_nothing_on_both_engines():
    for engine in BOTH:
        sheet = read(f"sheets.{engine}.json")["figures"]
        assert (sheet["rows"], sheet["written_with_a_bad_row"]) == (10_000, 0)


def test_the_proofs_found_what_was_to_be_shown():
    race = read("race_publish_withdraw.postgres.json")["figures"]
    assert race["rounds"] == 2000
    assert race["dangling_references"] == race["gaps_in_n"] == 0
    assert sum(race["won"].values()) == 2000
    races = read("races.postgres.json")["figures"]
    assert len(races["won"]) == 7
    assert {sum(won.values()) for won in races["won"].values()} == {races["rounds"]} == {200}
    assert races["dangling_references"] == races["half_states"] == races["gaps_in_n"] == 0
    follower = read("follow_changes.postgres.json")["figures"]
    assert follower["writers"] == 6
    assert follower["missed"] == follower["twice"] == 0
    for engine in BOTH:
        assert read(f"api_description.{engine}.json")["figures"]["failures"] == 0
        assert read(f"out_and_in.{engine}.json")["figures"]["differing_files"] == 0


def test_an_hour_of_fuzzing_reached_every_parser_and_found_nothing():
    figures = read("fuzzing.sqlite.json")["figures"]
    assert figures["seconds"] >= 3600
    assert figures["found"] == 0
    assert set(figures["groups"]) == set(GROUPS)


def test_two_gigabytes_of_each_format_fit_into_little_memory():
    figures = read("large_files.sqlite.json")["figures"]
    for figure in figures["formats"].values():
        assert figure["bytes"] >= 2 * 1024**3
        assert figure["peak_mb"] < figures["largest_mb"]


def test_killed_imports_left_no_half_state_and_were_completed():
    kills = read("killed_imports.postgres.json")["figures"]
    assert kills["kills"] == kills["completed"] == 20
    assert kills["half_states"] == 0
    assert kills["between"] > 0


def test_taking_in_needs_little_memory_and_is_quicker_where_nothing_changed():
    ingest = read("ingest.postgres.json")["figures"]
    assert ingest["records"] == 10_000
    assert ingest["peak_memory_mb"] < 300
    assert ingest["ratios"]["unchanged_to_new"] >= 3
