"""The verb by which a retraction travels: one publication is marked, and every finding that rests on it says so."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..choices import RetractionStatus, ReviewBasis, Verb
from ..document import to_document, whole
from ..models import CuratedRecord, Finding, Publication
from .actors import Actor
from .moves import Refusal, demand
from .spine import demand_complete, log, make_public, move, next_n, write_whole

SAID_OF_A_FINDING = {
    RetractionStatus.RETRACTED: "{} was retracted.",
    RetractionStatus.EXPRESSION_OF_CONCERN: "{} is under an expression of concern.",
}
CLEARED = "{} is no longer marked as retracted or of concern."


@transaction.atomic
def mark_retraction(publication: Publication, status: str, actor: Actor, source: str, note: str = "") -> Publication:
    """Mark a public publication as retracted or of concern, or take such a mark away: at once, by one curator.

    ``source`` says where the notice stands; it is public, as the note is. The publication gets a new version that
    rests on one person until a second confirms it; each public finding that rests on it gets an event of the same n.
    """
    n = next_n()
    publication.refresh_from_db()
    demand(Verb.MARK, publication, actor)
    _demand_sense(publication, status, source)
    before, now = publication.retraction_status, timezone.now()
    values = {
        "version": publication.version + 1,
        "review_basis": ReviewBasis.ONE_PERSON,
        "edited_by": actor.code,
        "reviewed_by": actor.code,
        "updated_at": now,
    }
    move(publication, Verb.MARK, values)
    marks = {"retraction_status": status, "retraction_checked_on": now.date().isoformat()}
    write_whole(publication, to_document(publication) | marks)
    fresh = whole(Publication, publication.accession)
    demand_complete(fresh)
    make_public(fresh, n, now)
    log(fresh, Verb.MARK, actor, now, _said(status, source, note), n)
    tell_findings(fresh, before, actor, now, n)
    publication.refresh_from_db()
    return publication


def mark_of(record: CuratedRecord) -> str:
    """The retraction status of a publication; empty for other records."""
    return getattr(record, "retraction_status", "")


def tell_findings(record: CuratedRecord, before: str, actor: Actor, now: datetime, n: int) -> None:
    """After a public change: one event per public finding on a publication that was marked or cleared by it."""
    after = mark_of(record)
    if after == before or not {before, after} & set(SAID_OF_A_FINDING):
        return
    said = SAID_OF_A_FINDING.get(after, CLEARED).format(record.accession)
    for finding in Finding.objects.public().touched_by(record).in_order():
        log(finding, Verb.RETRACTED, actor, now, said, n)


def _demand_sense(publication: Publication, status: str, source: str) -> None:
    if status not in (*SAID_OF_A_FINDING, RetractionStatus.NONE_FOUND):
        raise Refusal("Choose what the notice says: retracted, an expression of concern, or that neither holds.")
    if not source.strip():
        raise Refusal("Say where the notice stands: a DOI, a PMID, an address, and its date.")
    if status == publication.retraction_status:
        raise Refusal(f"{publication.accession} is marked so already ({publication.get_retraction_status_display()}).")
    if status == RetractionStatus.NONE_FOUND and not publication.is_marked:
        raise Refusal(
            f"{publication.accession} has no mark to take away. That you looked and found none is proposed as a change."
        )


def _said(status: str, source: str, note: str) -> str:
    parts = (f"{RetractionStatus(status).label}.", f"Source: {source.strip()}", note.strip())
    return " ".join(part for part in parts if part)
