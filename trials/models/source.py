"""What a source said, kept: one row per source, identifier and content."""

from django.db import models

from ..partial_date import PartialDateField


class SourceRecord(models.Model):
    """A record as a source gave it. Seen by staff; public pages show provenance rows instead."""

    source = models.CharField(max_length=80, help_text="Such as registry:clinicaltrials.gov or facts:trials.json.")
    identifier = models.CharField(max_length=120)
    accession = models.CharField(max_length=16, db_index=True, help_text="The record it tells about.")
    version_date = PartialDateField(help_text="The source's own date of this version.")
    fetched_on = PartialDateField()
    sha256 = models.CharField(max_length=64, help_text="Of the parsed record as canonical JSON.")
    parsed = models.JSONField()

    class Meta:
        ordering = ["source", "identifier", "sha256"]
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier", "sha256"], name="source_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.identifier}"
