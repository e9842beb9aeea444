"""All rows of whole tables, read in plain SQL: what a test compares to see that nothing was written."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection, models

Rows = dict[str, list[tuple]]


def tables_of(*labels: str) -> list[type[models.Model]]:
    """The tables of some apps, those between two others too."""
    found = (model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True))
    return [model for model in found if not model._meta.proxy]


def rows_of(tables: Iterable[type[models.Model]]) -> Rows:
    """Each table's rows, by its label. The ORM would take longer to write the questions than they take."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table._meta.db_table}" ORDER BY "{table._meta.pk.column}"')
            found[table._meta.label] = cursor.fetchall()
    return found
