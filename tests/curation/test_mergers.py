"""A record entered twice is joined to the one that stays; until somebody goes on from there, it can be undone."""

import pytest

from tests import factories
from tests.curation.requesting import MERGE, RESTORE, merged, restored
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, ED, EVE, IDA
from trials import checks, curation
from trials.addresses import look_up
from trials.models import Finding, Payload, Publication, Redirect, ReviewEvent, SearchText, Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins() -> tuple[Payload, Payload]:
    """A payload entered twice: the one to go, and the one that stays."""
    return factories.payload(name="sTRAIL"), factories.payload(name="TRAIL")


def test_the_one_that_goes_leads_to_the_one_that_stays(twins):
    loser, stays = twins
    request = merged(loser, stays)

    assert (loser.status, loser.successor, loser.withdrawn_reason) == ("withdrawn", stays.accession, "Entered twice.")
    assert Redirect.objects.leading_from("MSCP", loser.accession) == stays.accession
    assert [look_up(Payload.objects.all(), key) for key in (loser.accession, "strail", stays.accession)] == [stays] * 3
    assert (stays.version, request.outcome) == (1, {loser.accession: 1, stays.accession: 1})
    assert not SearchText.objects.filter(pk=loser.accession).exists()
    assert [(event.verb, event.accession) for event in ReviewEvent.objects.filter(n=n_now())] == [
        ("merge", loser.accession)
    ]
    assert list(checks.faults()) == []


def test_what_refers_to_it_is_turned_without_repeats(twins):
    loser, stays = twins
    paper = factories.publication()
    one, both = factories.trial(payloads=[loser]), factories.trial(payloads=[loser, stays])
    finding = factories.finding(publication=paper.accession, payloads=[loser])

    request = merged(loser, stays, {each.accession: "repoint" for each in (one, both, finding)})

    for record in (one, both, finding):
        record.refresh_from_db()
        assert [payload.accession for payload in record.payloads.all()] == [stays.accession]
        assert (record.version, record.edited_by, record.reviewed_by) == (2, BEN.code, IDA.code)
    assert "TRAIL" in SearchText.objects.get(pk=finding.accession).body.upper()
    assert request.outcome == {loser.accession: 1, stays.accession: 1} | {
        each.accession: 2 for each in (one, both, finding)
    }
    assert list(checks.faults()) == []


def test_owned_rows_are_turned_too_and_say_nothing_twice():
    loser, stays = factories.trial(), factories.trial()
    paper, other = factories.publication(), factories.publication()
    links = [{"trial": each.accession, "relation": "background_for"} for each in (loser, stays)]
    finding = factories.finding(publication=paper.accession, trial_links=links)
    rows = [
        {"position": at, "publication": each.accession, "locator": "Table 1", "citation": "", "url": ""}
        for at, each in enumerate((paper, other), start=1)
    ]
    payload = factories.payload(sources=rows)

    merged(loser, stays, {finding.accession: "repoint"})
    merged(paper, other, {finding.accession: "repoint", payload.accession: "repoint"})

    assert [link.trial for link in finding.trial_links.all()] == [stays]
    assert [(row.position, row.publication) for row in payload.sources.all()] == [(2, other)]
    finding.refresh_from_db()
    assert finding.publication == other
    assert list(checks.faults()) == []


def test_the_one_that_stays_takes_over_the_identifiers_that_it_lacks():
    loser = factories.trial(identifiers=[{"registry": "ctis", "identifier": "2023-503212-32-00"}])
    stays = factories.trial()
    nct = stays.canonical_id
    merged(loser, stays)

    assert {row.identifier for row in stays.identifiers.all()} == {nct, "2023-503212-32-00"}
    assert (stays.version, list(loser.identifiers.all())) == (2, [])
    assert look_up(Trial.objects.all(), "2023-503212-32-00") == stays
    assert list(checks.faults()) == []

    restored(loser)
    stays.refresh_from_db()
    assert [row.identifier for row in loser.identifiers.all()] == ["2023-503212-32-00"]
    assert [row.identifier for row in stays.identifiers.all()] == [nct]
    assert (loser.version, stays.version) == (2, 3)
    assert look_up(Trial.objects.all(), "2023-503212-32-00") == loser
    assert list(checks.faults()) == []


def test_a_doi_goes_over_where_there_is_none_and_stays_where_there_is_another():
    loser = factories.publication(doi="10.1000/b", pmid="31234567")
    stays = factories.publication(doi="10.1000/a")
    merged(loser, stays)

    assert (stays.doi, stays.pmid) == ("10.1000/a", "31234567")
    assert (loser.doi, loser.pmid) == ("10.1000/b", "")
    assert list(checks.faults()) == []


def test_open_proposals_for_the_one_that_goes_are_declined_with_the_way_out(twins):
    loser, stays = twins
    proposal = curation.propose(loser, {"note": "x"}, ADA, source="The paper")
    merged(loser, stays)

    proposal.refresh_from_db()
    assert proposal.status == "declined"
    assert proposal.decision_note == f"The record was merged into {stays.accession}; propose it there."


def test_an_open_proposal_for_a_referrer_meets_what_the_merger_did(twins):
    loser, stays = twins
    trial = factories.trial(payloads=[loser])
    note = curation.propose(trial, {"note": "x"}, ADA, source="The paper")
    merged(loser, stays, {trial.accession: "repoint"})

    curation.accept(note, ED)
    assert [payload.accession for payload in trial.payloads.all()] == [stays.accession]


def test_a_merger_is_undone_in_one_public_change(twins):
    loser, stays = twins
    trial, finding = factories.trial(payloads=[loser]), factories.finding(payloads=[loser])
    merged(loser, stays, {trial.accession: "repoint", finding.accession: "withdraw"})
    before = n_now()

    restored(loser)

    for record in (trial, finding):
        record.refresh_from_db()
        assert [payload.accession for payload in record.payloads.all()] == [loser.accession]
    assert (loser.status, finding.status, loser.successor, n_now()) == ("published", "published", "", before + 1)
    assert (loser.version, trial.version, finding.version) == (2, 3, 2)
    assert not Redirect.objects.filter(old=loser.accession).exists()
    assert look_up(Payload.objects.all(), loser.accession) == loser
    assert list(checks.faults()) == []


@pytest.mark.parametrize("which", ["the one that stays", "a referrer", "a referrer that went"])
def test_a_merger_is_not_undone_after_somebody_went_on_from_it(twins, which):
    loser, stays = twins
    trial = factories.trial(payloads=[loser])
    merged(loser, stays, {trial.accession: "repoint"})
    request = curation.ask(RESTORE, loser, BEN, "They are two.")
    touched = stays if which == "the one that stays" else trial
    if which == "a referrer that went":
        curation.withdraw(trial, EVE, "Wrong.")
    else:
        curation.accept(curation.propose(touched, {"note": "x"}, ADA, source="The paper"), ED)

    refused(f"cannot be undone any more: {touched.accession} was changed after it", curation.carry_out, request, IDA)
    curation.refuse(request, IDA, "Too late.")
    refused(touched.accession, curation.ask, RESTORE, loser, BEN, "They are two.")


def test_mergers_follow_each_other_and_are_undone_from_the_end():
    first, second, third = factories.payload(), factories.payload(), factories.payload()
    merged(first, second)
    merged(second, third)
    assert look_up(Payload.objects.all(), first.accession) == third
    assert list(checks.faults()) == []

    refused(f"{second.accession} was changed after it", curation.ask, RESTORE, first, BEN, "They are two.")
    restored(second)
    assert look_up(Payload.objects.all(), first.accession) == second


def test_a_loaded_merger_is_not_undone_here(twins):
    loser, stays = twins
    merged(loser, stays).delete()

    refused("before this base was loaded", curation.ask, RESTORE, loser, BEN, "They are two.")


def test_a_record_is_not_merged_into_one_that_rests_on_it():
    original = factories.publication()
    comment = factories.publication(comments_on=original)

    refused(
        f"{comment.accession} cannot refer to itself",
        curation.ask, MERGE, original, BEN, "Twice.", comment.accession, {comment.accession: "repoint"},
    )  # fmt: skip
    refused(
        f"{comment.accession} rests on {original.accession} itself",
        curation.ask, MERGE, original, BEN, "Twice.", comment.accession, {comment.accession: "withdraw"},
    )  # fmt: skip


def test_a_referrer_that_could_not_be_public_after_it_stops_the_merger(twins):
    loser, stays = twins
    finding = factories.finding(payloads=[loser])
    Finding.objects.get(pk=finding.pk).terms.all().delete()
    request = curation.ask(MERGE, loser, BEN, "Twice.", stays.accession, {finding.accession: "repoint"})

    refused(f"{finding.accession} could not be public after this", curation.carry_out, request, IDA)
    assert Publication.objects.count() == 1
