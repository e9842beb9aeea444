"""The shapes of the rows that a trial owns."""

from ...models import (
    DisputedField,
    DosesItem,
    RegistryReference,
    SecondaryId,
    TrialArm,
    TrialCollaborator,
    TrialCondition,
    TrialCriterion,
    TrialIntervention,
    TrialOutcome,
    TrialResult,
    TrialSite,
    TrialSource,
    TrialStatusEntry,
)
from .base import PartSerializer, Reference


class SecondaryIdSerializer(PartSerializer):
    class Meta:
        model = SecondaryId
        fields = ("kind", "value")


class TrialConditionSerializer(PartSerializer):
    class Meta:
        model = TrialCondition
        fields = ("text", "kind")


class TrialSiteSerializer(PartSerializer):
    class Meta:
        model = TrialSite
        fields = ("facility", "city", "country", "as_of")


class TrialCollaboratorSerializer(PartSerializer):
    class Meta:
        model = TrialCollaborator
        fields = ("name", "kind")


class TrialArmSerializer(PartSerializer):
    class Meta:
        model = TrialArm
        fields = ("label", "arm_type", "description")


class TrialInterventionSerializer(PartSerializer):
    class Meta:
        model = TrialIntervention
        fields = ("intervention_type", "name")


class TrialOutcomeSerializer(PartSerializer):
    class Meta:
        model = TrialOutcome
        fields = ("measure", "time_frame")


class TrialCriterionSerializer(PartSerializer):
    class Meta:
        model = TrialCriterion
        fields = ("kind", "text")


class RegistryReferenceSerializer(PartSerializer):
    class Meta:
        model = RegistryReference
        fields = ("pmid", "reference_type")


class DosesItemSerializer(PartSerializer):
    class Meta:
        model = DosesItem
        fields = ("element", "knowledge", "text", "source")


class TrialStatusEntrySerializer(PartSerializer):
    class Meta:
        model = TrialStatusEntry
        fields = ("overall_status", "confirmed_on", "seen_on", "source", "note")


class DisputedFieldSerializer(PartSerializer):
    class Meta:
        model = DisputedField
        fields = ("field", "text")


class TrialResultSerializer(PartSerializer):
    """A result, with word of its control group."""

    publication = Reference(allow_null=True)

    class Meta:
        model = TrialResult
        fields = (
            "measure", "arm", "value", "number", "denominator", "unit", "control_group", "statement", "publication",
            "source", "source_type", "link_basis",
        )  # fmt: skip


class TrialSourceSerializer(PartSerializer):
    class Meta:
        model = TrialSource
        fields = ("what", "url")
