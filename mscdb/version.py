"""Which code answers: a short hash that changes when any file that shapes an answer does."""

import hashlib
from functools import lru_cache

from django.conf import settings

FOLDERS = ("mscdb", "trials", "templates", "static")
# Settings that show in public answers, so that a change of them is a change of the code, too.
SHOWN_SETTINGS = ("MSCDB_CONTACT", "MSCDB_SITE_URL", "MSCDB_STATUS_FRESH_MONTHS")


@lru_cache(maxsize=1)
def code_version() -> str:
    """Twelve hexadecimal digits over our sources and the settings that show; reckoned once per process."""
    digest = hashlib.sha256()
    for name in SHOWN_SETTINGS:
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
