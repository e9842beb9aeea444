"""A release out and in: the identity byte for byte; a broken row is named and leaves the base as it was."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import models

from tests import factories, whole_base
from tests.conftest import missing
from trials import checks, curation
from trials.document import SHAPES
from trials.exchange import datapackage, package
from trials.exchange.constraints import broken_constraint, holds, unique_keys
from trials.models import (
    AccessionCounter,
    CancerTypeClosure,
    DataVersion,
    Publication,
    RecordVersion,
    Redirect,
    ReviewEvent,
    Revision,
    SearchText,
    SourceRecord,
)

pytestmark = pytest.mark.django_db

TABLES = apps.get_app_config("trials").get_models(include_auto_created=True)


def empty_the_base() -> None:
    for model in (SearchText, CancerTypeClosure, RecordVersion, ReviewEvent, Revision, Redirect, SourceRecord):
        model.objects.all().delete()
    AccessionCounter.objects.all().delete()
    DataVersion.objects.all().delete()
    for shape in reversed(SHAPES):
        for name in shape.references:
            if shape.target(name) is shape.model:
                shape.model.objects.update(**{name: None})
        shape.model.objects.all().delete()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def export(folder: Path) -> dict[str, bytes]:
    datapackage.write(package.from_base(), folder)
    return contents(folder)


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


# Out and in


def test_out_and_in_is_the_identity_byte_for_byte(tmp_path):
    whole_base.make()
    whole_base.make_unpublished()
    first = export(tmp_path / "first")
    empty_the_base()

    package.into_base(datapackage.read(tmp_path / "first"))

    assert export(tmp_path / "second") == first
    assert list(checks.faults()) == []


def test_loading_brings_every_table_that_a_release_holds(release):
    package.into_base(datapackage.read(release))

    # What people are and what waits for a decision is no part of a release.
    stay_empty = {"Person", "Revision"}
    assert {model.__name__ for model in TABLES if not model._default_manager.exists()} == stay_empty
    assert (DataVersion.objects.get().release, DataVersion.objects.get().n) == ("2026.9", last_n())
    assert Redirect.objects.leading_from("MSCC", "glioma") == "MSCC000002"
    assert Publication.objects.get(status="withdrawn").withdrawn_reason == "Entered twice."
    assert RecordVersion.objects.filter(n_to=None).count() < RecordVersion.objects.count()


def last_n() -> int:
    return max(ReviewEvent.objects.values_list("n", flat=True))


def test_unpublished_work_is_in_no_file(tmp_path):
    for status in ("draft", "submitted", "returned"):
        factories.publication(status, title="Sentinelword")
    curation.propose(factories.publication(), {"note": "Sentinelword"}, factories.ADA, source="Sentinelword")

    for name, content in export(tmp_path).items():
        assert b"entinelword" not in content, name


def test_no_event_of_a_draft_is_in_the_change_log(tmp_path):
    factories.publication("returned")
    factories.publication()
    export(tmp_path)
    changes = [json.loads(line) for line in (tmp_path / "changes.ndjson").read_bytes().splitlines()]
    assert [(change["verb"], change["n"]) for change in changes] == [("publish", 1)]


def test_files_are_utf_8_without_mark_with_line_feeds_ordered_by_accession(written):
    for name, content in contents(written).items():
        assert not content.startswith(b"\xef\xbb\xbf"), name
        content.decode("utf-8")
        assert content.endswith(b"\n"), name
        if name.endswith(".csv") and name != "redirects.csv":
            accessions = [line.split(b",")[0] for line in content.splitlines()[1:] if line.startswith(b"MSC")]
            assert accessions == sorted(accessions), name


def test_awkward_text_survives(release):
    package.into_base(datapackage.read(release))
    assert Publication.objects.get(pmid="31234567").note == whole_base.AWKWARD
    assert SourceRecord.objects.get().parsed["title"] == whole_base.AWKWARD


def test_work_goes_on_after_a_load(release):
    package.into_base(datapackage.read(release))
    n = DataVersion.objects.get().n
    numbers = set(Publication.objects.values_list("number", flat=True))

    record = factories.publication()

    assert record.number == max(numbers) + 1
    assert DataVersion.objects.get().n == n + 1
    assert list(checks.faults()) == []


def test_the_number_of_a_merged_record_is_not_given_again(release):
    with (release / "redirects.csv").open("a") as file:
        file.write("MSCL,MSCL000099,MSCL000001\n")

    package.into_base(datapackage.read(release))

    assert factories.publication("draft").accession == "MSCL000100"


def test_a_base_without_a_release_is_exported_and_loaded_too(tmp_path):
    factories.finding()
    first = export(tmp_path / "first")
    empty_the_base()
    package.into_base(datapackage.read(tmp_path / "first"))
    assert export(tmp_path / "second") == first
    assert DataVersion.objects.get().released_on is None


def test_an_empty_base_is_a_release_too(tmp_path):
    first = export(tmp_path / "first")
    package.into_base(datapackage.read(tmp_path / "first"))
    assert export(tmp_path / "second") == first
    assert list(checks.faults()) == []


def test_the_commands_write_and_load(tmp_path, capsys):
    factories.finding()
    call_command("export_release", tmp_path / "a")
    empty_the_base()

    call_command("load_release", tmp_path / "a")
    call_command("load_release", tmp_path / "a", if_empty=True)
    call_command("export_release", tmp_path / "b")

    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert "check_data finds no fault" in capsys.readouterr().out


def test_a_release_is_loaded_into_an_empty_base_only(release):
    factories.publication("draft")
    with pytest.raises(package.BaseNotEmpty, match="into an empty base only"):
        package.into_base(datapackage.read(release))
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_release", release)
    assert Publication.objects.count() == 1


def test_the_descriptor_names_every_file_and_every_column(written):
    about = json.loads((written / "datapackage.json").read_text())
    resources = {resource["path"]: resource for resource in about["resources"]}
    assert resources.keys() == contents(written).keys() - {"datapackage.json"}
    assert datapackage.changed_files(written) == []
    for path, resource in resources.items():
        assert resource["bytes"] == (written / path).stat().st_size
        if path.endswith(".csv"):
            header = (written / path).read_text().splitlines()[0].split(",")
            assert [field["name"] for field in resource["schema"]["fields"]] == header
            for field in resource["schema"]["fields"]:
                assert field["description"], (path, field)
                assert field["license"], (path, field)
    assert (about["version"], about["created"]) == ("2026.9", "2026-11-22T00:00:00Z")


def frictionless():
    if find_spec("frictionless") is None or find_spec("jsonlines") is None:
        missing("frictionless", 'pip install "frictionless[json]"')
    import frictionless

    return frictionless


@pytest.mark.once
def test_frictionless_finds_the_package_valid(written):
    report = frictionless().validate(str(written / "datapackage.json"))
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "note"])


@pytest.mark.once
@pytest.mark.proof
def test_frictionless_finds_the_founding_release_valid():
    report = frictionless().validate(str(settings.BASE_DIR / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "note"])


@pytest.mark.once
def test_frictionless_finds_a_changed_byte(release):
    path = release / "publications_authors.csv"
    path.write_bytes(path.read_bytes().replace(b"Doe J", b"Roe J"))
    assert not frictionless().validate(str(release / "datapackage.json")).valid
    assert datapackage.changed_files(release) == ["publications_authors.csv"]


# Breakage


def replaced(name: str, old: str, new: str):
    """A file of the release in which some words stand differently."""

    def change(folder: Path) -> None:
        text = (folder / name).read_bytes().decode()
        assert old in text, (old, name)
        (folder / name).write_bytes(text.replace(old, new, 1).encode())

    return change


def repeated(name: str, index: int = 1):
    """A line twice."""

    def change(folder: Path) -> None:
        lines = (folder / name).read_bytes().splitlines(keepends=True)
        (folder / name).write_bytes(b"".join([*lines, lines[index]]))

    return change


def with_latin_letters(folder: Path) -> None:
    path = folder / "publications_authors.csv"
    path.write_bytes(path.read_bytes().replace("Ørsted".encode(), "Ørsted".encode("latin-1")))


# (how it is broken) → file, column, value in the message, remedy in the message
BREAKAGES = {
    "unknown value of a vocabulary": (
        replaced("trials.csv", "TERMINATED", "FINISHED"), "trials.csv", "overall_status", "FINISHED",
        "choose one of RECRUITING",
    ),
    "unknown status": (
        replaced("publications.csv", "MSCL000001,published", "MSCL000001,public"), "publications.csv", "status",
        "public", "choose",
    ),
    "unknown term": (
        replaced("trials_terms.csv", "PHASE2", "PHASE9"), "trials_terms.csv", "value", "PHASE9", "choose one of NA",
    ),
    "unknown list": (
        replaced("trials_terms.csv", "phase,PHASE2", "stage,PHASE2"), "trials_terms.csv", "facet", "stage",
        "age_group, country",
    ),
    "impossible date": (
        replaced("trials.csv", "2019-05-16", "2019-02-30"), "trials.csv", "start_date", "2019-02-30",
        "write 2019, 2019-05",
    ),
    "date in another form": (
        replaced("publications.csv", "2026-10-01", "2026-10-1"), "publications.csv", "retraction_checked_on",
        "2026-10-1",
        "write 2026-10-01",
    ),
    "word for a number": (
        replaced("publications_authors.csv", ",10,", ",ten,"), "publications_authors.csv", "position", "ten", "integer",
    ),
    "negative number": (
        replaced("publications_authors.csv", ",10,", ",-10,"), "publications_authors.csv", "position", "-10", "greater",
    ),
    "number with leading zeros": (
        replaced("publications_authors.csv", ",10,", ",010,"), "publications_authors.csv", "position", "010",
        "write 10.",
    ),
    "decimal with trailing zeros": (
        replaced("trials_results.csv", ",13.5,", ",13.50,"), "trials_results.csv", "number", "13.50", "write 13.5.",
    ),
    "neither true nor false": (
        replaced("trials.csv", ",true,", ",yes,"), "trials.csv", "results_posted", "yes",
        "write true, false or nothing.",
    ),
    "no value where one must be": (
        replaced("trials_conditions.csv", ",tumour", ","), "trials_conditions.csv", "kind", "", "may not be empty",
    ),
    "too long a text": (
        replaced("payloads_synonyms.csv", "Apo2L", "x" * 161), "payloads_synonyms.csv", "name", "xxx", "at most 160",
    ),
    "no web address": (
        replaced("trials_sources.csv", "https://clinicaltrials.gov", "javascript:x"), "trials_sources.csv", "url",
        "javascript:x", "valid URL",
    ),
    "accession of another kind": (
        replaced("publications.csv", "MSCL000001", "MSCP000001"), "publications.csv", "accession", "MSCP000001",
        "write MSCL",
    ),
    "accession with too few digits": (
        replaced("publications.csv", "MSCL000001", "MSCL1"), "publications.csv", "accession", "MSCL1",
        "at least six digits",
    ),
    "same record twice": (
        repeated("redirects.csv"), "redirects.csv", "old", "glioma", "line 2 has it already",
    ),
    "same owned row twice": (
        repeated("trials_interventions.csv"), "trials_interventions.csv", "position",
        "MSCT000001, 1", "line 2 has it already",
    ),
    "same term twice": (
        repeated("trials_terms.csv"), "trials_terms.csv", "value", "MSCT000001", "line 2 has it already",
    ),
    "same link twice": (
        repeated("trials_payloads.csv"), "trials_payloads.csv", "target", "MSCP000001", "line 2 has it already",
    ),
    "same version twice": (
        repeated("versions.ndjson", 0), "versions.ndjson", "version", "MSCC000001, 1", "line 1 has it already",
    ),
    "reference to nothing": (
        replaced("trials_payloads.csv", "MSCP000001", "MSCP000009"), "trials_payloads.csv", "target", "MSCP000009",
        "payloads.csv has no such record",
    ),
    "reference to another kind": (
        replaced("trials_payloads.csv", "MSCP000001", "MSCL000001"), "trials_payloads.csv", "target", "MSCL000001",
        "payloads.csv has no such record",
    ),
    "reference of an owned row to nothing": (
        replaced("payloads_tried_in.csv", ",MSCC000002", ",MSCC000099"), "payloads_tried_in.csv", "cancer_type",
        "MSCC000099", "cancer_types.csv has no such record",
    ),
    "owned row without its reference": (
        replaced("payloads_tried_in.csv", ",MSCC000002", ","), "payloads_tried_in.csv", "cancer_type", "",
        "name a record.",
    ),
    "owned row of nobody": (
        replaced("trials_arms.csv", "MSCT000001", "MSCT000077"), "trials_arms.csv", "accession", "MSCT000077",
        "no record has it",
    ),
    "version of nobody": (
        replaced("versions.ndjson", '"accession":"MSCC000001"', '"accession":"MSCC000077"'), "versions.ndjson",
        "accession",
        "MSCC000077", "no file of records has it",
    ),
    "redirect to nothing": (
        replaced("redirects.csv", "MSCC000002", "MSCC000077"), "redirects.csv", "accession", "MSCC000077",
        "no file of records has it",
    ),
    "result that names no source": (
        replaced("trials_results.csv", "A poster", ""), "trials_results.csv", "publication", "None",
        "A result names its publication",
    ),
    "public finding without a locator": (
        replaced("findings.csv", ",Abstract,", ",,"), "findings.csv", "locator", "", "needs a statement, a locator",
    ),
    "tombstone without a reason": (
        replaced("publications.csv", "Entered twice.", ""), "publications.csv", "withdrawn_reason", "",
        "needs a reason",
    ),
    "own work accepted": (
        replaced("publications.csv", "person:ada,person:ada,person:ed,", "person:ada,person:ada,person:ada,"),
        "publications.csv", "reviewed_by", "person:ada", "Nobody accepts their own work.",
    ),
    "record by nobody": (
        replaced("publications.csv", "two_people,person:ada", "two_people,"), "publications.csv", "created_by", "",
        "may not be empty",
    ),
    "column renamed": (
        replaced("payloads_genes.csv", "hgnc_id", "hgnc"), "payloads_genes.csv", "hgnc", "hgnc",
        "the header must read accession,symbol",
    ),
    "cell missing": (
        replaced("payloads_synonyms.csv", ",Apo2L", ""), "payloads_synonyms.csv", "", "MSCP000001",
        "a row has 2 cells.",
    ),
    "quotation left open": (
        replaced("payloads_synonyms.csv", ",CD253", ',"CD253'), "payloads_synonyms.csv", "", "", "quotation marks",
    ),
    "another encoding": (
        with_latin_letters, "publications_authors.csv", "", "", "save the file in UTF-8.",
    ),
    "no JSON": (
        replaced("changes.ndjson", '{"accession"', '{accession"'), "changes.ndjson", "", "{accession", "not JSON",
    ),
    "key missing in JSON": (
        replaced("changes.ndjson", '"actor":"person:ed",', ""), "changes.ndjson", "", "accession",
        "an object with the keys",
    ),
    "word for a number in JSON": (
        replaced("changes.ndjson", '"n":1,', '"n":"1",'), "changes.ndjson", "n", "1", "write it as a JSON value",
    ),
    "unknown verb in the change log": (
        replaced("changes.ndjson", '"verb":"publish"', '"verb":"release"'), "changes.ndjson", "verb", "release",
        "choose one of create",
    ),
    "moment that is none": (
        replaced("changes.ndjson", '"at":"', '"at":"x'), "changes.ndjson", "at", "x", "write a moment in UTC",
    ),
    "descriptor that is no JSON": (
        replaced("datapackage.json", "{", "["), "datapackage.json", "", "", "write JSON.",
    ),
    "descriptor without its number": (
        replaced("datapackage.json", "mscdb:n", "n"), "datapackage.json", "mscdb:n", "", "this key is missing.",
    ),
}  # fmt: skip


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


# The constraints, asked without a database


def test_every_check_of_every_table_can_be_asked_of_a_row():
    for model in TABLES:
        values = {field.name: field.get_default() for field in model._meta.fields}
        values = {name: 0 if value is None and name in ("n", "id") else value for name, value in values.items()}
        broken_constraint(model, values)


def test_the_answer_is_that_of_the_database(release):
    package.into_base(datapackage.read(release))
    for shape in SHAPES:
        checks_of_it = [c for c in shape.model._meta.constraints if isinstance(c, models.CheckConstraint)]
        for record in shape.model.objects.all():
            for status in ("draft", "published", "withdrawn"):
                record.status = status
                values = {field.name: getattr(record, field.attname) for field in shape.model._meta.fields}
                for constraint in checks_of_it:
                    assert holds(constraint.condition, values) == allowed(constraint, record), (record, constraint.name)


def allowed(constraint: models.CheckConstraint, record) -> bool:
    try:
        constraint.validate(type(record), record)
    except ValidationError:
        return False
    return True


def test_unique_keys_are_read_from_the_tables():
    assert (("accession",), False) in unique_keys(Publication)
    assert (("doi",), True) in unique_keys(Publication)
    assert unique_keys(RecordVersion) == [(("accession", "version"), False)]
