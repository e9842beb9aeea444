"""Twenty imports killed by SIGKILL at random moments: no half state, and each is completed by the next run."""

import pytest

from tests.ingest.killing import Scene, kill_many

pytestmark = [pytest.mark.proof, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

KILLS, RECORDS, BATCH = 20, 400, 40


def test_twenty_killed_imports_end_as_an_undisturbed_one(tmp_path, record_proof):
    found = kill_many(Scene(tmp_path, RECORDS, BATCH), KILLS, seed=1)

    assert found["kills"] == KILLS
    record_proof("killed_imports", records=RECORDS, batch=BATCH, **found, half_states=0, completed=KILLS)
