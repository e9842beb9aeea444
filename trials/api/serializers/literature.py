"""The shape of what stands around a publication: references, what cites it, corrections and comments."""

from dataclasses import fields
from typing import Any

from rest_framework import serializers

from ... import literature
from ...choices import LinkKind
from ...models import Publication
from .base import Reference, References, vocabulary


class ReferenceListSerializer(serializers.Serializer):
    """A library's list of references: which library, when it was read, and how many entries it has."""

    library = serializers.CharField(read_only=True)
    read_on = serializers.CharField(read_only=True)
    count = serializers.IntegerField(read_only=True)


class TextSerializer(serializers.Serializer):
    """A text that is no public record here, by its numbers."""

    pmid = serializers.CharField(read_only=True)
    doi = serializers.CharField(read_only=True)
    pmcid = serializers.CharField(read_only=True)


class NoticeSerializer(TextSerializer):
    """A correction, retraction, comment … of this text, or by this text about another."""

    kind = vocabulary(LinkKind)
    is_own = serializers.BooleanField(
        read_only=True, help_text="Whether this text does it to the other one; else the other does it to this one."
    )
    publication = Reference(read_only=True, allow_null=True, help_text="The other text, if it is a public record here.")
    citation = serializers.CharField(read_only=True, help_text="The other text, as the library names it.")

    def to_representation(self, notice: literature.Notice) -> dict[str, Any]:
        text = {each.name: getattr(notice.text, each.name) for each in fields(notice.text)}
        return super().to_representation({"kind": notice.kind, "is_own": notice.is_own, **text})


class SimilarSerializer(serializers.Serializer):
    """A publication that is near by its words."""

    publication = Reference(source="other", read_only=True)
    score = serializers.FloatField(read_only=True, help_text="Cosine of the weighted words of both, 0 to 1.")
    both = serializers.ListField(
        source="reasons", child=serializers.CharField(), read_only=True, help_text="What both have, weightiest first."
    )


class LiteratureSerializer(serializers.Serializer):
    """What libraries say about a publication and others. It stands beside the record and is no part of its version."""

    lists = ReferenceListSerializer(many=True, read_only=True)
    references = References(source="here", help_text="What it cites, as far as that is a public record here.")
    references_elsewhere = TextSerializer(
        source="elsewhere", many=True, read_only=True, help_text="What else it cites, where the library gives a number."
    )
    cited_by = References(help_text="Public records here that cite it; no count of citations.")
    notices = NoticeSerializer(many=True, read_only=True)
    similar = SimilarSerializer(many=True, read_only=True, help_text="Found by their words; see the page “About”.")

    def __init__(self, **options: Any):
        super().__init__(**({"source": "*", "read_only": True} | options))

    def to_representation(self, publication: Publication) -> dict[str, Any]:
        around = vars(literature.surroundings_of(publication))
        return super().to_representation({**around, "similar": literature.similar_to(publication)})
