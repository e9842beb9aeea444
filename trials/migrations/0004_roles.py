"""The roles of the desk and what each may see and do there. What a verb allows is said by ``trials/curation/``."""

from importlib import import_module

from django.db import migrations

groups = import_module("trials.migrations.0002_groups")

SEEN = ("changeset", "editorialrequest", "flag", "readingitem", "sourcesuggestion", "intereststatement")
CURATOR = [
    *groups.CURATOR,
    *(f"view_{model}" for model in SEEN),
    *(f"add_{model}" for model in ("changeset", "editorialrequest", "readingitem", "intereststatement")),
    *(f"change_{model}" for model in ("changeset", "readingitem", "flag", "sourcesuggestion")),
]
EDITOR = [*CURATOR, "change_revision", "change_editorialrequest"]
ROLES = {"Curator": CURATOR, "Editor": EDITOR, "Chief editor": [*EDITOR, "change_person"]}


def make_roles(apps, schema_editor):
    """A chief editor looks after people too: accounts and their groups, never their passwords."""
    groups.give(apps, schema_editor.connection.alias, ROLES)
    alias = schema_editor.connection.alias
    chief = apps.get_model("auth", "Group").objects.using(alias).get(name="Chief editor")
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    chief.permissions.add(*permissions.filter(content_type__app_label="auth", codename__in=["view_user", "add_user", "change_user", "view_group"]))


class Migration(migrations.Migration):
    dependencies = [("trials", "0003_curation_depth"), ("trials", "0002_groups")]

    # Backwards the groups stay: people are in them.
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
