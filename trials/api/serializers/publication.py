"""The shape of a publication."""

from rest_framework import serializers

from ...choices import CuratedDepth
from ...credits import CuratedSoFar, curated_so_far
from ...models import Publication, PublicationSource
from .base import HEADER, Curators, ReaderSerializer, RecordSerializer, Reference, Terms, rows_of, vocabulary
from .literature import LiteratureSerializer


class CuratedSoFarSerializer(serializers.Serializer):
    """How much of a publication has been curated, since when, and by whom if they want to be named."""

    depth = vocabulary(CuratedDepth)
    on = serializers.DateField(read_only=True)
    by = ReaderSerializer(read_only=True, allow_null=True)

    def get_attribute(self, publication: Publication) -> CuratedSoFar | None:
        return curated_so_far(publication)


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
    curated_so_far = CuratedSoFarSerializer(
        allow_null=True, help_text="null: not recorded, which does not say that nothing was curated."
    )
    curators = Curators()

    class Meta(PublicationSummary.Meta):
        fields = (
            *PublicationSummary.Meta.fields, "publisher_url", "comments_on", "note", "sources", "literature",
            "curated_so_far", "curators",
        )  # fmt: skip
