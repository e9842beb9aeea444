"""What a source said, kept: its words once, one row per source, identifier and content."""

from django.db import models

from ..partial_date import PartialDateField
from .ingest import ImportRun


class SourceBytes(models.Model):
    """The bytes of a record as its source sent them, compressed (zlib), once for each content."""

    sha256 = models.CharField(max_length=64, primary_key=True, help_text="Of the bytes before they were compressed.")
    size = models.PositiveIntegerField(help_text="Of the bytes before they were compressed.")
    data = models.BinaryField()

    class Meta:
        ordering = ["sha256"]
        verbose_name_plural = "source bytes"

    def __str__(self) -> str:
        return self.sha256


class SourceRecordQuerySet(models.QuerySet):
    """Words that what sources said is read with."""

    def of_record(self, accession: str):
        """All versions that tell about a record, the newest last."""
        return self.filter(accession=accession).in_time()

    def of_records(self, accessions):
        return self.filter(accession__in=list(accessions)).in_time()

    def brought_by(self, run):
        """What a run was the first to bring, without the records themselves."""
        return self.filter(first_run=run).defer("parsed").order_by("pk")

    def from_registries(self):
        return self.filter(source__startswith="registry:")

    def in_time(self):
        """By the source's own date; where two share it, what was seen later says it better."""
        return self.order_by("version_date", "last_seen_on", "source", "identifier", "sha256")


class SourceRecord(models.Model):
    """A record as a source gave it, seen by staff. Public pages show provenance rows, and where registries disagree."""

    source = models.CharField(max_length=80, help_text="Such as registry:clinicaltrials.gov or facts:trials.json.")
    identifier = models.CharField(max_length=120)
    accession = models.CharField(max_length=16, db_index=True, help_text="The record it tells about.")
    version_date = PartialDateField(help_text="The source's own date of this version.")
    fetched_on = PartialDateField(help_text="When it was first read.")
    last_seen_on = PartialDateField(help_text="When its source last said the same.")
    sha256 = models.CharField(max_length=64, help_text="Of the parsed record as canonical JSON.")
    parsed = models.JSONField()
    raw = models.ForeignKey(
        SourceBytes, null=True, blank=True, on_delete=models.PROTECT, related_name="records",
        help_text="As its source sent it; empty where that was not kept.",
    )  # fmt: skip
    first_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.PROTECT, related_name="brought",
        help_text="The run that brought it.",
    )  # fmt: skip
    last_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.PROTECT, related_name="met",
        help_text="The last run that met it.",
    )  # fmt: skip

    objects = SourceRecordQuerySet.as_manager()

    class Meta:
        ordering = ["source", "identifier", "sha256"]
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier", "sha256"], name="source_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.identifier}"


class RegistryAbsenceQuerySet(models.QuerySet):
    """Words that absences are read with."""

    def open(self):
        """What is still not found, the latest first."""
        return self.filter(found_again_on="")


class RegistryAbsence(models.Model):
    """A registry entry that a whole run did not find any more; the trial stays as it was."""

    accession = models.CharField(max_length=16, db_index=True)
    source = models.CharField(max_length=80)
    identifier = models.CharField(max_length=120)
    since = PartialDateField(blank=False, help_text="Day of the first run that missed it.")
    run = models.ForeignKey(ImportRun, null=True, blank=True, on_delete=models.PROTECT, related_name="absences")
    found_again_on = PartialDateField(help_text="Empty: still not found.")

    objects = RegistryAbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "source", "identifier"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "identifier"], condition=models.Q(found_again_on=""), name="one_open_absence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.identifier} not found since {self.since}"
