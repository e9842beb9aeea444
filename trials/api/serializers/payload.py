"""The shape of a payload."""

from rest_framework import serializers

from ...choices import DeliveryMethod, PayloadEffect
from ...models import Payload, PayloadGene, PayloadSource, PayloadTriedIn
from .base import HEADER, PartSerializer, RecordSerializer, Reference, Terms


class PayloadGeneSerializer(PartSerializer):
    class Meta:
        model = PayloadGene
        fields = ("symbol", "hgnc_id", "name", "role")


class PayloadTriedInSerializer(PartSerializer):
    cancer_type = Reference()

    class Meta:
        model = PayloadTriedIn
        fields = ("cancer_type", "model", "note")


class PayloadSourceSerializer(PartSerializer):
    publication = Reference(allow_null=True)

    class Meta:
        model = PayloadSource
        fields = ("publication", "locator", "citation", "url")


class PayloadSummary(RecordSerializer):
    """A payload, as lists show it."""

    synonyms = serializers.SlugRelatedField("name", many=True, read_only=True)
    effect = Terms(PayloadEffect, help_text="What it is meant to do; not an effect seen in a tumour.")
    delivery_method = Terms(DeliveryMethod)
    genes = PayloadGeneSerializer(many=True)

    class Meta:
        model = Payload
        fields = (
            *HEADER, "name", "slug", "synonyms", "molecule_class", "effect", "origin", "delivery_method", "prodrug",
            "radionuclide", "genes",
        )  # fmt: skip


class PayloadItem(PayloadSummary):
    """A payload."""

    tried_in = PayloadTriedInSerializer(many=True, help_text="Cited rows, no claims: claims are findings.")
    sources = PayloadSourceSerializer(many=True)

    class Meta(PayloadSummary.Meta):
        fields = (
            *PayloadSummary.Meta.fields, "mechanism", "mechanism_basis", "delivery_text", "tried_in", "note", "sources",
        )  # fmt: skip
