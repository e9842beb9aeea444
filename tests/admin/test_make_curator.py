"""`make_curator`: accounts, groups, and clear words when something is missing."""

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from tests.admin.people import group
from trials import curation
from trials.curation import ROLES

pytestmark = pytest.mark.django_db

PASS_PHRASE = "a good long pass phrase"


@pytest.fixture(autouse=True)
def _groups(monkeypatch):
    group("Curator")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASS_PHRASE}\n"))


def make(*arguments: str) -> str:
    said = io.StringIO()
    call_command("make_curator", *arguments, stdout=said)
    return said.getvalue()


def test_a_curator_can_log_in_and_writes_under_a_code(client):
    said = make("ada", "--email", "ada@example.org", "--password-stdin")

    user = User.objects.get(username="ada")
    assert client.login(username="ada", password=PASS_PHRASE)
    assert (user.is_staff, user.is_superuser, user.email) == (True, False, "ada@example.org")
    actor = curation.actor_for(user)
    assert (actor.is_curator, actor.is_editor) == (True, False)
    assert actor.code in said


def test_an_editor_is_in_both_groups():
    make("ed", "--editor", "--password-stdin")

    actor = curation.actor_for(User.objects.get(username="ed"))
    assert (actor.is_curator, actor.is_editor) == (True, True)


def test_a_chief_editor_is_in_all_three_groups():
    make("ida", "--chief", "--password-stdin")

    user = User.objects.get(username="ida")
    assert {each.name for each in user.groups.all()} == set(ROLES)
    assert (curation.actor_for(user).is_chief, user.is_superuser) == (True, False)


def test_an_account_that_is_there_gets_the_role_and_keeps_its_password(client):
    User.objects.create_user("ada", password=PASS_PHRASE, is_active=False)

    make("ada", "--editor")

    assert client.login(username="ada", password=PASS_PHRASE)


def test_without_a_terminal_it_says_how_to_give_the_password():
    with pytest.raises(CommandError, match="--password-stdin"):
        make("ada")
    assert not User.objects.exists()


def test_a_weak_password_and_a_wrong_name_are_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="too short"):
        make("ada", "--password-stdin")
    with pytest.raises(CommandError, match="username"):
        make("no spaces allowed", "--password-stdin")
    assert not User.objects.exists()


def test_a_missing_group_is_named_with_its_remedy():
    Group.objects.all().delete()

    with pytest.raises(CommandError, match="migrate"):
        make("ada", "--password-stdin")


def test_the_migration_gives_the_groups_what_they_may_do():
    curator, editor, chief = (set(group(name).permissions.values_list("codename", flat=True)) for name in ROLES)

    assert {"add_trial", "change_trial", "view_trial", "add_revision", "view_revision"} <= curator
    assert editor - curator == {"change_revision", "change_editorialrequest"}
    assert chief - editor == {"add_user", "change_user", "view_user", "view_group", "change_person"}
    assert not any(name.startswith("delete_") for name in chief)
