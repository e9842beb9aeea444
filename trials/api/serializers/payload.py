"""The shape of a payload."""

from rest_framework import serializers

from ...choices import DeliveryMethod, PayloadEffect
from ...models import Payload, PayloadGene, PayloadSource, PayloadTriedIn
from .base import HEADER, Curators, RecordSerializer, Reference, Terms, rows_of


class PayloadSummary(RecordSerializer):
    """A payload, as lists show it."""

    synonyms = serializers.SlugRelatedField("name", many=True, read_only=True)
    effect = Terms(PayloadEffect, help_text="What it is meant to do; not an effect seen in a tumour.")
    delivery_method = Terms(DeliveryMethod)
    genes = rows_of(PayloadGene, "symbol", "hgnc_id", "name", "role")

    class Meta:
        model = Payload
        fields = (
            *HEADER, "name", "slug", "synonyms", "molecule_class", "effect", "origin", "delivery_method", "prodrug",
            "radionuclide", "genes",
        )  # fmt: skip


class PayloadItem(PayloadSummary):
    """A payload."""

    tried_in = rows_of(
        PayloadTriedIn,
        "cancer_type",
        "model",
        "note",
        cancer_type=Reference(),
        help_text="Cited rows, no claims: claims are findings.",
    )
    sources = rows_of(
        PayloadSource, "publication", "locator", "citation", "url", publication=Reference(allow_null=True)
    )
    curators = Curators()

    class Meta(PayloadSummary.Meta):
        fields = (
            *PayloadSummary.Meta.fields, "mechanism", "mechanism_basis", "delivery_text", "tried_in", "note", "sources",
            "curators",
        )  # fmt: skip
