"""The spine of curation: who, what changed, why, and in which order."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ..choices import ReviewBasis, RevisionStatus, Verb


class AccessionCounter(models.Model):
    """The last number given to a kind of record; raised in the creating transaction."""

    prefix = models.CharField(max_length=8, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix} {self.last}"


class DataVersion(models.Model):
    """One row: the number of the last public change. Every verb that changes public
    state begins by raising it, which also lets one writer in at a time."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    n = models.PositiveBigIntegerField(default=0)
    release = models.CharField(max_length=20, blank=True, default="", help_text="Name of the release last loaded.")
    released_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="data_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.n)


class Person(models.Model):
    """The public code of a user. Logs hold the code, so they outlive the account."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person")
    code = models.CharField(max_length=16, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"person:{self.code}"


class RevisionQuerySet(models.QuerySet):
    def open(self):
        """What waits for a decision, oldest first."""
        return self.filter(status=RevisionStatus.OPEN)

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def by(self, actor_code: str):
        return self.filter(author=actor_code)


class Revision(models.Model):
    """A proposed change of a public record: the whole document as it would be, its base and why."""

    accession = models.CharField(max_length=16, db_index=True)
    base_version = models.PositiveIntegerField()
    document = models.JSONField()
    changes = models.JSONField(help_text="Field by field: old and new.")
    source = models.TextField(help_text="On what the change rests.")
    note = models.TextField(blank=True, default="")
    author = models.CharField(max_length=80)
    status = models.CharField(max_length=12, choices=RevisionStatus.choices, default=RevisionStatus.OPEN)
    decided_by = models.CharField(max_length=80, blank=True, default="")
    decision_note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(author=""), name="revision_has_author"),
            models.CheckConstraint(
                condition=~Q(status=RevisionStatus.ACCEPTED) | (~Q(decided_by="") & ~Q(decided_by=F("author"))),
                name="revision_four_eyes",
                violation_error_message="Nobody accepts their own work.",
            ),
            models.UniqueConstraint(
                fields=["accession", "author"],
                condition=Q(status=RevisionStatus.OPEN),
                name="one_open_revision_per_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accession} {self.status}"


class RecordVersionQuerySet(models.QuerySet):
    def numbered(self, accession: str, version: int):
        """One version of one record, or None."""
        return self.filter(accession=accession, version=version).first()


class RecordVersion(models.Model):
    """The whole document of a public version: what was public from n_from until n_to."""

    accession = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    n_from = models.PositiveBigIntegerField(db_index=True)
    n_to = models.PositiveBigIntegerField(null=True, blank=True, help_text="Empty: still public.")
    document = models.JSONField()
    review_basis = models.CharField(max_length=16, choices=ReviewBasis.choices)
    author = models.CharField(max_length=80)
    reviewer = models.CharField(max_length=80, blank=True, default="")
    public_at = models.DateTimeField()

    objects = RecordVersionQuerySet.as_manager()

    class Meta:
        ordering = ["accession", "version"]
        constraints = [
            models.UniqueConstraint(fields=["accession", "version"], name="version_once"),
            models.UniqueConstraint(fields=["accession"], condition=Q(n_to__isnull=True), name="one_present_version"),
        ]

    def __str__(self) -> str:
        return f"{self.accession}.{self.version}"


class ReviewEventQuerySet(models.QuerySet):
    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def public_after(self, n: int):
        """What changed in public after the change numbered n, in order."""
        return self.filter(n__gt=n).order_by("n", "pk")

    def public_through(self, n: int):
        """What changed in public up to and with the change numbered n."""
        return self.filter(n__lte=n)

    def by_change(self, before: int | None = None):
        """One row per number and verb, the latest first: how many records, and when."""
        events = self.filter(n__isnull=False) if before is None else self.filter(n__lt=before)
        rows = events.order_by().values("n", "verb").annotate(records=models.Count("pk"), last=models.Max("at"))
        return rows.order_by("-n", "verb")

    def of_changes(self, numbers):
        return self.filter(n__in=numbers).order_by("-n", "pk")


class ReviewEvent(models.Model):
    """Something that was done to a record, written in the same transaction. Append-only.

    Public events carry the n of their change; drafts and their ways have none.
    """

    n = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    accession = models.CharField(max_length=16, db_index=True)
    verb = models.CharField(max_length=12, choices=Verb.choices)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True, default="")

    objects = ReviewEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["n", "id"], name="event_follow")]
        constraints = [models.CheckConstraint(condition=~Q(actor=""), name="event_has_actor")]

    def __str__(self) -> str:
        return f"{self.accession} {self.verb}"


class RedirectQuerySet(models.QuerySet):
    def leading_from(self, kind: str, old: str) -> str:
        """The accession that an old slug or merged accession of a kind leads to, or nothing."""
        return self.filter(kind=kind, old=old).values_list("accession", flat=True).first() or ""


class Redirect(models.Model):
    """An address or accession that moved: old slug or merged record → present accession."""

    kind = models.CharField(max_length=12, help_text="Prefix of the record kind.")
    old = models.CharField(max_length=160)
    accession = models.CharField(max_length=16)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "old"]
        constraints = [models.UniqueConstraint(fields=["kind", "old"], name="redirect_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.accession}"
