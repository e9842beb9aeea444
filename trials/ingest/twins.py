"""Publications that may be one: found by title, year and first author, and put before people, who decide.

Nothing is merged here. Numbers that a paper adds to a public record are proposed as a change; what may be another text
is put into the reading queue; two records of which each has a number of one paper become a request to merge them. What
comes of it is a sentence that goes on after the accession of the record that is here.
"""

from ..choices import ReadingState, RequestKind, RevisionStatus
from ..curation import Refusal, ask, propose, reading, source_actor
from ..document import Document
from ..models import EditorialRequest, Publication, ReadingItem, Revision
from ..normalisation import normalise_text
from ..similarity import Match, similar
from ..sources.paper import Paper
from .mapping import LABELS

SCHEMES = ("pmid", "doi", "pmcid")
ALIKE = "Title, year and first author are the same as far as both are known."


def like(document: Document) -> Publication | None:
    """The publication that a document seems to be: almost the same title, and neither another year nor author.

    Where year and author are not known of both, the title must be the same word for word.
    """
    matches = similar("publication", "title", document.get("title", ""))
    return next((match.record for match in matches if _is_one(match, document)), None)


def _is_one(match: Match, document: Document) -> bool:
    record = match.record
    pairs = (
        (str(record.year or ""), str(document.get("year") or "")),
        (family(record.first_author), family(document.get("first_author", ""))),
    )
    known = [pair for pair in pairs if all(pair)]
    return all(here == there for here, there in known) and (bool(known) or match.is_exact)


def family(author: str) -> str:
    """The first word of a name as "Family AB"."""
    return normalise_text(author).partition(" ")[0]


def put_before_people(paper: Paper, document: Document, record: Publication) -> str:
    """Have people decide whether a paper is a record of ours; how, in a sentence; nothing where they said no before."""
    own = {scheme: document[scheme] for scheme in SCHEMES if document.get(scheme)}
    added = {scheme: value for scheme, value in own.items() if not getattr(record, scheme)}
    differing = [scheme for scheme in own if getattr(record, scheme) and getattr(record, scheme) != own[scheme]]
    if record.is_public and added and not differing:
        return _propose_numbers(paper, added, record)
    return _queue(paper, own, record)


def _propose_numbers(paper: Paper, added: dict[str, str], record: Publication) -> str:
    actor = source_actor(paper.source)
    before = Revision.objects.of_record(record.accession).by(actor.code)
    same = [
        revision for revision in before if added.items() <= {c["field"]: c["new"] for c in revision.changes}.items()
    ]
    if any(revision.status == RevisionStatus.DECLINED for revision in same):
        return ""
    if not same:
        named = ", ".join(f"{scheme}:{value}" for scheme, value in added.items())
        try:
            propose(record, added, actor, f"{LABELS[paper.source]} of “{paper.title}”, {named}", ALIKE)
        except Refusal as refusal:
            return f"looks like the same text; that it is could not be proposed: {refusal}"
    return "looks like the same text; the numbers were proposed for it."


def _queue(paper: Paper, own: dict[str, str], record: Publication) -> str:
    said = "looks like the same text and has other identifiers"
    scheme, identifier = next(iter(own.items()), ("", ""))
    title = " ".join(paper.title.split())
    known = ReadingItem.objects.identified([(scheme, identifier)]) if identifier else ReadingItem.objects.titled(title)
    item = known.first()
    if item and item.state == ReadingState.EXCLUDED:
        return f"{said}; it was excluded from the reading queue before: {item.reason}"
    if item is None:
        comment = f"Looks like {record.accession}. {ALIKE} Exclude it if it is the same, enter it if it is another."
        try:
            reading.add_reading(scheme, identifier, title, paper.source, comment, source_actor(paper.source))
        except Refusal as refusal:
            return f"{said}; it could not be put into the reading queue: {refusal}"
    return f"{said}; it waits in the reading queue for somebody to decide."


def propose_merger(paper: Paper, here: str, there: str) -> str:
    """Ask that two records be merged of which each has a number of one paper; a sentence that says so."""
    loser, stays = sorted((here, there), key=lambda accession: (len(accession), accession), reverse=True)
    said = "has another number of the paper, and may be the same text"
    if EditorialRequest.objects.of_record(loser).filter(kind=RequestKind.MERGE, other=stays).exists():
        return f"{said}; a merger was asked for before."
    record = Publication.objects.by_accession(loser).get()
    reason = f"{LABELS[paper.source]} gives both their numbers: {_numbers(paper)}."
    try:
        ask(RequestKind.MERGE, record, source_actor(paper.source), reason, stays)
    except Refusal as refusal:
        return f"{said}; a merger could not be asked for: {refusal}"
    return f"{said}; a merger was asked for."


def _numbers(paper: Paper) -> str:
    return ", ".join(f"{scheme}:{value}" for scheme in SCHEMES if (value := getattr(paper, scheme)))
