"""The studies of one batch: new ones become drafts, known ones follow their registries."""

from collections import defaultdict
from collections.abc import Sequence

from .. import curation
from ..choices import SecondaryIdKind
from ..curation import RegistryUpdate
from ..document import TRIAL, Document, canonical, field_words, to_document, with_parts
from ..forms import TrialForm, ask_for_holders, asking_once, judge
from ..models import RegistryAbsence, SourceRecord, Trial
from ..sources.problems import Problem
from ..sources.study import Study
from . import kept
from .context import Context
from .facts import Comparison, Told, compared, told_by
from .keeping import Version, claim_all, is_settled, keep, meet, versions_of
from .known import Number, Standing, numbers_of, standings
from .mapping import document_of_study
from .runs import CHANGED, CONFIRMED, NEW, OLDER, SAME, WITHDRAWN

# Somebody may write on a trial just then; it is compared anew, so often at most.
ROUNDS = 3
Placed = tuple[Version, Standing]


def take_trials(batch: Sequence[Study], context: Context) -> None:
    """Take in studies of which no two are about the same trial, in the transaction of the caller."""
    if not batch:
        return
    placed = list(zip(versions_of(batch), standings(batch), strict=True))
    _find_again(batch, context.day)
    settled = [version for version, standing in placed if is_settled(version, standing.record)]
    meet(settled, context.day, context.run)
    context.summary.outcomes[SAME] += len(settled)
    open_ones = [(version, standing) for version, standing in placed if not is_settled(version, standing.record)]
    for version, standing in open_ones:
        _tell_of_foreign(version, standing, context)
    with asking_once():
        ask_for_holders(Trial, "identifiers", [number for version, _ in open_ones for _, number in _numbers(version)])
        begun = _begin([pair for pair in open_ones if pair[1].record is None], context)
        _follow([pair for pair in open_ones if pair[1].record is not None] + begun, context)


def _numbers(version: Version) -> list[Number]:
    return numbers_of(version.found)


def _find_again(batch: Sequence[Study], day: str) -> None:
    """What was missed in its registry and is there after all."""
    missed = RegistryAbsence.objects.filter(identifier__in=[found.identifier for found in batch], found_again_on="")
    missed.update(found_again_on=day)


def _tell_of_foreign(version: Version, standing: Standing, context: Context) -> None:
    for (_, number), accession in standing.foreign.items():
        said = "belongs to another trial here; see whether both are one."
        context.summary.note(Problem("", version.found.identifier, "identifiers", f"{number} ({accession})", said))


# New trials


def _begin(placed: Sequence[Placed], context: Context) -> list[Placed]:
    """Begin a draft for each; returns those of which other versions were kept before, to be compared with them."""
    good: list[tuple[Version, Document]] = []
    for version, standing in placed:
        document, remarks = document_of_study(version.found, context.day)
        _count_fields(document, remarks, context)
        verdict = judge(TrialForm, canonical(TRIAL, _without_foreign(document, standing)))
        if verdict.document is None:
            context.refuse(version.found.identifier, verdict.problems)
        else:
            good.append((version, verdict.document))
    records = _create([version for version, _ in good], [document for _, document in good], context)
    keep(
        [(version, record.accession) for (version, _), record in zip(good, records, strict=True)],
        context.day,
        context.run,
    )
    claimed = claim_all(records, [[number for _, number in _numbers(version)] for version, _ in good])
    context.summary.outcomes[NEW] += len(records)
    return [
        (version, Standing(record))
        for (version, _), record in zip(good, records, strict=True)
        if record.accession in claimed
    ]


def _create(versions: Sequence[Version], documents: Sequence[Document], context: Context) -> list[Trial]:
    """Drafts in the order of the versions; of each author's own they are one statement."""
    by_author: dict[str, list[int]] = defaultdict(list)
    for index, version in enumerate(versions):
        by_author[version.found.source].append(index)
    records: dict[int, Trial] = {}
    for source, indices in by_author.items():
        made = curation.create_all(Trial, [documents[index] for index in indices], context.author_of(source))
        records |= dict(zip(indices, made, strict=True))
    return [records[index] for index in range(len(versions))]


def _without_foreign(document: Document, standing: Standing) -> Document:
    """A number that another trial of ours has stays as a further number, so that nothing is lost."""
    foreign = {number for _, number in standing.foreign}
    if not foreign:
        return document
    moved = [{"kind": SecondaryIdKind.OTHER.value, "value": number} for number in sorted(foreign)]
    return document | {
        "identifiers": [row for row in document["identifiers"] if row["identifier"] not in foreign],
        "secondary_ids": [*document.get("secondary_ids", ()), *moved],
    }


# Known trials


def _follow(placed: Sequence[Placed], context: Context) -> None:
    """Keep what was said, and take over what is newest of all that was said of these trials."""
    gone = [(version, standing) for version, standing in placed if standing.is_withdrawn]
    context.summary.outcomes[WITHDRAWN] += len(gone)
    keep([(version, standing.accession) for version, standing in placed], context.day, context.run)
    waiting = {standing.accession: (version, standing) for version, standing in placed if not standing.is_withdrawn}
    for _ in range(ROUNDS):
        if not waiting:
            return
        stale = _follow_once(waiting, context)
        waiting = {accession: waiting[accession] for accession in stale}
    for version, _ in waiting.values():
        said = "Somebody wrote on the trial just then; the next run takes it over."
        _put_off(version, context)
        context.lose(version.found.identifier, said)


def _follow_once(waiting: dict[str, Placed], context: Context) -> set[str]:
    """One round; returns accessions of trials that somebody wrote on meanwhile."""
    told = _all_told(waiting)
    updates: dict[str, list[RegistryUpdate]] = defaultdict(list)
    outcomes: dict[str, tuple[Placed, Comparison]] = {}
    for record in with_parts(Trial.objects.with_accessions(waiting)).in_order():
        version, standing = waiting[record.accession]
        base = to_document(record)
        comparison = compared(base, told[record.accession], standing.foreign)
        outcomes[record.accession] = (version, standing), comparison
        if not comparison.changes:
            continue
        verdict = judge(TrialForm, comparison.changes, record, base)
        if verdict.document is None:
            del outcomes[record.accession]
            _put_off(version, context)
            context.refuse(version.found.identifier, verdict.problems)
            continue
        changes = {name: verdict.document[name] for name in comparison.changes}
        updates[version.found.source].append(
            RegistryUpdate(record, base, changes, _said(told[record.accession], context), comparison.look_again)
        )
    stale: set[str] = set()
    for source, of_source in updates.items():
        followed = curation.follow_registry(of_source, source, context.by)
        stale |= followed.stale
        for accession, sentence in followed.refused.items():
            (version, _), _ = outcomes.pop(accession)
            _put_off(version, context)
            context.lose(version.found.identifier, sentence)
    for accession, ((version, _), comparison) in outcomes.items():
        if accession not in stale:
            _count(version, told[accession], comparison, context)
    return stale


def _all_told(waiting: dict[str, Placed]) -> dict[str, list[Told]]:
    """Accession → all that registries said of it, in time."""
    told: dict[str, list[Told]] = defaultdict(list)
    at_hand = {version.sha256: version.found for version, _ in waiting.values()}
    rows = SourceRecord.objects.of_records(waiting).from_registries().filter(source__in=kept.TYPED)
    for row in rows.filter(sha256__in=at_hand).defer("parsed"):
        told[row.accession].append(told_by(row, at_hand[row.sha256]))
    for row in rows.exclude(sha256__in=at_hand).iterator(chunk_size=500):
        told[row.accession].append(told_by(row))
    for of_record in told.values():
        of_record.sort(key=lambda each: each.order)
    return told


def _said(told: Sequence[Told], context: Context) -> str:
    """On what the change rests: the newest version of all, and the run that brought it here."""
    return f"{told[-1].document['sources'][-1]['what']}; import run {context.run.pk}"


def _count(version: Version, told: Sequence[Told], comparison: Comparison, context: Context) -> None:
    summary = context.summary
    newest = max(each.version_date for each in told)
    if comparison.news:
        outcome = CHANGED
    elif comparison.changes:
        outcome = CONFIRMED
    else:
        outcome = OLDER if comparison.is_older or version.found.version_date < newest else SAME
    summary.outcomes[outcome] += 1
    summary.changed.update(comparison.news)
    for name, value in comparison.pinned.items():
        said = f"is held by the curators against the registry: {field_words(name)}."
        summary.note(Problem("", version.found.identifier, name, _short(value), said))


def _put_off(version: Version, context: Context) -> None:
    """Have the next run try it again: these words have not reached the trial."""
    found = version.found
    rows = SourceRecord.objects.filter(source=found.source, identifier=found.identifier, sha256=version.sha256)
    rows.update(last_run=None)


def _count_fields(document: Document, remarks: Sequence[str], context: Context) -> None:
    context.summary.filled.update(document.keys())
    context.summary.kinds.update(remark.partition(":")[0] for remark in remarks)


def _short(value: object) -> str:
    return (
        f"{len(value)} rows" if isinstance(value, list) and value and isinstance(value[0], dict) else str(value)[:120]
    )
