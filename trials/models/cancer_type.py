"""The tree of cancer types: nodes, synonyms, codes, and what a basket covers."""

from django.db import models
from django.db.models import Q

from ..choices import CodeRelation, CodeSystem, NodeKind, RecordStatus
from .curated import CuratedRecord, RecordQuerySet, how_many
from .together import Together


class CancerTypeQuerySet(RecordQuerySet):
    def addressed(self, key: str):
        return self.filter(slug=key) if key else self.none()

    def for_listing(self):
        return self.select_related("parent").prefetch_related("in_lists")

    def for_detail(self):
        return self.for_listing().prefetch_related("covers")

    def with_what_they_cover(self):
        """With the types that a collective name takes."""
        return self.prefetch_related(models.Prefetch("covers", self.model.objects.public().in_tree_order()))

    def all_names(self) -> list[tuple[str, str]]:
        """(accession, name) of each of their names and synonyms."""
        columns = ("name", "synonyms__name")
        return [row for column in columns for row in self.order_by().values_list("accession", column) if row[1]]

    def below(self, node):
        """The node and its subtypes."""
        return self.filter(closure_up__ancestor=node)

    def above(self, node):
        """The node and what it belongs to, the root first."""
        return self.filter(closure_down__descendant=node).order_by("-closure_down__depth")

    def coded(self, system: str, code: str):
        """Nodes that mean exactly what the code means."""
        return self.filter(codes__system=system, codes__code=code, codes__relation=CodeRelation.EXACT)

    def most_visible_first(self):
        """What most public findings and trials are about first."""
        findings = self.model.findings.through.objects.filter(finding__status=RecordStatus.PUBLISHED)
        trials = self.model.trials.through.objects.filter(trial__status=RecordStatus.PUBLISHED)
        return self.order_by((how_many(findings, "cancertype") + how_many(trials, "cancertype")).desc(), "number")

    def roots(self):
        """What holds all others."""
        return self.filter(kind=NodeKind.ROOT)

    def organ_systems(self):
        """The groups one step below the root, in the order of the tree."""
        return self.filter(parent__isnull=False, parent__parent__isnull=True).in_tree_order()

    def in_tree_order(self):
        return self.order_by("tree_position", "number")


class CancerType(CuratedRecord):
    """A node of the tumour tree."""

    PREFIX = "MSCC"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, blank=True, default="", editable=False)
    kind = models.CharField(max_length=16, choices=NodeKind.choices, default=NodeKind.TUMOUR_TYPE)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    covers = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="covered_by",
        help_text="For collective names: which types (with their subtypes) a trial tagged with it takes.",
    )
    tree_position = models.PositiveIntegerField(default=0, help_text="Place among its siblings' order in the tree.")
    note = models.TextField(blank=True, default="")

    objects = CancerTypeQuerySet.as_manager()
    in_lists = Together("synonyms", "codes")

    class Meta(CuratedRecord.Meta):
        constraints = [
            *CuratedRecord.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="cancertype_slug_unique"),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED) | (~Q(name="") & ~Q(slug="")),
                name="cancertype_draft_or_complete",
                violation_error_message="A public cancer type needs a name.",
            ),
        ]

    def title_text(self) -> str:
        return self.name


class CancerTypeSynonym(models.Model):
    """Another name of a node. A stage is no synonym."""

    cancer_type = models.ForeignKey(CancerType, on_delete=models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["cancer_type", "name"], name="synonym_once_per_cancer_type")]

    def __str__(self) -> str:
        return self.name


class CancerTypeCode(models.Model):
    """A verified code of a node, with how exactly it fits and where it was read."""

    cancer_type = models.ForeignKey(CancerType, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=12, choices=CodeSystem.choices)
    code = models.CharField(max_length=40)
    label = models.CharField(
        max_length=200, blank=True, default="", help_text="Label in the code system; none for ICD-10."
    )
    relation = models.CharField(max_length=12, choices=CodeRelation.choices, default=CodeRelation.EXACT)
    detail = models.CharField(max_length=300, blank=True, default="", help_text="MeSH tree numbers, OncoTree level.")
    source = models.CharField(max_length=300, blank=True, default="", help_text="Where the code was read.")

    class Meta:
        ordering = ["system", "code"]
        constraints = [
            models.UniqueConstraint(fields=["cancer_type", "system", "code"], name="code_once_per_cancer_type"),
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.code}"
