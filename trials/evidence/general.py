"""Claims that are about no particular tumour type: a block of their own, never added to those of one."""

from dataclasses import dataclass

from ..models import Finding
from .apart import Apart, apart
from .balance import BLOCKS, ELSEWHERE, Block, balance, block_of
from .claims import read_claims

SHOWN = 3


@dataclass(frozen=True)
class General:
    """The blocks that hold a general claim, and the keys of the first, those seen in patients before all others."""

    blocks: list[Block]
    apart: Apart
    first: list[int]
    count: int


def general(shown: int = SHOWN) -> General:
    """What is said of cancer at large or of all types; three queries."""
    claims = read_claims(Finding.objects.public().general())
    places = list(BLOCKS)
    counted = sorted(
        (claim for claim in claims if block_of(claim)),
        key=lambda claim: (places.index(block_of(claim) or ELSEWHERE), -claim.number),
    )
    blocks = [block for block in balance(claims) if block.total.claims]
    return General(blocks, apart(claims), [claim.pk for claim in counted[:shown]], len(claims))
