"""Settings: what production refuses, what SQLite really does, which driver reaches PostgreSQL."""

import importlib.util
import os
import runpy
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from mscdb import settings as project_settings

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "MSCDB_PROFILE": "production",
    "MSCDB_SECRET_KEY": "kX9-aW" * 10,
    "MSCDB_ALLOWED_HOSTS": "mscdb.example.org",
    "DATABASE_URL": "postgres://mscdb@127.0.0.1:1/mscdb",
}


def load(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict:
    """The settings as they come out of these variables and no others."""
    for name in [*os.environ]:
        if name.startswith("MSCDB_") or name in ("DATABASE_URL", "HOST"):
            monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "mscdb" / "settings.py"))


def clean_environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    return kept | {"DJANGO_SETTINGS_MODULE": "mscdb.settings"} | variables


def manage(*words: str, **variables: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(**variables), capture_output=True, text=True)


# Production


@pytest.mark.once
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"MSCDB_SECRET_KEY": ""}, "MSCDB_SECRET_KEY is missing"),
        ({"MSCDB_SECRET_KEY": "k" * 49}, "shorter than 50 characters"),
        ({"MSCDB_ALLOWED_HOSTS": ""}, "MSCDB_ALLOWED_HOSTS is missing"),
        ({"MSCDB_ALLOWED_HOSTS": "*"}, "MSCDB_ALLOWED_HOSTS is missing or “*”"),
        ({"MSCDB_DEBUG": "1"}, "MSCDB_DEBUG is on"),
        ({"MSCDB_PROFILE": "prod"}, "local, production, build"),
        ({"MSCDB_OFFLINE": "maybe"}, "MSCDB_OFFLINE is “maybe”"),
        ({"MSCDB_STATUS_FRESH_MONTHS": "0"}, "1 or more"),
        ({"MSCDB_SITE_URL": "mscdb.example.org"}, "https://mscdb.example.org"),
        ({"DATABASE_URL": "mysql://db/mscdb"}, "begins with “mysql:”"),
        ({"DATABASE_URL": "postgres://db"}, "names no database"),
        ({"DATABASE_URL": "sqlite://"}, "names no file"),
        ({"MSCDB_EMAIL_URL": "mail.example.org"}, "Write console: or smtp://user:password@host:587"),
        ({"MSCDB_EMAIL_URL": "smtp://"}, "Write console:"),
    ],
)
def test_a_wrong_variable_is_named_with_its_remedy(monkeypatch, change, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(monkeypatch, **GOOD | change)
    assert sentence in str(refusal.value)


@pytest.mark.once
@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://me:p%40ss@mail.example.org", 587, True, False),
        ("smtps://me:p%40ss@mail.example.org:4650", 4650, False, True),
        ("smtp+plain://me:p%40ss@mail.example.org", 25, False, False),
    ],
)
def test_a_mail_server_is_read_whole(monkeypatch, url, port, tls, ssl):
    settings = load(monkeypatch, MSCDB_EMAIL_URL=url, MSCDB_EMAIL_FROM="desk@example.org")

    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert [settings[name] for name in names] == ["mail.example.org", port, "me", "p@ss", tls, ssl]
    assert settings["DEFAULT_FROM_EMAIL"] == "desk@example.org"


@pytest.mark.once
def test_without_a_mail_server_letters_go_to_the_console(monkeypatch):
    assert load(monkeypatch)["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.once
def test_production_serves_over_tls_only(monkeypatch):
    settings = load(monkeypatch, **GOOD, MSCDB_BEHIND_TLS_PROXY="1")
    assert settings["SECURE_HSTS_SECONDS"] >= 31536000
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.once
def test_a_forwarded_protocol_is_not_believed_unasked(monkeypatch):
    assert "SECURE_PROXY_SSL_HEADER" not in load(monkeypatch, **GOOD)


@pytest.mark.once
def test_check_deploy_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


@pytest.mark.once
def test_serving_without_a_secret_ends_with_one_sentence():
    environment = clean_environment(**GOOD | {"MSCDB_SECRET_KEY": "", "PORT": "1024"})
    command = [sys.executable, "-m", "mscdb.serve"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("MSCdb does not start. MSCDB_SECRET_KEY is missing")
    assert "Traceback" not in done.stderr


# At home


@pytest.mark.once
def test_local_settings_need_nothing(monkeypatch):
    settings = load(monkeypatch, MSCDB_SECRET_KEY="x" * 50)
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["DATABASES"]["default"]["NAME"] == ROOT / "var" / "mscdb.sqlite3"
    assert settings["MSCDB_RATE_LIMIT"] == "10/s"


@pytest.mark.once
def test_the_local_key_is_made_once_and_kept_private(tmp_path):
    path = tmp_path / "var" / "secret_key"
    key = project_settings.local_secret_key(path)
    assert len(key) >= 50
    assert project_settings.local_secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.once
def test_the_build_profile_writes_no_key(monkeypatch):
    first, second = (load(monkeypatch, MSCDB_PROFILE="build")["SECRET_KEY"] for _ in range(2))
    assert first != second


# Databases


@pytest.mark.once
def test_a_postgres_address_is_read_whole(monkeypatch):
    monkeypatch.setenv("MSCDB_STATEMENT_TIMEOUT_MS", "1500")
    read_only = "options=-c%20default_transaction_read_only%3Don"
    database = project_settings.database(f"postgresql://an%40na:p%2Fw@db:5433/msc%20db?sslmode=require&{read_only}")
    assert (database["USER"], database["PASSWORD"]) == ("an@na", "p/w")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", "5433", "msc db")
    assert database["OPTIONS"] == {
        "sslmode": "require",
        "options": "-c statement_timeout=1500 -c default_transaction_read_only=on",
    }
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.once
def test_a_postgres_socket_is_an_address_too():
    database = project_settings.database("postgres:///mscdb?host=/run/Postgres&port=5433")
    assert (database["HOST"], database["PORT"]) == ("/run/Postgres", "5433")


@pytest.mark.once
def test_sqlite_addresses(tmp_path):
    assert project_settings.database(f"sqlite:///{tmp_path}/a.sqlite3")["NAME"] == tmp_path / "a.sqlite3"
    assert project_settings.database("sqlite:///var/b.sqlite3")["NAME"] == ROOT / "var" / "b.sqlite3"


@pytest.mark.once
def test_psycopg_3_is_not_there():
    """Django would prefer it silently (docs/decisions/0004-psycopg2.md)."""
    assert importlib.util.find_spec("psycopg") is None


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_pragmas_are_on():
    assert pragma("journal_mode") == "wal"
    assert pragma("foreign_keys") == 1
    assert pragma("synchronous") == 1
    assert pragma("busy_timeout") == 20_000


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_at_its_beginning():
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        with transaction.atomic(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
    finally:
        other.close()


@pytest.mark.postgres
@pytest.mark.django_db
def test_commands_have_no_statement_timeout():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone()[0] == "0"
