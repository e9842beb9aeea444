"""Payloads: what MSCs or their vesicles carry, make or are loaded with."""

from django.db import models
from django.db.models import Q

from ..choices import GeneRole, MechanismBasis, MoleculeClass, PayloadOrigin, RecordStatus, TriedIn
from .cancer_type import CancerType
from .curated import CuratedRecord, RecordQuerySet, Term, how_many
from .together import Together


class PayloadQuerySet(RecordQuerySet):
    def addressed(self, key: str):
        return self.filter(slug=key) if key else self.none()

    def described_in(self, publication):
        """Payloads that name the publication as a source."""
        return self.filter(pk__in=PayloadSource.objects.filter(publication=publication).values("payload"))

    def _rests_on_text(self, status):
        marked = PayloadSource.objects.filter(publication__retraction_status=status)
        return models.Exists(marked.filter(payload=models.OuterRef("pk")))

    def most_visible_first(self):
        """What most public findings and trials name first."""
        findings = self.model.findings.through.objects.filter(finding__status=RecordStatus.PUBLISHED)
        trials = self.model.trials.through.objects.filter(trial__status=RecordStatus.PUBLISHED)
        return self.order_by((how_many(findings, "payload") + how_many(trials, "payload")).desc(), "number")

    def all_names(self) -> list[tuple[str, str]]:
        """(accession, name) of each of their names, synonyms and genes."""
        columns = ("name", "synonyms__name", "genes__symbol")
        return [row for column in columns for row in self.order_by().values_list("accession", column) if row[1]]

    def with_gene(self, hgnc_id: str):
        return self.filter(genes__hgnc_id=hgnc_id).distinct()

    def for_listing(self):
        return self.prefetch_related("in_lists")

    def for_detail(self):
        return self.for_listing().prefetch_related(
            models.Prefetch("tried_in", PayloadTriedIn.objects.select_related("cancer_type")),
            models.Prefetch("sources", PayloadSource.objects.select_related("publication")),
        )


class Payload(CuratedRecord):
    """A payload, with the cited rows that say where it was tried."""

    PREFIX = "MSCP"
    FACETS = ("delivery_method", "effect")

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(max_length=160, blank=True, default="", editable=False)
    molecule_class = models.CharField(max_length=32, choices=MoleculeClass.choices, blank=True, default="")
    origin = models.CharField(max_length=12, choices=PayloadOrigin.choices, default=PayloadOrigin.NOT_STATED)
    prodrug = models.CharField(max_length=120, blank=True, default="", help_text="The drug that the enzyme turns on.")
    radionuclide = models.CharField(max_length=120, blank=True, default="")
    mechanism = models.TextField(blank=True, default="", help_text="How it works, in our own words.")
    mechanism_basis = models.CharField(max_length=20, choices=MechanismBasis.choices, default=MechanismBasis.SOURCE)
    delivery_text = models.TextField(blank=True, default="", help_text="How it is brought in, as the sources say.")
    source_category = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="Category it was filed under when gathered; effects were assigned from it.",
    )
    note = models.TextField(blank=True, default="")

    objects = PayloadQuerySet.as_manager()
    in_lists = Together("synonyms", "terms", "genes")

    class Meta(CuratedRecord.Meta):
        constraints = [
            *CuratedRecord.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="payload_slug_unique"),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED) | (~Q(name="") & ~Q(slug="") & ~Q(molecule_class="")),
                name="payload_draft_or_complete",
                violation_error_message="A public payload needs a name and a molecule class.",
            ),
        ]

    def title_text(self) -> str:
        return self.name


class PayloadTerm(Term):
    """List-valued fields of a payload: effect, delivery_method."""

    payload = models.ForeignKey(Payload, on_delete=models.CASCADE, related_name="terms")

    class Meta(Term.Meta):
        constraints = [models.UniqueConstraint(fields=["payload", "facet", "value"], name="payload_term_once")]
        indexes = [models.Index(fields=["facet", "value", "payload"], name="payload_term_seek")]


class PayloadSynonym(models.Model):
    """Another name of a payload."""

    payload = models.ForeignKey(Payload, on_delete=models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["payload", "name"], name="synonym_once_per_payload")]

    def __str__(self) -> str:
        return self.name


class PayloadGene(models.Model):
    """A gene and what it is to the payload."""

    payload = models.ForeignKey(Payload, on_delete=models.CASCADE, related_name="genes")
    symbol = models.CharField(max_length=40)
    hgnc_id = models.CharField(max_length=16, blank=True, default="", help_text="Empty unless verified.")
    name = models.CharField(max_length=160, blank=True, default="")
    role = models.CharField(max_length=12, choices=GeneRole.choices, default=GeneRole.ENCODES)

    class Meta:
        ordering = ["symbol", "role"]
        constraints = [models.UniqueConstraint(fields=["payload", "symbol", "role"], name="gene_once_per_payload")]

    def __str__(self) -> str:
        return self.symbol


class PayloadTriedIn(models.Model):
    """A cited row "tried in this tumour, in this model". Not a claim: claims are findings."""

    payload = models.ForeignKey(Payload, on_delete=models.CASCADE, related_name="tried_in")
    position = models.PositiveSmallIntegerField()
    cancer_type = models.ForeignKey(CancerType, on_delete=models.PROTECT, related_name="tried_payloads")
    model = models.CharField(max_length=16, choices=TriedIn.choices, default=TriedIn.NOT_RECORDED)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["payload", "position"], name="tried_in_position")]

    def __str__(self) -> str:
        return f"{self.cancer_type_id} ({self.model})"


class PayloadSource(models.Model):
    """Where the facts on a payload were read."""

    payload = models.ForeignKey(Payload, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    publication = models.ForeignKey(
        "trials.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="payload_sources"
    )
    locator = models.CharField(max_length=300, blank=True, default="")
    citation = models.CharField(
        max_length=500, blank=True, default="", help_text="Shown where no publication record is there."
    )
    url = models.URLField(max_length=500, blank=True, default="", help_text="Authority only, never a copy.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["payload", "position"], name="payload_source_position")]

    def __str__(self) -> str:
        return self.citation or self.locator
