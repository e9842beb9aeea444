"""What a trial owns: identifiers, sites, arms, criteria, results, sources."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ..choices import (
    ConditionKind,
    ControlGroup,
    CriterionKind,
    CriterionWording,
    DosesElement,
    Knowledge,
    LinkBasis,
    OutcomeKind,
    OverallStatus,
    RecordStatus,
    Registry,
    RegistryField,
    ResultMeasure,
    ResultSourceType,
    SecondaryIdKind,
    SponsorClass,
)
from ..partial_date import PartialDateField
from .publication import Publication
from .trial import Trial


class TrialIdentifierQuerySet(models.QuerySet):
    """Words that registry ids are read with."""

    def of_registry(self, registry: str):
        """Ids that a registry gave to trials that are not withdrawn."""
        return self.filter(registry=registry).exclude(trial__status=RecordStatus.WITHDRAWN).order_by("identifier")

    def of_public_trials(self):
        return self.filter(trial__in=Trial.objects.public())

    def with_identifiers(self, identifiers):
        return self.filter(identifier__in=identifiers)


class TrialIdentifier(models.Model):
    """A registry id, normalised, unique over all records in any state."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="identifiers")
    registry = models.CharField(max_length=12, choices=Registry.choices)
    identifier = models.CharField(
        max_length=40, unique=True, error_messages={"unique": "Another trial has this registry id."}
    )

    objects = TrialIdentifierQuerySet.as_manager()

    class Meta:
        ordering = ["registry", "identifier"]

    def __str__(self) -> str:
        return self.identifier


class SecondaryId(models.Model):
    """A further number of a trial that no registry gave: kept as plain text."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="secondary_ids")
    kind = models.CharField(max_length=12, choices=SecondaryIdKind.choices)
    value = models.CharField(max_length=120)

    class Meta:
        ordering = ["kind", "value"]
        constraints = [models.UniqueConstraint(fields=["trial", "kind", "value"], name="secondary_id_once")]

    def __str__(self) -> str:
        return self.value


class TrialCondition(models.Model):
    """A registered condition, verbatim, and what it is about."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=ConditionKind.choices)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="condition_position")]

    def __str__(self) -> str:
        return self.text


def _within(degrees: int) -> list[MinValueValidator]:
    return [MinValueValidator(-degrees), MaxValueValidator(degrees)]


class TrialSite(models.Model):
    """A place where the trial runs or ran."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="sites")
    position = models.PositiveSmallIntegerField()
    facility = models.CharField(max_length=300, blank=True, default="")
    status = models.CharField(
        max_length=28,
        choices=OverallStatus.choices,
        blank=True,
        default="",
        help_text="Recruitment at this place, where the registry gives it; empty: not seen.",
    )
    city = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=120, blank=True, default="", help_text="State, province or region.")
    zip = models.CharField(max_length=40, blank=True, default="", help_text="Postal code.")
    country = models.CharField(max_length=80)
    latitude = models.FloatField(
        null=True, blank=True, validators=_within(90), help_text="Decimal degrees, WGS 84, north positive."
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=_within(180), help_text="Decimal degrees, WGS 84, east positive."
    )
    as_of = PartialDateField(help_text="Date of the record in which it was seen.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "position"], name="site_position"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, latitude__gte=-90, latitude__lte=90)
                & Q(longitude__isnull=False, longitude__gte=-180, longitude__lte=180),
                name="site_point_whole",
                violation_error_message="A point on the map is a latitude (−90 to 90) with a longitude (−180 to 180), "
                "or neither.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.facility, self.city, self.country) if part)


class TrialCollaborator(models.Model):
    """An organisation that helps the sponsor."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="collaborators")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=SponsorClass.choices, default=SponsorClass.NOT_RECORDED)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["trial", "name"], name="collaborator_once")]

    def __str__(self) -> str:
        return self.name


class TrialArm(models.Model):
    """An arm; its type is the registry's word."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="arms")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=300)
    arm_type = models.CharField(max_length=60, blank=True, default="")
    description = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="arm_position")]

    def __str__(self) -> str:
        return self.label


class TrialIntervention(models.Model):
    """What is given or done; its type is the registry's word."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="interventions")
    position = models.PositiveSmallIntegerField()
    intervention_type = models.CharField(max_length=60, blank=True, default="")
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True, default="")
    other_names = models.TextField(blank=True, default="", help_text="One a line.")
    arm_labels = models.TextField(blank=True, default="", help_text="The arms in which it is given, one a line.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="intervention_position")]

    def __str__(self) -> str:
        return self.name


class TrialOutcome(models.Model):
    """What is measured, as registered."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices, default=OutcomeKind.PRIMARY)
    measure = models.TextField()
    time_frame = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="outcome_position")]

    def __str__(self) -> str:
        return self.measure


class TrialCriterion(models.Model):
    """A point of eligibility, shortened in our own words or as the registry gives it."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(max_length=12, choices=CriterionKind.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    wording = models.CharField(max_length=12, choices=CriterionWording.choices, default=CriterionWording.OWN)

    class Meta:
        ordering = ["-kind", "position"]
        constraints = [models.UniqueConstraint(fields=["trial", "kind", "position"], name="criterion_position")]

    def __str__(self) -> str:
        return self.text


class RegistryReference(models.Model):
    """A publication that the registry links, by its PubMed number and the registry's type."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="registry_references")
    pmid = models.CharField(max_length=8)
    reference_type = models.CharField(max_length=20)
    retractions = models.TextField(
        blank=True,
        default="",
        help_text="Retraction notices that the registry names, one a line: PubMed number, then where it stands.",
    )

    class Meta:
        ordering = ["pmid"]
        constraints = [models.UniqueConstraint(fields=["trial", "pmid"], name="registry_reference_once")]

    def __str__(self) -> str:
        return self.pmid


class DosesItem(models.Model):
    """One of the five DOSES items of the cell product, or which kind of nothing stands there."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="doses_items")
    element = models.CharField(max_length=16, choices=DosesElement.choices)
    knowledge = models.CharField(max_length=16, choices=Knowledge.choices)
    text = models.TextField(blank=True, default="")
    source = models.CharField(
        max_length=300, blank=True, default="", help_text="What was read whole, for 'not reported'."
    )

    class Meta:
        ordering = ["element"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "element"], name="doses_item_once"),
            models.CheckConstraint(
                condition=~Q(knowledge=Knowledge.NOT_REPORTED) | ~Q(source=""),
                name="not_reported_names_its_source",
                violation_error_message="'Not reported' names the source that was read whole.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element}: {self.text or self.knowledge}"


class TrialStatusEntry(models.Model):
    """A status the trial was seen with, with its dates and source."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="status_history")
    position = models.PositiveSmallIntegerField()
    overall_status = models.CharField(max_length=28, choices=OverallStatus.choices, blank=True, default="")
    confirmed_on = PartialDateField(help_text="The registry's own date.")
    seen_on = PartialDateField(help_text="When the source saw it; empty if undated.")
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="status_entry_position")]

    def __str__(self) -> str:
        return f"{self.overall_status or 'status not seen'} ({self.confirmed_on or self.seen_on or 'undated'})"


class DisputedField(models.Model):
    """A field on which sources disagree, or whose value was inferred."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="disputed_fields")
    field = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        ordering = ["field"]
        constraints = [models.UniqueConstraint(fields=["trial", "field"], name="disputed_field_once")]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class RegistryPin(models.Model):
    """A field that the curators hold against the registry, and why."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="pins")
    field = models.CharField(max_length=32, choices=RegistryField.choices)
    reason = models.TextField(help_text="Why the registry is not followed here, with the source that shows it.")

    class Meta:
        ordering = ["field"]
        constraints = [models.UniqueConstraint(fields=["trial", "field"], name="registry_pin_once")]

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class TrialResult(models.Model):
    """A result: one measure, one row, never without word of its control group."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=24, choices=ResultMeasure.choices)
    arm = models.CharField(max_length=200, blank=True, default="")
    value = models.CharField(
        max_length=300, blank=True, default="", help_text="As the source gives it, interval included."
    )
    number = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True, default="")
    control_group = models.CharField(max_length=16, choices=ControlGroup.choices)
    statement = models.TextField(help_text="The sentence to print.")
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="trial_results"
    )
    source = models.CharField(max_length=500, blank=True, default="", help_text="Citation as seen.")
    source_type = models.CharField(max_length=24, choices=ResultSourceType.choices)
    link_basis = models.CharField(max_length=24, choices=LinkBasis.choices)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "position"], name="result_position"),
            models.CheckConstraint(
                condition=Q(publication__isnull=False) | ~Q(source=""),
                name="result_names_its_source",
                violation_error_message="A result names its publication or the source it was read in.",
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class TrialSource(models.Model):
    """Where the facts on a trial were read."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    what = models.TextField()
    url = models.URLField(max_length=500, blank=True, default="", help_text="Authority only, never a copy.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="trial_source_position")]

    def __str__(self) -> str:
        return self.what
