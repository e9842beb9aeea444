"""The way of a record and of a proposed change, drawn from the table of legal moves."""

from collections.abc import Iterator

from ..choices import (
    MessageStatus,
    RecordStatus,
    RequestKind,
    RequestStatus,
    ReviewBasis,
    RevisionStatus,
    Verb,
    Vocabulary,
)
from ..curation import CHIEF_EDITORS, CURATORS, EDITORS, MOVES, Move
from . import markdown
from .markdown import code, codes, table

INTRODUCTION = """
Nothing becomes public, and nothing public changes, in silence. A new record is a draft; somebody else makes it public.
A public record is never edited in place: a change is proposed, and somebody else accepts it. The table is
`curation.MOVES`; `curation` refuses every other move with a sentence for the person.
"""
REVISIONS = """
A proposed change is a revision: the whole document as it should be, the version it was made from, the source it rests
on. An editor accepts it field by field; a field that is not applied is declined with a reason. Proposals about
different fields all apply. Where somebody changed the same field meanwhile, the editor compares three values and says
which one stands. There is one open revision per record and author: a second proposal goes into it. Its author may take
it back, never accept it. Accepting some fields says nothing of the others: the record keeps its review basis, unless
the editor has checked it whole.
"""
CHANGE_SETS = """
A change set holds what one sitting with a paper made: new records and proposed changes, each in one set only. Its
author submits it as a whole; its drafts may refer to each other, but not to a draft outside of it. One editor who wrote
on none of it publishes all that waits in it under one number: new records in the order of their references, then the
changes, field by field where wanted. Where one item cannot become public, nothing does, and the refusal names record,
field and remedy. A single item may be returned with a note (a proposed change: declined) while the rest goes on; what
refers to it waits with it. The set is finished when nothing of it waits; until then its author or an editor may
dissolve it, and its drafts and proposals stand alone again.
"""
HOLDS = """
An editor may take a review: for half an hour others see who has it, and decide only after taking it over, which anybody
who may decide can do. Both are logged; a decision lets go of it. Looking at a record takes nothing.

Before anybody publishes, accepts or confirms something, they state their interests, once a year. The statements of
author and editor stand beside each decision at the desk.
"""
CONFIRMATIONS = """
A record that was compiled for a release, taken from a registry or published by one person is confirmed by a second
person, who has compared the whole of it with its source and says with what. The desk offers those that readers see
most first. A finding at which nobody looked for `MSCDB_FINDING_FRESH_MONTHS` (24) months, and a trial whose status
could still change and was not confirmed within `MSCDB_STATUS_FRESH_MONTHS` (12), ask for a second look: they are
confirmed again, or a change is proposed.
"""
REGISTRY_FACTS = """
What a registry owns of a trial follows the registry without a second person: `import_trials` and `sync_trials` keep
what was read, and the value with the newest registry date counts, whatever came when. Such a change is a revision that
is accepted as it is made, on the basis `registry`; the record keeps the review it had. Curated fields are never
touched. A curator may hold a field against the registry: a pin, with its reason, is proposed and accepted like any
other change, and the page says so. A change of status, dates, enrolment, phase or results asks the findings of the
trial for a second look, which a curator gives. An entry that a whole run did not find is marked, on the page too, and
the trial stays. Drafts that a registry filled belong to nobody; whoever edits or submits one answers for it and does
not publish it.
"""
HISTORY = """
The page of every public record ends with its history: each version with its date, the review that the change rests on
and the fields that changed; why a record went, came back or lost its ground. Notes, proposals and people stay at the
desk, but for those who want to be named. The desk compares any two versions field by field and says of each field which
version gave it its present value, who wrote and who accepted that, and from what.

To undo is to propose: the form opens with what an older version said, or with what one accepted change replaced where
nobody changed it since, and somebody else accepts it. A mark of retraction is not taken away along with something else.
"""
RETRACTIONS = """
A retraction waits for nobody: one curator marks a public publication as retracted or under an expression of concern, or
takes the mark away, and says where the notice stands. It is public at once; the publication rests on one person until a
second one confirms it, who is never the one who marked it. Each public finding that rests on the publication (its
source, the study behind it, or where it was read) gets an event of the same number. No new finding may rest on it. The
desk lists what does, until somebody has dealt with it.
"""
READERS = """
Readers say that something is wrong or missing without an account. A message is open until a curator accepts or declines
it with a reason; nothing of it is public. An accepted suggestion may go into the reading queue.
"""
REQUESTS = """
A withdrawal, a merger of two records and a restoration are asked for by one person and carried out by another, each
as one public change. The request says what becomes of every public record that rests on the one that goes: it is
withdrawn along with it, or it refers to another record instead. An editor may withdraw at once where it is urgent, with
what rests on it; that waits for a second editor, and who declines it asks for the restoration. In a merger both
accessions stay: the one that goes leads to the one that stays, which takes over the identifiers that it lacks. A
restoration brings back what went along; a merger is undone until somebody changed one of the records it touched.
"""
_PERSONS = {
    CURATORS: "a curator",
    EDITORS: "an editor",
    CHIEF_EDITORS: "a chief editor, when somebody else asked for it",
}
ALONE = """
Where an installation has one person only, it may allow (`MSCDB_SINGLE_PERSON`) publishing one's own work and accepting
one's own changes; the record then says `one_person` on its page, in the API and in every release.
"""


def page() -> str:
    """docs/workflow.md."""
    return markdown.page(
        "The way of a record",
        INTRODUCTION,
        _diagram(_record_arrows()),
        table(("state", "shown as", "meaning"), _members(RecordStatus)),
        "## Moves",
        table(("move", "from", "to", "who may", "what it does"), _moves()),
        ALONE,
        "## Proposed changes",
        REVISIONS,
        _diagram(_revision_arrows()),
        table(("state", "shown as", "meaning"), _members(RevisionStatus)),
        "## Change sets",
        CHANGE_SETS,
        "## Deciding",
        HOLDS,
        "## Confirming",
        CONFIRMATIONS,
        "## Registry facts",
        REGISTRY_FACTS,
        "## History, and the way back",
        HISTORY,
        "## Retractions",
        RETRACTIONS,
        "## Readers' messages",
        READERS,
        table(("state", "shown as", "meaning"), _members(MessageStatus)),
        "## Withdrawals, mergers, restorations",
        REQUESTS,
        table(("request", "shown as", "meaning"), _members(RequestKind)),
        table(("state", "shown as", "meaning"), _members(RequestStatus)),
        "## On whose review a public record rests",
        table(("review basis", "shown as", "meaning"), _members(ReviewBasis)),
    )


def who_may(move: Move) -> str:
    """Who may make a move, in words."""
    if move.verb == Verb.DECLINE:
        return "an editor, or the author of the change"
    if move.by_contributor_only:
        return "a curator who wrote on it, or an editor"
    person = _PERSONS[move.role]
    return f"{person}, not on their own work" if move.by_others_only else person


def _record_arrows() -> Iterator[tuple[str, str, str]]:
    yield "[*]", RecordStatus.DRAFT, Verb.CREATE
    for move in MOVES.values():
        if move.verb not in (Verb.PROPOSE, Verb.DECLINE, Verb.ASK):
            yield from ((state, move.to_state or state, move.verb) for state in move.from_states)


def _revision_arrows() -> Iterator[tuple[str, str, str]]:
    yield "[*]", RevisionStatus.OPEN, Verb.PROPOSE
    yield RevisionStatus.OPEN, RevisionStatus.ACCEPTED, Verb.ACCEPT
    yield RevisionStatus.OPEN, RevisionStatus.PARTLY_ACCEPTED, Verb.ACCEPT
    yield RevisionStatus.OPEN, RevisionStatus.DECLINED, Verb.DECLINE


def _diagram(arrows: Iterator[tuple[str, str, str]]) -> str:
    lines = [f"    {str(start)} --> {str(end)}: {str(verb)}" for start, end, verb in arrows]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _moves() -> Iterator[tuple[str, ...]]:
    yield code(Verb.CREATE), "", code(RecordStatus.DRAFT), "a curator", Verb.CREATE.meaning
    for move in MOVES.values():
        to = code(move.to_state) if move.to_state else "stays"
        yield code(move.verb), codes(move.from_states), to, who_may(move), Verb(move.verb).meaning


def _members(vocabulary: type[Vocabulary]) -> Iterator[tuple[str, ...]]:
    return ((code(member.value), str(member.label), member.meaning) for member in vocabulary)
