"""What is new about some trials and claims since a day: in the registries, in the literature, and in this base."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..choices import RecordStatus, Verb
from ..models import CancerType, Finding, Publication, ReviewEvent, Trial, TrialStatusEntry
from ..partial_date import months_before

MONTHS = 12
SHOWN = 8
# A load tells of all records at once; what it brought is not called new.
TOLD = (Verb.PUBLISH, Verb.ACCEPT, Verb.SYNC, Verb.WITHDRAW, Verb.MERGE, Verb.RESTORE, Verb.MARK, Verb.RETRACTED)
_EVER_PUBLIC = (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN)


@dataclass(frozen=True)
class TrialNews:
    """A trial that started or was confirmed; ``before`` is the status that the one now recorded replaced."""

    trial: Trial
    has_started: bool
    was_confirmed: bool
    before: TrialStatusEntry | None


@dataclass(frozen=True)
class Lately:
    """The news since a day. ``records`` counts what was done here by (verb, accession prefix)."""

    since: date
    trials: list[TrialNews]
    has_more_trials: bool
    publications: list[Publication]
    has_more_publications: bool
    records: dict[tuple[str, str], int]

    @property
    def is_empty(self) -> bool:
        return not (self.trials or self.publications or self.records)


def lately(node: CancerType, today: date | None = None) -> Lately:
    """What is new about a tumour type and its subtypes within twelve months; five queries."""
    today = today or date.today()
    since = months_before(today, MONTHS)
    trials = Trial.objects.public().of_cancer_type(node).moved_within(since.isoformat(), today.isoformat())
    publications = Publication.objects.public().claiming_about(node).since_year(since.year)
    found = list(trials.latest_confirmed_first().for_addresses()[: SHOWN + 1])
    texts = list(publications.newest_first()[: SHOWN + 1])
    return Lately(
        since,
        _news(found[:SHOWN], since.isoformat()),
        len(found) > SHOWN,
        texts[:SHOWN],
        len(texts) > SHOWN,
        _done_to(node, since),
    )


def _news(trials: list[Trial], since: str) -> list[TrialNews]:
    entries: dict[int, list[TrialStatusEntry]] = {}
    for entry in TrialStatusEntry.objects.filter(trial__in=trials).order_by("trial", "position"):
        entries.setdefault(entry.trial_id, []).append(entry)
    return [
        TrialNews(
            trial,
            trial.start_date >= since,
            trial.status_confirmed_on >= since,
            _before(trial, entries.get(trial.pk, [])),
        )
        for trial in trials
    ]


def _before(trial: Trial, entries: Iterable[TrialStatusEntry]) -> TrialStatusEntry | None:
    """The last dated entry of another status that is older than the one now recorded."""
    now = trial.status_confirmed_on or trial.status_seen_on
    older = [entry for entry in entries if (dated := entry.confirmed_on or entry.seen_on) and dated < now]
    last = max(older, key=lambda entry: entry.confirmed_on or entry.seen_on, default=None)
    return last if last and last.overall_status not in ("", trial.overall_status) else None


def _done_to(node: CancerType, since: date) -> dict[tuple[str, str], int]:
    """How many records of each kind something was done to in public; those withdrawn since are counted too."""
    trials = Trial.objects.filter(status__in=_EVER_PUBLIC).of_cancer_type(node)
    findings = Finding.objects.filter(status__in=_EVER_PUBLIC).of_cancer_type(node)
    about = Q(accession__in=trials.order_by().values("accession"))
    about |= Q(accession__in=findings.order_by().values("accession"))
    events = ReviewEvent.objects.filter(about, n__isnull=False, verb__in=TOLD, at__date__gte=since)
    touched = set(events.order_by().values_list("verb", "accession"))
    return dict(sorted(Counter((verb, accession[:4]) for verb, accession in touched).items()))
