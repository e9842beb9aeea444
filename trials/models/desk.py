"""What the desk keeps beside the records: holds, typed and sent forms, the reading queue. None of it is public."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..choices import CuratedDepth, ReadingState

HOLD_LASTS = timedelta(minutes=30)


class HoldQuerySet(models.QuerySet):
    """Words that holds are read with."""

    def in_force(self, at: datetime | None = None):
        """Taken less than half an hour ago."""
        return self.filter(since__gt=(at or timezone.now()) - HOLD_LASTS)

    def on(self, accession: str):
        return self.filter(accession=accession)

    def on_any(self, accessions):
        return self.filter(accession__in=list(accessions))


class Hold(models.Model):
    """Who reviews a record just now. It lapses after half an hour, and anyone may take it over."""

    accession = models.CharField(max_length=16, unique=True)
    actor = models.CharField(max_length=80)
    since = models.DateTimeField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        constraints = [models.CheckConstraint(condition=~Q(actor=""), name="hold_has_actor")]

    def __str__(self) -> str:
        return f"{self.accession} {self.actor}"


class TypedForm(models.Model):
    """A form as a person last typed it: anything, right or wrong, until it is saved."""

    actor = models.CharField(max_length=80)
    form = models.CharField(max_length=80, help_text="Which form: the path of its page at the desk.")
    fields = models.JSONField(help_text="Names and lists of values, as the browser sends them.")
    seen = models.CharField(
        max_length=40, blank=True, default="", help_text="State of the record that the form showed."
    )
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["-typed_at"]
        constraints = [models.UniqueConstraint(fields=["actor", "form"], name="typed_form_once")]

    def __str__(self) -> str:
        return f"{self.actor} {self.form}"


class SentForm(models.Model):
    """A form of the desk that was sent: the same sent again, by a double click or a reload, leads where it led."""

    digest = models.CharField(max_length=64, unique=True, help_text="Of the person, the address and all that was sent.")
    led_to = models.TextField(blank=True, default="", help_text="The address that the first answer led to.")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.led_to


class ReadingItemQuerySet(models.QuerySet):
    """Words that the reading queue is read with."""

    def in_state(self, *states: str):
        return self.filter(state__in=states)

    def waiting(self):
        """To be read or being read, oldest first."""
        return self.in_state(ReadingState.TO_READ, ReadingState.ASSIGNED).order_by("created_at", "pk")

    def assigned_to_person(self, actor_code: str):
        return self.filter(assigned_to=actor_code)

    def of_record(self, accession: str):
        return self.filter(accession=accession)

    def in_reading_order(self):
        """What is to be read before what is done with; in each the oldest first."""
        places = [models.When(state=state, then=place) for place, state in enumerate(ReadingState.values)]
        return self.order_by(models.Case(*places), "created_at", "pk")

    def counted_by_state(self) -> dict[str, int]:
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))

    def identified(self, identifiers: list[tuple[str, str]]):
        """Items with one of these (scheme, identifier) pairs."""
        wanted = Q(pk__in=[])
        for scheme, identifier in identifiers:
            wanted |= Q(scheme=scheme, identifier=identifier)
        return self.filter(wanted)

    def left_out(self):
        """What was excluded and has a number, the latest first."""
        return self.in_state(ReadingState.EXCLUDED).exclude(identifier="").order_by("-changed_at", "-pk")

    def titled(self, title: str):
        """Items without a number that have this title."""
        return self.filter(identifier="", title=title)

    def with_words(self, words: str):
        """Items whose identifier, title, comment or record holds these words."""
        columns = ("identifier", "title", "comment", "accession")
        return self.filter(Q(*[(f"{column}__icontains", words) for column in columns], _connector=Q.OR))

    def said_how_far(self):
        """Those of which something has been curated, the last word first."""
        return self.exclude(depth=CuratedDepth.NOT_YET).order_by("-changed_at", "-pk")


class ReadingItem(models.Model):
    """A paper or a trial to be read, and how far what it says has been curated."""

    scheme = models.CharField(
        max_length=16, blank=True, default="", help_text="doi, pmid, pmcid, nct …; empty: none known."
    )
    identifier = models.CharField(max_length=200, blank=True, default="")
    title = models.TextField(blank=True, default="", help_text="As seen.")
    origin = models.CharField(max_length=80, help_text="Such as reader, search, or who put it here.")
    comment = models.TextField(blank=True, default="", help_text="Why it should be read.")
    state = models.CharField(max_length=12, choices=ReadingState.choices, default=ReadingState.TO_READ)
    reason = models.TextField(blank=True, default="", help_text="Why it was excluded.")
    assigned_to = models.CharField(max_length=80, blank=True, default="")
    accession = models.CharField(
        max_length=16, blank=True, default="", db_index=True, help_text="Its record, once there is one."
    )
    depth = models.CharField(max_length=12, choices=CuratedDepth.choices, default=CuratedDepth.NOT_YET)
    curated_by = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ReadingItemQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "identifier"], condition=~Q(identifier=""), name="reading_item_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReadingState.EXCLUDED) | ~Q(reason=""),
                name="exclusion_has_reason",
                violation_error_message="Say why it is excluded.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReadingState.CURATED) | (~Q(depth=CuratedDepth.NOT_YET) & ~Q(curated_by="")),
                name="curated_says_how_far",
                violation_error_message="Say how far it has been curated.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.scheme}:{self.identifier}"
