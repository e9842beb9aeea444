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
from .figures import Figures, Phases, Years, figures
from .general import General, general
from .ladder import Ladder, Rung, Step, ladder, ladder_of_payload
from .lately import Lately, lately
from .marks import STAGES
from .matrix import Entry, Matrix, matrix
from .origins import OriginCell, Origins, OriginTable, origins
from .patients import headline
from .related import Related, related

__all__ = [
    "STAGES",
    "Against",
    "Apart",
    "Block",
    "Claim",
    "Entry",
    "Figures",
    "General",
    "Ladder",
    "Lately",
    "Matrix",
    "OriginCell",
    "OriginTable",
    "Origins",
    "Related",
    "Phases",
    "Rung",
    "Step",
    "Years",
    "against",
    "apart",
    "balance",
    "figures",
    "general",
    "headline",
    "in_order",
    "ladder",
    "ladder_of_payload",
    "lately",
    "matrix",
    "origins",
    "read_claims",
    "related",
]
