"""A broken row is named and leaves the base as it was."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.exchange.breakages import BREAKAGES, replaced
from trials.document import SHAPES
from trials.exchange import datapackage
from trials.models import DataVersion, Publication, ReviewEvent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_broken_row_is_named_and_nothing_is_loaded(release, name):
    change, file, column, value, remedy = BREAKAGES[name]
    change(release)

    with pytest.raises(CommandError) as caught:
        call_command("load_release", release)

    fault = caught.value.__cause__
    assert isinstance(fault, datapackage.BrokenRow), caught.value
    assert (fault.file, fault.column) == (file, column), fault
    assert value in str(fault.value)
    assert remedy in fault.remedy, fault
    assert str(caught.value).startswith(f"Nothing was loaded. {file}, line {fault.line}, field ")
    assert not any(shape.model.objects.exists() for shape in SHAPES)
    assert not DataVersion.objects.exists()


def test_the_line_is_that_of_the_row_though_rows_before_it_hold_several_lines(release):
    lines = (release / "findings.csv").read_bytes().decode().split("\n")
    start = next(number for number, line in enumerate(lines, 1) if line.startswith("MSCF000002"))
    replaced("findings.csv", "MSCF000002", "MSCF2")(release)

    with pytest.raises(datapackage.BrokenRow) as caught:
        datapackage.read(release)

    # A lone carriage return inside a cell is a line to some editors and none to others.
    assert caught.value.line in (start, start + 1)


@pytest.mark.parametrize("name", ["trials_arms.csv", "versions.ndjson", "datapackage.json", "redirects.csv"])
def test_a_missing_file_is_named(release, name):
    (release / name).unlink()
    with pytest.raises(CommandError, match=f"{name} is missing"):
        call_command("load_release", release)
    assert not Publication.objects.exists()


def test_what_the_database_refuses_leaves_the_base_as_it_was(release):
    """Two present versions of one record: no file shows it row by row."""
    lines = [json.loads(line) for line in (release / "versions.ndjson").read_bytes().splitlines()]
    for line in lines:
        line["n_to"] = None
    (release / "versions.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines))

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_release", release)

    assert not any(shape.model.objects.exists() for shape in SHAPES)
    assert not ReviewEvent.objects.exists()


def test_a_file_changed_without_its_hash_is_said(release, capsys):
    replaced("redirects.csv", "glioma", "gliomas")(release)
    call_command("load_release", release)
    assert "redirects.csv is not the file" in capsys.readouterr().err
