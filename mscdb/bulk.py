"""Many rows of one table written at once: by COPY on PostgreSQL, by one prepared INSERT on SQLite."""

import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

# COPY has to be set up; below this it does not pay.
FEW = 20
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Row = Sequence[Any]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row], using: str = DEFAULT_DB_ALIAS) -> int:
    """Insert rows given as values of the columns ``names`` (field names; a reference is given as its key).

    Columns that are not named must have a default of the database or be empty by themselves, as a key that counts up
    is. Returns how many rows there were. Errors are those of the database, as Django words them.
    """
    rows = rows if isinstance(rows, list) else list(rows)
    if not rows:
        return 0
    connection = connections[using]
    fields = [model._meta.get_field(name) for name in names]
    if connection.vendor == "postgresql" and len(rows) > FEW:
        _copy(connection, model, fields, rows)
    else:
        _insert(connection, model, fields, rows)
    return len(rows)


def _insert(connection: Any, model: type[models.Model], fields: Sequence[models.Field], rows: list[Row]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    prepare = [field.get_db_prep_save for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [[made(value, connection) for made, value in zip(prepare, row, strict=True)] for row in rows]
        )


def _copy(connection: Any, model: type[models.Model], fields: Sequence[models.Field], rows: list[Row]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    as_text = [_json if isinstance(field, models.JSONField) else _text for field in fields]
    lines = io.StringIO()
    for row in rows:
        lines.write("\t".join([made(value) for made, value in zip(as_text, row, strict=True)]))
        lines.write("\n")
    lines.seek(0)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", lines)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
