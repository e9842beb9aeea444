"""Similar publications, found by their words; derived, and found anew when something public changed."""

from django.db import models

from .publication import Publication


class SimilarPublicationQuerySet(models.QuerySet):
    """Words that similar publications are read with."""

    def of(self, publication: Publication):
        """The nearest first; only those that are public now."""
        public = Publication.objects.public()
        return self.filter(publication=publication, other__in=public).select_related("other").order_by("position")


class SimilarPublication(models.Model):
    """One publication is among the nearest to another, and which words both have."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    score = models.FloatField(help_text="Cosine of their weighted words, 0 to 1.")
    reasons = models.JSONField(help_text="Names, subjects or words that both have, the weightiest first.")
    n = models.PositiveBigIntegerField(db_index=True, help_text="The data version in which it was found.")

    objects = SimilarPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="similar_publication_position"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} ~ {self.other_id}"
