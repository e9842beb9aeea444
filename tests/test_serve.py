"""Serving: the parts of `make serve`, what it says when it cannot, and a clean end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mscdb import serve
from tests.postgres import free_port
from tests.static_files import collected_static

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.once, pytest.mark.slow]


def test_the_address_comes_from_the_environment(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setenv("PORT", "")
    assert serve.address() == ("127.0.0.1", 8000)
    monkeypatch.setenv("HOST", "[::1]")
    monkeypatch.setenv("PORT", "8080")
    assert serve.address() == ("::1", 8080)


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_named(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match=f"PORT is “{port}”"):
        serve.address()


def test_a_taken_port_is_said_plainly():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} on 127.0.0.1 is taken by another program"):
            serve.refuse_taken("127.0.0.1", port)
    serve.refuse_taken("127.0.0.1", port)


def test_the_banner_says_where_everything_is(monkeypatch):
    monkeypatch.delenv("MSCDB_ALLOWED_HOSTS", raising=False)
    text = serve.banner("127.0.0.1", 8000)
    for words in ("http://127.0.0.1:8000/\n", "/api/v1/docs/", "/admin/", "make_curator", "Ctrl-C"):
        assert words in text
    assert "MSCDB_ALLOWED_HOSTS" not in text
    assert "http://[::1]:8000/" in serve.banner("::1", 8000)
    assert "MSCDB_ALLOWED_HOSTS" in serve.banner("0.0.0.0", 8000)


def test_static_files_are_collected_again_only_when_one_changed(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    runs = []
    monkeypatch.setattr("django.core.management.call_command", lambda *words, **options: runs.append(words))
    monkeypatch.setattr(serve, "static_fingerprint", lambda: "one")
    serve.collect_static()
    serve.collect_static()
    monkeypatch.setattr(serve, "static_fingerprint", lambda: "two")
    serve.collect_static()
    assert len(runs) == 2


def test_it_serves_and_ctrl_c_ends_it_cleanly(tmp_path):
    """From an empty base to an answer, in a home folder that is not there; then once more, at once."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite3",
        "MSCDB_SECRET_KEY": "k" * 60,
        "MSCDB_STATIC_ROOT": str(collected_static()),
    }
    for _ in range(2):
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "mscdb.serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            answer(process, f"http://127.0.0.1:{port}/readyz", seconds=120)
            seconds = time.monotonic() - started
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
            output = process.communicate()[0]
        assert f"http://127.0.0.1:{port}/admin/" in output
    assert seconds < 20


def answer(process: subprocess.Popen, url: str, seconds: float) -> None:
    """Waits until the address answers 200."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with status {process.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                assert response.status == 200
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer within {seconds} s")
