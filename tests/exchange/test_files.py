"""The files of a release: their form, what they hold and never hold, and what describes them."""

import csv
import io
import json
from importlib.util import find_spec

import pytest
from django.conf import settings

from tests import factories
from tests.conftest import missing
from tests.exchange.folders import contents, export
from tests.factories import ADA, ED
from trials import curation
from trials.exchange import datapackage

pytestmark = pytest.mark.django_db


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
            rows = csv.reader(io.StringIO(content.decode(), newline=""))
            accessions = [row[0] for row in rows if row[0].startswith("MSC")]
            assert accessions == sorted(accessions), name


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


def test_a_release_names_the_findings_that_rest_on_a_marked_text(tmp_path):
    retracted, sound = factories.publication(), factories.publication()
    resting, read_there = factories.finding(publication=retracted), factories.finding(publication=sound)
    curation.accept(curation.propose(read_there, {"seen_in": retracted.accession}, ADA, source="The paper"), ED)
    factories.finding(publication=sound)
    curation.mark_retraction(retracted, "retracted", ADA, source="The journal's notice")

    export(tmp_path)

    assert (tmp_path / "findings_retracted_sources.csv").read_text().splitlines() == [
        "accession,through,publication,retraction_status",
        f"{resting.accession},publication,{retracted.accession},retracted",
        f"{read_there.accession},seen_in,{retracted.accession},retracted",
    ]


def test_a_release_that_contradicts_itself_about_a_retraction_is_not_read(tmp_path):
    finding = factories.finding()
    export(tmp_path)
    marks = tmp_path / "findings_retracted_sources.csv"
    marks.write_text(marks.read_text() + f"{finding.accession},publication,MSCL000001,retracted\n")

    with pytest.raises(datapackage.BrokenRow, match="does not follow from findings.csv"):
        datapackage.read(tmp_path)
