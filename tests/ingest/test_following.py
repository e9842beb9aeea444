"""Trials follow their registries: the newest word counts, whatever came when; curators' words and pins stay."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from tests import factories
from tests.curation.racing import Crowd
from tests.factories import ADA, BEN, ED
from tests.sources.small import study
from trials import checks, curation, ingest
from trials.choices import ImportKind
from trials.document import to_document, whole
from trials.models import (
    DataVersion,
    ImportRun,
    LookAgain,
    RecordVersion,
    RegistryAbsence,
    ReviewEvent,
    Revision,
    SourceRecord,
    Trial,
)
from trials.sources.clinicaltrials_gov import study_of
from trials.sources.containers import as_sent
from trials.sources.problems import Problem
from trials.sources.study import DatedAs, SecondaryId, Study

pytestmark = pytest.mark.django_db

NUMBER = "NCT90000001"
REGISTRY = "registry:clinicaltrials.gov"


def version(day: str, number: str = NUMBER, **values: Any) -> Study:
    """A study as its registry showed it on a day."""
    raw = study(number, statusModule__lastUpdatePostDateStruct__date=day, **values)
    return replace(study_of(raw)[0], raw=as_sent(raw))


OLD = version("2022-01-01", statusModule__overallStatus="RECRUITING", statusModule__whyStopped="No money",
              designModule__enrollmentInfo={"count": 10, "type": "ESTIMATED"})  # fmt: skip
NEW = version("2026-09-01", statusModule__overallStatus="COMPLETED", identificationModule__acronym="CARRY-2")


def take(*found: Study | Problem, kind: str = ImportKind.TRIALS, **asked: Any) -> ingest.Summary:
    summary = ingest.Summary()
    list(ingest.apply(found, ingest.Asked(kind, ADA.code, REGISTRY, **asked), summary))
    return summary


def present() -> dict[str, Any]:
    return to_document(whole(Trial, Trial.objects.in_order().first().accession))


def public_trial(**fields: Any) -> Trial:
    numbers = [{"registry": "nct", "identifier": NUMBER}]
    return factories.trial(identifiers=numbers, **fields)


# The newest word


@pytest.mark.parametrize("state", ["nothing", "draft", "published"])
def test_in_whatever_order_versions_come_the_end_is_the_same_byte_for_byte(state):
    ends = []
    middle = version("2024-05-05", statusModule__overallStatus="SUSPENDED", contactsLocationsModule__locations=[])
    for order in (*permutations((OLD, middle, NEW)), (NEW,), (NEW, NEW)):
        Trial.objects.all().delete()
        SourceRecord.objects.all().delete()
        RecordVersion.objects.all().delete()
        if state != "nothing":
            node = factories.cancer_type(name="Glioma") if not ends else None
            types = [node or Trial.cancer_types.field.related_model.objects.first()]
            factories.trial(
                state, title="Seen elsewhere", cancer_types=types, note="Ours", overall_status="UNKNOWN",
                status_confirmed_on="2021-05", identifiers=[{"registry": "nct", "identifier": NUMBER}],
                status_history=[{
                    "position": 1, "overall_status": "UNKNOWN", "confirmed_on": "2021-05", "seen_on": "",
                    "source": "A page", "note": "",
                }],
            )  # fmt: skip
        for each in order:
            take(each)
        ends.append(present())
    assert all(end == ends[0] for end in ends)
    assert (ends[0]["overall_status"], ends[0]["acronym"], ends[0]["why_stopped"]) == ("COMPLETED", "CARRY-2", "")
    if state != "nothing":
        assert ends[0]["note"] == "Ours"


def test_an_older_version_is_kept_and_changes_nothing():
    trial = public_trial(record_updated_on="2026-10")
    assert take(OLD).outcomes["older"] == 1
    assert take(NEW).outcomes["older"] == 1
    trial.refresh_from_db()
    assert (trial.version, SourceRecord.objects.filter(accession=trial.accession).count()) == (1, 2)


def test_the_same_file_twice_changes_nothing():
    public_trial()
    take(NEW)
    before, n = present(), DataVersion.objects.get().n
    summary = take(NEW)
    assert (summary.outcomes["same"], sum(summary.outcomes.values())) == (1, 1)
    assert (present(), DataVersion.objects.get().n) == (before, n)
    row = SourceRecord.objects.get()
    assert (row.first_run, row.last_run) == (ImportRun.objects.last(), ImportRun.objects.first())


def test_the_status_is_confirmed_when_nothing_else_changes():
    trial = public_trial()
    take(NEW)
    again = version("2026-10-10", statusModule__overallStatus="COMPLETED", identificationModule__acronym="CARRY-2")
    summary = take(again)
    assert (summary.outcomes["confirmed"], summary.changed) == (1, {})
    assert present()["status_confirmed_on"] == "2026-10-10"
    trial.refresh_from_db()
    assert trial.version == 3
    assert not LookAgain.objects.exists()


def test_curated_fields_stay_and_the_change_is_public_on_the_basis_of_the_registry():
    trial = public_trial(note="Ours", conditions=[{"position": 1, "text": "Recurrent Glioma", "kind": "population"}])
    before = present()
    summary = take(NEW)
    after = present()
    curated = {"note", "role", "modality", "cancer_types", "route", "payloads", "msc_source", "donor", "results"}
    assert {name: after[name] for name in curated} == {name: before[name] for name in curated}
    assert [row["kind"] for row in after["conditions"]] == ["population", "complication"]
    assert summary.changed["overall_status"] == 1
    revision = Revision.objects.get(accession=trial.accession)
    assert (revision.review_basis, revision.author, revision.decided_by) == ("registry", REGISTRY, ADA.code)
    assert "ClinicalTrials.gov record of NCT90000001, version of 2026-09-01" in revision.source
    event = ReviewEvent.objects.get(accession=trial.accession, verb="sync")
    assert event.n == DataVersion.objects.get().n
    assert list(checks.faults()) == []


def test_a_change_is_in_the_public_log(client):
    trial = public_trial()
    take(NEW)
    change = client.get("/api/v1/changes/").json()["results"][-1]
    assert (change["accession"], change["verb"]) == (trial.accession, "sync")
    page = client.get("/changes/").content.decode()
    assert "Registry facts brought up to date" in page


def test_findings_hear_of_what_tells():
    trial = public_trial()
    finding = factories.finding(trial=trial)
    take(NEW)
    assert set(LookAgain.objects.get(accession=finding.accession).fields) >= {"overall_status", "enrolment", "phase"}


# Pins


def test_a_pinned_field_is_held_and_its_pin_is_told():
    public_trial(enrolment=12, pins=[{"field": "enrolment", "reason": "The paper counts twelve."}])
    summary = take(NEW)
    assert present()["enrolment"] == 12
    assert present()["overall_status"] == "COMPLETED"
    assert ["held by the curators" in str(problem) for problem in summary.problems].count(True) == 1


def test_a_pin_that_is_taken_away_lets_the_registry_in_with_the_next_run():
    trial = public_trial(enrolment=12, pins=[{"field": "enrolment", "reason": "The paper counts twelve."}])
    take(NEW)
    curation.accept(curation.propose(whole(Trial, trial.accession), {"pins": []}, BEN, source="A letter"), ED)
    take(NEW)
    assert present()["enrolment"] == 36
    assert take(NEW).outcomes["same"] == 1


# Drafts, and what is withdrawn


def test_a_draft_follows_too_and_an_open_form_hears_of_it():
    take(OLD)
    draft = Trial.objects.get()
    curation.edit(draft, to_document(whole(Trial, draft.accession)) | {"note": "Ours"}, ADA)
    seen = Trial.objects.get().updated_at
    take(NEW)
    assert (present()["overall_status"], present()["note"]) == ("COMPLETED", "Ours")
    assert Trial.objects.get().updated_at > seen
    assert (draft.created_by, Trial.objects.get().edited_by) == (REGISTRY, ADA.code)


def test_what_is_withdrawn_here_stays_as_it_is():
    trial = factories.trial("withdrawn", identifiers=[{"registry": "nct", "identifier": NUMBER}])
    assert take(NEW).outcomes["withdrawn here"] == 1
    assert whole(Trial, trial.accession).overall_status == ""
    assert SourceRecord.objects.get().accession == trial.accession


# Two registries


def from_another(day: str, **fields: Any) -> Study:
    """The same trial in the ISRCTN registry, which names its NCT number."""
    return Study(
        "registry:isrctn", "ISRCTN12345678", title="As ISRCTN has it", overall_status="RECRUITING", enrolment=40,
        secondary_ids=(SecondaryId(NUMBER, "REGISTRY"),), last_update_posted=DatedAs(day), **fields,
    )  # fmt: skip


def test_one_trial_in_two_registries_is_one_trial_and_the_newest_word_counts():
    ends = []
    other = from_another("2025-01-01")
    for order in ((NEW, other), (other, NEW), (other, OLD, NEW), (NEW, OLD, other)):
        Trial.objects.all().delete()
        SourceRecord.objects.all().delete()
        for each in order:
            take(each)
        assert Trial.objects.count() == 1
        ends.append(present())
    assert {row["identifier"] for row in ends[0]["identifiers"]} >= {NUMBER, "ISRCTN12345678"}
    assert (ends[0]["overall_status"], ends[0]["enrolment"]) == ("COMPLETED", 36)
    assert all(end == ends[0] for end in ends)
    take(from_another("2026-12-01"))
    assert (present()["overall_status"], present()["enrolment"], present()["acronym"]) == ("RECRUITING", 40, "CARRY-2")


def test_an_entry_without_a_number_that_we_know_is_known_by_its_sources_name_for_it():
    nameless = Study("registry:ictrp", "RBR-0000xx", title="A study", last_update_posted=DatedAs("2025-01-01"))
    assert take(nameless, replace(nameless, title="Again")).outcomes["new"] == 1
    assert take(nameless).outcomes["new"] == 0
    assert take(replace(nameless, title="Later", last_update_posted=DatedAs("2026-01-01"))).outcomes["changed"] == 1
    assert (Trial.objects.count(), present()["title"]) == (1, "Later")


# What is gone


def many(count: int) -> list[Study]:
    return [
        version("2026-09-01", f"NCT9100{n:04}", identificationModule__secondaryIdInfos=[],
                identificationModule__nctIdAliases=[])
        for n in range(count)
    ]  # fmt: skip


def sync(*found: Study | Problem) -> ingest.Summary:
    return take(*found, kind=ImportKind.SYNC, numbers=frozenset(ingest.known_numbers()))


def test_what_a_whole_run_misses_is_marked_and_found_again():
    studies = many(25)
    take(*studies)
    before = Trial.objects.get(identifiers__identifier="NCT91000003")
    summary = sync(*(each for each in studies if each.identifier != "NCT91000003"))
    assert summary.absent == ["NCT91000003"]
    mark = RegistryAbsence.objects.get()
    assert (mark.accession, mark.found_again_on, mark.run.kind) == (before.accession, "", "sync")
    assert Trial.objects.get(pk=before.pk).updated_at == before.updated_at
    assert sync(*(each for each in studies if each.identifier != "NCT91000003")).absent == []
    sync(*studies)
    assert RegistryAbsence.objects.get().found_again_on
    assert Trial.objects.count() == 25


def test_nothing_is_concluded_from_a_run_that_lacks_much_or_was_cut_off():
    studies = many(25)
    take(*studies)
    assert "more than 5% of what the registry had" in sync(*studies[2:]).remark
    cut = Problem("", "", "", "", "clinicaltrials.gov is busy.", lost=True, ends=True)
    assert "the run was cut off" in sync(*studies[1:], cut).remark
    run = ImportRun.objects.first()
    assert (run.state, "nothing is concluded" in run.remark) == ("cut_off", True)
    broken = Problem("x.json", "", "", "", "is no JSON.", lost=True)
    assert "1 answers could not be read" in sync(*studies[1:], broken).remark

    def failing():
        yield studies[0]
        raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError):
        list(
            ingest.apply(
                failing(), ingest.Asked(ImportKind.SYNC, ADA.code, REGISTRY, numbers=frozenset(ingest.known_numbers())),
                ingest.Summary(),
            )
        )  # fmt: skip
    assert ImportRun.objects.first().state == "failed"
    assert not RegistryAbsence.objects.exists()


def test_a_run_that_never_ended_is_said_to_be_cut_off_by_the_next():
    killed = ImportRun.objects.create(
        kind=ImportKind.TRIALS, source=REGISTRY, actor=ADA.code, started_at=DataVersion.objects.first().changed_at
        if DataVersion.objects.exists() else factories.trial().updated_at,
    )  # fmt: skip
    take(NEW)
    killed.refresh_from_db()
    assert (killed.state, "did not come to its end" in killed.remark) == ("cut_off", True)


# Tables of chosen columns


def test_a_table_fills_what_is_open_and_takes_nothing_back():
    table = replace(
        version("2026-09-01", identificationModule__acronym="", designModule__phases=["PHASE1"],
                sponsorCollaboratorsModule__collaborators=[{"name": "A company"}]), is_partial=True,
    )  # fmt: skip
    ends = []
    for order in ((table, NEW), (NEW, table)):
        Trial.objects.all().delete()
        SourceRecord.objects.all().delete()
        for each in order:
            assert take(each).lost == 0
        ends.append(present())
    assert ends[0] == ends[1]
    assert (ends[0]["acronym"], ends[0]["phase"]) == ("CARRY-2", ["PHASE1", "PHASE2"])
    later = replace(table, last_update_posted=DatedAs("2026-10-01"), phases=("PHASE3",))
    take(later)
    assert (present()["acronym"], present()["phase"]) == ("CARRY-2", ["PHASE3"])


# Two at the same time


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_file_at_once_make_each_trial_once():
    studies = many(30)
    with Crowd(2) as crowd:
        refusals = crowd.together(lambda: take(*studies), lambda: take(*studies[::-1]))
    assert refusals == ["", ""]
    assert Trial.objects.count() == SourceRecord.objects.count() == 30
    assert {row.accession for row in SourceRecord.objects.all()} == {trial.accession for trial in Trial.objects.all()}
    assert {run.lost for run in ImportRun.objects.all()} == {0}
    assert take(*studies).outcomes["same"] == 30
