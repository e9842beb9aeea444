"""What was taken in from registries and libraries: the runs, and what each could not read."""

from django.db import models

from ..choices import ImportKind, ImportState
from ..partial_date import PartialDateField


class ImportRunQuerySet(models.QuerySet):
    """Words that runs are read with."""

    def of_source(self, source: str):
        return self.filter(source=source)

    def ended(self):
        """What was really taken in and has ended, the latest first."""
        return self.filter(state__in=[ImportState.COMPLETE, ImportState.CUT_OFF]).order_by("-started_at", "-pk")

    def complete(self):
        """Runs that read all that they were asked, the latest first."""
        return self.filter(state=ImportState.COMPLETE).order_by("-started_at", "-pk")

    def with_key(self, key: int):
        """One of them, or None."""
        return self.filter(pk=key).first()

    def running(self):
        return self.filter(state=ImportState.RUNNING)


class ImportRun(models.Model):
    """One run of an import: what was asked, by whom, how it ended, and what came of it."""

    kind = models.CharField(max_length=16, choices=ImportKind.choices)
    source = models.CharField(
        max_length=80, blank=True, default="", help_text="Such as registry:clinicaltrials.gov; empty: several."
    )
    query = models.TextField(blank=True, default="", help_text="The search expression, word for word.")
    words = models.JSONField(default=list, help_text="Names of files, and numbers, as they were given.")
    since = PartialDateField(help_text="Only what the source changed since then was asked for.")
    is_whole = models.BooleanField(
        default=False, help_text="Whether it asked for all that is known, so that what it lacks is missing."
    )
    actor = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    expected = models.PositiveIntegerField(null=True, blank=True, help_text="Records that should come, where known.")
    seen = models.PositiveIntegerField(default=0, help_text="Records read, those left out included.")
    lost = models.PositiveIntegerField(default=0, help_text="Records left out.")
    outcomes = models.JSONField(default=dict, help_text="Outcome → records: new, changed, same, older …")
    changed = models.JSONField(default=dict, help_text="Field → records in which it changed.")
    filled = models.JSONField(default=dict, help_text="Field → records that fill it.")
    kinds = models.JSONField(default=dict, help_text="Kind of problem → how often.")
    left_out = models.JSONField(default=dict, help_text="Reason → records left out for it.")
    remark = models.TextField(
        blank=True, default="", help_text="Such as why nothing was concluded from what is missing."
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(actor=""), name="import_run_has_actor")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.started_at:%Y-%m-%d %H:%M}, {self.get_state_display().lower()}"


class ImportProblem(models.Model):
    """What a run could not read or did not know: where it stands, what stands there, what that means."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    file = models.TextField(blank=True, default="")
    record = models.CharField(max_length=120, blank=True, default="")
    path = models.TextField(blank=True, default="")
    value = models.TextField(blank=True, default="")
    sentence = models.TextField()
    lost = models.BooleanField(default=False, help_text="The whole record stayed out.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sentence
