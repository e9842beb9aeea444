"""The words of the lists of cancer types and of payloads."""

from ..models import CancerType, Payload
from . import shared
from .filterset import StrictFilterSet
from .orderings import CANCER_TYPES, PAYLOADS, OrderFilter
from .readers import CANCER_TYPE
from .shared import PUBLIC_FINDINGS, PUBLIC_TRIALS, SUBTYPES, through_types
from .words import Path, Through, WordFilter


class CancerTypeFilterSet(StrictFilterSet):
    """The list of cancer types."""

    name = "cancer-types"

    class Meta:
        model = CancerType

    cancer_type = WordFilter("Below", SUBTYPES, CANCER_TYPE, Through(Path("closure_up__ancestor")))
    ordering = OrderFilter(CANCER_TYPES)


class PayloadFilterSet(StrictFilterSet):
    """The list of payloads."""

    name = "payloads"

    class Meta:
        model = Payload

    cancer_type = WordFilter(
        "Cancer type",
        f"Payloads tried in it, with a trial or a finding. {SUBTYPES}",
        CANCER_TYPE,
        through_types(
            ("tried_in__cancer_type", ()),
            ("trials__cancer_types", PUBLIC_TRIALS),
            ("findings__cancer_types", PUBLIC_FINDINGS),
        ),
    )
    payload_category = shared.payload_category("molecule_class")
    gene = shared.gene(Payload, Path("genes__symbol"), "Symbol of a gene of the payload.")
    publication = shared.publication(
        "sources__publication",
        Path("findings__publication", PUBLIC_FINDINGS),
        help_text="A source of the payload or of a finding on it. Accession, doi:… or pmid:….",
    )
    ordering = OrderFilter(PAYLOADS)
