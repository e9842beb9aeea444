"""An import that is killed leaves old or new batches, never half of one, and the next run completes it."""

import pytest

from .killing import Scene, kill_many

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_killed_import_is_completed_by_the_next(tmp_path):
    found = kill_many(Scene(tmp_path, how_many=40, at_once=10, public=1), kills=2, seed=5)
    assert found["kills"] == 2
