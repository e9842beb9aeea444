"""At the same moment: a mark and a new finding on the same text, a form sent twice, two answers to one message."""

import pytest

from tests import factories
from tests.curation.racing import Crowd
from tests.factories import ADA, BEN, ED
from trials import curation
from trials.choices import Verb
from trials.curation import readers
from trials.curation.readers import Said
from trials.models import Flag, Publication, ReviewEvent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20
WRONG = "The dose in row 2 is per kilogram."


def test_a_finding_is_published_before_the_mark_and_told_of_it_or_not_at_all():
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            paper = factories.publication()
            finding = factories.finding("submitted", publication=paper)

            refusals = crowd.together(
                lambda f=finding: curation.publish(f, ED),
                lambda p=paper: curation.mark_retraction(p, "retracted", BEN, source="The journal's notice"),
            )

            assert not refusals[1]
            told = ReviewEvent.objects.filter(accession=finding.accession, verb=Verb.RETRACTED)
            finding.refresh_from_db()
            assert (finding.is_public, told.count()) == ((False, 0) if refusals[0] else (True, 1))


def test_two_marks_make_two_versions_or_one_refusal():
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            paper = factories.publication()
            one, other = (Publication.objects.get(pk=paper.pk) for _ in range(2))
            refusals = crowd.together(
                lambda p=one: curation.mark_retraction(p, "retracted", ADA, source="The notice"),
                lambda p=other: curation.mark_retraction(p, "retracted", BEN, source="The notice"),
            )
            assert sorted(map(bool, refusals)) == [False, True]
            assert ReviewEvent.objects.filter(accession=paper.accession, verb=Verb.MARK).count() == 1


def test_a_form_sent_twice_makes_one_message_with_one_event():
    record = factories.publication()
    with Crowd(2) as crowd:
        for number in range(ROUNDS):
            said = Said(WRONG, sent_with=f"key {number}")
            assert crowd.together(*[lambda s=said: readers.flag(record, s, 1)] * 2) == ["", ""]
    assert Flag.objects.count() == ROUNDS
    assert ReviewEvent.objects.filter(verb=Verb.FLAG).count() == ROUNDS


def test_of_two_answers_one_stands():
    record = factories.publication()
    with Crowd(2) as crowd:
        for _ in range(ROUNDS):
            flag = readers.flag(record, Said(WRONG), 1)
            one, other = (Flag.objects.get(pk=flag.pk) for _ in range(2))
            refusals = crowd.together(
                lambda m=one: readers.answer(m, "accepted", ADA, "Mended."),
                lambda m=other: readers.answer(m, "declined", BEN, "It is right."),
            )
            assert sorted(map(bool, refusals)) == [False, True]
    assert ReviewEvent.objects.filter(verb=Verb.ANSWER).count() == ROUNDS
