"""Who acts: the code of an account, and the rights of its groups."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from tests import factories
from trials import curation
from trials.curation import Actor

pytestmark = pytest.mark.django_db


def test_a_user_acts_by_a_code_of_their_own_and_the_rights_of_their_groups():
    user = User.objects.create_user("ada")
    assert curation.actor_for(user) == Actor(str(user.person))
    assert curation.actor_for(user).code.startswith("person:")

    user.groups.add(Group.objects.get_or_create(name=curation.CURATORS)[0])
    assert curation.actor_for(user) == Actor(str(user.person), is_curator=True)
    user.groups.add(Group.objects.get_or_create(name=curation.EDITORS)[0])
    assert curation.actor_for(user) == Actor(str(user.person), is_curator=True, is_editor=True)


def test_superusers_have_no_bypass_and_the_dismissed_no_rights():
    root = User.objects.create_superuser("root")
    assert not curation.actor_for(root).is_curator

    dismissed = User.objects.create_user("gone", is_active=False)
    dismissed.groups.add(Group.objects.get_or_create(name=curation.EDITORS)[0])
    actor = curation.actor_for(dismissed)
    assert (actor.is_curator, actor.is_editor) == (False, False)


def test_a_reader_who_is_not_logged_in_is_nobody():
    actor = curation.actor_for(AnonymousUser())

    assert (actor.is_curator, actor.is_editor) == (False, False)
    assert curation.available(factories.publication(), actor) == []


def test_a_chief_editor_is_an_editor_and_a_curator_too():
    user = User.objects.create_user("ida")
    user.groups.add(Group.objects.get_or_create(name=curation.CHIEF_EDITORS)[0])

    actor = curation.actor_for(user)

    assert actor == Actor(str(user.person), is_curator=True, is_editor=True, is_chief=True)
    assert all(actor.holds(role) for role in curation.ROLES)
