"""Conditions that several words are made of."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from .. import search
from ..choices import TrialRelation
from ..models import Finding, RecordQuerySet, TrialResult
from .words import By, plain


def any_of(queryset: RecordQuerySet, condition_of: Callable[[Any], Q], values: list[Any]) -> RecordQuerySet:
    """The records for which the condition of one of the values holds."""
    condition = Q()
    for value in values:
        condition |= condition_of(value)
    return queryset.filter(condition)


def containing(queryset: RecordQuerySet, texts: list[str]) -> RecordQuerySet:
    """The records that hold all the words of one of the texts."""
    return any_of(queryset, lambda text: Q(pk__in=search.containing(plain(queryset), text).values("pk")), texts)


def contains(name: str) -> By:
    """Matches by a part of a column's text."""
    return By(lambda queryset, texts: any_of(queryset, lambda text: Q(**{f"{name}__icontains": text}), texts))


def where(lookup: str) -> By:
    """Matches by a lookup with a single value."""
    return By(lambda queryset, values: queryset.filter(**{lookup: values[0]}))


def with_results(trials: RecordQuerySet) -> RecordQuerySet:
    """Trials with results in the registry or here."""
    rows = TrialResult.objects.filter(trial=OuterRef("pk"))
    return trials.filter(Q(results_posted=True) | Exists(rows))


def with_publication(trials: RecordQuerySet) -> RecordQuerySet:
    """Trials whose results a publication reports: one of their results, or a public finding that is a result of it."""
    rows = TrialResult.objects.filter(trial=OuterRef("pk"), publication__isnull=False)
    findings = Finding.objects.public().filter(
        publication__isnull=False, trial_links__trial=OuterRef("pk"), trial_links__relation=TrialRelation.RESULT_OF
    )
    return trials.filter(Q(Exists(rows)) | Q(Exists(findings)))


def started_from(trials: RecordQuerySet, days: list[str]) -> RecordQuerySet:
    """A start known by year or month only counts when it may lie within."""
    day = days[0]
    return trials.filter(Q(start_date__gte=day) | Q(start_date__in={day[:4], day[:7]} - {day}))


def started_to(trials: RecordQuerySet, days: list[str]) -> RecordQuerySet:
    """A start known by year or month only counts when it may lie before."""
    last = f"{days[0]}-99" if len(days[0]) < 10 else days[0]
    return trials.exclude(start_date="").filter(start_date__lte=last)


def rests_on_retracted(findings: RecordQuerySet) -> RecordQuerySet:
    """Findings that rest on a text known to be retracted."""
    return findings.marking_retracted().filter(source_retracted=True)


def rests_on_concern(findings: RecordQuerySet) -> RecordQuerySet:
    """Findings that rest on a text under an expression of concern."""
    return findings.marking_retracted().filter(source_of_concern=True)
