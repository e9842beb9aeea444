"""What curators made of what the proposer said; counted by field, never public."""

from django.db import models
from django.db.models import Q

from ..choices import ProposalVerdict


class ProposalOutcomeQuerySet(models.QuerySet):
    """Words that decisions on proposals are read with."""

    def on(self, subject: str):
        return self.filter(subject=subject)

    def counted_by_field(self) -> dict[str, dict[str, int]]:
        """Field → verdict → how many."""
        counted: dict[str, dict[str, int]] = {}
        rows = self.order_by().values_list("field", "verdict").annotate(models.Count("pk"))
        for field, verdict, count in rows:
            counted.setdefault(field, {})[verdict] = count
        return counted


class ProposalOutcome(models.Model):
    """One decision: what was proposed for a field, what was taken, by whom and when. Deciding again replaces it."""

    subject = models.CharField(max_length=24, help_text="Accession of a record, or reading:NUMBER of a reading item.")
    field = models.CharField(max_length=40)
    verdict = models.CharField(max_length=12, choices=ProposalVerdict.choices)
    proposed = models.TextField(help_text="Values, divided by semicolons.")
    taken = models.TextField(blank=True, default="", help_text="Values, divided by semicolons; empty: none.")
    actor = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    objects = ProposalOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "field"], name="proposal_outcome_once"),
            models.CheckConstraint(condition=~Q(actor=""), name="proposal_outcome_has_actor"),
            models.CheckConstraint(
                condition=(Q(verdict=ProposalVerdict.DISMISSED) & Q(taken=""))
                | (~Q(verdict=ProposalVerdict.DISMISSED) & ~Q(taken="")),
                name="proposal_outcome_taken_or_dismissed",
                violation_error_message="What is dismissed takes nothing; what is taken or corrected takes something.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.field}: {self.verdict}"

    @property
    def taken_values(self) -> list[str]:
        return [each for each in self.taken.split(";") if each]
