"""Records that are joined or re-pointed: what refers to the one that goes refers to the one that stays."""

from typing import Any

from .. import rules
from ..choices import ReviewBasis, Verb
from ..document import ChildShape, Document, Shape, shape_of, to_document, whole
from ..models import CuratedRecord, Publication, RecordVersion, Redirect, Trial
from .moves import Refusal
from .spine import locked, log, make_public, move, write_whole
from .withdrawal import Act

# No two records have the same of these, so the record that stays takes them over; the registry ids are rows.
IDENTIFIERS = {Publication: ("doi", "pmid", "pmcid"), Trial: ("identifiers",)}


def repointed(shape: Shape, document: Document, old: str, new: str) -> Document:
    """The document with every reference to one record turned to another, and no repeats."""
    turned = dict(document)
    for name in shape.references:
        if turned[name] == old:
            turned[name] = new
    for name in shape.lists:
        turned[name] = sorted({new if accession == old else accession for accession in turned[name]})
    for child in shape.children:
        if child.references:
            turned[child.name] = _repointed_rows(child, turned[child.name], old, new)
    return turned


def _repointed_rows(child: ChildShape, rows: list[Document], old: str, new: str) -> list[Document]:
    """A turned row that then says what another says goes; what a row says is all but its position."""
    kept = [row for row in rows if all(row[name] != old for name in child.references)]
    said = [_said(child, row) for row in kept]
    for row in rows:
        turned = row | {name: new for name in child.references if row[name] == old}
        if turned != row and _said(child, turned) not in said:
            kept.append(turned)
            said.append(_said(child, turned))
    return kept


def _said(child: ChildShape, row: Document) -> dict[str, Any]:
    """What makes a row the same as another: the record alone where it may stand once, as a finding's trials."""
    if child.name == "trial_links":
        return {"trial": row["trial"]}
    return {name: value for name, value in row.items() if name != "position"}


def repoint(act: Act, referrer: CuratedRecord) -> str:
    """Write a referrer with the other record in place of the one that goes; returns its accession."""
    document = repointed(shape_of(referrer), to_document(referrer), act.request.accession, act.request.other)
    rewrite(act, referrer.accession, document)
    return referrer.accession


def rewrite(act: Act, accession: str, document: Document) -> None:
    """A public record gets a document in the course of an act; ``publish_rewritten`` makes it a version."""
    record = locked(accession)
    values = {
        "version": record.version + 1,
        "review_basis": ReviewBasis.ONE_PERSON if act.is_alone else record.review_basis,
        "edited_by": act.request.requested_by,
        "reviewed_by": act.actor.code,
        "updated_at": act.at,
    }
    move(record, Verb.ACCEPT, values)
    try:
        write_whole(record, document)
    except Refusal as refusal:
        raise Refusal(f"{accession} cannot be changed along: {refusal}") from refusal


def publish_rewritten(act: Act, accessions: list[str], note: str) -> dict[str, int]:
    """Make versions of rewritten records, once all of the act is written; accession → version."""
    outcome = {}
    for accession in accessions:
        record = locked(accession)
        record = whole(type(record), accession)
        demand_sound(record)
        make_public(record, act.n, act.at)
        log(record, Verb.ACCEPT, act.actor, act.at, note, act.n)
        outcome[accession] = record.version
    return outcome


def demand_sound(record: CuratedRecord) -> None:
    if found := rules.obstacles(record):
        raise Refusal(f"{record.accession} could not be public after this; propose a change of it first.", found)


def hand_over_identifiers(act: Act, loser: CuratedRecord) -> list[str]:
    """The record that stays takes over the identifiers that it lacks; returns its accession if it took any."""
    stays = locked(act.request.other)
    given, taken = to_document(loser), to_document(stays)
    moved = {name: given[name] for name in IDENTIFIERS.get(type(stays), ()) if given[name] and _has_room(taken[name])}
    if not moved:
        return []
    write_whole(loser, dict.fromkeys(moved, "") | {name: [] for name in moved if isinstance(given[name], list)})
    rewrite(act, stays.accession, {name: _joined(taken[name], value) for name, value in moved.items()})
    return [stays.accession]


def _has_room(value: Any) -> bool:
    return isinstance(value, list) or not value


def _joined(present: Any, added: Any) -> Any:
    return [*present, *added] if isinstance(added, list) else added


def lead_on(loser: CuratedRecord, stays: str) -> None:
    """From now on the accession of the record that goes leads to the one that stays."""
    Redirect.objects.update_or_create(kind=loser.PREFIX, old=loser.accession, defaults={"accession": stays})


def document_of(accession: str, version: int) -> Document:
    """What a record held as this version."""
    return RecordVersion.objects.numbered(accession, version).document
