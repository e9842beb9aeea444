"""Starts the fuzzer in a process of its own and tells what it found."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, missing


def fuzzed(name: str, seconds: int, folder: Path) -> tuple[dict[str, bytes], dict[str, int]]:
    """(inputs that made a parser fall, hang or grow, with what was said; figures) of a group after so many seconds."""
    if importlib.util.find_spec("atheris") is None:
        missing("atheris", "there are wheels for Linux on x86-64 only")
    words = [sys.executable, "-m", "tests.sources.fuzz", name, str(seconds), str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=seconds + 300)
    found = {f"{path.name}: {_said(done.stderr + done.stdout)}": path.read_bytes() for path in folder.glob("found-*")}
    if done.returncode and not found:
        found[f"status {done.returncode}: {(done.stderr + done.stdout)[-2000:]}"] = b""
    counts = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr + done.stdout))
    return found, {
        "seconds": seconds,
        "inputs": int(counts.get("number_of_executed_units", 0)),
        "inputs_that_reached_new_code": int(counts.get("new_units_added", 0)),
        "peak_mb": int(counts.get("peak_rss_mb", 0)),
    }


def _said(output: str) -> str:
    told = re.search(r"Uncaught Python exception: ===\n(.*)", output)
    return told[1] if told else output[-300:]
