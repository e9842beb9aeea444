"""Findings whose trial changed in its registry: whether each still holds is a question to a curator."""

from django.db import models
from django.db.models import Q

from ..choices import LookAgainState


class LookAgainQuerySet(models.QuerySet):
    """Words that the list is read with."""

    def open(self):
        """What waits for a curator, oldest first."""
        return self.filter(state=LookAgainState.OPEN).order_by("since", "pk")

    def with_key(self, key: int):
        """One of them, or None."""
        return self.filter(pk=key).first()

    def of_finding(self, accession: str):
        return self.filter(accession=accession)


class LookAgain(models.Model):
    """A finding to be looked at again, because registry facts of its trial changed; one open row per pair."""

    accession = models.CharField(max_length=16, db_index=True, help_text="The finding.")
    trial = models.CharField(max_length=16, db_index=True, help_text="Accession of the trial that changed.")
    fields = models.JSONField(help_text="Names of the fields that changed.")
    since = models.DateTimeField()
    state = models.CharField(max_length=12, choices=LookAgainState.choices, default=LookAgainState.OPEN)
    closed_by = models.CharField(max_length=80, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    objects = LookAgainQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name_plural = "look again"
        constraints = [
            models.UniqueConstraint(
                fields=["accession", "trial"], condition=Q(state=LookAgainState.OPEN), name="one_open_look_again"
            ),
            models.CheckConstraint(
                condition=Q(state=LookAgainState.OPEN) | ~Q(closed_by=""), name="look_again_closed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accession} after a change of {self.trial}"
