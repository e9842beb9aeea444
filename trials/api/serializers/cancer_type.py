"""The shape of a cancer type."""

from rest_framework import serializers

from ...models import CancerType, CancerTypeCode
from .base import HEADER, PartSerializer, RecordSerializer, Reference, References


class CancerTypeCodeSerializer(PartSerializer):
    class Meta:
        model = CancerTypeCode
        fields = ("system", "code", "label", "relation", "source")


class CancerTypeSummary(RecordSerializer):
    """A node of the tumour tree, as lists show it."""

    parent = Reference(allow_null=True)
    synonyms = serializers.SlugRelatedField("name", many=True, read_only=True)
    codes = CancerTypeCodeSerializer(many=True)

    class Meta:
        model = CancerType
        fields = (*HEADER, "name", "slug", "kind", "parent", "tree_position", "synonyms", "codes", "note")


class CancerTypeItem(CancerTypeSummary):
    """A node of the tumour tree."""

    covers = References()

    class Meta(CancerTypeSummary.Meta):
        fields = (*CancerTypeSummary.Meta.fields, "covers")
