"""Each check of ``check_data`` finds the fault that was planted for it, and none where there is none."""

from collections.abc import Iterable

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests import factories, whole_base
from trials import checks
from trials.models import (
    AccessionCounter,
    CancerType,
    CancerTypeClosure,
    Finding,
    Payload,
    Publication,
    PublicationLink,
    RecordVersion,
    Redirect,
    ReviewEvent,
    SearchText,
    SourceRecord,
    Trial,
)

pytestmark = pytest.mark.django_db


def names(faults: Iterable[checks.Fault]) -> set[tuple[str, str]]:
    return {(fault.id, fault.record) for fault in faults}


@pytest.fixture(scope="module", autouse=True)
def base(django_db_setup, django_db_blocker):
    """The whole base of the tests, made once; what a test plants is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        whole_base.make()
        whole_base.make_unpublished()
        yield
        transaction.set_rollback(True)


def test_a_base_written_by_the_verbs_has_no_fault():
    assert names(checks.faults()) == set()


def planted(change, *expected: tuple[str, str]) -> None:
    change()
    found = list(checks.faults())
    assert set(expected) <= names(found), found
    for fault in found:
        assert fault.hint.endswith(".")
        assert str(fault) == f"{fault.id} {fault.record}: {fault.hint}"


def care() -> Trial:
    return Trial.objects.get(acronym="CARE")


def of(model):
    return model.objects.public().in_order().first()


PLANTED = {
    "a finding without a locator's topic": (
        lambda: of(Finding).terms.filter(facet="topic").delete(), ("findings.topic", "MSCF000001"),
    ),
    "public refers to withdrawn": (
        lambda: of(Finding).payloads.add(withdrawn_payload()), ("findings.payloads", "MSCF000001"),
    ),
    "a doi in another spelling": (
        lambda: Publication.objects.filter(number=1).update(doi="10.1000/REVIEW.1"), ("publications.doi", "MSCL000001"),
    ),
    "a registry id of another registry": (
        lambda: care().identifiers.filter(registry="nct").update(registry="isrctn"),
        ("trials.identifiers", "MSCT000001"),
    ),
    "a ctis number filed as eudract": (
        lambda: care().identifiers.filter(registry="eudract").update(identifier="2022-500123-14"),
        ("trials.identifiers", "MSCT000001"),
    ),
    "a cycle": (
        lambda: CancerType.objects.filter(name="All cancer").update(parent=CancerType.objects.get(number=2)),
        ("cancer_types.parent", "MSCC000001"),
    ),
    "a trial without cancer type or population": (
        lambda: care().cancer_types.clear(), ("trials.cancer_types", "MSCT000001"),
    ),
    "a trial without modality": (
        lambda: care().terms.filter(facet="modality").delete(), ("trials.modality", "MSCT000001"),
    ),
    "survival that hides its lack of a control group": (
        lambda: care().results.filter(measure="median_os").update(statement="13.5 months."),
        ("trials.results", "MSCT000001"),
    ),
    "a payload without a source": (
        lambda: of(Payload).sources.all().delete(), ("payloads.sources", "MSCP000001"),
    ),
    "a record that differs from its version": (
        lambda: Publication.objects.filter(number=1).update(journal="Another"), ("versions.document", "MSCL000001"),
    ),
    "no present version": (
        lambda: RecordVersion.objects.filter(accession="MSCP000001").delete(), ("versions.present", "MSCP000001"),
    ),
    "a version behind its record": (
        lambda: RecordVersion.objects.filter(accession="MSCP000001").update(version=7),
        ("versions.present", "MSCP000001"),
    ),
    "a version of what is not public": (
        lambda: RecordVersion.objects.filter(accession=withdrawn().accession).update(n_to=None),
        ("versions.orphan", "MSCL000005"),
    ),
    "a gap in the change log": (
        lambda: ReviewEvent.objects.filter(n=2).delete(), ("changes.n", "n=21"),
    ),
    "a change after the last number": (
        lambda: ReviewEvent.objects.filter(n=2).update(n=99), ("changes.n", "n=21"),
    ),
    "a counter that fell behind": (
        lambda: AccessionCounter.objects.filter(prefix="MSCP").update(last=0), ("accessions.counter", "MSCP"),
    ),
    "a merged accession above the counter": (
        lambda: Redirect.objects.create(kind="MSCP", old="MSCP000900", accession="MSCP000001"),
        ("accessions.counter", "MSCP"),
    ),
    "a search text that is missing": (
        lambda: SearchText.objects.filter(pk="MSCT000001").delete(), ("derived.search", "MSCT000001"),
    ),
    "a search text of what is not public": (
        lambda: SearchText.objects.create(pk=withdrawn().accession, kind="MSCL", number=5, title="x"),
        ("derived.search", "MSCL000005"),
    ),
    "a search text that is stale": (
        lambda: SearchText.objects.filter(pk="MSCT000001").update(body="|old|"), ("derived.search", "MSCT000001"),
    ),
    "a link that no library tells": (
        lambda: PublicationLink.objects.create(source_record=told(), kind="cites", from_pmid="1", to_pmid="2"),
        ("derived.links", "publications"),
    ),
    "a closure that lacks a pair": (
        lambda: CancerTypeClosure.objects.filter(depth=1).first().delete(), ("derived.closure", "cancer types"),
    ),
    "a closure with a wrong length": (
        lambda: CancerTypeClosure.objects.filter(depth=1).update(depth=9),
        ("derived.closure", "cancer types"),
    ),
    "a redirect to nothing": (
        lambda: Redirect.objects.create(kind="MSCP", old="old-name", accession="MSCP000777"),
        ("redirects.target", "MSCP000777"),
    ),
    "a redirect from an address in use": (
        lambda: Redirect.objects.create(kind="MSCP", old="trail", accession="MSCP000001"),
        ("redirects.old", "MSCP000001"),
    ),
    "a redirect from the accession of a public record": (
        lambda: Redirect.objects.create(kind="MSCL", old="MSCL000001", accession="MSCL000002"),
        ("redirects.old", "MSCL000002"),
    ),
    "a redirect to a draft": (
        lambda: Redirect.objects.create(kind="MSCP", old="old-name", accession=factories.payload("draft").accession),
        ("redirects.target", "MSCP000002"),
    ),
    "a tombstone whose successor is not there": (
        lambda: Publication.objects.filter(status="withdrawn").update(successor="MSCL000777"),
        ("withdrawn.successor", "MSCL000005"),
    ),
}  # fmt: skip


def told() -> SourceRecord:
    return SourceRecord.objects.create(source="library:pubmed", identifier="1", parsed={"pmid": "1"})


def withdrawn() -> Publication:
    return Publication.objects.get(status="withdrawn")


def withdrawn_payload() -> Payload:
    return factories.payload("withdrawn")


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    change, *expected = PLANTED[name]
    planted(change, *expected)


def test_the_command_lists_the_faults_and_fails(capsys):
    care().cancer_types.clear()
    with pytest.raises(CommandError, match="faults?"):
        call_command("check_data")
    assert "trials.cancer_types MSCT000001" in capsys.readouterr().out


def test_the_command_says_when_there_is_none(capsys):
    call_command("check_data")
    assert "No fault." in capsys.readouterr().out
