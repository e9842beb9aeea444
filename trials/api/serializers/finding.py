"""The shape of a finding."""

from rest_framework import serializers

from ...choices import MscSource, Topic
from ...models import Finding, FindingMolecule, FindingTrialLink
from .base import HEADER, Curators, RecordSerializer, Reference, References, Terms, rows_of


class FindingSummary(RecordSerializer):
    """A claim with its source, as lists show it."""

    n = serializers.CharField(source="sample_size", help_text="Number of subjects, as the source gives it.")
    cancer_types = References()
    payloads = References()
    msc_source = Terms(MscSource)
    topic = Terms(Topic)
    molecules = rows_of(FindingMolecule, "label", "kind", "hgnc_id")
    publication = Reference(allow_null=True, help_text="The source, if it is a publication.")
    trial = Reference(allow_null=True, help_text="The source, if it is the registry record of a trial.")
    primary_study = Reference(allow_null=True, help_text="The study behind the claim, where it was traced.")

    class Meta:
        model = Finding
        fields = (
            *HEADER, "statement", "claim_kind", "effect", "stance", "evidence_level", "level_basis", "model_system",
            "model_text", "cell_state", "product_form", "msc_context", "cell_species", "msc_source", "msc_source_text",
            "donor", "n", "comparator", "effect_size", "scope", "cancer_types", "payloads", "topic", "molecules",
            "publication", "trial", "primary_study", "locator", "read_depth", "note",
        )  # fmt: skip


class FindingItem(FindingSummary):
    """A claim with its source."""

    seen_in = Reference(allow_null=True, help_text="Where it was read, if not in the source itself.")
    trial_links = rows_of(FindingTrialLink, "trial", "relation", trial=Reference())
    curators = Curators()

    class Meta(FindingSummary.Meta):
        fields = (*FindingSummary.Meta.fields, "seen_in", "trial_links", "curators")
