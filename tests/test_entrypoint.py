"""bin/entrypoint as a container runs it, without a container: against a real PostgreSQL, in the production profile."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from tests.postgres import empty_database, free_port
from tests.static_files import collected_static
from trials.corpus import corpus
from trials.exchange import datapackage

ROOT = Path(__file__).resolve().parent.parent
HOST_NAME = "mscdb.example.org"
pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture(scope="module")
def database(postgres_server: str) -> Iterator[str]:
    with empty_database(postgres_server, "mscdb_entrypoint") as url:
        yield url


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What an image brings: a release, here of a few records (test_serve loads the founding one), and static files."""
    folder = tmp_path_factory.mktemp("release")
    datapackage.write(corpus(trials=3, findings=3, seed=1), folder)
    return {"MSCDB_RELEASE": str(folder), "MSCDB_STATIC_ROOT": str(collected_static())}


def environment(database: str, port: int, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "MSCDB_PROFILE": "production",
        "MSCDB_SECRET_KEY": "kX9-aW" * 10,
        "MSCDB_ALLOWED_HOSTS": HOST_NAME,
        "MSCDB_BEHIND_TLS_PROXY": "1",
        "DATABASE_URL": database,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        **more,
    }


@contextmanager
def container(database: str, port: int, **more: str) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "bin/entrypoint"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(database, port, **more))
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *rest: object) -> None:
            return None

    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": HOST_NAME} | names)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=10) as response:
            return response.status, dict(response.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers)


def wait_until_ready(process: subprocess.Popen, port: int, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the entrypoint ended with status {process.returncode}"
        try:
            if get(port, "/readyz")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"not ready within {seconds} s")


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def test_two_containers_start_together_from_an_empty_database_to_an_answer_and_a_clean_end(database, small):
    port, other = free_port(), free_port()
    with container(database, port, **small) as process, container(database, other, **small) as second:
        wait_until_ready(process, port)
        wait_until_ready(second, other)
        assert ask(database, "SELECT count(*) FROM django_migrations") > 0
        assert ask(database, "SELECT count(*) FROM trials_trial") == 3

        status, headers = get(port, "/")
        assert (status, headers["Location"]) == (301, f"https://{HOST_NAME}/")
        assert get(port, "/api/v1/trials/")[0] == 403

        status, headers = get(port, "/api/v1/trials/", X_Forwarded_Proto="https")
        assert status == 200
        assert "preload" in headers["Strict-Transport-Security"]
        assert get(port, "/readyz", Host="other.example.org")[0] == 400

        health = [sys.executable, "bin/healthcheck"]
        assert subprocess.run(health, cwd=ROOT, env=environment(database, port)).returncode == 0

        for each in (process, second):
            each.send_signal(signal.SIGTERM)
        assert [each.wait(timeout=30) for each in (process, second)] == [0, 0]
    assert subprocess.run(health, cwd=ROOT, env=environment(database, port), capture_output=True).returncode == 1


def test_a_second_start_touches_nothing_and_is_quick(database, small):
    port = free_port()
    tables = "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables"
    time.sleep(1)  # the statistics are written when a connection ends
    written, started = ask(database, tables), time.monotonic()
    assert written > 0
    with container(database, port, **small) as process:
        wait_until_ready(process, port)
        assert time.monotonic() - started < 20
    time.sleep(1)
    assert ask(database, tables) == written


def test_a_reader_has_a_statement_timeout(database):
    """The commands that came before gunicorn have none."""
    program = "import mscdb.wsgi; from django.db import connection as c; k = c.cursor(); "
    program += "k.execute('SHOW statement_timeout'); print(k.fetchone()[0])"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment(database, free_port()), capture_output=True, text=True)
    assert done.stdout.strip() == "15s"


def test_a_database_that_never_comes_is_said_plainly():
    command = [sys.executable, "bin/entrypoint"]
    nowhere = f"postgres://mscdb@127.0.0.1:{free_port()}/mscdb"
    variables = environment(nowhere, free_port(), MSCDB_DATABASE_WAIT="1")
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert "The database did not answer within 1 s" in done.stderr
    assert "Traceback" not in done.stderr


def test_words_after_it_are_a_command_to_run_instead():
    command = [sys.executable, "bin/entrypoint", sys.executable, "-c", "print('instead')"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "instead\n")
