"""The spine of curation: who, what changed, why, and in which order."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from ..choices import ReviewBasis, RevisionStatus, Verb

# Verbs whose note is a reason that readers see.
SAYS_WHY_TO_ALL = (Verb.WITHDRAW, Verb.MERGE, Verb.RESTORE, Verb.MARK, Verb.RETRACTED)

APPLIED = (RevisionStatus.ACCEPTED, RevisionStatus.PARTLY_ACCEPTED)


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
    settings = models.JSONField(
        default=dict, help_text="What chief editors have set; who, when and why stands in the changes of settings."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="data_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.n)

    @property
    def stamp(self) -> str:
        """Another one whenever something changed that public pages show: a record, or what stands beside it."""
        return str(self.n) if self._state.adding else f"{self.n}.{int(self.changed_at.timestamp() * 1_000_000)}"


class RevisionQuerySet(models.QuerySet):
    """Words that proposed changes are read with."""

    def open(self):
        """What waits for a decision, oldest first."""
        return self.filter(status=RevisionStatus.OPEN)

    def applied(self):
        """Accepted, whole or in part."""
        return self.filter(status__in=APPLIED)

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def of_records(self, accessions):
        return self.filter(accession__in=list(accessions))

    def by(self, actor_code: str):
        return self.filter(author=actor_code)

    def by_key(self, key: int):
        return self.filter(pk=key)

    def in_change_set(self, change_set):
        return self.filter(change_set_item__change_set=change_set)

    def in_no_change_set(self):
        return self.filter(change_set_item__isnull=True)


class Revision(models.Model):
    """A proposed change of a public record: the whole document as it would be, its base and why."""

    accession = models.CharField(max_length=16, db_index=True)
    base_version = models.PositiveIntegerField()
    document = models.JSONField()
    changes = models.JSONField(help_text="Field by field: old and new.")
    source = models.TextField(help_text="On what the change rests.")
    note = models.TextField(blank=True, default="")
    author = models.CharField(max_length=80)
    status = models.CharField(max_length=16, choices=RevisionStatus.choices, default=RevisionStatus.OPEN)
    review_basis = models.CharField(
        max_length=16,
        choices=ReviewBasis.choices,
        default=ReviewBasis.NOT_APPLICABLE,
        help_text="On whose review its acceptance rests.",
    )
    decided_by = models.CharField(max_length=80, blank=True, default="")
    decision_note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(default=timezone.now, help_text="When its author last wrote on it.")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(author=""), name="revision_has_author"),
            models.CheckConstraint(
                condition=~Q(status__in=[RevisionStatus.ACCEPTED, RevisionStatus.PARTLY_ACCEPTED])
                | (~Q(decided_by="") & (Q(review_basis=ReviewBasis.ONE_PERSON) | ~Q(decided_by=F("author")))),
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
    """Words that versions are read with."""

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def of_person(self, actor_code: str):
        """Versions that this person wrote or reviewed."""
        return self.filter(Q(author=actor_code) | Q(reviewer=actor_code))

    def latest_first(self, accession: str):
        """What was public of a record, without the documents."""
        return self.filter(accession=accession).order_by("-version").defer("document")

    def latest_of(self, accession: str):
        """The last version of a record, public still or once, or None."""
        return self.filter(accession=accession).order_by("version").last()

    def numbered(self, accession: str, version: int):
        """One version of one record, or None."""
        return self.filter(accession=accession, version=version).first()

    def of_change(self, n: int, versions: dict[str, int]):
        """Of these versions (by accession) the ones that the change numbered n made, in the order of accessions."""
        rows = self.filter(n_from=n, accession__in=list(versions)).order_by("accession")
        return [row for row in rows if row.version == versions[row.accession]]


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
    """Words that the log is read with."""

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def latest_of(self, accession: str, verb: str):
        """The last time this was done to a record, or None."""
        return self.filter(accession=accession, verb=verb).last()

    def confirmed_since(self, day: str):
        """Records checked against their source on this day or later."""
        return self.filter(verb=Verb.CONFIRM, at__date__gte=day)

    def unconfirmed_mark(self, accession: str):
        """The last mark of a retraction on a record, if nobody confirmed the record since; else None."""
        last = self.last_of(accession, Verb.MARK, Verb.CONFIRM)
        return last if last and last.verb == Verb.MARK else None

    def after(self, event, verbs, accessions):
        """Events of these verbs on these records since an event, in order; none where there is no event."""
        found = self.filter(verb__in=verbs, accession__in=list(accessions)).order_by("pk")
        return found.filter(pk__gt=event.pk) if event else found.none()

    def last_of(self, accession: str, *verbs: str):
        """The last event of these verbs on a record, or None."""
        return self.filter(accession=accession, verb__in=verbs).order_by("pk").last()

    def public_of(self, accession: str):
        """What happened to a record in public, the latest first."""
        return self.filter(accession=accession, n__isnull=False).order_by("-n", "-pk")

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

    def written_by(self, actor_code: str, accessions):
        """Accessions of those of these records that a person wrote on before they were public."""
        own = self.filter(actor=actor_code, verb__in=[Verb.CREATE, Verb.EDIT], accession__in=accessions)
        return own.order_by().values_list("accession", flat=True)

    def latest_synced(self):
        """Public trials that followed their registry, the latest first."""
        return self.filter(verb=Verb.SYNC, n__isnull=False).order_by("-pk")

    def since(self, moment):
        return self.filter(at__gte=moment)

    def telling(self, actor_code: str, verbs, of_anybody):
        """What others did to records that this person worked on or asked something of, the latest first, and
        ``of_anybody``: verbs that concern the person whatever the record."""
        at = {"accession": OuterRef("accession")}
        worked = ReviewEvent.objects.filter(actor=actor_code, **at)
        versions = RecordVersion.objects.of_person(actor_code).filter(**at)
        events = self.filter(verb__in=list(verbs)).exclude(actor=actor_code).order_by("-pk")
        return events.filter(Q(verb__in=list(of_anybody)) | Exists(worked) | Exists(versions))

    def between(self, after: int, until: int | None = None):
        """Events with keys after one and up to another."""
        return self.filter(pk__gt=after) if until is None else self.filter(pk__gt=after, pk__lte=until)

    def last_before(self, moment) -> int:
        """Key of the last event before a moment; 0 when there is none."""
        return self.filter(at__lt=moment).order_by("-pk").values_list("pk", flat=True).first() or 0


class ReviewEvent(models.Model):
    """Something that was done to a record, written in the same transaction. Append-only.

    Public events carry the n of their change; drafts and their ways have none.
    """

    n = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    accession = models.CharField(max_length=16, db_index=True)
    verb = models.CharField(max_length=16, choices=Verb.choices)
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

    @property
    def public_note(self) -> str:
        """Notes are for the desk, but why a record went, came back or lost its ground is for all."""
        return self.note if self.verb in SAYS_WHY_TO_ALL else ""


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
