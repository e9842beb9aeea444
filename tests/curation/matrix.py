"""The table of moves as the tests want it: every state × verb × person, and what a verb decides on."""

from dataclasses import dataclass

from django.utils import timezone

from tests import factories
from tests.factories import ADA, BEN, CLEO, ED, EVE, IDA
from trials import curation
from trials.choices import RecordStatus, RequestKind, Verb
from trials.curation import Actor
from trials.document import to_document
from trials.models import EditorialRequest, Publication, Revision


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
    """The move, as the person makes it."""
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
