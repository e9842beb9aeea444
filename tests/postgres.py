"""A throw-away PostgreSQL server from the installed binaries, and empty databases on it."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

INSTALL_HINT = "sudo apt-get install postgresql"
USUAL_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")


def server_binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, or the newest where packages put it."""
    on_path = shutil.which("pg_ctl")
    if on_path and shutil.which("initdb"):
        return Path(on_path).resolve().parent
    programs = [program for place in USUAL_PLACES for program in Path("/").glob(f"{place}/pg_ctl")]
    return max((program.parent for program in programs), key=major_version, default=None)


def major_version(binaries: Path) -> int:
    answer = subprocess.run([binaries / "pg_ctl", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+)", answer)[1])


@contextmanager
def throwaway_cluster(binaries: Path) -> Iterator[str]:
    """A running server, gone afterwards; yields the address of its empty database `postgres`."""
    home = Path(tempfile.mkdtemp(prefix="mscdb-pg-", dir="/tmp"))
    account = other_account()
    if account:
        shutil.chown(home, account)
    run, data = Runner(account, home), home / "data"
    port = free_port()
    try:
        run(binaries / "initdb", "-D", data, "-U", "mscdb", "-A", "trust", "-E", "UTF8", "-N", *locale(binaries))
        run(binaries / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-o", options(home, port), "start")
        yield f"postgres://mscdb@127.0.0.1:{port}/postgres"
    finally:
        run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(home, ignore_errors=True)


def locale(binaries: Path) -> list[str]:
    """Sorted as a person sorts, so that a query that forgets COLLATE "C" is found out."""
    icu = ["--locale-provider=icu", "--icu-locale=en-US"] if major_version(binaries) >= 15 else []
    return ["--locale=C.UTF-8", *icu]


def options(home: Path, port: int) -> str:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": home,
        "max_connections": 100,
        "shared_buffers": "64MB",
        # Nothing here outlives the run, so nothing waits for a disk.
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        # Tables without statistics look costly to the planner; compiling a query then takes longer than it does.
        "jit": "off",
    }
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


class Runner:
    """Runs the server's own programs, as another account when we are root (PostgreSQL refuses root)."""

    def __init__(self, account: str | None, folder: Path) -> None:
        self.prefix = ["runuser", "-u", account, "--"] if account else []
        self.folder = folder

    def __call__(self, *command: object, check: bool = True) -> None:
        words = [*self.prefix, *map(str, command)]
        env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TMPDIR": str(self.folder)}
        # Into a file, not a pipe: the server would hold the pipe open and we would wait for it for ever.
        with tempfile.TemporaryFile("w+") as output:
            streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
            done = subprocess.run(words, env=env, cwd=self.folder, **streams)
            if check and done.returncode:
                output.seek(0)
                raise RuntimeError(f"{' '.join(words)} failed:\n{output.read()}")


def other_account() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def empty_database(server: str, name: str) -> Iterator[str]:
    """A new database on the server of this address; yields its address, drops it afterwards."""
    execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    execute(server, f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def execute(url: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def stop_on_terminate() -> None:
    """SIGTERM unwinds like Ctrl-C, so that no server is left behind."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
