"""The table of moves: every state × verb × person."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone

from tests import factories
from tests.curation.watching import base, n_now
from tests.factories import ADA, BEN, CLEO, ED, EVE, IDA
from trials import curation
from trials.choices import RecordStatus, RequestKind, Verb
from trials.curation import Actor, Refusal
from trials.document import to_document
from trials.models import EditorialRequest, Publication, ReviewEvent, Revision

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@dataclass(frozen=True)
class Person:
    """Somebody before a record: who acts, and who wrote the record and its revision."""

    actor: Actor
    author: Actor = ADA


PEOPLE = {
    "author": Person(ADA),
    "other curator": Person(BEN),
    "editor": Person(ED),
    "editor who is the author": Person(EVE, author=EVE),
    "chief editor": Person(IDA),
    "outsider": Person(CLEO),
    "anonymous": Person(Actor("")),
}

CURATORS = {"author", "other curator", "editor", "editor who is the author", "chief editor"}

WRITERS_AND_EDITORS = CURATORS - {"other curator"}

OTHER_EDITORS = {"editor", "chief editor"}

EDITORS = OTHER_EDITORS | {"editor who is the author"}

AUTHORS = {"author", "editor who is the author"}

# (verb, state) → who may; whatever stands not here, nobody may.
LEGAL = {
    (Verb.EDIT, "draft"): CURATORS,
    (Verb.EDIT, "returned"): CURATORS,
    (Verb.SUBMIT, "draft"): WRITERS_AND_EDITORS,
    (Verb.SUBMIT, "returned"): WRITERS_AND_EDITORS,
    (Verb.RETURN, "submitted"): OTHER_EDITORS,
    (Verb.PUBLISH, "submitted"): OTHER_EDITORS,
    (Verb.PROPOSE, "published"): CURATORS,
    (Verb.ACCEPT, "published"): OTHER_EDITORS,
    # An author may take an own revision back, whatever became of the record.
    **{(Verb.DECLINE, state): AUTHORS for state in RecordStatus.values},
    (Verb.DECLINE, "published"): AUTHORS | OTHER_EDITORS,
    (Verb.CONFIRM, "published"): CURATORS - AUTHORS,
    # A retraction waits for nobody; a second person confirms it afterwards.
    (Verb.MARK, "published"): CURATORS,
    # Urgent, by one editor, even of own work: a second person confirms it.
    (Verb.WITHDRAW, "published"): EDITORS,
    (Verb.ASK, "published"): CURATORS,
    (Verb.ASK, "withdrawn"): CURATORS,
    # On a request of the author's.
    (Verb.MERGE, "published"): {"chief editor"},
    (Verb.RESTORE, "withdrawn"): {"chief editor"},
}

AFTERWARDS = {
    Verb.EDIT: "draft",
    Verb.SUBMIT: "submitted",
    Verb.RETURN: "returned",
    Verb.PUBLISH: "published",
    Verb.PROPOSE: "published",
    Verb.ACCEPT: "published",
    Verb.CONFIRM: "published",
    Verb.MARK: "published",
    Verb.WITHDRAW: "withdrawn",
    Verb.MERGE: "withdrawn",
    Verb.RESTORE: "published",
}

# From which state each request is carried out.
STARTS = {RequestKind.WITHDRAW: "published", RequestKind.MERGE: "published", RequestKind.RESTORE: "withdrawn"}

DECIDER = factories.person("decider", is_editor=True)
VERBS = (*AFTERWARDS, Verb.DECLINE, Verb.ASK)

PUBLIC_VERBS = {Verb.PUBLISH, Verb.ACCEPT, Verb.CONFIRM, Verb.MARK, Verb.WITHDRAW, Verb.MERGE, Verb.RESTORE}


def publication_of(author: Actor, status: str) -> Publication:
    """A publication of this author's in a state that somebody brought it to who is none of the people."""
    record = curation.create(Publication, {"title": "A review", "publication_type": "review"}, author)
    return factories.brought_to(record, status, author, publisher=DECIDER, withdrawer=DECIDER)


def revision_of(record: Publication, author: Actor) -> Revision:
    """An open revision, in states too in which ``propose`` would give none."""
    return Revision.objects.create(
        accession=record.accession, base_version=record.version, document=to_document(record) | {"note": "More."},
        changes=[{"field": "note", "old": "", "new": "More."}], source="The paper", author=author.code,
        created_at=timezone.now(),
    )  # fmt: skip


def request_of(record: Publication, kind: str, author: Actor) -> EditorialRequest:
    """An open request, in states too in which ``ask`` would give none; the record that stays is the first."""
    other = Publication.objects.earliest("number").accession if kind == RequestKind.MERGE else ""
    return EditorialRequest.objects.create(
        kind=kind, accession=record.accession, other=other, reason="Wrong.", requested_by=author.code,
        requested_at=timezone.now(),
    )  # fmt: skip


def waiting_for(verb: Verb, record: Publication, author: Actor) -> Revision | EditorialRequest | None:
    """What the author made that the verb decides on."""
    if verb in (Verb.ACCEPT, Verb.DECLINE):
        return revision_of(record, author)
    return request_of(record, verb, author) if verb in (Verb.MERGE, Verb.RESTORE) else None


def do(verb: Verb, record: Publication, waiting: Revision | EditorialRequest | None, person: Person) -> None:
    if verb == Verb.EDIT:
        curation.edit(record, {"note": "More."}, person.actor)
    elif verb == Verb.SUBMIT:
        curation.submit(record, person.actor)
    elif verb == Verb.RETURN:
        curation.return_(record, person.actor, "Say more.")
    elif verb == Verb.PUBLISH:
        curation.publish(record, person.actor)
    elif verb == Verb.PROPOSE:
        curation.propose(record, {"note": "More."}, person.actor, source="The paper")
    elif verb == Verb.ACCEPT:
        curation.accept(waiting, person.actor)
    elif verb == Verb.CONFIRM:
        curation.confirm(record, person.actor, "Compared with the paper.")
    elif verb == Verb.MARK:
        curation.mark_retraction(record, "retracted", person.actor, source="The journal's notice")
    elif verb == Verb.DECLINE:
        curation.decline(waiting, person.actor, "Not so.")
    elif verb == Verb.ASK:
        kind = RequestKind.RESTORE if record.status == RecordStatus.WITHDRAWN else RequestKind.WITHDRAW
        curation.ask(kind, record, person.actor, "Wrong.")
    elif verb in (Verb.MERGE, Verb.RESTORE):
        curation.carry_out(waiting, person.actor)
    else:
        curation.withdraw(record, person.actor, "Wrong.")


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
