"""The words of the list of findings."""

from .. import choices
from ..models import Finding
from . import shared
from .conditions import rests_on_concern, rests_on_retracted, where
from .filterset import StrictFilterSet
from .orderings import FINDINGS, OrderFilter
from .readers import CANCER_TYPE, PAYLOAD, Known, RegistryNumber, Values, Year, YesNo
from .shared import NODE_OF, PAYLOAD_OF, SUBTYPES
from .words import Either, FacetFilter, Path, Through, WordFilter, term

SOME_GENE = Path("molecules__label", (("molecules__kind", "gene"),))


class FindingFilterSet(StrictFilterSet):
    """The list of findings."""

    name = "findings"

    class Meta:
        model = Finding

    cancer_type = FacetFilter("Cancer type", SUBTYPES, CANCER_TYPE, Through(NODE_OF))
    payload = FacetFilter("Payload", "Slug or accession of a payload.", PAYLOAD, Through(PAYLOAD_OF))
    payload_category = shared.payload_category("payloads__molecule_class")
    stance = FacetFilter("Stance", "What the claim says on using MSCs against cancer.", Values(choices.Stance))
    effect = FacetFilter("Effect on tumour", "What happened to the tumour.", Values(choices.Effect))
    scope = WordFilter("Scope", "About tumour types, about cancer of all types, or general.", Values(choices.Scope))
    claim_kind = FacetFilter("Kind of claim", "Only a result has a level.", Values(choices.ClaimKind))
    evidence_level = FacetFilter("Evidence level", "Level of a result.", Values(choices.EvidenceLevel))
    level_basis = FacetFilter("Basis of the level", "Stated or assigned.", Values(choices.LevelBasis))
    traced = WordFilter(
        "Study traced",
        "“yes”: results of a study that is named; “no”: all other claims, statements of authors included.",
        YesNo(),
        Either(lambda findings: findings.traced()),
    )
    model_system = FacetFilter("Seen in", "Patients, animals, cells …", Values(choices.ModelSystem))
    cell_state = FacetFilter("Cell state", "What had been done to the cells.", Values(choices.CellState))
    product_form = FacetFilter("Product form", "Cells, or what they give off.", Values(choices.ProductForm))
    msc_source = FacetFilter("MSC source", "Tissue of origin.", Values(choices.MscSource), term("msc_source"))
    donor = FacetFilter("Donor", "Whose cells.", Values(choices.Donor))
    topic = FacetFilter("Topic", "What the claim is about.", Values(choices.Topic), term("topic"))
    gene = shared.gene(Finding, SOME_GENE, "Symbol of a gene that the claim names.")
    molecule = WordFilter(
        "Molecule",
        "A molecule or pathway that the claim names.",
        Known(Finding, Path("molecules__label")),
        Through(Path("molecules__label")),
    )
    publication = shared.publication(
        "publication",
        "primary_study",
        "seen_in",
        help_text="The source, the study behind it, or where it was read. Accession, doi:… or pmid:….",
    )
    registry_id = WordFilter(
        "Trial",
        "Registry number of a trial that the claim is about, in any spelling.",
        RegistryNumber(),
        Through(Path("trial__identifiers__identifier"), Path("trial_links__trial__identifiers__identifier")),
    )
    year_min = WordFilter(
        "From year", "Its publication is of this year or later.", Year(), where("publication__year__gte")
    )
    year_max = WordFilter(
        "To year", "Its publication is of this year or earlier.", Year(), where("publication__year__lte")
    )
    retracted = FacetFilter(
        "Source retracted",
        "Whether a retraction of its source is recorded here; “no” includes those not checked.",
        YesNo(),
        Either(rests_on_retracted),
    )
    of_concern = WordFilter(
        "Source of concern",
        "Whether an expression of concern about its source is recorded here; “no” includes those not checked.",
        YesNo(),
        Either(rests_on_concern),
    )
    ordering = OrderFilter(FINDINGS)
