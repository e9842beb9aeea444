"""A release of 2,000 trials goes out, in, and out again, and no byte differs; nor between the engines."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import call_command

from mscdb.db import snapshot
from trials import checks
from trials.corpus import corpus
from trials.exchange import datapackage
from trials.exchange.package import from_base, into_base

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

TRIALS, FINDINGS, SEED = 2000, 4000, 1


def test_out_and_in_is_the_identity(tmp_path, record_proof):
    into_base(corpus(TRIALS, FINDINGS, SEED))
    written(tmp_path / "first")
    call_command("flush", interactive=False, verbosity=0)

    into_base(datapackage.read(tmp_path / "first"))
    written(tmp_path / "second")

    first, second = contents(tmp_path / "first"), contents(tmp_path / "second")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert list(checks.faults()) == []
    together = hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in first.items()).encode()).hexdigest()
    sizes = sum(path.stat().st_size for path in (tmp_path / "first").iterdir())
    record_proof(
        "out_and_in",
        trials=TRIALS,
        findings=FINDINGS,
        seed=SEED,
        files=len(first),
        bytes=sizes,
        sha256=together,
        differing_files=0,
    )


def written(folder: Path) -> None:
    with snapshot():
        package = from_base()
    datapackage.write(package, folder)


def contents(folder: Path) -> dict[str, str]:
    """Name and digest of each file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
