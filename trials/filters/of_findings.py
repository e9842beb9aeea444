"""The words of the list of findings."""

from ..choices import (
    CellState,
    ClaimKind,
    Donor,
    Effect,
    EvidenceLevel,
    LevelBasis,
    ModelSystem,
    MscSource,
    ProductForm,
    Stance,
    Topic,
)
from ..models import Finding
from . import orderings
from .conditions import rests_on_retracted, where
from .readers import CANCER_TYPE, Known, RegistryNumber, Values, Year, YesNo
from .shared import NODE_OF, PAYLOAD_OF, Q_WORD, SUBTYPES, List, always, category, gene, payload, publication
from .words import Column, Either, Path, Through, Word, term

SOME_GENE = Path("molecules__label", (("molecules__kind", "gene"),))
FINDINGS = List(
    "findings",
    Finding,
    {
        "q": Q_WORD,
        "cancer_type": Word("Cancer type", SUBTYPES, CANCER_TYPE, Through(NODE_OF), True),
        "payload": payload(PAYLOAD_OF, is_facet=True),
        "payload_category": category("payloads__molecule_class"),
        "stance": Word(
            "Stance", "What the claim says on using MSCs against cancer.", Values(Stance), Column("stance"), True
        ),
        "effect": Word("Effect on tumour", "What happened to the tumour.", Values(Effect), Column("effect"), True),
        "claim_kind": Word(
            "Kind of claim", "Only a result has a level.", Values(ClaimKind), Column("claim_kind"), True
        ),
        "evidence_level": Word(
            "Evidence level", "Level of a result.", Values(EvidenceLevel), Column("evidence_level"), True
        ),
        "level_basis": Word(
            "Basis of the level", "Stated or assigned.", Values(LevelBasis), Column("level_basis"), True
        ),
        "model_system": Word(
            "Seen in", "Patients, animals, cells …", Values(ModelSystem), Column("model_system"), True
        ),
        "cell_state": Word(
            "Cell state", "What had been done to the cells.", Values(CellState), Column("cell_state"), True
        ),
        "product_form": Word(
            "Product form", "Cells, or what they give off.", Values(ProductForm), Column("product_form"), True
        ),
        "msc_source": Word("MSC source", "Tissue of origin.", Values(MscSource), term("msc_source"), True),
        "donor": Word("Donor", "Whose cells.", Values(Donor), Column("donor"), True),
        "topic": Word("Topic", "What the claim is about.", Values(Topic), term("topic"), True),
        "gene": gene(Finding, SOME_GENE, "Symbol of a gene that the claim names."),
        "molecule": Word(
            "Molecule",
            "A molecule or pathway that the claim names.",
            Known(Finding, Path("molecules__label")),
            Through(Path("molecules__label")),
        ),
        "publication": publication(
            "publication",
            "primary_study",
            "seen_in",
            help_text="The source, the study behind it, or where it was read. Accession, doi:… or pmid:….",
        ),
        "registry_id": Word(
            "Trial",
            "Registry number of a trial that the claim is about, in any spelling.",
            RegistryNumber(),
            Through(Path("trial__identifiers__identifier"), Path("trial_links__trial__identifiers__identifier")),
        ),
        "year_min": Word(
            "From year", "Its publication is of this year or later.", Year(), where("publication__year__gte")
        ),
        "year_max": Word(
            "To year", "Its publication is of this year or earlier.", Year(), where("publication__year__lte")
        ),
        "retracted": Word(
            "Source retracted",
            "Whether a retraction of its source is recorded here; “no” includes those not checked.",
            YesNo(),
            Either(rests_on_retracted),
            True,
        ),
        **always(Finding),
    },
    orderings.FINDINGS,
)
