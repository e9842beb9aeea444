"""The groups of the desk and what they may do there. What a verb allows is said by ``trials/curation/``."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RECORDS = ("cancertype", "finding", "payload", "publication", "trial")
SPINE = ("dataversion", "person", "recordversion", "redirect", "reviewevent", "revision", "sourcerecord")

CURATOR = [
    *(f"{act}_{model}" for model in RECORDS for act in ("add", "change", "view")),
    *(f"view_{model}" for model in SPINE),
    "add_revision",
]
GROUPS = {"Curator": CURATOR, "Editor": [*CURATOR, "change_revision"]}


def make_groups(apps, schema_editor):
    """Permissions come from the models after all migrations; on a new base they are made here already."""
    give(apps, schema_editor.connection.alias, GROUPS)


def give(apps, alias, groups):
    """Make the groups named, and let each do what its list of codenames says."""
    for label in ("trials", "auth"):
        _make_permissions(apps, alias, label)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in groups.items():
        group, _ = Group.objects.using(alias).get_or_create(name=name)
        permissions = Permission.objects.using(alias).filter(content_type__app_label="trials", codename__in=codenames)
        group.permissions.set(permissions)


def _make_permissions(apps, alias, label):
    config = apps.get_app_config(label)
    if getattr(config, "models_module", None):
        create_permissions(config, apps=apps, using=alias, verbosity=0)
        return
    # The app as a migration sees it has no module of models; Django skips such an app.
    config.models_module = True
    create_permissions(config, apps=apps, using=alias, verbosity=0)
    config.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("trials", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Backwards the groups stay: people are in them.
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
