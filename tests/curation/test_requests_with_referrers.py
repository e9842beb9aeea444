"""What rests on a record that goes: it goes along, or refers to another, and comes back with it."""

import pytest

from tests import factories
from tests.curation.requesting import MERGE, RESTORE, WITHDRAW, restored, withdrawn
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, ED, EVE, IDA
from trials import checks, curation
from trials.document import to_document
from trials.models import EditorialRequest, Finding, Payload, RecordVersion, ReviewEvent, Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> tuple[Payload, Trial, Finding]:
    """A payload, a trial of it, and a finding that rests on the trial."""
    payload = factories.payload()
    trial = factories.trial(payloads=[payload])
    return payload, trial, factories.finding(trial=trial)


def refreshed(*records):
    for record in records:
        record.refresh_from_db()
    return [record.status for record in records]


def test_what_rests_on_a_record_is_listed_through_all_who_refer(chain):
    payload, trial, finding = chain
    factories.finding("draft", payloads=[payload])

    assert curation.resting_on(payload) == [trial, finding]


def test_every_public_referrer_stands_in_the_plan(chain):
    payload, trial, finding = chain
    accessions = [record.accession for record in chain]

    refused(
        f"1 public records rest on {accessions[0]} ({accessions[1]})", curation.ask, WITHDRAW, payload, BEN, "Wrong."
    )
    plan = {trial.accession: "withdraw"}
    refused(f"({finding.accession})", curation.ask, WITHDRAW, payload, BEN, "Wrong.", "", plan)
    refused("“drop” is not understood", curation.ask, WITHDRAW, payload, BEN, "Wrong.", "", {trial.accession: "drop"})


def test_all_go_in_one_public_change_and_come_back_in_one(chain):
    payload, trial, finding = chain
    proposal = curation.propose(trial, {"note": "x"}, ADA, source="The paper")
    before = n_now()

    request = withdrawn(payload, plan={trial.accession: "withdraw", finding.accession: "withdraw"})

    assert refreshed(*chain) == ["withdrawn"] * 3
    assert n_now() == before + 1
    assert list(ReviewEvent.objects.filter(n=n_now()).values_list("verb", flat=True)) == ["withdraw"] * 3
    assert request.outcome == {record.accession: 1 for record in chain}
    assert finding.withdrawn_reason == f"Withdrawn along with {payload.accession}: Wrong."
    proposal.refresh_from_db()
    assert proposal.decision_note == "The record was withdrawn."
    assert list(checks.faults()) == []

    refused(f"Ask for the restoration of {payload.accession}", curation.ask, RESTORE, finding, BEN, "Right.")
    restored(payload)
    assert refreshed(*chain) == ["published"] * 3
    assert [record.version for record in chain] == [2, 2, 2]
    assert n_now() == before + 2
    assert list(checks.faults()) == []


def test_a_referrer_is_turned_to_the_successor(chain):
    payload, trial, finding = chain
    better = factories.payload()

    withdrawn(payload, better.accession, {trial.accession: "repoint"})

    assert refreshed(*chain) == ["withdrawn", "published", "published"]
    assert [each.accession for each in trial.payloads.all()] == [better.accession]
    assert (trial.version, trial.edited_by, trial.reviewed_by) == (2, BEN.code, ED.code)
    assert (trial.review_basis, finding.version) == ("two_people", 1)
    assert RecordVersion.objects.get(accession=trial.accession, n_to=None).document == to_document(trial)
    assert list(checks.faults()) == []

    restored(payload)
    refreshed(trial)
    assert [each.accession for each in trial.payloads.all()] == [better.accession]


def test_a_referrer_is_turned_only_to_a_record_that_is_named_and_of_the_kind(chain):
    payload, trial, _ = chain
    plan = {trial.accession: "repoint"}
    refused("Name the record to which", curation.ask, WITHDRAW, payload, BEN, "Wrong.", "", plan)
    other = factories.publication().accession
    refused("is of another kind", curation.ask, WITHDRAW, payload, BEN, "Wrong.", other, plan)


def test_a_referrer_that_rests_on_what_goes_along_is_not_turned(chain):
    payload, trial, _ = chain
    both = factories.finding(trial=trial, payloads=[payload])
    better = factories.payload().accession
    others = {each.accession: "withdraw" for each in curation.resting_on(payload)}

    refused(
        f"{both.accession} rests on {trial.accession} too",
        curation.ask, WITHDRAW, payload, BEN, "Wrong.", better, others | {both.accession: "repoint"},
    )  # fmt: skip


def test_a_referrer_that_came_after_the_request_holds_it_up():
    payload = factories.payload()
    request = curation.ask(WITHDRAW, payload, BEN, "Wrong.")
    trial = factories.trial(payloads=[payload])

    refused(trial.accession, curation.carry_out, request, ED)
    curation.ask(WITHDRAW, payload, BEN, "Wrong.", "", {trial.accession: "withdraw"})
    curation.carry_out(request, ED)
    assert refreshed(payload, trial) == ["withdrawn", "withdrawn"]


def test_one_editor_alone_takes_along_but_turns_nothing(chain):
    payload, trial, finding = chain
    better = factories.payload().accession
    refused(
        "One editor alone re-points nothing",
        curation.withdraw, payload, EVE, "Wrong.", better, {trial.accession: "repoint"},
    )  # fmt: skip

    curation.withdraw(payload, EVE, "Wrong.", "", {trial.accession: "withdraw", finding.accession: "withdraw"})
    assert refreshed(*chain) == ["withdrawn"] * 3
    assert set(EditorialRequest.objects.get().outcome) == {record.accession for record in chain}


def test_nothing_is_restored_that_would_refer_to_what_is_gone(chain):
    payload, trial, finding = chain
    withdrawn(finding)
    withdrawn(payload, plan={trial.accession: "withdraw"})

    request = curation.ask(RESTORE, finding, BEN, "Right.")
    refused(f"{trial.accession} is not public (Withdrawn)", curation.carry_out, request, IDA)
    restored(payload)
    curation.carry_out(request, IDA)
    assert refreshed(*chain) == ["published"] * 3


def test_a_draft_that_refers_to_it_goes_on_and_hears_of_the_successor():
    payload, better = factories.payload(), factories.payload()
    draft = factories.finding("draft", payloads=[payload])
    withdrawn(payload, better.accession)

    curation.submit(draft, ADA)
    refused(f"(Withdrawn); use {better.accession} instead.", curation.publish, draft, ED)


def test_a_parent_is_taken_out_of_the_tree_by_hanging_its_children_elsewhere():
    root = factories.cancer_type()
    middle = factories.cancer_type(parent=root)
    leaf = factories.cancer_type(parent=middle)

    refused(
        f"{leaf.accession} cannot refer to itself",
        curation.ask, MERGE, middle, BEN, "Twice.", leaf.accession, {leaf.accession: "repoint"},
    )  # fmt: skip
    withdrawn(middle, root.accession, {leaf.accession: "repoint"})
    refreshed(leaf)
    assert leaf.parent == root
    assert list(checks.faults()) == []
