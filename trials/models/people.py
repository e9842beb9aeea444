"""The people of the desk: their public codes, names, statements of interest and wishes for notices."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from ..choices import Interests, NoticeKind
from .editorial import RecordVersion

STATEMENT_HOLDS = timedelta(days=365)


class PersonQuerySet(models.QuerySet):
    """Words that people are read with."""

    def coded(self, *codes: str):
        """The people with these text codes; those of registries and releases are nobody's."""
        return self.filter(code__in=[code.removeprefix("person:") for code in codes if code.startswith("person:")])

    def names(self) -> dict[str, str]:
        """Text codes with the names of the accounts; for the desk, never for public pages."""
        people = self.select_related("user")
        return {str(person): person.user.get_full_name() or person.user.get_username() for person in people}

    def willing_on(self, accession: str):
        """Those who want to be named on a record: as they said of it, else as they said of all."""
        said = CreditException.objects.filter(person=OuterRef("pk"), accession=accession).values("is_credited")
        willing = self.annotate(is_willing=Coalesce(Subquery(said), F("is_credited")))
        return willing.filter(is_willing=True).exclude(public_name="")

    def named_on(self, accession: str):
        """Those named on a record, with ``wrote`` and ``reviewed``: whether they did so with a version of it."""
        versions = RecordVersion.objects.of_record(accession)
        people = self.annotate(
            signed=Concat(Value("person:"), "code"),
            wrote=Exists(versions.filter(author=OuterRef("signed"))),
            reviewed=Exists(versions.filter(reviewer=OuterRef("signed"))),
        )
        return people.filter(Q(wrote=True) | Q(reviewed=True)).willing_on(accession)

    def told_by_email(self):
        """Those with an account in use who want some notices by e-mail."""
        return self.filter(user__is_active=True, notice_choices__by_email=True).distinct().select_related("user")


class Person(models.Model):
    """The public code of a user. Logs hold the code, so they outlive the account."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person")
    code = models.CharField(max_length=16, unique=True)
    public_name = models.CharField(
        max_length=120, blank=True, default="", help_text="As it should stand on public pages. Empty: no name is shown."
    )
    orcid = models.CharField("ORCID", max_length=19, blank=True, default="", help_text="Such as 0000-0002-1825-0097.")
    is_credited = models.BooleanField(
        "named on records", default=False, help_text="Show the name on every record that this person wrote or reviewed."
    )
    notices_read = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="Key of the last review event that the person has seen."
    )
    notices_sent = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="Key of the last review event that was told by e-mail."
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"person:{self.code}"


class CreditException(models.Model):
    """A record on which a person is named although not elsewhere, or not named although elsewhere."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credit_exceptions")
    accession = models.CharField(max_length=16)
    is_credited = models.BooleanField()

    class Meta:
        ordering = ["accession"]
        constraints = [models.UniqueConstraint(fields=["person", "accession"], name="credit_exception_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.accession}"


class InterestStatementQuerySet(models.QuerySet):
    """Words that statements of interest are read with."""

    def valid(self, at: datetime | None = None):
        """Statements made within the year before a moment, the latest first."""
        at = at or timezone.now()
        return self.filter(made_at__gt=at - STATEMENT_HOLDS, made_at__lte=at).order_by("-made_at")

    def of(self, actor_code: str):
        return self.filter(actor=actor_code)

    def of_people(self, actor_codes):
        return self.filter(actor__in=list(actor_codes))


class InterestStatement(models.Model):
    """What a person stated about conflicting interests; holds for a year, and is never changed."""

    actor = models.CharField(max_length=80, db_index=True)
    interests = models.CharField(max_length=12, choices=Interests.choices)
    text = models.TextField(blank=True, default="", help_text="Employers, funding, shares, patents, own studies.")
    made_at = models.DateTimeField()

    objects = InterestStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(actor=""), name="interest_statement_has_actor"),
            models.CheckConstraint(
                condition=Q(interests=Interests.NONE) | ~Q(text=""),
                name="declared_interests_are_said",
                violation_error_message="Say which interests you declare.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.interests}"


class NoticeChoice(models.Model):
    """How a person wants one kind of notice; without a row: at the desk, not by e-mail."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=16, choices=NoticeKind.choices)
    at_desk = models.BooleanField(default=True)
    by_email = models.BooleanField(default=False)

    class Meta:
        ordering = ["person", "kind"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="notice_choice_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"
