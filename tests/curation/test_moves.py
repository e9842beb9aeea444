"""The table of moves: every state × verb × person."""

import pytest
from django.db import transaction

from tests import factories
from tests.curation.matrix import (
    AFTERWARDS,
    AUTHORS,
    CURATORS,
    LEGAL,
    OTHER_EDITORS,
    PEOPLE,
    PUBLIC_VERBS,
    STARTS,
    VERBS,
    do,
    publication_of,
    request_of,
    waiting_for,
)
from tests.curation.watching import base, n_now
from trials import curation
from trials.choices import RecordStatus, RequestKind, Verb
from trials.curation import Refusal
from trials.models import EditorialRequest, Publication, ReviewEvent

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", RecordStatus.values)
def test_every_state_verb_and_person_is_as_the_table_says(state, who):
    person = PEOPLE[who]
    factories.publication()
    record = publication_of(person.author, state)
    before = base()

    for verb in VERBS:
        record.refresh_from_db()
        undo = transaction.savepoint()
        waiting = waiting_for(verb, record, person.author)
        found = base()
        if who in LEGAL.get((verb, state), ()):
            do(verb, record, waiting, person)
            record.refresh_from_db()
            assert record.status == AFTERWARDS.get(verb, state)
            event = ReviewEvent.objects.last()
            assert (event.verb, event.actor, event.accession) == (verb, person.actor.code, record.accession)
            assert event.n == (n_now() if verb in PUBLIC_VERBS else None)
        else:
            with pytest.raises(Refusal, match=r"\.$"):
                do(verb, record, waiting, person)
            assert base() == found, verb
        transaction.savepoint_rollback(undo)
        assert base() == before, verb


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", RecordStatus.values)
def test_buttons_are_drawn_from_the_same_table(state, who):
    person = PEOPLE[who]
    record = publication_of(person.author, state)
    of_the_record = {verb for (verb, s), people in LEGAL.items() if s == state and who in people}
    # Whose revision it is stands in the revision: any editor has these two for a public record.
    of_the_record -= {Verb.ACCEPT, Verb.DECLINE, Verb.MERGE, Verb.RESTORE}
    if state == "published" and person.actor.is_editor:
        of_the_record |= {Verb.ACCEPT, Verb.DECLINE}

    assert set(curation.available(record, person.actor)) & set(VERBS) == of_the_record


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", RecordStatus.values)
def test_a_request_is_decided_on_by_whom_the_table_says(state, who):
    person = PEOPLE[who]
    factories.publication()
    record = publication_of(person.author, state)
    EditorialRequest.objects.all().delete()

    for kind in RequestKind:
        others = OTHER_EDITORS if kind == RequestKind.WITHDRAW else {"chief editor"}
        decisions = {
            Verb(kind): (curation.carry_out, others if state == STARTS[kind] else ()),
            Verb.REFUSE: (curation.refuse, AUTHORS | others),
        }
        for verb, (decide, people) in decisions.items():
            undo, request, found = transaction.savepoint(), request_of(record, kind, person.author), base()
            assert (verb in curation.available_on_request(request, record, person.actor)) == (who in people)
            if who in people:
                decide(request, person.actor, "So be it.")
                assert ReviewEvent.objects.last().verb == verb
            else:
                with pytest.raises(Refusal, match=r"\.$"):
                    decide(request, person.actor, "So be it.")
                assert base() == found, (kind, verb)
            transaction.savepoint_rollback(undo)


@pytest.mark.parametrize("who", PEOPLE)
def test_only_curators_begin_a_draft(who):
    actor = PEOPLE[who].actor
    if who in CURATORS:
        assert curation.create(Publication, {}, actor).status == "draft"
        return
    before = base()
    with pytest.raises(Refusal, match="Only curators and editors may do this"):
        curation.create(Publication, {}, actor)
    assert base() == before


def test_the_table_names_every_verb_that_moves_a_record():
    assert set(VERBS) <= set(curation.MOVES) <= set(Verb) - {Verb.CREATE, Verb.LOAD}
