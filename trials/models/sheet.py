"""Sheets that people send in: kept row by row while they are checked, and what became of each row."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from ..choices import SheetOutcome


class SheetUploadQuerySet(models.QuerySet):
    """Words that uploaded sheets are read with."""

    def of_person(self, actor_code: str):
        return self.filter(actor=actor_code)

    def abandoned(self, before: datetime):
        """Those that nobody took in since."""
        return self.filter(applied_at=None, uploaded_at__lt=before)


class SheetUpload(models.Model):
    """One sheet of one kind of record, sent in by a person; it changes nothing until it is taken in whole."""

    kind = models.CharField(max_length=8, help_text="Prefix of the record kind.")
    actor = models.CharField(max_length=80)
    file_name = models.CharField(max_length=200)
    source = models.TextField(help_text="On what the changes rest.")
    note = models.TextField(blank=True, default="", help_text="What the editor should know.")
    columns = models.JSONField(help_text="Names of the columns, in the order of the sheet.")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken in.")

    objects = SheetUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(actor=""), name="sheet_has_actor")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_taken_in(self) -> bool:
        return self.applied_at is not None


class SheetRowQuerySet(models.QuerySet):
    """Words that the rows of a sheet are read with."""

    def to_check(self):
        return self.filter(outcome=SheetOutcome.UNCHECKED)

    def that_are(self, *outcomes: str):
        return self.filter(outcome__in=outcomes)

    def to_take_in(self):
        return self.that_are(SheetOutcome.CREATE, SheetOutcome.CHANGE)

    def counted(self) -> dict[str, int]:
        """How many rows come to what."""
        return dict(self.order_by().values_list("outcome").annotate(models.Count("pk")))

    def with_digests(self, digests):
        return self.filter(digest__in=list(digests))

    def taken_in_before(self, actor_code: str, digests) -> dict[str, str]:
        """Digest → accession of the draft that such a row of this person's became."""
        made = self.with_digests(digests).filter(outcome=SheetOutcome.CREATE, upload__actor=actor_code)
        return dict(made.filter(upload__applied_at__isnull=False).values_list("digest", "accession"))


class SheetRow(models.Model):
    """One row of an uploaded sheet: its cells as they came, and what they come to."""

    upload = models.ForeignKey(SheetUpload, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As a spreadsheet counts it: the header is row 1.")
    cells = models.JSONField()
    digest = models.CharField(
        max_length=64, blank=True, default="", db_index=True, help_text="Of the cells of a row without accession."
    )
    outcome = models.CharField(max_length=12, choices=SheetOutcome.choices, default=SheetOutcome.UNCHECKED)
    accession = models.CharField(max_length=16, blank=True, default="", help_text="Its record, once there is one.")
    seen = models.CharField(
        max_length=40, blank=True, default="", help_text="State of the record at the check, or what it became before."
    )
    changes = models.JSONField(default=list, help_text="Field by field: old and new.")
    problems = models.JSONField(default=list, help_text="Column, value, and a sentence that names the remedy.")

    objects = SheetRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="sheet_row_once")]
        indexes = [
            models.Index(fields=["upload", "outcome", "number"], name="sheet_row_by_outcome"),
            models.Index(fields=["upload", "accession"], name="sheet_row_by_record"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
