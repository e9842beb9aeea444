"""The settings the tests run with: those of the project, without what would slow or disturb a test."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("MSCDB_SECRET_KEY", "only-for-tests-" + "0" * 50)
os.environ["MSCDB_PROFILE"] = "local"

from mscdb.settings import *  # noqa: E402, F403
from mscdb.settings import DATABASES, STORAGES  # noqa: E402

MSCDB_RATE_LIMIT = MSCDB_MESSAGE_LIMIT = "off"
MSCDB_OFFLINE = True
MSCDB_SINGLE_PERSON = False

# A file and not memory: the write-ahead log, the lock and other threads' connections are then the real ones.
# A folder for each process, so that several runs in one checkout do not meet.
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    folder = Path(tempfile.mkdtemp(prefix="mscdb-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    DATABASES["default"]["NAME"] = folder / "mscdb.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": folder / "test.sqlite3"}

# Static files straight from their sources: no collectstatic before a test.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

# A real hasher takes a quarter of a second for each log-in, by design.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
