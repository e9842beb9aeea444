"""The committed figures are those of the rules and labels as they stand; the sealed ones are only read."""

import json

import pytest

from tests.conftest import ROOT
from trials.proposer.evaluation import interval

from .figures import HALVES, SAMPLES, figures_of

PROOF = "docs/proof/proposer_{}.sqlite.json"
# What the rules are held to: the lower bound of the 95 % interval of precision and of recall.
HELD_TO = {"in_out": 0.85, "role": 0.85, "cancer_types": 0.85, "modality": 0.80}


def committed(half):
    return json.loads((ROOT / PROOF.format(half)).read_text(encoding="utf-8"))["figures"]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.skipif(not SAMPLES.exists(), reason=f"the samples are not there: {SAMPLES}")
def test_the_committed_figures_of_the_open_half_are_those_of_today(founding_base):
    assert figures_of("open") == committed("open")


@pytest.mark.once
@pytest.mark.parametrize("half", HALVES)
def test_the_intervals_follow_from_the_counts_and_the_bounds_hold(half):
    for name, field in committed(half)["fields"].items():
        right, wrong, missed = field["right"], field["wrong"], field["missed"]
        assert field["precision"] == [round(each, 4) for each in interval(right, right + wrong)]
        assert field["recall"] == [round(each, 4) for each in interval(right, right + missed)]
        if name in HELD_TO:
            assert min(field["precision"][1], field["recall"][1]) >= HELD_TO[name]
