"""Change sets: what one sitting with a paper made, submitted and published together."""

from django.db import models
from django.db.models import Q

from .editorial import Revision


class ChangeSetQuerySet(models.QuerySet):
    """Words that change sets are read with."""

    def by_key(self, key: int):
        return self.filter(pk=key)

    def by(self, actor_code: str):
        return self.filter(author=actor_code)

    def not_by(self, actor_code: str):
        return self.exclude(author=actor_code)

    def waiting(self):
        """Submitted and not yet finished, oldest first."""
        return self.filter(submitted_at__isnull=False, closed_at__isnull=True).order_by("submitted_at", "pk")

    def unfinished(self):
        return self.filter(closed_at__isnull=True)

    def finished(self):
        return self.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")

    def holding(self, accession: str):
        """Sets with this new record in them, or with a proposed change of it."""
        return self.filter(pk__in=ChangeSetItem.objects.filter(accession=accession).values("change_set"))


class ChangeSet(models.Model):
    """One sitting: drafts and proposed changes that belong together."""

    title = models.CharField(max_length=200, help_text="Such as the paper that was read.")
    note = models.TextField(blank=True, default="", help_text="What the editor should know of the whole.")
    author = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When nothing of it waited any longer.")

    objects = ChangeSetQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(author=""), name="change_set_has_author")]

    def __str__(self) -> str:
        return self.title


class ChangeSetItemQuerySet(models.QuerySet):
    """Words that the items of change sets are read with."""

    def of_sets(self, change_sets):
        return self.filter(change_set__in=list(change_sets)).select_related("revision")

    def of_records(self, accessions):
        """Items with these records, each with its set and its proposal."""
        return self.filter(accession__in=list(accessions)).select_related("change_set", "revision")

    def new_records(self):
        return self.filter(revision__isnull=True)

    def of_record(self, accession: str):
        return self.filter(accession=accession)


class ChangeSetItem(models.Model):
    """A new record, or a proposed change of a public one, in a change set."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="items")
    accession = models.CharField(max_length=16, db_index=True)
    revision = models.OneToOneField(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="change_set_item"
    )

    objects = ChangeSetItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["accession"], condition=Q(revision__isnull=True), name="new_record_in_one_change_set"
            )
        ]

    def __str__(self) -> str:
        return self.accession
