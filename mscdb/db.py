"""Reading several things at one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def snapshot(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """All queries inside see the database as it was on entry, and none of them can write.

    PostgreSQL: a REPEATABLE READ READ ONLY transaction. SQLite: a deferred BEGIN, which takes no
    write lock; `atomic()` would take it (settings: IMMEDIATE) and make every writer wait for a reader.
    Inside an open transaction there is nothing to begin: its own view of the database goes on.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(connection), transaction.atomic(using=using):
            _first_read(connection, "SELECT 1 FROM sqlite_master LIMIT 1")
            yield
    else:
        with transaction.atomic(using=using):
            _first_read(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", "SELECT 1")
            yield


@contextmanager
def _deferred(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """SQLite only: transactions of this connection begin without a lock and refuse to write."""
    connection.ensure_connection()
    mode = connection.transaction_mode
    connection.transaction_mode = "DEFERRED"
    _execute(connection, "PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.transaction_mode = mode
        _execute(connection, "PRAGMA query_only = OFF")


def _first_read(connection: BaseDatabaseWrapper, *statements: str) -> None:
    """Both engines fix what is seen at the first query, not at BEGIN; so ask something at once."""
    _execute(connection, *statements)


def _execute(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
