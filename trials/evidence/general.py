"""Claims that are about no particular tumour type: a block of their own, never added to those of one."""

from dataclasses import dataclass

from ..models import Finding
from .apart import Apart, apart
from .balance import BLOCKS, ELSEWHERE, Block, balance, block_of
from .claims import in_order, read_claims

SHOWN = 4


@dataclass(frozen=True)
class General:
    """The blocks that hold a general claim, and the first claims, those seen in patients before all others."""

    blocks: list[Block]
    apart: Apart
    claims: list[Finding]
    count: int


def general(shown: int = SHOWN) -> General:
    """What is said of cancer at large or of all types; six queries and those of a list."""
    claims = read_claims(Finding.objects.public().general())
    places = list(BLOCKS)
    counted = sorted(
        (claim for claim in claims if block_of(claim)),
        key=lambda claim: (places.index(block_of(claim) or ELSEWHERE), -claim.number),
    )
    blocks = [block for block in balance(claims) if block.total.claims]
    return General(blocks, apart(claims), in_order([claim.pk for claim in counted[:shown]]), len(claims))
