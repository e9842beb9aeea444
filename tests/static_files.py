"""The static files, hashed and compressed as production has them: once for all servers that tests start."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLLECTED = ROOT / "var" / "static-of-tests"


def collected_static() -> Path:
    """Their folder; compressing takes seconds, so it is done anew only when a file has changed."""
    COLLECTED.mkdir(parents=True, exist_ok=True)
    build = {"PATH": os.environ["PATH"], "MSCDB_PROFILE": "build", "MSCDB_STATIC_ROOT": str(COLLECTED)}
    program = "from mscdb import serve; serve.start_django(); serve.collect_static()"
    with (ROOT / "var" / "static-of-tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two workers one collects, the other waits
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=build, check=True, capture_output=True)
    return COLLECTED
