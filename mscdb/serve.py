"""Serving MSCdb with one command: bring the database up to date, load the founding release, start gunicorn.

`make serve` runs this module; bin/entrypoint uses its parts inside a container.
"""

import errno
import hashlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000
LOOPBACK = ("127.0.0.1", "::1", "localhost")
PREPARING = 7_296_002  # any number, as long as no other advisory lock of this database has it
OTHER_MACHINES = "\n  Other machines reach it by the names you list in MSCDB_ALLOWED_HOSTS only.\n"


def main() -> None:
    host, port = address()
    refuse_taken(host, port)
    start_django()
    prepare_database()
    collect_static()
    print(banner(host, port), flush=True)
    become_gunicorn(host, port)


def address() -> tuple[str, int]:
    """Where to listen, from HOST and PORT."""
    port = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SystemExit(f"PORT is “{port}”. Write a number from 1 to 65535.")
    return (os.environ.get("HOST") or DEFAULT_HOST).strip("[]"), int(port)


def refuse_taken(host: str, port: int) -> None:
    """Said before the long steps, not after them."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except socket.gaierror:
        raise SystemExit(f"HOST is “{host}”, which is no address of this machine.") from None
    except OSError as error:
        raise SystemExit(why_not(error, host, port)) from None


def why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Choose another: make serve PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs administrator rights. Choose one above 1023: make serve PORT={DEFAULT_PORT}"
    return f"Cannot listen on {host}:{port}: {error.strerror}."


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscdb.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise SystemExit(f"MSCdb does not start. {error}") from None


def prepare_database() -> None:
    """Migrations, then the founding release if the base is empty; data that is there is never touched."""
    from django.core.management import CommandError, call_command

    try:
        with one_at_a_time():
            print("Database: bringing the tables up to date", flush=True)
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_release", os.environ.get("MSCDB_RELEASE") or str(BASE_DIR / "data"), "--if-empty")
    except CommandError as error:
        raise SystemExit(f"MSCdb does not start. {error}") from None


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several containers that start together one prepares the database while the others wait."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        connection.close()  # gives the lock back, whatever state the connection is in


def collect_static() -> None:
    """Hash and compress the static files, unless none has changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = settings.STATIC_ROOT / ".collected"
    now = static_fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    print("Static files: hashing and compressing", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def static_fingerprint() -> str:
    """Changes when a static file of ours, or of a package, does."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = os.stat(storage.path(path))
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def banner(host: str, port: int) -> str:
    shown = "localhost" if host in ("0.0.0.0", "::", "") else host
    site = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    more = "" if host in LOOPBACK or os.environ.get("MSCDB_ALLOWED_HOSTS") else OTHER_MACHINES
    return f"""
  MSCdb is served at     {site}/
  API, with its pages    {site}/api/v1/docs/
  The curators' desk     {site}/admin/

  A first curator:       .venv/bin/python manage.py make_curator NAME
  Stop it with           Ctrl-C
{more}"""


def become_gunicorn(host: str, port: int) -> None:
    """This process turns into gunicorn, so that Ctrl-C and SIGTERM reach it directly."""
    from django.db import connections

    connections.close_all()  # the next program would not; SQLite then folds its log into the file
    os.environ.update(HOST=f"[{host}]" if ":" in host else host, PORT=str(port))
    os.chdir(BASE_DIR)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", "python:mscdb.gunicorn"])


def wait_for_database(seconds: float) -> None:
    """Until the database answers; in a container both start at once."""
    from django.db import OperationalError, connection

    deadline = time.monotonic() + seconds
    while True:
        try:
            return connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"The database did not answer within {seconds:.0f} s: {error}".rstrip()) from None
        time.sleep(0.5)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped before serving; the next start goes on from here.")
