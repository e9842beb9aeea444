"""The words of the lists of cancer types and of payloads."""

from ..models import CancerType, Payload
from . import orderings
from .readers import CANCER_TYPE
from .shared import (
    PUBLIC_FINDINGS,
    PUBLIC_TRIALS,
    Q_WORD,
    SUBTYPES,
    List,
    always,
    category,
    gene,
    publication,
    through_types,
)
from .words import Path, Through, Word

CANCER_TYPES = List(
    "cancer-types",
    CancerType,
    {
        "q": Q_WORD,
        "cancer_type": Word("Below", SUBTYPES, CANCER_TYPE, Through(Path("closure_up__ancestor"))),
        **always(CancerType),
    },
    orderings.CANCER_TYPES,
)
PAYLOADS = List(
    "payloads",
    Payload,
    {
        "q": Q_WORD,
        "cancer_type": Word(
            "Cancer type",
            f"Payloads tried in it, with a trial or a finding. {SUBTYPES}",
            CANCER_TYPE,
            through_types(
                ("tried_in__cancer_type", ()),
                ("trials__cancer_types", PUBLIC_TRIALS),
                ("findings__cancer_types", PUBLIC_FINDINGS),
            ),
        ),
        "payload_category": category("molecule_class"),
        "gene": gene(Payload, Path("genes__symbol"), "Symbol of a gene of the payload."),
        "publication": publication(
            "sources__publication",
            Path("findings__publication", PUBLIC_FINDINGS),
            help_text="A source of the payload or of a finding on it. Accession, doi:… or pmid:….",
        ),
        **always(Payload),
    },
    orderings.PAYLOADS,
)
