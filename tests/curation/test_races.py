"""Two people in the same moment, in real threads: never two winners, a dangling reference, a lost event or a gap."""

import pytest

from tests.curation.racing import RACES, run

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 8


@pytest.mark.parametrize("name", RACES)
def test_two_people_in_the_same_moment_leave_one_outcome_and_no_half_state(name):
    assert sum(run(RACES[name], ROUNDS).values()) == ROUNDS
