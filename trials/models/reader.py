"""What readers say without an account: that something is wrong, or that something is missing."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from ..choices import MessageStatus


class MessageQuerySet(models.QuerySet):
    """Words that readers' messages are read with."""

    def open(self):
        """What waits for an answer, oldest first."""
        return self.filter(status=MessageStatus.OPEN).order_by("received_at", "pk")

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def answered(self):
        """What was answered, the latest first."""
        return self.exclude(status=MessageStatus.OPEN).order_by("-decided_at", "-pk")

    def sent_with_form(self, key: str):
        """What was sent with the form of this key."""
        return self.filter(sent_with=key)

    def with_lapsed_address(self, before: datetime):
        """What was answered before a moment and still holds an address."""
        return self.exclude(status=MessageStatus.OPEN).exclude(email="").filter(decided_at__lt=before)


class ReaderMessage(models.Model):
    """A comment, perhaps an address to answer to, and what became of it."""

    comment = models.TextField()
    sent_with = models.CharField(
        max_length=64, blank=True, default="", help_text="Key of the form it was sent with; a form is sent once."
    )
    email = models.EmailField(blank=True, default="", help_text="Only to answer; never public.")
    received_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=MessageStatus.choices, default=MessageStatus.OPEN)
    decided_by = models.CharField(max_length=80, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="", help_text="What was done, or why nothing.")

    objects = MessageQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MessageStatus.OPEN) | (~Q(decided_by="") & ~Q(answer="")),
                name="%(class)s_answer_has_reason",
                violation_error_message="Say what was done, or why nothing is.",
            ),
            models.UniqueConstraint(fields=["sent_with"], condition=~Q(sent_with=""), name="%(class)s_sent_once"),
        ]

    def __str__(self) -> str:
        return self.comment[:60]


class Flag(ReaderMessage):
    """“Something wrong here?” on a record, or on a page that shows none."""

    accession = models.CharField(max_length=16, blank=True, default="", db_index=True)
    version = models.PositiveIntegerField(default=0, help_text="Version that the reader saw.")
    page = models.CharField(max_length=300, blank=True, default="", help_text="Path of a page that shows no record.")


class SourceSuggestion(ReaderMessage):
    """A paper or trial that a reader misses here."""

    identifier = models.CharField(max_length=300, help_text="As typed: a DOI, PMID, registry number or address.")
