"""Which review events concern a person, as what, and why; those of one change set as one."""

from dataclasses import dataclass
from functools import cached_property

from ..choices import NoticeKind, RecordStatus, RequestKind, Verb
from ..curation import Actor
from ..document import records_of
from ..models import (
    ChangeSet,
    CuratedRecord,
    EditorialRequest,
    NoticeChoice,
    Person,
    RecordVersion,
    ReviewEvent,
    Revision,
)
from .sets import TOGETHER, Sets, told_together

MOST = 100
# Without a choice of one's own: everything at the desk, nothing by e-mail.
AT_DESK, BY_EMAIL = "at_desk", "by_email"
HANDED_IN = (Verb.SUBMIT, Verb.PROPOSE, Verb.ASK)
OF_DRAFTS = (Verb.RETURN, Verb.PUBLISH)
OF_PROPOSALS = (Verb.ACCEPT, Verb.DECLINE)
OF_REQUESTS = (Verb.REFUSE, Verb.WITHDRAW, Verb.MERGE, Verb.RESTORE)
OF_PUBLIC_RECORDS = (Verb.ACCEPT, Verb.CONFIRM, Verb.WITHDRAW, Verb.MERGE, Verb.RESTORE)
OF_WORK = {
    Verb.FLAG: NoticeKind.READERS,
    Verb.LOOK_AGAIN: NoticeKind.CHANGED,
    Verb.MARK: NoticeKind.RETRACTION,
    Verb.RETRACTED: NoticeKind.RETRACTION,
}
TOLD = {*HANDED_IN, *OF_DRAFTS, *OF_PROPOSALS, *OF_REQUESTS, *OF_PUBLIC_RECORDS, *OF_WORK}


@dataclass(frozen=True)
class Notice:
    """One event that concerns a person, and why they are told; of a change set the latest, and all in ``items``."""

    event: ReviewEvent
    kind: NoticeKind
    why: str
    title: str
    actor_name: str
    is_new: bool
    change_set: ChangeSet | None = None
    items: tuple["Notice", ...] = ()

    @property
    def done(self) -> str:
        """What was done, in words."""
        return TOGETHER[self.event.verb] if self.change_set else self.event.get_verb_display()

    @property
    def note(self) -> str:
        """What was said of it, if the same was said of all."""
        notes = {notice.event.note for notice in self.items or (self,)}
        return notes.pop() if len(notes) == 1 else ""


def notices_of(
    person: Person, actor: Actor, place: str = AT_DESK, after: int = 0, until: int | None = None
) -> list[Notice]:
    """What a person is told at a place, the latest first, at most a hundred; events after and up to a key."""
    wanted = wanted_kinds(person, place)
    if not wanted:
        return []
    events = ReviewEvent.objects.telling(actor.code, TOLD, HANDED_IN if actor.is_editor else ()).between(after, until)
    found = list(events[: 3 * MOST])
    facts = Facts(actor, found)
    told = []
    for event in found:
        kind, why = facts.reason(event)
        if kind in wanted:
            record = facts.records.get(event.accession)
            told.append(
                Notice(
                    event, kind, why, record.title_text() if record else "",
                    facts.names.get(event.actor, event.actor), event.pk > person.notices_read,
                )
            )  # fmt: skip
    return told_together(told, facts.sets)[:MOST]


def unread_of(person: Person, actor: Actor) -> list[Notice]:
    """What a person has not seen at the desk yet."""
    return notices_of(person, actor, after=person.notices_read)


def wanted_kinds(person: Person, place: str) -> set[str]:
    """The kinds of notice that a person wants at the desk or by e-mail."""
    said = {choice.kind: getattr(choice, place) for choice in NoticeChoice.objects.filter(person=person)}
    return {kind for kind in NoticeKind.values if said.get(kind, place == AT_DESK)}


class Facts:
    """What a person did with the records of some events; each asked once, when it is needed."""

    def __init__(self, actor: Actor, events: list[ReviewEvent]):
        self.actor = actor
        self.accessions = {event.accession for event in events}

    def reason(self, event: ReviewEvent) -> tuple[str, str]:
        """(kind, why the person is told); two empty texts when it does not concern them."""
        key = (event.accession, event.at)
        if event.verb in OF_DRAFTS and event.accession in self.written:
            return NoticeKind.DECIDED, "because you wrote it"
        if event.verb in OF_PROPOSALS and key in self.decided_proposals:
            return NoticeKind.DECIDED, "because you proposed the change"
        if event.verb in OF_REQUESTS and key in self.decided_requests:
            return NoticeKind.DECIDED, "because you asked for it"
        if event.verb in HANDED_IN:
            return (NoticeKind.WAITING, self._why_waiting(event)) if self._is_for_me(event) else ("", "")
        share = self._share(event.accession)
        if share and event.verb in OF_WORK:
            return OF_WORK[event.verb], share
        return (NoticeKind.CHANGED, share) if share and event.verb in OF_PUBLIC_RECORDS else ("", "")

    def _share(self, accession: str) -> str:
        """What the person did with a record; empty when nothing."""
        if own := self.versions.get(accession):
            version, author = own
            return f"because you {'wrote' if author == self.actor.code else 'reviewed'} version {version}"
        return "because you wrote it" if accession in self.written else ""

    def _why_waiting(self, event: ReviewEvent) -> str:
        asked = (
            "asked for it" if event.verb == Verb.ASK else "proposed it" if event.verb == Verb.PROPOSE else "wrote it"
        )
        return f"because you may decide on it and somebody else {asked}"

    def _is_for_me(self, event: ReviewEvent) -> bool:
        """Whether what was handed in still waits, and this person may decide on it."""
        if event.verb == Verb.SUBMIT:
            record = self.records.get(event.accession)
            waits = record is not None and record.status == RecordStatus.SUBMITTED
            return waits and record.updated_at == event.at and event.accession not in self.written
        if event.verb == Verb.PROPOSE:
            change_set = self.sets.of(event)
            is_being_written = change_set is not None and change_set.submitted_at is None
            return (event.accession, event.actor) in self.open_proposals and not is_being_written
        kinds = self.open_requests.get((event.accession, event.actor), set())
        return bool(kinds) and (self.actor.is_chief or RequestKind.WITHDRAW in kinds)

    @cached_property
    def records(self) -> dict[str, CuratedRecord]:
        return records_of(self.accessions)

    @cached_property
    def sets(self) -> Sets:
        return Sets(self.accessions)

    @cached_property
    def names(self) -> dict[str, str]:
        return Person.objects.names()

    @cached_property
    def written(self) -> set[str]:
        """Records that the person wrote on before they were public."""
        return set(ReviewEvent.objects.written_by(self.actor.code, self.accessions))

    @cached_property
    def versions(self) -> dict[str, tuple[int, str]]:
        """The last version of each record that the person wrote or reviewed, and who wrote it."""
        rows = RecordVersion.objects.of_person(self.actor.code).filter(accession__in=self.accessions)
        return {
            row.accession: (row.version, row.author) for row in rows.order_by("accession", "version").defer("document")
        }

    @cached_property
    def decided_proposals(self) -> set[tuple]:
        own = Revision.objects.by(self.actor.code).filter(accession__in=self.accessions, decided_at__isnull=False)
        return set(own.values_list("accession", "decided_at"))

    @cached_property
    def open_proposals(self) -> set[tuple[str, str]]:
        return set(Revision.objects.open().filter(accession__in=self.accessions).values_list("accession", "author"))

    @cached_property
    def decided_requests(self) -> set[tuple]:
        own = EditorialRequest.objects.filter(requested_by=self.actor.code, accession__in=self.accessions)
        return set(own.values_list("accession", "decided_at"))

    @cached_property
    def open_requests(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        rows = EditorialRequest.objects.open().filter(accession__in=self.accessions)
        for accession, author, kind in rows.values_list("accession", "requested_by", "kind"):
            found.setdefault((accession, author), set()).add(kind)
        return found
