"""The shape of a trial."""

from rest_framework import serializers

from ...choices import AgeGroup, DiseaseSetting, Modality, Phase, Route
from ...models import Trial, TrialIdentifier
from .base import HEADER, PartSerializer, RecordSerializer, References, Terms
from .trial_parts import (
    DisputedFieldSerializer,
    DosesItemSerializer,
    RegistryReferenceSerializer,
    SecondaryIdSerializer,
    TrialArmSerializer,
    TrialCollaboratorSerializer,
    TrialConditionSerializer,
    TrialCriterionSerializer,
    TrialInterventionSerializer,
    TrialOutcomeSerializer,
    TrialResultSerializer,
    TrialSiteSerializer,
    TrialSourceSerializer,
    TrialStatusEntrySerializer,
)


class TrialIdentifierSerializer(PartSerializer):
    class Meta:
        model = TrialIdentifier
        fields = ("registry", "identifier")


class TrialSummary(RecordSerializer):
    """A trial, as lists show it."""

    identifiers = TrialIdentifierSerializer(many=True)
    listed_as_open = serializers.BooleanField(
        source="is_listed_as_open", help_text="The registry's status says open, however old that is."
    )
    open_now = serializers.BooleanField(
        source="is_open_now",
        help_text="Listed as open, confirmed by the registry lately, and its completion date has not passed.",
    )
    phase = Terms(Phase)
    modality = Terms(Modality)
    route = Terms(Route)
    disease_setting = Terms(DiseaseSetting)
    age_group = Terms(AgeGroup)
    country = Terms()
    cancer_types = References()
    payloads = References()

    class Meta:
        model = Trial
        fields = (
            *HEADER, "title", "acronym", "identifiers", "overall_status", "status_confirmed_on", "status_seen_on",
            "listed_as_open", "open_now", "phase", "role", "modality", "cancer_types", "population_link",
            "population_text", "payloads", "payload_text", "msc_source", "donor", "donor_detail", "route",
            "disease_setting", "age_group", "supportive_indication", "supportive_text", "product_name", "enrolment",
            "enrolment_type", "start_date", "completion_date", "sponsor_name", "sponsor_class", "country",
            "results_posted",
        )  # fmt: skip


class TrialItem(TrialSummary):
    """A trial with all that is recorded of it."""

    secondary_ids = SecondaryIdSerializer(many=True)
    conditions = TrialConditionSerializer(many=True)
    sites = TrialSiteSerializer(many=True)
    collaborators = TrialCollaboratorSerializer(many=True)
    arms = TrialArmSerializer(many=True)
    interventions = TrialInterventionSerializer(many=True)
    outcomes = TrialOutcomeSerializer(many=True)
    criteria = TrialCriterionSerializer(many=True)
    registry_references = RegistryReferenceSerializer(many=True)
    doses_items = DosesItemSerializer(many=True)
    status_history = TrialStatusEntrySerializer(many=True)
    disputed_fields = DisputedFieldSerializer(many=True)
    results = TrialResultSerializer(many=True)
    sources = TrialSourceSerializer(many=True)

    class Meta(TrialSummary.Meta):
        fields = (
            *TrialSummary.Meta.fields, "status_source", "why_stopped", "study_type", "allocation",
            "intervention_model", "masking", "primary_purpose", "design_text", "minimum_age", "maximum_age", "sex",
            "first_posted_on", "verified_on", "record_updated_on", "route_text", "dose_and_schedule", "given_with",
            "engineering_method", "results_summary", "sites_note", "read_in", "source_breadth", "note", "detail_note",
            "registration_note", "secondary_ids", "conditions", "sites", "collaborators", "arms", "interventions",
            "outcomes", "criteria", "registry_references", "doses_items", "status_history", "disputed_fields",
            "results", "sources",
        )  # fmt: skip
