"""The spine of curation, to be read at the desk and changed nowhere."""

import json
from typing import Any

from django.contrib import admin
from django.utils.html import format_html

from ..ingest import unpacked
from ..models import DataVersion, Person, RecordVersion, Redirect, ReviewEvent, SourceRecord
from .guard import ReadOnly
from .site import desk


def as_block(value: Any) -> str:
    """Plain data, readable."""
    return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False))


@admin.register(RecordVersion, site=desk)
class RecordVersionAdmin(ReadOnly):
    list_display = ("accession", "version", "n_from", "n_to", "review_basis", "author", "reviewer", "public_at")
    list_filter = ("review_basis",)
    search_fields = ("accession", "author", "reviewer")
    fields = (
        "accession",
        "version",
        "n_from",
        "n_to",
        "review_basis",
        "author",
        "reviewer",
        "public_at",
        "whole_document",
    )

    @admin.display(description="Document")
    def whole_document(self, version: RecordVersion) -> str:
        return as_block(version.document)


@admin.register(ReviewEvent, site=desk)
class ReviewEventAdmin(ReadOnly):
    list_display = ("at", "accession", "verb", "actor", "version", "n", "note")
    list_filter = ("verb",)
    search_fields = ("accession", "actor", "note")
    ordering = ("-pk",)


@admin.register(SourceRecord, site=desk)
class SourceRecordAdmin(ReadOnly):
    list_display = ("source", "identifier", "accession", "version_date", "fetched_on", "last_seen_on")
    list_filter = ("source",)
    search_fields = ("identifier", "accession")
    fields = (
        "source", "identifier", "accession", "version_date", "fetched_on", "last_seen_on", "sha256", "parsed_record",
        "as_sent",
    )  # fmt: skip

    @admin.display(description="Parsed record")
    def parsed_record(self, source: SourceRecord) -> str:
        return as_block(source.parsed)

    @admin.display(description="As it was sent")
    def as_sent(self, source: SourceRecord) -> str:
        sent = unpacked(source).decode("utf-8", "replace")
        return format_html("<pre>{}</pre>", sent) if sent else "Not kept."


@admin.register(Redirect, site=desk)
class RedirectAdmin(ReadOnly):
    list_display = ("kind", "old", "accession")
    search_fields = ("old", "accession")


@admin.register(DataVersion, site=desk)
class DataVersionAdmin(ReadOnly):
    list_display = ("n", "release", "released_on", "changed_at")


@admin.register(Person, site=desk)
class PersonAdmin(ReadOnly):
    list_display = ("__str__", "user")
    search_fields = ("code", "user__username", "user__first_name", "user__last_name")
