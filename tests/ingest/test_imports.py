"""The two import commands: drafts from files and numbers, a summary, and nothing twice."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests.admin.people import group
from tests.sources import registry_records
from tests.sources.answers import Answer, serving
from tests.sources.small import article, study
from trials import ingest
from trials.ingest.reading import Pause
from trials.models import ImportRun, Publication, SourceRecord, Trial
from trials.sources.client import BASES, Client

pytestmark = pytest.mark.django_db

RIS = "TY  - JOUR\nTI  - Cells that carry a virus in glioma\nAU  - Family, Given\nPY  - 2019\nDO  - 10.1000/x\nER  - \n"


@pytest.fixture(autouse=True)
def curator() -> User:
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(group("Curator"))
    return user


def run(command: str, *words: object, **options: object) -> str:
    """What the command says, problems first."""
    out, err = StringIO(), StringIO()
    try:
        call_command(command, *map(str, words), curator="ada", stdout=out, stderr=err, **options)
    except CommandError as error:
        return f"{err.getvalue()}\n{out.getvalue()}\n{error}"
    return f"{err.getvalue()}\n{out.getvalue()}"


def file_of(folder: Path, data: object, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(
        data if isinstance(data, bytes) else data.encode() if isinstance(data, str) else json.dumps(data).encode()
    )
    return path


def test_new_studies_become_drafts_with_their_source_records(tmp_path):
    second = study("NCT90000002", identificationModule__secondaryIdInfos=[])
    assert "2 new" in run("import_trials", file_of(tmp_path, [study("NCT90000001"), second]))
    trials = Trial.objects.in_order()
    assert [(trial.canonical_id, trial.status) for trial in trials] == [
        ("NCT90000001", "draft"), ("NCT90000002", "draft"),
    ]  # fmt: skip
    assert set(SourceRecord.objects.values_list("accession", flat=True)) == {trial.accession for trial in trials}


def test_records_of_another_registry_are_taken_in_and_known_again(tmp_path):
    path = file_of(tmp_path, registry_records.ISRCTN)
    assert "1 new" in run("import_trials", path)
    (trial,) = Trial.objects.all()
    assert {row.registry for row in trial.identifiers.all()} == {"isrctn", "eudract", "nct"}
    (row,) = SourceRecord.objects.all()
    assert (row.source, row.identifier, row.accession) == ("registry:isrctn", "ISRCTN90000001", trial.accession)
    assert "1 same" in run("import_trials", path)
    assert ingest.recall("isrctn", "ISRCTN90000001").document["title"] == "Cells for gliomas"


def test_a_number_that_another_trial_of_the_same_registry_has_stays_a_further_number(tmp_path):
    said = run("import_trials", file_of(tmp_path, [study("NCT90000001"), study("NCT90000002")]))
    first, second = Trial.objects.in_order()
    assert f"NCT90000002 identifiers: “2012-000001-10 ({first.accession})” belongs to another trial here" in said
    assert ("2 new" in said, "0 left out" in said) == (True, True)
    assert [row.identifier for row in second.identifiers.all()] == ["NCT90000002"]
    assert second.secondary_ids.filter(kind="other", value="2012-000001-10").exists()


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = file_of(tmp_path, study())
    run("import_trials", path)
    said = run("import_trials", path)
    assert "1 same" in said
    assert (Trial.objects.count(), SourceRecord.objects.count()) == (1, 1)
    assert SourceRecord.objects.get().accession == Trial.objects.get().accession


def test_good_records_go_in_beside_bad_ones_but_not_if_strict(tmp_path):
    path = file_of(tmp_path, [study(), {"protocolSection": {}}])
    said = run("import_trials", path, strict=True)
    assert "1 records cannot go in, so none did." in said
    assert Trial.objects.count() == 0
    failed = ImportRun.objects.get()
    assert (failed.state, failed.lost, failed.problems.count(), failed.brought.count()) == ("failed", 1, 1, 0)
    said = run("import_trials", path)
    assert "A study without its NCT number was left out." in said
    assert Trial.objects.count() == 1


def test_a_dry_run_says_all_and_writes_nothing(tmp_path):
    said = run("import_trials", file_of(tmp_path, study()), dry_run=True, report=True)
    for sentence in ("1 new", "100.00 % read", "1 fill overall_status", "A dry run: nothing was written."):
        assert sentence in said
    assert (Trial.objects.count(), SourceRecord.objects.count()) == (0, 0)
    run_row = ImportRun.objects.get()
    assert (run_row.state, run_row.outcomes, run_row.words) == ("dry", {"new": 1}, [str(tmp_path / "file")])
    assert run_row.ended_at


def test_a_report_tells_the_share_that_was_read_and_what_stood_at_each_path(tmp_path):
    broken = study(identificationModule__nctId="none")
    path = file_of(tmp_path, [study("NCT90000001"), study("NCT90000002", statusModule__startDateStruct={}), broken])
    said = run("import_trials", path, report=True, dry_run=True)
    assert " 66.67 % read" in said
    assert "     2 have protocolSection.identificationModule.briefTitle" in said
    assert "     1 have protocolSection.statusModule.startDateStruct.date" in said


def test_what_cannot_be_asked_or_opened_is_a_sentence(tmp_path):
    said = run("import_trials", "NCT90000001", tmp_path / "nothing.json")
    assert "NCT90000001: clinicaltrials.gov was not asked: this installation is offline" in said
    assert "nothing.json: cannot be opened: No such file or directory." in said
    assert "2 left out" in said
    run_row = ImportRun.objects.get()
    assert (run_row.state, run_row.seen, run_row.lost, run_row.problems.count()) == ("complete", 2, 2, 2)
    assert "Name files or NCT numbers" in run("import_trials")


def test_only_a_curator_takes_in(tmp_path, curator):
    curator.groups.clear()
    assert "“ada” is no curator; make one with" in run("import_trials", file_of(tmp_path, study()))


def test_publications_of_several_files(tmp_path):
    said = run("import_publications", file_of(tmp_path, article(), "a.xml"), file_of(tmp_path, RIS, "b.ris"))
    assert "2 new" in said
    assert set(Publication.objects.values_list("doi", flat=True)) == {"10.1000/right.1", "10.1000/x"}
    assert [row.source for row in SourceRecord.objects.all()] == ["library:pubmed"]
    assert "2 same" in run("import_publications", tmp_path / "a.xml", tmp_path / "b.ris")


# Numbers and searches


def test_numbers_are_asked_for():
    with serving() as service, Client(bases=dict.fromkeys(BASES, service.url), sleep=lambda seconds: None) as client:
        service.answers["/api/v2/studies/"] = [Answer(json.dumps(study()).encode())]
        service.answers["/entrez/eutils/efetch"] = [Answer(article())]
        assert [each.identifier for each in ingest.studies(["nct90000001"], client)] == ["NCT90000001"]
        assert [each.identifier for each in ingest.papers(["PMID:31234567"], client)] == ["31234567"]


def test_a_search_that_was_cut_off_goes_on_where_it_stopped(tmp_path):
    cursor = tmp_path / "cursor.json"
    pages = [{"studies": [study(f"NCT9000000{n}")], "nextPageToken": f"t{n}"} for n in (1, 2)]
    good, last = [Answer(json.dumps(page).encode()) for page in pages], Answer(json.dumps({"studies": []}).encode())
    with (
        serving() as service,
        Client(bases=dict.fromkeys(BASES, service.url), attempts=1, sleep=lambda s: None) as client,
    ):
        service.answers["/api/v2/studies"] = [*good, Answer(status=400)]
        *found, problem = ingest.studies_found("x", client, cursor)
        assert [each.identifier for each in found if not isinstance(each, Pause)] == ["NCT90000001", "NCT90000002"]
        assert "refused the question" in str(problem)
        assert json.loads(cursor.read_text()) == {"expression": "x", "token": "t2"}
        service.answers["/api/v2/studies"] = [last]
        assert [each for each in ingest.studies_found("x", client, cursor) if not isinstance(each, Pause)] == []
        assert "pageToken=t2" in service.asked[-1]
        assert not cursor.exists()
        cursor.write_text('{"expression": "another", "token": "t9"}')
        list(ingest.studies_found("x", client, cursor))
        assert "pageToken" not in service.asked[-1]
