"""Payloads that a reader of one may want to see: by gene, by prodrug, or named together; no judgement of anybody."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import GeneRole
from ..models import Finding, Payload, PayloadGene, RecordQuerySet, Trial
from .words import counted

MOST = 6


@dataclass(frozen=True)
class Related:
    """Another payload, and what it shares with the first."""

    payload: Payload
    reasons: list[str]


def related(payload: Payload, most: int = MOST) -> list[Related]:
    """The payloads that share most with this one, named the same way each time; six queries."""
    reasons: dict[int, list[str]] = defaultdict(list)
    weights: Counter[int] = Counter()
    for key, symbol in _by_gene(payload):
        reasons[key].append(f"gene {symbol}")
        weights[key] += 100
    for key in _by_prodrug(payload):
        reasons[key].append(f"prodrug {payload.prodrug}")
        weights[key] += 50
    for rows, noun in ((Trial.objects.public(), "trial"), (Finding.objects.public(), "claim")):
        for key, count in _named_together(payload, rows).items():
            reasons[key].append(f"named together in {counted(count, noun)}")
            weights[key] += count
    found = Payload.objects.public().in_bulk(reasons)
    order = sorted(found, key=lambda key: (-weights[key], found[key].name.casefold()))
    return [Related(found[key], reasons[key]) for key in order[:most]]


def _by_gene(payload: Payload) -> Iterable[tuple[int, str]]:
    """Others that encode or target a gene that this one does; a reporter is no kinship."""
    own = PayloadGene.objects.exclude(role=GeneRole.REPORTER).filter(payload=payload).values("symbol")
    rows = PayloadGene.objects.exclude(role=GeneRole.REPORTER).exclude(payload=payload).filter(symbol__in=own)
    return rows.order_by("payload", "symbol").values_list("payload_id", "symbol").distinct()


def _by_prodrug(payload: Payload) -> Iterable[int]:
    if not payload.prodrug:
        return []
    same = Payload.objects.public().exclude(pk=payload.pk).filter(prodrug__iexact=payload.prodrug)
    return same.order_by("pk").values_list("pk", flat=True)


def _named_together(payload: Payload, records: RecordQuerySet) -> dict[int, int]:
    """Other payload → how many of these records name both."""
    with_it = records.order_by().filter(payloads=payload).values("pk")
    pairs = records.model.payloads.through.objects
    name = records.model._meta.model_name
    keys = pairs.filter(**{f"{name}__in": with_it}).exclude(payload=payload).values_list("payload_id", flat=True)
    return dict(Counter(keys))
