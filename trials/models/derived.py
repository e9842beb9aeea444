"""Derived tables for reading, rebuilt by ``reproject`` from the records."""

from django.db import models

from .cancer_type import CancerType


class CancerTypeClosure(models.Model):
    """Every (ancestor, descendant) pair of the tree, each node with itself at depth 0."""

    ancestor = models.ForeignKey(CancerType, on_delete=models.CASCADE, related_name="closure_down")
    descendant = models.ForeignKey(CancerType, on_delete=models.CASCADE, related_name="closure_up")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ancestor", "depth", "descendant"]
        constraints = [models.UniqueConstraint(fields=["ancestor", "descendant"], name="closure_once")]
        indexes = [models.Index(fields=["descendant", "ancestor"], name="closure_up_seek")]

    def __str__(self) -> str:
        return f"{self.ancestor_id} ⊇ {self.descendant_id}"


class SearchTextQuerySet(models.QuerySet):
    def counted_by_kind(self) -> dict[str, int]:
        """How many records of each kind, by accession prefix."""
        return dict(self.order_by().values_list("kind").annotate(models.Count("pk")))


class SearchText(models.Model):
    """The normalised words of a public record, for search and the ``q`` filter."""

    accession = models.CharField(max_length=16, primary_key=True)
    kind = models.CharField(max_length=8, db_index=True, help_text="Accession prefix.")
    number = models.PositiveIntegerField()
    title = models.TextField(help_text="As shown.")
    names = models.TextField(help_text="Normalised title, synonyms and identifiers.")
    body = models.TextField(help_text="Normalised other words.")

    objects = SearchTextQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number"]

    def __str__(self) -> str:
        return self.accession
