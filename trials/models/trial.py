"""Trials: registered (or published) studies in which people with cancer are given MSCs."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from ..choices import (
    Allocation,
    DateType,
    DeskSetting,
    Donor,
    DonorDetail,
    EnrolmentType,
    InterventionModel,
    Masking,
    MscSource,
    ObservationalModel,
    OverallStatus,
    PopulationLink,
    PrimaryPurpose,
    RecordStatus,
    Registry,
    Role,
    Sex,
    SourceBreadth,
    SponsorClass,
    StudyType,
    SupportiveIndication,
    TimePerspective,
)
from ..partial_date import PartialDateField, months_before
from .cancer_type import CancerType
from .curated import CuratedRecord, RecordQuerySet, Term
from .editorial import ReviewEvent
from .installation import in_force
from .payload import Payload
from .together import REFERENCE, Together

_AGE = [MinValueValidator(0)]
OPEN_STATUSES = (
    OverallStatus.RECRUITING,
    OverallStatus.NOT_YET_RECRUITING,
    OverallStatus.ENROLLING_BY_INVITATION,
)
FINAL_STATUSES = (
    OverallStatus.COMPLETED,
    OverallStatus.TERMINATED,
    OverallStatus.WITHDRAWN,
    OverallStatus.APPROVED_FOR_MARKETING,
    OverallStatus.NO_LONGER_AVAILABLE,
)


class TrialQuerySet(RecordQuerySet):
    def addressed(self, key: str):
        return self.filter(identifiers__identifier=key) if key else self.none()

    def named(self, keys):
        """Those with any of these registry numbers or accessions."""
        numbered = self.model.objects.filter(identifiers__identifier__in=keys)
        return self.filter(Q(accession__in=keys) | Q(pk__in=numbered.values("pk")))

    def with_secondary_id(self, value: str):
        """Trials that name a number among their secondary ones."""
        return self.filter(secondary_ids__value=value).distinct()

    def for_addresses(self):
        return self.prefetch_related("identifiers")

    def _rests_on_text(self, status):
        marked = Trial.objects.filter(results__publication__retraction_status=status)
        return models.Exists(marked.filter(pk=models.OuterRef("pk")))

    def for_listing(self):
        return self.prefetch_related("in_lists")

    def for_cards(self):
        """As a page prints a trial with the places where it runs."""
        return self.prefetch_related("in_cards")

    def for_detail(self):
        return self.prefetch_related("in_detail", "payloads", "results__publication")

    def listed_as_open(self):
        """The registry's status says open, however old that is."""
        return self.filter(overall_status__in=OPEN_STATUSES)

    def open_now(self, today: date | None = None):
        """The one rule for "open now": listed as open, confirmed by the registry within
        the fresh months of the settings, completion date not passed."""
        day = today or date.today()
        fresh_since = months_before(day, in_force(DeskSetting.STATUS_FRESH_MONTHS)).isoformat()
        this_day = day.isoformat()
        not_past = (
            Q(completion_date="")
            | Q(completion_date__gte=this_day)
            | Q(completion_date__in=[this_day[:7], this_day[:4]])
        )
        return self.listed_as_open().filter(not_past, status_confirmed_on__gte=fresh_since)

    def listed_not_confirmed(self, today: date | None = None):
        """Listed as open by a status that the rule for "open now" does not accept."""
        return self.listed_as_open().exclude(pk__in=self.model.objects.open_now(today).values("pk"))

    def most_visible_first(self):
        """Open now, then those with results, then all others."""
        words = (self.model.objects.open_now(), self.model.objects.filter(results__isnull=False))
        ranks = [models.When(pk__in=rows.values("pk"), then=rank) for rank, rows in enumerate(words)]
        return self.order_by(models.Case(*ranks, default=len(ranks)), "number")

    def to_look_at_again(self, today: date | None = None):
        """Public trials whose status could still change and that nobody confirmed within the fresh months."""
        since = months_before(today or date.today(), in_force(DeskSetting.STATUS_FRESH_MONTHS)).isoformat()
        confirmed = ReviewEvent.objects.confirmed_since(since).filter(accession=models.OuterRef("accession"))
        stale = self.public().filter(~models.Exists(confirmed), status_confirmed_on__lt=since)
        return stale.exclude(overall_status__in=FINAL_STATUSES).order_by("status_confirmed_on", "number")

    def moved_within(self, first: str, last: str):
        """Trials that started, or whose registry dated their status, from the first day to the last."""
        return self.filter(
            Q(start_date__gte=first, start_date__lte=last)
            | Q(status_confirmed_on__gte=first, status_confirmed_on__lte=last)
        )

    def not_listed_as_open(self):
        """All others, those whose status was never seen included."""
        return self.exclude(overall_status__in=OPEN_STATUSES)

    def supportive(self):
        """Trials of cells against harm of the disease or its treatment."""
        return self.exclude(role__in=[Role.CARRIER, Role.ANTI_TUMOUR_AGENT, Role.HOMING_STUDY])

    def against_tumours(self):
        """Trials that ask something about the tumour itself; supportive care is left out."""
        return self.filter(role__in=[Role.CARRIER, Role.ANTI_TUMOUR_AGENT, Role.HOMING_STUDY])

    def unclaimed(self):
        """Drafts that came from a registry and that no person has written on, oldest first."""
        return self.filter(status=RecordStatus.DRAFT, edited_by__startswith="registry:").in_order()

    def stopped(self):
        """Ended, halted or taken back before they were done."""
        return self.filter(
            overall_status__in=[OverallStatus.TERMINATED, OverallStatus.SUSPENDED, OverallStatus.WITHDRAWN]
        )

    def in_reading_order(self):
        """What acts on the tumour before supportive care, the latest start first."""
        return self.order_by("role", "-start_date", "number")

    def latest_confirmed_first(self):
        return self.order_by("-status_confirmed_on", "-number")

    def with_results_in(self, publication):
        """Trials of which a row of results was read in the publication."""
        return self.filter(pk__in=publication.trial_results.values("trial"))

    def of_payload(self, payload):
        return self.filter(payloads=payload)

    def by_keys(self, keys):
        """The rows of a choice made before."""
        return self.filter(pk__in=keys)

    def counted_by_cancer_type(self) -> dict[int, int]:
        """How many of them stand under each node, its subtypes included."""
        tags = Trial.cancer_types.through.objects.filter(trial__in=self.order_by().values("pk"))
        node = "cancertype__closure_up__ancestor"
        return dict(tags.order_by().values_list(node).annotate(models.Count("trial", distinct=True)))

    def of_cancer_type(self, node):
        """Trials of a node and its subtypes."""
        tagged = Trial.cancer_types.through.objects.filter(
            trial_id=models.OuterRef("pk"), cancertype__closure_up__ancestor=node
        )
        return self.filter(models.Exists(tagged))

    def of_basket_covering(self, node):
        """Trials tagged exactly with a collective node that covers this one."""
        tagged = Trial.cancer_types.through.objects.filter(
            trial_id=models.OuterRef("pk"), cancertype__covers__closure_down__descendant=node
        )
        return self.filter(models.Exists(tagged))


class Trial(CuratedRecord):
    """A study, with what its registry says and what an oncologist asks."""

    PREFIX = "MSCT"
    FACETS = ("age_group", "country", "disease_setting", "keyword", "modality", "phase", "route", "who_masked")
    REGISTRY_FIELDS = (
        "title", "official_title", "acronym", "overall_status", "status_confirmed_on", "status_seen_on",
        "last_known_status", "why_stopped", "enrolment", "enrolment_type", "start_date", "start_date_type",
        "primary_completion_date", "primary_completion_date_type", "completion_date", "completion_date_type",
        "sponsor_name", "sponsor_class", "study_type", "allocation", "intervention_model", "masking",
        "primary_purpose", "observational_model", "time_perspective", "minimum_age", "minimum_age_years",
        "maximum_age", "maximum_age_years", "sex", "healthy_volunteers", "results_posted", "first_posted_on",
        "verified_on", "record_updated_on",
    )  # fmt: skip
    # Lists and owned rows that the registry owns whole. Of identifiers, secondary numbers, conditions, criteria, status
    # entries and sources it adds its own, and those of others stay.
    REGISTRY_FACETS = ("age_group", "country", "keyword", "phase", "who_masked")
    REGISTRY_ROWS = (
        "sites", "collaborators", "arms", "interventions", "outcomes", "mesh_terms", "officials", "registry_references",
    )  # fmt: skip

    title = models.TextField(blank=True, default="", help_text="As registered; empty if not seen.")
    official_title = models.TextField(blank=True, default="", help_text="As registered; empty if not seen.")
    acronym = models.CharField(max_length=80, blank=True, default="")
    overall_status = models.CharField(
        max_length=28, choices=OverallStatus.choices, blank=True, default="", help_text="Empty: status not seen."
    )
    status_confirmed_on = PartialDateField(help_text="The registry's date: when the record was last updated.")
    status_seen_on = PartialDateField(help_text="When our source saw it.")
    status_source = models.CharField(max_length=300, blank=True, default="", help_text="Where the status was read.")
    last_known_status = models.CharField(
        max_length=28,
        choices=OverallStatus.choices,
        blank=True,
        default="",
        help_text="The status that it had before the registry called it unknown.",
    )
    why_stopped = models.TextField(blank=True, default="")
    enrolment = models.PositiveIntegerField(null=True, blank=True, help_text="Number of participants.")
    enrolment_type = models.CharField(max_length=12, choices=EnrolmentType.choices, default=EnrolmentType.NOT_RECORDED)
    start_date = PartialDateField()
    start_date_type = models.CharField(max_length=12, choices=DateType.choices, default=DateType.NOT_RECORDED)
    primary_completion_date = PartialDateField(help_text="Last data for the primary outcome.")
    primary_completion_date_type = models.CharField(
        max_length=12, choices=DateType.choices, default=DateType.NOT_RECORDED
    )
    completion_date = PartialDateField()
    completion_date_type = models.CharField(max_length=12, choices=DateType.choices, default=DateType.NOT_RECORDED)
    sponsor_name = models.CharField(max_length=300, blank=True, default="")
    sponsor_class = models.CharField(max_length=12, choices=SponsorClass.choices, default=SponsorClass.NOT_RECORDED)
    study_type = models.CharField(max_length=20, choices=StudyType.choices, default=StudyType.NOT_RECORDED)
    allocation = models.CharField(max_length=16, choices=Allocation.choices, default=Allocation.NOT_RECORDED)
    intervention_model = models.CharField(
        max_length=16, choices=InterventionModel.choices, default=InterventionModel.NOT_RECORDED
    )
    masking = models.CharField(max_length=12, choices=Masking.choices, default=Masking.NOT_RECORDED)
    primary_purpose = models.CharField(
        max_length=24, choices=PrimaryPurpose.choices, default=PrimaryPurpose.NOT_RECORDED
    )
    observational_model = models.CharField(
        max_length=24, choices=ObservationalModel.choices, default=ObservationalModel.NOT_RECORDED
    )
    time_perspective = models.CharField(
        max_length=16, choices=TimePerspective.choices, default=TimePerspective.NOT_RECORDED
    )
    design_text = models.TextField(
        blank=True, default="", help_text="Design as the source words it, where it is no registry value."
    )
    minimum_age = models.CharField(max_length=20, blank=True, default="", help_text="As given, such as 18 Years.")
    minimum_age_years = models.FloatField(
        null=True, blank=True, validators=_AGE, help_text="The same in years, as a number; empty: none, or not seen."
    )
    maximum_age = models.CharField(max_length=20, blank=True, default="")
    maximum_age_years = models.FloatField(
        null=True, blank=True, validators=_AGE, help_text="The same in years, as a number; empty: none, or not seen."
    )
    sex = models.CharField(max_length=12, choices=Sex.choices, default=Sex.NOT_RECORDED)
    healthy_volunteers = models.BooleanField(
        null=True, blank=True, help_text="Whether healthy people may take part; empty: not seen."
    )
    results_posted = models.BooleanField(null=True, blank=True, help_text="In the registry; empty: not seen.")
    first_posted_on = PartialDateField()
    verified_on = PartialDateField()
    record_updated_on = PartialDateField()

    role = models.CharField(max_length=20, choices=Role.choices, blank=True, default="")
    population_link = models.CharField(
        max_length=24, choices=PopulationLink.choices, default=PopulationLink.TUMOUR_TYPES
    )
    population_text = models.CharField(
        max_length=300, blank=True, default="", help_text="Tumours or population as the sources word them."
    )
    cancer_types = models.ManyToManyField(CancerType, blank=True, related_name="trials")
    payloads = models.ManyToManyField(Payload, blank=True, related_name="trials")
    payload_text = models.CharField(max_length=300, blank=True, default="", help_text="Payload as the sources word it.")
    msc_source = models.CharField(max_length=24, choices=MscSource.choices, default=MscSource.NOT_RECORDED)
    donor = models.CharField(max_length=16, choices=Donor.choices, default=Donor.NOT_RECORDED)
    donor_detail = models.CharField(max_length=16, choices=DonorDetail.choices, default=DonorDetail.NOT_RECORDED)
    route_text = models.CharField(max_length=300, blank=True, default="", help_text="Route as the sources word it.")
    supportive_indication = models.CharField(
        max_length=32, choices=SupportiveIndication.choices, default=SupportiveIndication.NOT_APPLICABLE
    )
    supportive_text = models.CharField(max_length=300, blank=True, default="")
    product_name = models.CharField(max_length=200, blank=True, default="")
    dose_and_schedule = models.TextField(blank=True, default="")
    given_with = models.TextField(blank=True, default="")
    engineering_method = models.TextField(blank=True, default="")
    results_summary = models.TextField(blank=True, default="")
    sites_note = models.TextField(blank=True, default="")
    read_in = models.CharField(
        max_length=200, blank=True, default="", help_text="How much of the registry record was read."
    )
    source_breadth = models.CharField(max_length=16, choices=SourceBreadth.choices, default=SourceBreadth.NOT_RECORDED)
    note = models.TextField(blank=True, default="")
    detail_note = models.TextField(blank=True, default="")
    registration_note = models.TextField(blank=True, default="", help_text="Why there is no registry number.")

    objects = TrialQuerySet.as_manager()
    in_lists = Together("identifiers", "terms", cancer_types=REFERENCE, payloads=REFERENCE)
    in_cards = Together("identifiers", "terms", "sites", cancer_types=REFERENCE, payloads=REFERENCE)
    in_detail = Together(
        "identifiers", "terms", "secondary_ids", "conditions", "sites", "collaborators", "arms", "interventions",
        "outcomes", "criteria", "mesh_terms", "officials", "registry_references", "doses_items", "status_history",
        "disputed_fields", "pins", "sources", cancer_types=REFERENCE,
    )  # fmt: skip

    class Meta(CuratedRecord.Meta):
        constraints = [
            *CuratedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED) | ~Q(role=""),
                name="trial_draft_or_complete",
                violation_error_message="A public trial needs a role.",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED)
                | Q(overall_status="")
                | ~Q(status_confirmed_on="")
                | ~Q(status_seen_on="")
                | ~Q(status_source=""),
                name="trial_status_has_date_or_source",
                violation_error_message="A status needs the date on which it was true, or its undated source.",
            ),
            models.CheckConstraint(
                condition=(Q(minimum_age_years__isnull=True) | Q(minimum_age_years__gte=0))
                & (Q(maximum_age_years__isnull=True) | Q(maximum_age_years__gte=0)),
                name="trial_age_not_negative",
                violation_error_message="An age in years is zero or more.",
            ),
        ]

    def title_text(self) -> str:
        return self.title or f"Title not seen ({self.canonical_id})"

    @property
    def canonical_id(self) -> str:
        """First registry id in the order of the registries, else the accession (prefetch ``identifiers``)."""
        order = {value: index for index, value in enumerate(Registry.values)}
        ids = sorted(self.identifiers.all(), key=lambda identifier: (order[identifier.registry], identifier.identifier))
        return ids[0].identifier if ids else self.accession

    def reporting_pmids(self) -> list[str]:
        """PubMed numbers of what its registry links as a report on it, background left out."""
        return [row.pmid for row in self.registry_references.all() if row.reference_type.lower() != "background"]

    @property
    def is_listed_as_open(self) -> bool:
        return self.overall_status in OPEN_STATUSES

    def is_open_now(self, today: date | None = None) -> bool:
        """The rule of ``open_now`` for this row."""
        day = (today or date.today()).isoformat()
        fresh_since = months_before(today or date.today(), in_force(DeskSetting.STATUS_FRESH_MONTHS)).isoformat()
        completed = self.completion_date and self.completion_date < day[: len(self.completion_date)]
        return self.is_listed_as_open and self.status_confirmed_on >= fresh_since and not completed


class TrialTerm(Term):
    """List-valued fields of a trial: phase, modality, route, country, age_group, disease_setting, keyword,
    who_masked."""

    # A registry's keywords may be whole phrases.
    value = models.CharField(max_length=200)
    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="terms")

    class Meta(Term.Meta):
        constraints = [models.UniqueConstraint(fields=["trial", "facet", "value"], name="trial_term_once")]
        indexes = [models.Index(fields=["facet", "value", "trial"], name="trial_term_seek")]
