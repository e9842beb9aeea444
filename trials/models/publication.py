"""Publications: reviews first of all, primary studies, trial reports, news."""

from django.db import models
from django.db.models import Q

from ..choices import (
    REVIEW_TYPES,
    AuthorsState,
    PublicationType,
    RecordStatus,
    RetractionStatus,
    ReviewBasis,
    TrialRelation,
    Verb,
)
from .curated import CuratedRecord, RecordQuerySet, Term, how_many
from .editorial import ReviewEvent
from .together import Together

# What a reader is warned of wherever something rests on the text; the worse first.
MARKS = (RetractionStatus.RETRACTED, RetractionStatus.EXPRESSION_OF_CONCERN)


class PublicationQuerySet(RecordQuerySet):
    def reviews(self):
        return self.filter(publication_type__in=REVIEW_TYPES)

    def claiming_about(self, node):
        """Publications with a public claim about the node or a subtype of it."""
        tagged = self.model._meta.get_field("findings").related_model.objects.public().of_cancer_type(node)
        return self.filter(models.Exists(tagged.filter(publication_id=models.OuterRef("pk"))))

    def titled(self):
        """Those whose title was seen."""
        return self.exclude(title="")

    def most_visible_first(self):
        """What most public findings were read in first."""
        findings = self.model._meta.get_field("findings").related_model.objects.public()
        return self.order_by(how_many(findings, "publication").desc(), "number")

    def since_year(self, year: int):
        """Of this year or a later one; those without a year are left out."""
        return self.filter(year__gte=year)

    def newest_first(self):
        """By year, the unknown last."""
        return self.order_by(models.F("year").desc(nulls_last=True), "-number")

    def with_pmids(self, pmids):
        return self.filter(pmid__in=pmids)

    def reporting_on(self, trials, pmids):
        """Those in which results of the trials were read, that claims about their results rest on, or with these
        PubMed numbers."""
        keys = [trial.pk for trial in trials]
        findings = self.model._meta.get_field("findings").related_model.objects.public()
        claims = findings.filter(trial_links__trial__in=keys, trial_links__relation=TrialRelation.RESULT_OF)
        with_rows = self.model.objects.filter(trial_results__trial__in=keys)
        return self.filter(
            Q(pk__in=with_rows.values("pk")) | Q(pk__in=claims.values("publication")) | Q(pmid__in=pmids)
        ).distinct()

    def with_numbers(self, numbers):
        """Those with any of these identifiers: scheme → values."""
        wanted = Q(pk__in=[])
        for scheme, values in numbers.items():
            wanted |= Q(**{f"{scheme}__in": values})
        return self.filter(wanted)

    def _rests_on_text(self, status):
        return models.ExpressionWrapper(Q(retraction_status=status), models.BooleanField())

    def marked(self):
        """Those that were retracted or are under an expression of concern."""
        return self.filter(retraction_status__in=MARKS)

    def marked_or_unconfirmed(self):
        """Marked ones, and those whose mark was taken away by one person and that nobody confirmed since."""
        marked = ReviewEvent.objects.filter(verb=Verb.MARK).values("accession")
        unconfirmed = Q(accession__in=marked, review_basis=ReviewBasis.ONE_PERSON)
        return self.filter(Q(retraction_status__in=MARKS) | unconfirmed).order_by("-retraction_checked_on", "number")

    def identified(self, scheme: str, identifier: str):
        """The publication with this doi, pmid or pmcid."""
        return self.filter(**{scheme: identifier})

    def for_listing(self):
        return self.prefetch_related("in_lists")

    def for_detail(self):
        return self.for_listing().select_related("comments_on").prefetch_related("sources")


class Publication(CuratedRecord):
    """A text that makes claims. Its title may be unseen, and is then never completed."""

    PREFIX = "MSCL"
    FACETS = ("keyword", "scope_tag")

    title = models.TextField(blank=True, default="", help_text="As printed; empty if not seen.")
    citation_as_seen = models.TextField(
        blank=True, default="", help_text="The citation line, where the title was not seen."
    )
    publication_type = models.CharField(
        max_length=24, choices=PublicationType.choices, default=PublicationType.NOT_RECORDED
    )
    first_author = models.CharField(max_length=120, blank=True, default="")
    authors_state = models.CharField(max_length=16, choices=AuthorsState.choices, default=AuthorsState.NOT_RECORDED)
    journal = models.CharField(max_length=200, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    volume = models.CharField(max_length=40, blank=True, default="")
    issue = models.CharField(max_length=40, blank=True, default="")
    pages = models.CharField(max_length=60, blank=True, default="")
    doi = models.CharField("DOI", max_length=200, blank=True, default="")
    pmid = models.CharField("PMID", max_length=8, blank=True, default="")
    pmcid = models.CharField("PMCID", max_length=12, blank=True, default="")
    url = models.URLField(max_length=500, blank=True, default="", help_text="Address at the publisher; never a copy.")
    retraction_status = models.CharField(
        max_length=24, choices=RetractionStatus.choices, default=RetractionStatus.NOT_CHECKED
    )
    retraction_checked_on = models.DateField(null=True, blank=True)
    comments_on = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commented_by",
        help_text="For news and comments.",
    )
    note = models.TextField(blank=True, default="")

    objects = PublicationQuerySet.as_manager()
    in_lists = Together("authors", "terms")

    class Meta(CuratedRecord.Meta):
        constraints = [
            *CuratedRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["doi"],
                condition=~Q(doi=""),
                name="publication_doi_unique",
                violation_error_message="Another publication has this DOI.",
            ),
            models.UniqueConstraint(
                fields=["pmid"],
                condition=~Q(pmid=""),
                name="publication_pmid_unique",
                violation_error_message="Another publication has this PMID.",
            ),
            models.UniqueConstraint(
                fields=["pmcid"],
                condition=~Q(pmcid=""),
                name="publication_pmcid_unique",
                violation_error_message="Another publication has this PMCID.",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED)
                | ~Q(title="")
                | ~Q(doi="")
                | ~Q(pmid="")
                | ~Q(pmcid="")
                | ~Q(citation_as_seen=""),
                name="publication_draft_or_complete",
                violation_error_message="A public publication needs a title, an identifier or a citation line.",
            ),
        ]

    @property
    def is_marked(self) -> bool:
        """Whether it was retracted or is under an expression of concern."""
        return self.retraction_status in MARKS

    def title_text(self) -> str:
        if self.title:
            return self.title
        for prefix in ("doi", "pmid", "pmcid"):
            if identifier := getattr(self, prefix):
                return f"Title not seen, {prefix}:{identifier}"
        return self.citation_as_seen

    @property
    def is_review(self) -> bool:
        return self.publication_type in REVIEW_TYPES

    def short_citation(self) -> str:
        """First author, journal and year as far as they are known."""
        known = [self.first_author, self.journal, str(self.year or "")]
        return ", ".join(part for part in known if part) or self.title_text()


class ReviewManager(models.Manager.from_queryset(PublicationQuerySet)):
    def get_queryset(self):
        return super().get_queryset().reviews()


class Review(Publication):
    """A publication that reviews."""

    objects = ReviewManager()

    class Meta:
        proxy = True
        ordering = ["number"]


class PublicationTerm(Term):
    """List-valued fields of a publication: keyword (verbatim), scope_tag."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="terms")
    value = models.CharField(max_length=200)

    class Meta(Term.Meta):
        constraints = [models.UniqueConstraint(fields=["publication", "facet", "value"], name="publication_term_once")]
        indexes = [models.Index(fields=["facet", "value", "publication"], name="publication_term_seek")]


class PublicationAuthor(models.Model):
    """An author, in the order and spelling of the source."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["publication", "position"], name="author_position")]

    def __str__(self) -> str:
        return self.name


class PublicationSource(models.Model):
    """Where the facts on a publication were read."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    what = models.TextField()
    url = models.URLField(max_length=500, blank=True, default="", help_text="Authority only, never a copy.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["publication", "position"], name="publication_source_position")]

    def __str__(self) -> str:
        return self.what
