"""Fixtures of all tests: Chromium, a PostgreSQL server, proof figures; and no way out to the network."""

import json
import os
import platform
import shutil
import socket
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_HINT = "sudo apt-get install chromium"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but the test server's exists.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def missing(what: str, hint: str) -> None:
    """Something of the machine is not there: skipped at a desk, a failure where CI=true promises it."""
    sentence = f"{what} is not installed: {hint}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


# Which tests run


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out (not: skip) tests of the other engine, on PostgreSQL those that ask no database or look at pages
    only, and those that only `make proof` and `make bench` ask for. The slow ones come first: no worker waits for
    another's at the end."""
    on_sqlite = engine() == "sqlite"
    unwanted = {"postgres"} if on_sqlite else {"sqlite"}
    if not config.option.markexpr:
        unwanted |= {"proof", "bench"}
    dropped = [
        item
        for item in items
        if unwanted & {mark.name for mark in item.iter_markers()} or not (on_sqlite or runs_on_both(item))
    ]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item not in set(dropped)]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def runs_on_both(item: pytest.Item) -> bool:
    """What asks a database. How a page or the desk looks does not depend on the engine, unless marked so."""
    looks_at_pages = item.path.parent.name in ("admin", "pages") and item.get_closest_marker("both") is None
    return asks_a_database(item) and not looks_at_pages


def asks_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup"}
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint(item.fixturenames)


def engine() -> str:
    from django.conf import settings

    return "sqlite" if "sqlite3" in settings.DATABASES["default"]["ENGINE"] else "postgres"


# No network


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections leave this machine nowhere; a test that tries fails and says where it wanted to go."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not is_loopback(str(address[0])):
            raise RuntimeError(f"a test tried to reach {address[0]}:{address[1]}; the network is closed in tests")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


def is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


# What a module shares


@pytest.fixture(scope="module")
def module_base(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """What module fixtures write after this one is there for the tests of the module (marked django_db), then gone."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def founding_base(module_base: None) -> None:
    """The founding release, loaded once for a module that only reads."""
    from trials.exchange import datapackage, package

    package.into_base(datapackage.read(ROOT / "data"))


# Servers and browsers


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL server on which databases may be made."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    binaries = postgres.server_binaries()
    if binaries is None:
        missing("PostgreSQL", postgres.INSTALL_HINT)
    with postgres.throwaway_cluster(binaries) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The system's Chromium, driven by Playwright (which downloads none of its own)."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("Chromium", CHROMIUM_HINT)
    # Playwright keeps an event loop in this thread, and Django would refuse the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Profile:
    """A browser's memory: what it keeps of static files serves later tests, its cookies do not outlive one."""

    def __init__(self, chromium: object, options: dict) -> None:
        self.faults: list[str] = []
        self.context = chromium.new_context(**options)
        self.context.expose_function("reportViolation", lambda sentence: self.faults.append(sentence))
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.context.on("request", lambda request: self.faults.extend(foreign(request.url)))
        self.context.on("weberror", lambda found: self.faults.append(f"script error: {found.error}"))

    def emptied(self) -> list[str]:
        """What went wrong since the last time; afterwards no page is open and no cookie is kept."""
        for page in self.context.pages:
            page.close()
        self.context.clear_cookies()
        found, self.faults[:] = list(self.faults), []
        return found


@pytest.fixture(scope="session")
def idle_profiles(chromium: object) -> dict[str, list[Profile]]:
    """Profiles that no test uses now, by their options."""
    return defaultdict(list)


@pytest.fixture
def open_page(chromium: object, idle_profiles: dict[str, list[Profile]]) -> Iterator[Callable[..., object]]:
    """Opens pages, each in a profile of its own: `open_page(width=360, color_scheme="dark")`. Fails afterwards on
    what no page may do: break the content policy, ask another host, throw in its scripts."""
    used: list[tuple[str, Profile]] = []

    def open_one(width: int = 1280, height: int = 900, **options: object) -> object:
        key = repr(sorted(options.items()))
        profile = idle_profiles[key].pop() if idle_profiles[key] else Profile(chromium, options)
        used.append((key, profile))
        page = profile.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(10_000)
        return page

    yield open_one
    faults = [fault for _, profile in used for fault in profile.emptied()]
    for key, profile in used:
        idle_profiles[key].append(profile)
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(open_page: Callable[..., object]) -> object:
    """One page of an ordinary desktop."""
    return open_page()


REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event => reportViolation(
    `content policy: ${event.violatedDirective} blocked ${event.blockedURI} on ${location.pathname}`));
"""


def foreign(url: str) -> list[str]:
    own = ("http://localhost:", "http://127.0.0.1:", "data:", "blob:", "about:")
    return [] if url.startswith(own) else [f"asked another host: {url}"]


# Proof


@pytest.fixture
def record_proof() -> Callable[..., Path]:
    """Keeps dated figures of `make proof` in docs/proof/: record_proof("races", rounds=200, lost=0)."""

    def record(name: str, **figures: object) -> Path:
        path = ROOT / "docs" / "proof" / f"{name}.{engine()}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        proof = {"name": name, "when": datetime.now(UTC).isoformat(timespec="seconds"), "commit": commit()}
        proof["environment"] = {"engine": engine(), "python": platform.python_version(), "cores": os.cpu_count()}
        path.write_text(json.dumps(proof | {"figures": figures}, indent=2, ensure_ascii=False) + "\n")
        return path

    return record


def commit() -> str:
    answer = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return answer.stdout.strip() or "unknown"
