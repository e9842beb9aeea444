"""The shape of a cancer type."""

from rest_framework import serializers

from ...models import CancerType, CancerTypeCode
from .base import HEADER, Curators, RecordSerializer, Reference, References, rows_of


class CancerTypeSummary(RecordSerializer):
    """A node of the tumour tree, as lists show it."""

    parent = Reference(allow_null=True)
    synonyms = serializers.SlugRelatedField("name", many=True, read_only=True)
    codes = rows_of(CancerTypeCode, "system", "code", "label", "relation", "source")

    class Meta:
        model = CancerType
        fields = (*HEADER, "name", "slug", "kind", "parent", "tree_position", "synonyms", "codes", "note")


class CancerTypeItem(CancerTypeSummary):
    """A node of the tumour tree."""

    covers = References()
    curators = Curators()

    class Meta(CancerTypeSummary.Meta):
        fields = (*CancerTypeSummary.Meta.fields, "covers", "curators")
