"""One site for all pages: the founding release committed, a live server before it, and Ed logged in at the desk."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.admin.people import ed, group
from tests.conftest import ROOT
from trials.exchange import datapackage
from trials.exchange.package import into_base


class Site:
    """Where the site stands, and what lets a browser in at the desk."""

    def __init__(self, url: str, editor: Client, draft: str) -> None:
        self.url = url
        self.draft = draft
        self.cookies = [{"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": url}]


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: object) -> Iterator[Site]:
    """Filled once: pages only read, and `live_server` would empty the tables after each test."""
    with django_db_blocker.unblock():
        into_base(datapackage.read(ROOT / "data"))
        factories.finding(status="submitted", statement="In mice, engineered cells slowed tumour growth.")
        draft = factories.trial(status="draft", title="A trial that is being entered", identifiers=[])
        server = LiveServer("localhost")
        try:
            yield Site(server.url, ed(), draft.accession)
        finally:
            server.stop()
            call_command("flush", interactive=False, verbosity=0)
            group("Curator")  # both groups again, for the tests that follow
