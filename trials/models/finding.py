"""Findings: single claims, each with the source and the place it was read."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ..choices import (
    CellSpecies,
    CellState,
    ClaimKind,
    Donor,
    Effect,
    EvidenceLevel,
    LevelBasis,
    ModelSystem,
    MoleculeKind,
    MscContext,
    ProductForm,
    PublicationType,
    ReadDepth,
    RecordStatus,
    RetractionStatus,
    Scope,
    Stance,
    TrialRelation,
)
from .cancer_type import CancerType
from .curated import CuratedRecord, RecordQuerySet, Term
from .payload import Payload
from .publication import Publication
from .trial import Trial


class FindingQuerySet(RecordQuerySet):
    def marking_retracted(self):
        texts = Publication.objects.filter(Q(pk=OuterRef("publication_id")) | Q(pk=OuterRef("primary_study_id")))
        return self.annotate(source_retracted=Exists(texts.filter(retraction_status=RetractionStatus.RETRACTED)))

    def for_listing(self):
        return self.select_related("publication", "trial", "primary_study").prefetch_related(
            "terms", "cancer_types", "payloads", "molecules", "publication__authors", "trial__identifiers"
        )

    def for_claims(self):
        """As a page prints a claim in full: with where it was read and the trial it is a result of."""
        return self.select_related("publication", "trial", "primary_study", "seen_in").prefetch_related(
            "cancer_types", "payloads", "trial__identifiers", "trial_links"
        )

    def for_detail(self):
        return self.for_listing().select_related("seen_in").prefetch_related("trial_links__trial__identifiers")

    def results(self):
        """Only results have a level and enter a balance."""
        return self.filter(claim_kind=ClaimKind.RESULT)

    def counted_by_cancer_type(self) -> dict[int, int]:
        """How many of them stand under each node, its subtypes included."""
        tags = Finding.cancer_types.through.objects.filter(finding__in=self.order_by().values("pk"))
        node = "cancertype__closure_up__ancestor"
        return dict(tags.order_by().values_list(node).annotate(models.Count("finding", distinct=True)))

    def of_cancer_type(self, node):
        tagged = Finding.cancer_types.through.objects.filter(
            finding_id=OuterRef("pk"), cancertype__closure_up__ancestor=node
        )
        return self.filter(Exists(tagged))

    def of_payload(self, payload):
        return self.filter(payloads=payload)

    def from_publication(self, publication):
        """Claims that the publication makes itself."""
        return self.filter(publication=publication)

    def resting_on(self, publication):
        """Claims made elsewhere that name the publication as the study behind them."""
        return self.filter(primary_study=publication).exclude(publication=publication)

    def read_in(self, publication):
        """Claims of another source that were read in this publication."""
        return self.filter(seen_in=publication).exclude(publication=publication)

    def about_trial(self, trial):
        """Claims read in the trial's registry record, or linked to the trial."""
        linked = FindingTrialLink.objects.filter(finding_id=OuterRef("pk"), trial=trial)
        return self.filter(Q(trial=trial) | Exists(linked))

    def by_keys(self, keys):
        """The rows of a choice made before."""
        return self.filter(pk__in=keys)

    def general(self):
        """Claims that are about no particular tumour type."""
        return self.exclude(scope=Scope.CANCER_TYPES)


# Publications that report a study of their own; a claim in any other kind needs the study named.
REPORTS_A_STUDY = frozenset(
    {PublicationType.PRIMARY_STUDY, PublicationType.CLINICAL_TRIAL_REPORT, PublicationType.CONFERENCE_ABSTRACT}
)


class Finding(CuratedRecord):
    """One claim. Effect on the tumour and stance on using MSCs are separate axes."""

    PREFIX = "MSCF"
    FACETS = ("msc_source", "topic")

    statement = models.TextField(blank=True, default="", help_text="The claim in our own words.")
    claim_kind = models.CharField(max_length=20, choices=ClaimKind.choices, default=ClaimKind.AUTHOR_STATEMENT)
    effect = models.CharField(max_length=16, choices=Effect.choices, default=Effect.NOT_APPLICABLE)
    stance = models.CharField(max_length=12, choices=Stance.choices, default=Stance.CONTEXT)
    evidence_level = models.CharField(
        max_length=16, choices=EvidenceLevel.choices, default=EvidenceLevel.NOT_APPLICABLE
    )
    level_basis = models.CharField(max_length=12, choices=LevelBasis.choices, default=LevelBasis.STATED)
    model_system = models.CharField(max_length=16, choices=ModelSystem.choices, default=ModelSystem.NOT_RECORDED)
    model_text = models.CharField(max_length=300, blank=True, default="", help_text="Species, strain, lines.")
    cell_state = models.CharField(max_length=12, choices=CellState.choices, default=CellState.NOT_STATED)
    product_form = models.CharField(max_length=24, choices=ProductForm.choices, default=ProductForm.NOT_STATED)
    msc_context = models.CharField(max_length=24, choices=MscContext.choices, default=MscContext.NOT_STATED)
    cell_species = models.CharField(max_length=16, choices=CellSpecies.choices, default=CellSpecies.NOT_RECORDED)
    msc_source_text = models.CharField(max_length=200, blank=True, default="")
    donor = models.CharField(max_length=16, choices=Donor.choices, default=Donor.NOT_RECORDED)
    sample_size = models.CharField("n", max_length=200, blank=True, default="", help_text="As the source gives it.")
    comparator = models.CharField(max_length=300, blank=True, default="")
    effect_size = models.CharField(max_length=300, blank=True, default="")
    scope = models.CharField(max_length=16, choices=Scope.choices, default=Scope.GENERAL)
    cancer_types = models.ManyToManyField(CancerType, blank=True, related_name="findings")
    payloads = models.ManyToManyField(Payload, blank=True, related_name="findings")
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    trial = models.ForeignKey(
        Trial, null=True, blank=True, on_delete=models.PROTECT, related_name="registry_findings",
        help_text="The registry record, where the claim was read there.",
    )  # fmt: skip
    locator = models.CharField(max_length=300, blank=True, default="", help_text="Abstract, table, section, sentence.")
    read_depth = models.CharField(max_length=16, choices=ReadDepth.choices, blank=True, default="")
    seen_in = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="findings_seen_here",
        help_text="Where it was read, if not in the source itself.",
    )  # fmt: skip
    primary_study = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="findings_based_on_it",
        help_text="The study behind the claim, where it was traced.",
    )  # fmt: skip
    note = models.TextField(blank=True, default="")

    objects = FindingQuerySet.as_manager()

    class Meta(CuratedRecord.Meta):
        constraints = [
            *CuratedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED) | (~Q(statement="") & ~Q(locator="") & ~Q(read_depth="")),
                name="finding_draft_or_complete",
                violation_error_message="A public finding needs a statement, a locator and a read depth.",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED)
                | Q(publication__isnull=False, trial__isnull=True)
                | Q(publication__isnull=True, trial__isnull=False),
                name="finding_has_exactly_one_source",
                violation_error_message="A finding rests on one source: a publication or a trial's registry record.",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED)
                | (Q(claim_kind=ClaimKind.RESULT) & ~Q(evidence_level=EvidenceLevel.NOT_APPLICABLE))
                | (~Q(claim_kind=ClaimKind.RESULT) & Q(evidence_level=EvidenceLevel.NOT_APPLICABLE)),
                name="finding_only_results_have_a_level",
                violation_error_message="A result has an evidence level; other claims have none.",
            ),
        ]

    def title_text(self) -> str:
        return self.statement

    @property
    def is_traced(self) -> bool:
        """Whether the study behind it is known: its source reports it or names it (prefetch ``trial_links``)."""
        if self.trial_id or self.primary_study_id or self.publication.publication_type in REPORTS_A_STUDY:
            return True
        return any(link.relation == TrialRelation.RESULT_OF for link in self.trial_links.all())


class FindingTerm(Term):
    """List-valued fields of a finding: topic, msc_source."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="terms")

    class Meta(Term.Meta):
        constraints = [models.UniqueConstraint(fields=["finding", "facet", "value"], name="finding_term_once")]
        indexes = [models.Index(fields=["facet", "value", "finding"], name="finding_term_seek")]


class FindingMolecule(models.Model):
    """A molecule that a claim names."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="molecules")
    label = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=MoleculeKind.choices)
    hgnc_id = models.CharField(max_length=16, blank=True, default="", help_text="Empty unless verified.")

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["finding", "label"], name="molecule_once_per_finding")]
        indexes = [models.Index(fields=["label", "finding"], name="molecule_seek")]

    def __str__(self) -> str:
        return self.label


class FindingTrialLink(models.Model):
    """How a claim stands to a trial."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="trial_links")
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="finding_links")
    relation = models.CharField(max_length=16, choices=TrialRelation.choices)

    class Meta:
        ordering = ["trial__number", "relation"]
        constraints = [models.UniqueConstraint(fields=["finding", "trial"], name="trial_link_once")]

    def __str__(self) -> str:
        return f"{self.relation} {self.trial_id}"
