"""What rests on a public record, and what becomes of each when the record goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import rules
from ..document import shape_of
from ..models import CuratedRecord
from .moves import Refusal
from .spine import is_public_accession, record_of

GOES_TOO, IS_REPOINTED = "withdraw", "repoint"
Plan = Mapping[str, str]


@dataclass(frozen=True)
class Fates:
    """What an act does to whom: these go (the record itself first), and these refer to the other record instead."""

    gone: list[CuratedRecord]
    repointed: list[CuratedRecord]

    @property
    def plan(self) -> dict[str, str]:
        """Accession → fate, for all but the record itself."""
        along = dict.fromkeys((record.accession for record in self.gone[1:]), GOES_TOO)
        return along | dict.fromkeys((record.accession for record in self.repointed), IS_REPOINTED)


def resting_on(record: CuratedRecord) -> list[CuratedRecord]:
    """Every public record that refers to this one, and all that refers to those; the nearest first."""
    found, waiting = {}, [record]
    while waiting:
        for referrer in rules.public_referrers(waiting.pop(0)):
            if referrer.accession not in found and referrer.accession != record.accession:
                found[referrer.accession] = referrer
                waiting.append(referrer)
    return list(found.values())


def fates_of(record: CuratedRecord, other: str, plan: Plan) -> Fates:
    """Read a plan; Refusal names what it leaves undecided, or what would hang in the air."""
    _demand_words(plan)
    gone, repointed = {record.accession: record}, {}
    undecided: list[str] = []
    waiting = [record]
    while waiting:
        for referrer in rules.public_referrers(waiting.pop(0)):
            accession = referrer.accession
            if accession in gone or accession in repointed or accession in undecided:
                continue
            if plan.get(accession) == GOES_TOO:
                gone[accession] = referrer
                waiting.append(referrer)
            elif plan.get(accession) == IS_REPOINTED:
                repointed[accession] = referrer
            else:
                undecided.append(accession)
    _demand_decided(record, undecided)
    _demand_whole(record, other, gone, repointed)
    return Fates(list(gone.values()), list(repointed.values()))


def demand_successor(record: CuratedRecord, other: str) -> None:
    if other == record.accession or not is_public_accession(other):
        raise Refusal(f"The successor {other} is no other public record.")


def demand_twin(record: CuratedRecord, other: str) -> CuratedRecord:
    """The record that stays in a merger: another public record of the same kind."""
    kind = record._meta.verbose_name
    if not other:
        raise Refusal(f"Name the {kind} that stays.")
    if (
        other == record.accession
        or not is_public_accession(other)
        or shape_of(record) is not shape_of(record_of(other))
    ):
        raise Refusal(f"{other} is no other public {kind}; a record is joined to one of its own kind.")
    twin = record_of(other)
    if getattr(record, "is_marked", False) and twin.retraction_status != record.retraction_status:
        raise Refusal(
            f"{record.accession} is marked ({record.get_retraction_status_display()}), {other} is not marked the same; "
            "mark it first, so that the mark is not lost."
        )
    return twin


def _demand_words(plan: Plan) -> None:
    for accession, fate in plan.items():
        if fate not in (GOES_TOO, IS_REPOINTED):
            raise Refusal(f"{accession}: “{fate}” is not understood; it is withdrawn along or re-pointed.")


def _demand_decided(record: CuratedRecord, undecided: list[str]) -> None:
    if not undecided:
        return
    named = ", ".join(undecided[:10]) + (" and others" if len(undecided) > 10 else "")
    raise Refusal(
        f"{len(undecided)} public records rest on {record.accession} ({named}). Say for each whether it is withdrawn "
        "along or refers to another record instead."
    )


def _demand_whole(record: CuratedRecord, other: str, gone: dict, repointed: dict) -> None:
    if other in gone:
        raise Refusal(f"{other} rests on {record.accession} itself; propose a change of {other} first.")
    if other in repointed:
        raise Refusal(f"{other} cannot refer to itself; propose a change of {other} first.")
    if repointed and not other:
        raise Refusal(f"Name the record to which {', '.join(repointed)} should refer instead.")
    if repointed and shape_of(record) is not shape_of(record_of(other)):
        raise Refusal(f"{other} is of another kind than {record.accession}; nothing can be re-pointed to it.")
    for accession, referrer in repointed.items():
        lost = {target.accession for _, target in rules.references(referrer)} & gone.keys() - {record.accession}
        if lost:
            raise Refusal(f"{accession} rests on {', '.join(sorted(lost))} too, which goes along; withdraw it as well.")
