"""The shape of a trial."""

from typing import Any

from rest_framework import serializers

from ...choices import AgeGroup, DiseaseSetting, Modality, Phase, Route, WhoMasked
from ...models import (
    DisputedField,
    DosesItem,
    RegistryPin,
    RegistryReference,
    SecondaryId,
    Trial,
    TrialArm,
    TrialCollaborator,
    TrialCondition,
    TrialCriterion,
    TrialIdentifier,
    TrialIntervention,
    TrialMeshTerm,
    TrialOfficial,
    TrialOutcome,
    TrialResult,
    TrialSite,
    TrialSource,
    TrialStatusEntry,
)
from ...registered import registered
from .base import HEADER, Curators, Lines, RecordSerializer, Reference, References, Terms, rows_of


class TrialSummary(RecordSerializer):
    """A trial, as lists show it."""

    identifiers = rows_of(TrialIdentifier, "registry", "identifier")
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


class EntrySerializer(serializers.Serializer):
    """An entry of the trial in a registry, as it was last read."""

    source = serializers.CharField(read_only=True)
    identifier = serializers.CharField(read_only=True)
    version_date = serializers.CharField(read_only=True, help_text="The registry's own date; empty if never read.")
    last_seen_on = serializers.CharField(read_only=True, help_text="When the registry last said so.")
    not_found_since = serializers.CharField(read_only=True, help_text="Empty: it is there.")


class VoiceSerializer(serializers.Serializer):
    """What one registry says in a field."""

    source = serializers.CharField(read_only=True, source="entry.source")
    identifier = serializers.CharField(read_only=True, source="entry.identifier")
    version_date = serializers.CharField(read_only=True, source="entry.version_date")
    value = serializers.JSONField(read_only=True)


class SaidSerializer(serializers.Serializer):
    """What registries say in one field."""

    field = serializers.CharField(read_only=True)
    said = VoiceSerializer(many=True, read_only=True, source="voices")


class RegistriesSerializer(serializers.Serializer):
    """What registries say of the trial: its entries, and the fields in which they disagree, the latest word first."""

    entries = EntrySerializer(many=True, read_only=True)
    disagreements = SaidSerializer(many=True, read_only=True)

    def to_representation(self, trial: Trial) -> dict[str, Any]:
        return super().to_representation(registered(trial))


class TrialItem(TrialSummary):
    """A trial with all that is recorded of it."""

    keyword = Terms(help_text="Keywords as registered.")
    who_masked = Terms(WhoMasked)
    secondary_ids = rows_of(SecondaryId, "kind", "value")
    conditions = rows_of(TrialCondition, "text", "kind")
    sites = rows_of(
        TrialSite, "facility", "status", "city", "state", "zip", "country", "latitude", "longitude", "as_of"
    )
    collaborators = rows_of(TrialCollaborator, "name", "kind")
    arms = rows_of(TrialArm, "label", "arm_type", "description")
    interventions = rows_of(
        TrialIntervention, "intervention_type", "name", "description", "other_names", "arm_labels",
        other_names=Lines(), arm_labels=Lines(),
    )  # fmt: skip
    outcomes = rows_of(TrialOutcome, "kind", "measure", "time_frame")
    criteria = rows_of(TrialCriterion, "kind", "text", "wording")
    mesh_terms = rows_of(TrialMeshTerm, "kind", "mesh_id", "term")
    officials = rows_of(TrialOfficial, "name", "role", "affiliation")
    registry_references = rows_of(RegistryReference, "pmid", "reference_type", "retractions", retractions=Lines())
    doses_items = rows_of(DosesItem, "element", "knowledge", "text", "source")
    status_history = rows_of(TrialStatusEntry, "overall_status", "confirmed_on", "seen_on", "source", "note")
    disputed_fields = rows_of(DisputedField, "field", "text")
    pins = rows_of(RegistryPin, "field", "reason")
    results = rows_of(
        TrialResult, "measure", "arm", "value", "number", "denominator", "unit", "control_group", "statement",
        "publication", "source", "source_type", "link_basis",
        publication=Reference(allow_null=True),
    )  # fmt: skip
    sources = rows_of(TrialSource, "what", "url")
    registries = RegistriesSerializer(source="*")
    curators = Curators()

    class Meta(TrialSummary.Meta):
        fields = (
            *TrialSummary.Meta.fields, "official_title", "status_source", "last_known_status", "why_stopped",
            "start_date_type", "primary_completion_date", "primary_completion_date_type", "completion_date_type",
            "study_type", "allocation", "intervention_model", "masking", "who_masked", "primary_purpose",
            "observational_model", "time_perspective", "design_text", "minimum_age", "minimum_age_years",
            "maximum_age", "maximum_age_years", "sex", "healthy_volunteers", "keyword", "first_posted_on",
            "verified_on", "record_updated_on", "route_text", "dose_and_schedule", "given_with",
            "engineering_method", "results_summary", "sites_note", "read_in", "source_breadth", "note", "detail_note",
            "registration_note", "secondary_ids", "conditions", "sites", "collaborators", "arms", "interventions",
            "outcomes", "criteria", "mesh_terms", "officials", "registry_references", "doses_items",
            "status_history", "disputed_fields", "pins", "results", "sources", "registries", "curators",
        )  # fmt: skip
