"""Findings: single claims, each with the source and the place it was read."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ..choices import (
    CellSpecies,
    CellState,
    ClaimKind,
    DeskSetting,
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
from ..partial_date import months_before
from .cancer_type import CancerType
from .curated import CuratedRecord, RecordQuerySet, Term, how_many
from .installation import in_force
from .payload import Payload
from .publication import MARKS, Publication
from .together import REFERENCE, Together
from .trial import Trial

# The fields that name what a finding rests on; a retraction of any of these texts touches it.
RESTS_ON = ("publication", "primary_study", "seen_in")


class FindingQuerySet(RecordQuerySet):
    def _rests_on_text(self, status):
        texts = Q(pk=OuterRef("publication_id")) | Q(pk=OuterRef("primary_study_id")) | Q(pk=OuterRef("seen_in_id"))
        return Exists(Publication.objects.filter(texts, retraction_status=status))

    def not_retracted(self):
        """Those that sums of evidence may count."""
        return self.exclude(self._rests_on_text(RetractionStatus.RETRACTED))

    def touched_by(self, publication):
        """Claims that the publication makes, that name it as their study, or that were read in it."""
        return self.filter(Q(publication=publication) | Q(primary_study=publication) | Q(seen_in=publication))

    def for_listing(self):
        return self.select_related("publication", "trial", *RESTS_ON[1:]).prefetch_related(
            "in_lists", "trial__identifiers"
        )

    def for_claims(self):
        """As a page prints a claim in full: with where it was read and the trial it is a result of."""
        return self.select_related("publication", "trial", "primary_study", "seen_in").prefetch_related(
            "in_claims", "trial__identifiers"
        )

    def for_detail(self):
        return self.for_listing().select_related("seen_in").prefetch_related("trial_links__trial__identifiers")

    def most_visible_first(self):
        """Seen in patients, in animals, in cells, then all others; within each, what stands on most pages."""
        ranks = [models.When(model_system=system, then=rank) for rank, system in enumerate(ModelSystem.values)]
        pages = how_many(Finding.cancer_types.through.objects, "finding")
        pages += how_many(Finding.payloads.through.objects, "finding")
        pages += how_many(FindingTrialLink.objects, "finding")
        return self.order_by(models.Case(*ranks, default=len(ranks)), pages.desc(), "number")

    def to_look_at_again(self, today: date | None = None):
        """Public findings whose version is older than the fresh months of the settings, the oldest first."""
        day = months_before(today or date.today(), in_force(DeskSetting.FINDING_FRESH_MONTHS))
        return self.public().filter(updated_at__date__lt=day).order_by("updated_at", "number")

    def untraced(self):
        """Results whose study is not known: what ``is_traced`` says of one, asked of all."""
        studies = FindingTrialLink.objects.filter(finding=OuterRef("pk"), relation=TrialRelation.RESULT_OF)
        unnamed = self.results().filter(trial=None, primary_study=None)
        return unnamed.exclude(publication__publication_type__in=REPORTS_A_STUDY).exclude(Exists(studies))

    def traced(self):
        """Results of studies that are known."""
        return self.results().exclude(pk__in=Finding.objects.untraced().order_by().values("pk"))

    def in_model_system(self, system: str):
        return self.filter(model_system=system)

    def counted_by_model_system(self) -> dict[str, int]:
        return dict(self.order_by().values_list("model_system").annotate(models.Count("pk")))

    def resting_on_marked(self):
        """Those that rest on a publication which was retracted or is under an expression of concern."""
        return self.filter(Q(*[self._rests_on_text(mark) for mark in MARKS], _connector=Q.OR))

    def results(self):
        """Only results have a level and enter a balance."""
        return self.filter(claim_kind=ClaimKind.RESULT)

    def counted_by_stance(self) -> dict[str, tuple[int, int]]:
        """Stance → how many sources take it, in how many claims."""
        publications, trials = (models.Count(source, distinct=True) for source in ("publication", "trial"))
        rows = self.order_by().values("stance").annotate(sources=publications + trials, claims=models.Count("pk"))
        return {row["stance"]: (row["sources"], row["claims"]) for row in rows}

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
    in_lists = Together("terms", "molecules", cancer_types=REFERENCE, payloads=REFERENCE)
    in_claims = Together("trial_links", cancer_types=REFERENCE, payloads=REFERENCE)

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
    def texts(self) -> dict[str, Publication]:
        """Every publication that it rests on, by the field that names it."""
        return {name: text for name in RESTS_ON if (text := getattr(self, name)) is not None}

    @property
    def marked_texts(self) -> list[Publication]:
        """Those of them that were retracted or are under an expression of concern, each once."""
        return list({text.pk: text for text in self.texts.values() if text.is_marked}.values())

    @property
    def source_mark(self) -> str:
        """The worst mark among the texts that it rests on; empty where there is none."""
        found = {text.retraction_status for text in self.marked_texts}
        return next((mark for mark in MARKS if mark in found), "")

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
