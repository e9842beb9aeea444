"""A retraction travels: one curator marks the publication, every finding on it says so, a second person confirms."""

import pytest
from django.utils import timezone

from tests import factories
from tests.curation.requesting import merged
from tests.curation.watching import n_now, refused
from tests.factories import ADA, BEN, CLEO, ED, EVE, IDA
from trials import curation, rules
from trials.checks import faults
from trials.choices import RetractionStatus, ReviewBasis, Verb
from trials.models import Publication, RecordVersion, ReviewEvent

pytestmark = pytest.mark.django_db

NOTICE = "Retraction notice, doi:10.1000/notice, 3 May 2026"


@pytest.fixture
def paper() -> Publication:
    return factories.publication()


def mark(paper: Publication, status: str = "retracted", actor=BEN, **said) -> Publication:
    return curation.mark_retraction(paper, status, actor, **({"source": NOTICE} | said))


def events(n: int) -> list[tuple[str, str, str]]:
    return [(event.verb, event.accession, event.actor) for event in ReviewEvent.objects.filter(n=n).order_by("pk")]


# The mark


def test_a_mark_is_public_at_once_and_rests_on_one_person(paper):
    mark(paper, note="Duplicated images.")

    paper.refresh_from_db()
    assert (paper.retraction_status, paper.retraction_checked_on) == ("retracted", timezone.now().date())
    assert (paper.version, paper.review_basis, paper.edited_by) == (2, ReviewBasis.ONE_PERSON, BEN.code)
    present = RecordVersion.objects.get(accession=paper.accession, n_to=None)
    assert (present.version, present.n_from, present.document["retraction_status"]) == (2, n_now(), "retracted")
    assert events(n_now()) == [(Verb.MARK, paper.accession, BEN.code)]
    assert ReviewEvent.objects.last().note == f"Retracted. Source: {NOTICE} Duplicated images."
    assert list(faults()) == []


@pytest.mark.parametrize("field", ["publication", "primary_study", "seen_in"])
def test_every_public_finding_that_rests_on_it_gets_one_event_of_the_same_change(paper, field):
    touched = factories.finding(
        **{field: paper} | ({} if field == "publication" else {"publication": None, "trial": factories.trial()})
    )
    factories.finding(status="draft", publication=paper)
    factories.finding()

    mark(paper)

    assert events(n_now()) == [
        (Verb.MARK, paper.accession, BEN.code),
        (Verb.RETRACTED, touched.accession, BEN.code),
    ]
    said = ReviewEvent.objects.last()
    assert (said.note, said.version) == (f"{paper.accession} was retracted.", 1)


def test_a_finding_that_names_the_publication_twice_gets_one_event(paper):
    factories.finding(publication=paper, primary_study=paper, seen_in=paper)
    mark(paper)
    assert len(events(n_now())) == 2


def test_a_mark_that_is_taken_away_is_told_to_the_findings_too(paper):
    finding = factories.finding(publication=paper)
    mark(paper, "expression_of_concern")
    assert ReviewEvent.objects.last().note == f"{paper.accession} is under an expression of concern."

    mark(paper, "none_found", source="The journal's correction of 1 June 2026")

    assert [event[:2] for event in events(n_now())] == [
        (Verb.MARK, paper.accession),
        (Verb.RETRACTED, finding.accession),
    ]
    assert "no longer marked" in ReviewEvent.objects.last().note
    paper.refresh_from_db()
    assert paper.retraction_status == RetractionStatus.NONE_FOUND


def test_what_makes_no_sense_is_refused(paper):
    refused("Say where the notice stands", mark, paper, source=" ")
    refused("Choose what the notice says", mark, paper, "not_checked")
    refused("has no mark to take away", mark, paper, "none_found")
    refused("Only curators and editors may do this", mark, paper, actor=CLEO)
    refused("is no publication", mark, factories.payload())
    refused("this move does not start there", mark, factories.publication(status="submitted"))
    mark(paper)
    refused("is marked so already (Retracted)", mark, paper)


def test_a_status_changed_by_an_accepted_proposal_travels_the_same_way(paper):
    finding = factories.finding(publication=paper)
    proposal = curation.propose(paper, {"retraction_status": "retracted"}, ADA, source=NOTICE)

    curation.accept(proposal, ED)

    assert [event[:2] for event in events(n_now())] == [
        (Verb.ACCEPT, paper.accession),
        (Verb.RETRACTED, finding.accession),
    ]


def test_another_change_of_a_marked_publication_is_not_told_again(paper):
    factories.finding(publication=paper)
    mark(paper)
    curation.accept(curation.propose(paper, {"journal": "Cells"}, ADA, source="Title page"), ED)
    assert [event[0] for event in events(n_now())] == [Verb.ACCEPT]


# The second person


def test_a_second_person_confirms_the_mark(paper):
    mark(paper)
    refused("Nobody decides on their own work", curation.confirm, paper, BEN, "Read the notice.")

    curation.confirm(paper, ADA, "Read the notice.")

    paper.refresh_from_db()
    assert (paper.review_basis, paper.retraction_status) == (ReviewBasis.TWO_PEOPLE, "retracted")
    assert ReviewEvent.objects.unconfirmed_mark(paper.accession) is None


def test_whoever_marked_it_cannot_confirm_it_after_somebody_else_s_change(paper):
    mark(paper, actor=EVE)
    proposal = curation.propose(paper, {"journal": "Cells"}, ADA, source="Title page")
    whole = curation.Decision(whole_checked=True)
    refused("yourself; a second person confirms it", curation.accept, proposal, EVE, "", whole)
    curation.accept(proposal, ED)
    refused("yourself; a second person confirms it", curation.confirm, paper, EVE, "Read the notice.")
    assert ReviewEvent.objects.unconfirmed_mark(paper.accession).actor == EVE.code


# New findings


@pytest.mark.parametrize("field", ["publication", "primary_study", "seen_in"])
@pytest.mark.parametrize("status", ["retracted", "expression_of_concern"])
def test_no_new_finding_may_rest_on_a_marked_publication(paper, field, status):
    draft = factories.finding(status="draft", **{field: paper})
    submitted = factories.finding(status="submitted", **{field: paper})
    public = factories.finding()
    mark(paper, status)

    what = "was retracted" if status == "retracted" else "is under an expression of concern"
    for verb, record, actor in ((curation.submit, draft, ADA), (curation.publish, submitted, ED)):
        refusal = refused(f"{paper.accession} {what} (seen ", verb, record, actor)
        assert [obstacle.field for obstacle in refusal.obstacles] == [field]
    refused(f"{field}: {paper.accession} {what}", curation.propose, public, {field: paper.accession}, ADA, "The paper")


def test_a_change_proposed_before_the_mark_is_not_accepted_after_it(paper):
    proposal = curation.propose(factories.finding(), {"primary_study": paper.accession}, ADA, source="The paper")
    mark(paper)
    refused("no new finding may rest on it", curation.accept, proposal, ED)


def test_what_rested_on_it_in_public_before_may_be_mended_confirmed_and_restored(paper):
    finding = factories.finding(publication=paper)
    mark(paper)
    curation.accept(curation.propose(finding, {"note": "Its source was retracted."}, ADA, source="The notice"), ED)
    finding.refresh_from_db()
    curation.confirm(finding, BEN, "Read the notice.")
    assert rules.obstacles(finding) == []
    assert list(faults()) == []


def test_after_the_mark_is_gone_findings_may_rest_on_it_again(paper):
    mark(paper)
    mark(paper, "none_found", source="The journal's correction")
    assert factories.finding(publication=paper).is_public


# Records entered twice


def test_a_mark_is_not_lost_by_a_merger_into_an_unmarked_twin(paper):
    twin = factories.publication()
    factories.finding(publication=paper)
    mark(paper)
    sentence = f"{paper.accession} is marked (Retracted), {twin.accession} is not marked the same; mark it first"
    refused(sentence, curation.ask, "merge", paper, BEN, "Entered twice.", twin.accession)

    asked_before = factories.publication()
    request = curation.ask("merge", asked_before, BEN, "Entered twice.", twin.accession)
    mark(asked_before)
    refused("is not marked the same; mark it first", curation.carry_out, request, IDA)


def test_marked_twins_are_joined_and_their_findings_stay_marked(paper):
    twin, finding = factories.publication(), factories.finding(publication=paper)
    mark(paper)
    mark(twin)

    merged(paper, twin, {finding.accession: curation.IS_REPOINTED})

    finding.refresh_from_db()
    assert (finding.publication, finding.source_mark) == (twin, "retracted")
    assert list(faults()) == []
