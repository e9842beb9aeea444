"""Accounts for the tests of the desk: Ada curates, Ed and Eve edit; their codes are those of the factories."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

from trials import curation
from trials.models import Person


def account(name: str, *groups: str, **fields: bool) -> User:
    """A member of the staff whose public code is ``person:<name>``."""
    user = User.objects.create_user(name, password="a good long pass phrase", is_staff=True, **fields)
    Person.objects.create(user=user, code=name)
    if groups:
        user.groups.set(group(each) for each in groups)
        curation.state_interests(curation.actor_for(user), "none")
    return user


def group(name: str) -> Group:
    """A group as the migration made it; tests that empty the tables take it away, so it may be made again."""
    if not Group.objects.filter(name=name).exists():
        import_module("trials.migrations.0004_roles").make_roles(apps, connection.schema_editor())
    return Group.objects.get(name=name)


def desk_of(name: str, *groups: str, **fields: bool) -> Client:
    """A browser logged in at the desk."""
    client = Client()
    client.force_login(account(name, *groups, **fields))
    return client


def ada() -> Client:
    return desk_of("ada", "Curator")


def ed() -> Client:
    return desk_of("ed", "Curator", "Editor")


def eve() -> Client:
    return desk_of("eve", "Curator", "Editor")


def ida() -> Client:
    return desk_of("ida", "Chief editor")
