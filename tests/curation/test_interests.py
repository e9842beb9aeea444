"""Conflict of interest: stated once a year, before anybody decides."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from tests import factories
from tests.curation.watching import refused
from tests.factories import ADA, CLEO, ED
from trials import curation
from trials.models import InterestStatement

pytestmark = pytest.mark.django_db


def test_who_has_stated_no_interests_decides_nothing():
    silent = replace(ED, states_interests=False)
    submitted, public = factories.publication("submitted"), factories.publication()
    proposal = curation.propose(public, {"note": "x"}, ADA, source="The paper")

    for verb, on in ((curation.publish, submitted), (curation.accept, proposal), (curation.confirm, public)):
        refused("State your interests first", verb, on, silent, "Read.")
    curation.return_(submitted, silent, "Say more.")


def test_a_statement_holds_for_a_year():
    user = User.objects.create_user("ed")
    user.groups.add(Group.objects.get_or_create(name=curation.EDITORS)[0])
    actor = curation.actor_for(user)
    assert not actor.states_interests

    curation.state_interests(actor, "none")
    assert curation.actor_for(user).states_interests

    InterestStatement.objects.update(made_at=timezone.now() - timedelta(days=366))
    assert not curation.actor_for(user).states_interests


def test_what_is_declared_is_said():
    refused("Say which interests you declare.", curation.state_interests, ED, "declared", " ")
    refused("Choose whether there is anything to declare.", curation.state_interests, ED, "")
    refused("Only curators and editors may do this.", curation.state_interests, CLEO, "none")

    curation.state_interests(ED, "declared", "Shares in a maker of cells.")
    assert InterestStatement.objects.of(ED.code).valid().get().text == "Shares in a maker of cells."
