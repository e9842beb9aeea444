"""What every curated record shares: accession, status, version, actors, review basis."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from ..choices import RecordStatus, RetractionStatus, ReviewBasis


def how_many(rows: models.QuerySet, reference: str) -> Coalesce:
    """For an annotation: how many of the rows refer to a record by this column."""
    counted = rows.filter(**{reference: models.OuterRef("pk")}).order_by().values(reference)
    return Coalesce(models.Subquery(counted.annotate(many=models.Count("pk")).values("many")), 0)


class RecordQuerySet(models.QuerySet):
    """Words that every kind of record is read with."""

    def public(self):
        """Published records; the only ones that a public page or script may see."""
        return self.filter(status=RecordStatus.PUBLISHED)

    def awaiting(self, actor_code: str):
        """Submitted records that this person may decide on, oldest first."""
        return (
            self.filter(status=RecordStatus.SUBMITTED)
            .exclude(created_by=actor_code)
            .exclude(edited_by=actor_code)
            .order_by("updated_at", "number")
        )

    def by_accession(self, accession: str):
        return self.filter(accession=accession)

    def addressed(self, key: str):
        """Records whose address ends with this key: a slug or registry id where the kind has one."""
        return self.by_accession(key)

    def with_accessions(self, accessions):
        return self.filter(accession__in=list(accessions))

    def with_value(self, field: str, value: str):
        """Records in any state that have this name or identifier; capital letters make no difference."""
        return self.filter(**{f"{field}__iexact": value})

    def with_term(self, facet: str, value: str):
        """Records with this value of a list-valued field."""
        return self.filter(terms__facet=facet, terms__value=value)

    def not_public(self):
        return self.exclude(status=RecordStatus.PUBLISHED)

    def not_withdrawn(self):
        return self.exclude(status=RecordStatus.WITHDRAWN)

    def drafts_of(self, actor_code: str):
        """What this person is still writing, last touched first."""
        return self.filter(status=RecordStatus.DRAFT, edited_by=actor_code).order_by("-updated_at", "number")

    def unpublished_of(self, actor_code: str):
        """What this person last wrote and was never public, last touched first."""
        never = (RecordStatus.DRAFT, RecordStatus.RETURNED, RecordStatus.SUBMITTED)
        return self.filter(status__in=never, edited_by=actor_code).order_by("-updated_at", "number")

    def last_written_by(self, actor_code: str):
        """What this person saved last, or None."""
        return self.filter(edited_by=actor_code).order_by("-updated_at", "-number").first()

    def returned_to(self, actor_code: str):
        """What an editor sent back to this person."""
        return self.filter(status=RecordStatus.RETURNED, edited_by=actor_code).order_by("updated_at", "number")

    def submitted(self):
        """What waits for an editor, oldest first."""
        return self.filter(status=RecordStatus.SUBMITTED).order_by("updated_at", "number")

    def for_addresses(self):
        """With what ``addresses.path_of`` reads."""
        return self

    def marking_retracted(self):
        """Each with ``source_retracted`` and ``source_of_concern``: whether a publication that it rests on is known
        to be retracted, or to be under an expression of concern."""
        return self.annotate(
            source_retracted=self._rests_on_text(RetractionStatus.RETRACTED),
            source_of_concern=self._rests_on_text(RetractionStatus.EXPRESSION_OF_CONCERN),
        )

    def _rests_on_text(self, status: str):
        """Whether a record rests on a publication of this retraction status, as an expression."""
        return models.Value(False)

    def to_confirm(self):
        """Public records that no second person has checked yet, what readers see most first."""
        return self.public().exclude(review_basis=ReviewBasis.TWO_PEOPLE).most_visible_first()

    def most_visible_first(self):
        """What readers see most first."""
        return self.in_order()

    def counted_by_review_basis(self) -> dict[str, int]:
        """How many of these records rest on which review."""
        return dict(self.order_by().values_list("review_basis").annotate(models.Count("pk")))

    def in_order(self):
        """By accession number, the order of releases."""
        return self.order_by("number")


class CuratedRecord(models.Model):
    """A fact with a source that passes through drafting, review and publication.

    Only the verbs of ``curation`` write ``status`` and ``version``, besides a load into
    an empty base. Actors are text codes such as ``person:ab12cd``, never foreign keys.
    """

    PREFIX = ""

    accession = models.CharField(max_length=16, unique=True, editable=False, help_text="Never changed, never reused.")
    number = models.PositiveIntegerField(unique=True, editable=False)
    status = models.CharField(max_length=12, choices=RecordStatus.choices, default=RecordStatus.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False, help_text="0 until first published.")
    review_basis = models.CharField(
        max_length=16, choices=ReviewBasis.choices, default=ReviewBasis.NOT_APPLICABLE, editable=False
    )
    created_by = models.CharField(max_length=80, editable=False)
    edited_by = models.CharField(
        max_length=80, editable=False, help_text="Who last wrote on it; a registry is named in the versions."
    )
    reviewed_by = models.CharField(max_length=80, blank=True, default="", editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(
        editable=False, db_index=True, help_text="Time of the public version, or of the last draft save."
    )
    return_note = models.TextField(blank=True, default="", editable=False)
    withdrawn_reason = models.TextField(blank=True, default="", editable=False)
    successor = models.CharField(max_length=16, blank=True, default="", editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(created_by="") & ~Q(edited_by=""),
                name="%(class)s_has_actors",
                violation_error_message="A record needs an author.",
            ),
            models.CheckConstraint(
                condition=~Q(review_basis=ReviewBasis.TWO_PEOPLE)
                | (
                    ~Q(reviewed_by="")
                    & ~Q(reviewed_by=F("edited_by"))
                    & (~Q(version=1) | ~Q(reviewed_by=F("created_by")))
                ),
                name="%(class)s_four_eyes",
                violation_error_message="Nobody accepts their own work.",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.PUBLISHED)
                | (Q(version__gte=1) & ~Q(review_basis=ReviewBasis.NOT_APPLICABLE)),
                name="%(class)s_public_has_basis",
                violation_error_message="A public record says on whose review it rests.",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="%(class)s_withdrawn_has_reason",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accession} {self.title_text()}".strip()

    def title_text(self) -> str:
        """The words that stand for the record in lists."""
        return ""

    @property
    def is_public(self) -> bool:
        return self.status == RecordStatus.PUBLISHED

    def term_values(self, facet: str) -> list[str]:
        """Values of a list-valued field, in the order of its vocabulary (prefetch ``terms``)."""
        return [term.value for term in self.terms.all() if term.facet == facet]


class Term(models.Model):
    """One value of a list-valued field of a record: (facet, value), once per record."""

    facet = models.CharField(max_length=24)
    value = models.CharField(max_length=80)

    class Meta:
        abstract = True
        ordering = ["facet", "value"]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"
