"""The shape of a publication."""

from rest_framework import serializers

from ...models import Publication, PublicationSource
from .base import HEADER, Curators, RecordSerializer, Reference, Terms, rows_of
from .literature import LiteratureSerializer


class PublicationSummary(RecordSerializer):
    """A publication, as lists show it."""

    authors = serializers.SlugRelatedField("name", many=True, read_only=True)
    keyword = Terms()

    class Meta:
        model = Publication
        fields = (
            *HEADER, "title", "citation_as_seen", "publication_type", "first_author", "authors_state", "authors",
            "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid", "retraction_status",
            "retraction_checked_on", "keyword",
        )  # fmt: skip


class PublicationItem(PublicationSummary):
    """A publication."""

    publisher_url = serializers.URLField(source="url", help_text="Address at the publisher.")
    comments_on = Reference(allow_null=True)
    sources = rows_of(PublicationSource, "what", "url")
    literature = LiteratureSerializer()
    curators = Curators()

    class Meta(PublicationSummary.Meta):
        fields = (
            *PublicationSummary.Meta.fields, "publisher_url", "comments_on", "note", "sources", "literature",
            "curators",
        )  # fmt: skip
