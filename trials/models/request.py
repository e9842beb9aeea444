"""Requests: a withdrawal, a merger or a restoration that one person asks for and another carries out."""

from django.db import models
from django.db.models import F, Q

from ..choices import RequestKind, RequestStatus, ReviewBasis


class EditorialRequestQuerySet(models.QuerySet):
    """Words that requests are read with."""

    def open(self):
        """What waits for a decision, oldest first."""
        return self.filter(status=RequestStatus.OPEN).order_by("requested_at", "pk")

    def decided(self):
        """What was carried out or declined, the latest first."""
        return self.exclude(status=RequestStatus.OPEN).order_by("-decided_at", "-pk")

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def concerning(self, accession: str):
        """Requests for a record, those that name it as the one that stays, and those that changed it along."""
        return self.filter(Q(accession=accession) | Q(other=accession) | Q(outcome__has_key=accession))

    def about(self, accession: str, kinds):
        """Requests of these kinds for one record."""
        return self.filter(accession=accession, kind__in=kinds)

    def that_took_back(self, accession: str):
        """The last one by which a record was withdrawn or merged, itself or along with another; or None."""
        kinds = [RequestKind.WITHDRAW, RequestKind.MERGE]
        return self.filter(kind__in=kinds, outcome__has_key=accession).order_by("-n").first()


class EditorialRequest(models.Model):
    """What somebody asked for, why, what is to become of what rests on the record, and what was decided.

    An urgent withdrawal is carried out by one editor at once; its request stays open until a second person
    confirms it.
    """

    kind = models.CharField(max_length=12, choices=RequestKind.choices)
    accession = models.CharField(max_length=16, db_index=True)
    other = models.CharField(
        max_length=16, blank=True, default="", help_text="The successor, or the record that stays in a merger."
    )
    reason = models.TextField()
    plan = models.JSONField(default=dict, help_text="Accession of what refers to it → withdraw or repoint.")
    was_urgent = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=RequestStatus.choices, default=RequestStatus.OPEN)
    review_basis = models.CharField(max_length=16, choices=ReviewBasis.choices, default=ReviewBasis.NOT_APPLICABLE)
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True, default="")
    decision_note = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    n = models.PositiveBigIntegerField(null=True, blank=True, help_text="Number of the public change that it made.")
    outcome = models.JSONField(default=dict, help_text="Accession of each record that it changed → version afterwards.")

    objects = EditorialRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(requested_by=""), name="request_has_author"),
            models.CheckConstraint(condition=~Q(reason=""), name="request_has_reason"),
            models.CheckConstraint(
                condition=~Q(status=RequestStatus.DONE)
                | (~Q(decided_by="") & (Q(review_basis=ReviewBasis.ONE_PERSON) | ~Q(decided_by=F("requested_by")))),
                name="request_four_eyes",
                violation_error_message="Nobody carries out what they asked for themselves.",
            ),
            models.UniqueConstraint(
                fields=["accession", "kind"], condition=Q(status=RequestStatus.OPEN), name="one_open_request_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accession} {self.kind} {self.status}"
