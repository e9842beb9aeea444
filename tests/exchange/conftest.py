"""A release of the whole base of the tests."""

import shutil
from pathlib import Path

import pytest

from tests import whole_base
from trials.exchange import datapackage, package


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """A release of the whole base of the tests, written once; the base is empty again."""
    from django.db import transaction

    folder = tmp_path_factory.mktemp("release")
    with django_db_blocker.unblock(), transaction.atomic():
        whole_base.make()
        datapackage.write(package.from_base(), folder)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def release(written, tmp_path) -> Path:
    """A copy of it, to break."""
    return Path(shutil.copytree(written, tmp_path / "release"))
