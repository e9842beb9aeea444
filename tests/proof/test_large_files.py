"""Files of two gigabytes, made while they are read: every record is there, and the memory stays what it was."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sources.test_bad_input import STREAMS

pytestmark = [pytest.mark.proof, pytest.mark.sqlite]

ROOT = Path(__file__).resolve().parents[2]
BYTES = 2 * 1024**3
LARGEST_MB = 100
# In a process of its own, so that its highest memory is that of the reading. (What getrusage says of a child begins
# with its parent's.)
READ = """
import re, sys
from tests.sources.test_bad_input import endless
from trials.sources import registries
from trials.sources.problems import Problem
stream = endless(sys.argv[1], int(sys.argv[2]))
count = sum(not isinstance(each, Problem) for each in registries.read(stream, "file"))
print(count, stream.length, re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


def test_two_gigabytes_are_read_in_little_memory(record_proof):
    figures = {}
    for kind in STREAMS:
        started = time.monotonic()
        words = [sys.executable, "-c", READ, kind, str(BYTES)]
        done = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True)
        count, length, peak = map(int, done.stdout.split())
        seconds = time.monotonic() - started
        assert length >= BYTES
        assert count > 50_000
        assert peak // 1024 < LARGEST_MB, kind
        figures[kind] = {"records": count, "bytes": length, "peak_mb": peak // 1024, "seconds": round(seconds)}
    record_proof("large_files", largest_mb=LARGEST_MB, formats=figures)
