"""A release out and in: the identity byte for byte."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from tests import factories, whole_base
from tests.curation.requesting import merged, restored, withdrawn
from tests.exchange.folders import contents, empty_the_base, export
from trials import checks
from trials.addresses import look_up
from trials.exchange import datapackage, package
from trials.models import DataVersion, Publication, RecordVersion, Redirect, ReviewEvent, SourceRecord, Trial

pytestmark = pytest.mark.django_db

TABLES = list(apps.get_app_config("trials").get_models(include_auto_created=True))


def test_out_and_in_is_the_identity_byte_for_byte(tmp_path):
    whole_base.make()
    whole_base.make_unpublished()
    first = export(tmp_path / "first")
    empty_the_base()

    package.into_base(datapackage.read(tmp_path / "first"))

    assert export(tmp_path / "second") == first
    assert list(checks.faults()) == []


def test_what_was_merged_and_restored_goes_out_and_in(tmp_path):
    loser, stays = factories.trial(), factories.trial()
    finding = factories.finding(trial=loser)
    merged(loser, stays, {finding.accession: "repoint"})
    again = factories.publication()
    withdrawn(again)
    restored(again)
    first = export(tmp_path / "first")
    empty_the_base()

    package.into_base(datapackage.read(tmp_path / "first"))

    assert export(tmp_path / "second") == first
    assert look_up(Trial.objects.all(), loser.accession).accession == stays.accession
    assert list(checks.faults()) == []


def test_loading_brings_every_table_that_a_release_holds(release):
    package.into_base(datapackage.read(release))

    # What people are and what waits for a decision is no part of a release.
    stay_empty = {"Person", "InterestStatement", "CreditException", "NoticeChoice", "Revision", "ChangeSet"}
    stay_empty |= {"ChangeSetItem", "EditorialRequest", "Hold", "TypedForm", "ReadingItem", "Flag", "SourceSuggestion"}
    stay_empty |= {
        "SheetUpload",
        "SheetRow",
        "ImportRun",
        "ImportProblem",
        "SourceBytes",
        "RegistryAbsence",
        "LookAgain",
        "SentForm",
        "SettingChange",
        "ProposalOutcome",
    }
    # Of two publications none is nearer than another.
    stay_empty.add("SimilarPublication")
    assert {model.__name__ for model in TABLES if not model._default_manager.exists()} == stay_empty
    assert (DataVersion.objects.get().release, DataVersion.objects.get().n) == ("2026.9", last_n())
    assert Redirect.objects.leading_from("MSCC", "glioma") == "MSCC000002"
    assert Publication.objects.get(status="withdrawn").withdrawn_reason == "Entered twice."
    assert RecordVersion.objects.filter(n_to=None).count() < RecordVersion.objects.count()


def last_n() -> int:
    return max(ReviewEvent.objects.values_list("n", flat=True))


def test_awkward_text_survives(release):
    package.into_base(datapackage.read(release))
    assert Publication.objects.get(pmid="31234567").note == whole_base.AWKWARD
    assert SourceRecord.objects.get(identifier="NCT02530047").parsed["title"] == whole_base.AWKWARD


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
