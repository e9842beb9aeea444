"""Which records of ours the records of a batch are about: asked for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..addresses import that_stays
from ..choices import RecordStatus
from ..document import records_of
from ..identifiers import LITERATURE_SCHEMES, recognise_registry_id
from ..models import CuratedRecord, Publication, SourceRecord, Trial, TrialIdentifier
from ..sources.paper import Paper
from ..sources.study import Study
from .mapping.trials import registry_number

Number = tuple[str, str]
Sourced = Study | Paper


@dataclass
class Standing:
    """Whose record it is: ours, or nobody's yet; and numbers that it names but another record of ours has."""

    record: CuratedRecord | None = None
    foreign: dict[Number, str] = field(default_factory=dict)

    @property
    def accession(self) -> str:
        return self.record.accession if self.record else ""

    @property
    def is_withdrawn(self) -> bool:
        return self.record is not None and self.record.status == RecordStatus.WITHDRAWN


def numbers_of(found: Sourced) -> list[Number]:
    """(scheme, identifier) of all that a record is known by, its own number first."""
    if isinstance(found, Paper):
        schemes = ("pmid", "doi", "pmcid")
        return [(scheme, number) for scheme in schemes if (number := getattr(found, scheme))]
    named = [recognise_registry_id(number) for number in (found.identifier, *found.aliases)]
    named += [registry_number(number, found.source) for number in found.secondary_ids]
    return list(dict.fromkeys(filter(None, named)))


def standings(batch: Sequence[Sourced]) -> list[Standing]:
    """Where each record of a batch stands, in the order of the batch."""
    numbers = [numbers_of(found) for found in batch]
    holders = _holders({number for each in numbers for number in each})
    numbers_held = _numbers_held(holders.values())
    stands = [_standing(found, own, holders, numbers_held) for found, own in zip(batch, numbers, strict=True)]
    _remember([(found, standing) for found, own, standing in zip(batch, numbers, stands, strict=True) if not own])
    for standing in stands:
        if standing.is_withdrawn:
            standing.record = that_stays(type(standing.record).objects.all(), standing.record)
    return stands


def _remember(nameless: list[tuple[Sourced, Standing]]) -> None:
    """What has no number that we know by its form is known by what its source called it when it was first kept."""
    if not nameless:
        return
    rows = SourceRecord.objects.filter(identifier__in=[found.identifier for found, _ in nameless]).exclude(accession="")
    kept = {(source, identifier): accession for source, identifier, accession in rows.values_list(*_NAMED)}
    records = records_of(kept.values())
    for found, standing in nameless:
        standing.record = records.get(kept.get((found.source, found.identifier), ""))


_NAMED = ("source", "identifier", "accession")


def _holders(numbers: set[Number]) -> dict[Number, CuratedRecord]:
    registered = {identifier for scheme, identifier in numbers if scheme not in LITERATURE_SCHEMES}
    rows = TrialIdentifier.objects.filter(identifier__in=registered).select_related("trial") if registered else ()
    holders: dict[Number, CuratedRecord] = {(row.registry, row.identifier): row.trial for row in rows}
    for scheme in LITERATURE_SCHEMES:
        if wanted := {identifier for each, identifier in numbers if each == scheme}:
            found = Publication.objects.filter(**{f"{scheme}__in": wanted})
            holders |= {(scheme, getattr(record, scheme)): record for record in found}
    return holders


def _numbers_held(holders: Iterable[CuratedRecord]) -> dict[int, set[Number]]:
    """Key of a trial → all its registry numbers."""
    keys = {record.pk for record in holders if isinstance(record, Trial)}
    held: dict[int, set[Number]] = defaultdict(set)
    if keys:
        for key, *number in TrialIdentifier.objects.filter(trial__in=keys).values_list(
            "trial", "registry", "identifier"
        ):
            held[key].add(tuple(number))
    return held


def _standing(
    found: Sourced, numbers: list[Number], holders: dict[Number, CuratedRecord], numbers_held: dict[int, set[Number]]
) -> Standing:
    standing, own = Standing(), _own_numbers(found)
    for number in numbers:
        holder = holders.get(number)
        if holder is None or holder == standing.record:
            continue
        if standing.record is None and (number in own or not _is_another(holder, own, numbers_held)):
            standing.record = holder
        else:
            standing.foreign[number] = holder.accession
    return standing


def _own_numbers(found: Sourced) -> set[Number]:
    if isinstance(found, Paper):
        return set(numbers_of(found))
    return set(filter(None, (recognise_registry_id(number) for number in (found.identifier, *found.aliases))))


def _is_another(holder: CuratedRecord, own: set[Number], numbers_held: dict[int, set[Number]]) -> bool:
    """Whether a trial that has one of the further numbers is another study: its registry gave it another number.

    A study that follows up another often names the number of that one.
    """
    registries = {registry for registry, _ in own}
    return any(registry in registries for registry, _ in numbers_held[holder.pk])
