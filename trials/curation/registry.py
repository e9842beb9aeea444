"""The verb by which registry facts come in, for many trials at once, and the question that they put to findings.

What a registry owns of a trial needs no second person: its newest word is taken over, in drafts and in public records
alike, and the change says so (`registry`). Everything else is refused here. The record keeps its review basis and the
people who answer for it; the version names the registry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mscdb import bulk

from .. import projection, rules
from ..choices import LookAgainState, ReviewBasis, RevisionStatus, Verb
from ..document import TRIAL, Document, Resolver, canonical, diff, field_words, to_document, with_parts, write_parts
from ..models import Finding, LookAgain, RecordVersion, ReviewEvent, Revision, Trial
from .actors import Actor
from .moves import Refusal, demand_curator
from .spine import next_n, record_of, refusing

# What a registry adds its own to, and the word on where the status was read.
SHARED = ("identifiers", "secondary_ids", "conditions", "criteria", "status_history", "sources", "status_source")
OWNED = frozenset((*Trial.REGISTRY_FIELDS, *Trial.REGISTRY_FACETS, *Trial.REGISTRY_ROWS, *SHARED))


@dataclass(frozen=True)
class RegistryUpdate:
    """What a registry changes of a trial: the record as it was read, its document then, and the fields that change.

    ``source`` says in a sentence what was read; ``look_again`` names the fields of which findings should hear.
    """

    record: Trial
    base: Document
    changes: Document
    source: str
    look_again: tuple[str, ...] = ()


@dataclass
class Followed:
    """What came of it: accessions that somebody wrote on meanwhile, and a sentence for each that was refused."""

    stale: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


class _LeaveOut(Exception):
    """Some of the updates cannot be made; nothing of this round was."""

    def __init__(self, stale: Iterable[str] = (), refused: dict[str, str] | None = None):
        self.stale, self.refused = set(stale), refused or {}
        super().__init__()


@transaction.atomic
def follow_registry(updates: Sequence[RegistryUpdate], registry: str, by: str) -> Followed:
    """Take over what a registry says now; all public changes are one change, born accepted on the basis `registry`.

    ``registry`` is the author (``registry:clinicaltrials.gov``), ``by`` the code of who had it read.
    """
    if not registry.startswith("registry:") or by == registry or not by:
        raise Refusal("Registry facts have a registry as their author, and somebody who had it read.")
    left, followed = list(updates), Followed()
    for update in left:
        _demand_owned(update)
    while left:
        try:
            with transaction.atomic():
                _follow(left, registry, by)
            return followed
        except _LeaveOut as out:
            followed.stale |= out.stale
            followed.refused |= out.refused
        left = [update for update in left if update.record.accession not in followed.stale | followed.refused.keys()]
    return followed


def _demand_owned(update: RegistryUpdate) -> None:
    pinned = {row["field"] for row in update.base["pins"]}
    for name in update.changes:
        if name not in OWNED:
            raise Refusal(f"{update.record.accession}: {field_words(name)} is no fact of a registry.")
        if name in pinned:
            raise Refusal(f"{update.record.accession}: the curators hold {field_words(name)} against the registry.")


def _follow(updates: list[RegistryUpdate], registry: str, by: str) -> None:
    is_public = any(update.record.is_public for update in updates)
    n = next_n() if is_public else None
    _demand_fresh(updates)
    now = timezone.now()
    _write(updates, now)
    public = [update for update in updates if update.record.is_public]
    if public:
        records = _read_anew(public)
        _make_versions(public, records, registry, n, now)
        _keep_revisions(public, records, registry, by, now)
        projection.refresh_all(list(records.values()))
    _log(updates, registry, n, now)
    for update in public:
        if update.look_again:
            _ask_for_a_second_look(update, registry, now)


def _demand_fresh(updates: list[RegistryUpdate]) -> None:
    """Lock the rows in one order; whoever wrote on one of them meanwhile has it read again."""
    keys = [update.record.pk for update in updates]
    rows = Trial._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    present = {key: seen for key, *seen in rows.values_list("pk", "status", "version", "updated_at")}
    stale = [
        update.record.accession
        for update in updates
        if present.get(update.record.pk) != [update.record.status, update.record.version, update.record.updated_at]
    ]
    if stale:
        raise _LeaveOut(stale)


def _write(updates: list[RegistryUpdate], now: datetime) -> None:
    pairs = []
    for update in updates:
        record, changes = update.record, canonical(TRIAL, update.changes)
        values = {name: changes[name] for name in TRIAL.fields if name in changes} | {"updated_at": now}
        if record.is_public:
            values["version"] = record.version + 1
        Trial._base_manager.filter(pk=record.pk).update(**values)
        pairs.append((record, changes))
    with refusing([update.record for update in updates]):
        write_parts(pairs, Resolver())


def _read_anew(updates: list[RegistryUpdate]) -> dict[str, Trial]:
    """The records after the change, whole; what may not be public so is refused."""
    read = with_parts(Trial.objects.filter(pk__in=[update.record.pk for update in updates]).in_order())
    records = {record.accession: record for record in read}
    lacking = {accession: found for accession, record in records.items() if (found := rules.obstacles(record))}
    if lacking:
        sentences = {
            accession: str(Refusal("It could not stay public.", found)) for accession, found in lacking.items()
        }
        raise _LeaveOut(refused=sentences)
    return records


def _make_versions(
    updates: list[RegistryUpdate], records: dict[str, Trial], registry: str, n: int | None, now: datetime
) -> None:
    RecordVersion.objects.filter(accession__in=list(records), n_to=None).update(n_to=n)
    names = ("accession", "version", "n_from", "document", "review_basis", "author", "reviewer", "public_at")
    rows = [
        (each.accession, each.version, n, to_document(each), each.review_basis, registry, "", now)
        for each in records.values()
    ]
    bulk.insert(RecordVersion, names, rows)


def _keep_revisions(
    updates: list[RegistryUpdate], records: dict[str, Trial], registry: str, by: str, now: datetime
) -> None:
    names = (
        "accession", "base_version", "document", "changes", "source", "note", "author", "status", "review_basis",
        "decided_by", "decision_note", "created_at", "changed_at", "decided_at",
    )  # fmt: skip
    rows = []
    for update in updates:
        document = to_document(records[update.record.accession])
        changes = [change | {"decision": "accepted"} for change in diff(update.base, document)]
        rows.append((
            update.record.accession, update.record.version, document, changes, update.source, "", registry,
            RevisionStatus.ACCEPTED.value, ReviewBasis.REGISTRY.value, by, "", now, now, now,
        ))  # fmt: skip
    bulk.insert(Revision, names, rows)


def _log(updates: list[RegistryUpdate], registry: str, n: int | None, now: datetime) -> None:
    rows = [
        (
            n if update.record.is_public else None,
            update.record.accession,
            Verb.SYNC.value,
            registry,
            now,
            update.record.version + (1 if update.record.is_public else 0),
            f"{update.source}: {', '.join(map(field_words, update.changes))}.",
        )
        for update in updates
    ]
    bulk.insert(ReviewEvent, ("n", "accession", "verb", "actor", "at", "version", "note"), rows)


# Findings


def _ask_for_a_second_look(update: RegistryUpdate, registry: str, now: datetime) -> None:
    trial, said = update.record, ", ".join(map(field_words, update.look_again))
    for finding in Finding.objects.public().about_trial(trial).in_order():
        mark, is_new = LookAgain.objects.get_or_create(
            accession=finding.accession, trial=trial.accession, state=LookAgainState.OPEN,
            defaults={"fields": sorted(update.look_again), "since": now},
        )  # fmt: skip
        if not is_new:
            mark.fields = sorted({*mark.fields, *update.look_again})
            mark.save(update_fields=["fields"])
        ReviewEvent.objects.create(
            accession=finding.accession, verb=Verb.LOOK_AGAIN, actor=registry, at=now, version=finding.version,
            note=f"{trial.accession} changed in its registry: {said}.",
        )  # fmt: skip


@transaction.atomic
def close_look_again(mark: LookAgain, state: str, actor: Actor, note: str) -> LookAgain:
    """Say that a finding holds as it stands, or that the change does not bear on it; a wrong one is changed instead."""
    demand_curator(actor)
    if state not in (LookAgainState.CONFIRMED, LookAgainState.DISMISSED):
        raise Refusal("Say whether the finding holds as it stands, or the change does not bear on it.")
    if not note.strip():
        raise Refusal("Say in a few words what you looked at.")
    now = timezone.now()
    values = {"state": state, "closed_by": actor.code, "closed_at": now, "note": note.strip()}
    if not LookAgain.objects.open().filter(pk=mark.pk).update(**values):
        raise Refusal("Somebody looked at it meanwhile.")
    mark.refresh_from_db()
    finding = record_of(mark.accession)
    said = f"{mark.get_state_display()} after a change of {mark.trial}. {mark.note}"
    ReviewEvent.objects.create(
        accession=mark.accession, verb=Verb.LOOKED, actor=actor.code, at=now, version=finding.version, note=said
    )
    return mark
