"""The proposer against labels made by hand before its first rule; the sealed half is scored once and stays as it is."""

import pytest

from tests.proposer.figures import HALVES, SAMPLES, figures_of
from tests.test_proof_figures import FOLDER

pytestmark = [
    pytest.mark.proof,
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLES.exists(), reason=f"the samples are not there: {SAMPLES}"),
]


@pytest.mark.parametrize("half", HALVES)
def test_the_proposer_agrees_with_the_labels(half, founding_base, record_proof):
    if half == "sealed" and (FOLDER / "proposer_sealed.sqlite.json").exists():
        pytest.skip("the sealed half has been scored; it is scored once")
    figures = figures_of(half)
    record_proof(f"proposer_{half}", **figures)
    assert figures["not_found"] == []
    assert figures["records"] > 300
