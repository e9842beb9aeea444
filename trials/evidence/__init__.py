"""What findings, trials and cited rows add up to, never as one score.

``balance`` counts claims by where they were seen, ``against`` gathers what speaks against
and what is said on safety, ``patients`` says in one sentence what patients' results there
are, ``ladder`` shows how far each payload was tested. Each asks a fixed number of queries,
however many claims there are.
"""

from .against import Against, against
from .apart import Apart, apart
from .balance import Block, balance
from .claims import Claim, in_order, read_claims
from .general import General, general
from .ladder import Ladder, Matrix, Rung, Step, ladder, ladder_of_payload, matrix
from .lately import Lately, lately
from .patients import headline

__all__ = [
    "Against",
    "Apart",
    "Block",
    "Claim",
    "General",
    "Ladder",
    "Lately",
    "Matrix",
    "Rung",
    "Step",
    "against",
    "apart",
    "balance",
    "general",
    "headline",
    "in_order",
    "ladder",
    "ladder_of_payload",
    "lately",
    "matrix",
    "read_claims",
]
