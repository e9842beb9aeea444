"""The way of a record and of a proposed change, drawn from the table of legal moves."""

from collections.abc import Iterator

from ..choices import RecordStatus, ReviewBasis, RevisionStatus, Verb, Vocabulary
from ..curation import MOVES, Move
from . import markdown
from .markdown import code, codes, table

INTRODUCTION = """
Nothing becomes public, and nothing public changes, in silence. A new record is a draft; somebody else makes it public.
A public record is never edited in place: a change is proposed, and somebody else accepts it. The table is
`curation.MOVES`; `curation` refuses every other move with a sentence for the person.
"""
REVISIONS = """
A proposed change is a revision: the whole document as it should be, the version it was made from, the source it rests
on. It is accepted whole or declined, and only while the record is still at the version it was made from. Its author may
decline it, never accept it.
"""
ALONE = """
Where an installation has one person only, it may allow (`MSCDB_SINGLE_PERSON`) publishing one's own work; the record
then says `one_person` on its page, in the API and in every release.
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
        "## On whose review a public record rests",
        table(("review basis", "shown as", "meaning"), _members(ReviewBasis)),
    )


def who_may(move: Move) -> str:
    """Who may make a move, in words."""
    if move.verb == Verb.DECLINE:
        return "an editor, or the author of the change"
    if move.by_contributor_only:
        return "a curator who wrote on it, or an editor"
    person = "an editor" if move.needs_editor else "a curator"
    return f"{person}, not on their own work" if move.by_others_only else person


def _record_arrows() -> Iterator[tuple[str, str, str]]:
    yield "[*]", RecordStatus.DRAFT, Verb.CREATE
    for move in MOVES.values():
        if move.verb not in (Verb.PROPOSE, Verb.DECLINE):
            yield from ((state, move.to_state, move.verb) for state in move.from_states)


def _revision_arrows() -> Iterator[tuple[str, str, str]]:
    yield "[*]", RevisionStatus.OPEN, Verb.PROPOSE
    yield RevisionStatus.OPEN, RevisionStatus.ACCEPTED, Verb.ACCEPT
    yield RevisionStatus.OPEN, RevisionStatus.DECLINED, Verb.DECLINE


def _diagram(arrows: Iterator[tuple[str, str, str]]) -> str:
    lines = [f"    {str(start)} --> {str(end)}: {str(verb)}" for start, end, verb in arrows]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _moves() -> Iterator[tuple[str, ...]]:
    yield code(Verb.CREATE), "", code(RecordStatus.DRAFT), "a curator", Verb.CREATE.meaning
    for move in MOVES.values():
        to = "stays" if move.from_states == (move.to_state,) else code(move.to_state)
        yield code(move.verb), codes(move.from_states), to, who_may(move), Verb(move.verb).meaning


def _members(vocabulary: type[Vocabulary]) -> Iterator[tuple[str, ...]]:
    return ((code(member.value), str(member.label), member.meaning) for member in vocabulary)
