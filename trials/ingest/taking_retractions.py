"""Notices of files and libraries followed in one go: Retraction Watch's CSV, PubMed's XML, PubMed asked by number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from .. import projection
from ..models import Publication, SourceRecord, numbers_of
from ..sources import retractions
from ..sources.client import Client
from ..sources.paper import Paper
from ..sources.problems import Problem
from ..sources.retractions import RetractionNotice
from . import kept
from .reading import papers
from .retractions import MARKED, PROPOSED, Said, follow, said_by_notices, said_of_itself, said_of_others
from .runs import Asked, Summary, running

ELSEWHERE, SILENT = "about papers that are not here", "that take nothing back"
# The first column of Retraction Watch's file.
MARK_OF_FILE = b"Record ID"
Holders = dict[tuple[str, str], str]


def take_retractions(
    words: Iterable[str], client: Client, asked: Asked, summary: Summary, touched: list[str], dry_run: bool = False
) -> Iterator[str]:
    """Follow the notices of files, and what PubMed says of the articles with these numbers.

    Yields the number of each record that was read, and adds a sentence for each publication that was ``touched``. All
    notices on a paper are weighed together, so files are read to their end first; each publication is a change of its
    own. A dry run is one transaction that is taken back.
    """
    holders, found = _holders(), defaultdict(_Found)
    with running(asked, summary, dry_run) as run:
        with transaction.atomic() if dry_run else nullcontext():
            for each in _read(words, client):
                if isinstance(each, Problem):
                    summary.note(each)
                    continue
                if not _collect(each, holders, found):
                    summary.outcomes[ELSEWHERE] += 1
                yield each.identifier
            for accession, about in sorted(found.items()):
                _follow(accession, about, summary, touched)
            if dry_run:
                transaction.set_rollback(True)
        if dry_run:
            run.take_back()


def _read(words: Iterable[str], client: Client) -> Iterator[RetractionNotice | Paper | Problem]:
    for word in words:
        path = Path(word)
        if path.is_file() and _is_of_retraction_watch(path):
            with path.open("rb") as stream:
                yield from retractions.read(stream, word)
        else:
            yield from papers([word], client)


def _is_of_retraction_watch(path: Path) -> bool:
    with path.open("rb") as stream:
        return MARK_OF_FILE in stream.readline(4096)


def _holders() -> Holders:
    """(scheme, number) → accession of the publications that are not withdrawn."""
    publications = Publication.objects.not_withdrawn().only("accession", "doi", "pmid", "pmcid")
    return {number: each.accession for each in publications for number in numbers_of(each).items()}


@dataclass
class _Found:
    """What was found about one publication: notices that are weighed together, and what libraries say themselves."""

    notices: list[RetractionNotice] = field(default_factory=list)
    said: list[Said | None] = field(default_factory=list)


def _collect(each: RetractionNotice | Paper, holders: Holders, found: dict[str, _Found]) -> bool:
    """Put a record to the publications of ours that it is about; whether there are any."""
    if isinstance(each, RetractionNotice):
        if accession := _holder(holders, pmid=each.paper_pmid, doi=each.paper_doi):
            found[accession].notices.append(each)
        return bool(accession)
    accession, others = _holder(holders, pmid=each.pmid, doi=each.doi, pmcid=each.pmcid), said_of_others(each)
    if accession:
        found[accession].said.append(said_of_itself(each))
    for publication, said in others:
        found[publication.accession].said.append(said)
    return bool(accession or others)


def _holder(holders: Holders, **numbers: str) -> str:
    return next((holders[number] for number in numbers.items() if number in holders), "")


def _follow(accession: str, found: _Found, summary: Summary, touched: list[str]) -> None:
    """What Retraction Watch and other libraries say of one publication, each for itself."""
    with transaction.atomic():
        _keep(accession, found.notices)
        weighed = [said_by_notices(found.notices)] if found.notices else []
        for each in (*weighed, *found.said):
            _count(accession, each, summary, touched)


def _count(accession: str, said: Said | None, summary: Summary, touched: list[str]) -> None:
    if said is None:
        summary.outcomes[SILENT] += 1
        return
    publication = Publication.objects.by_accession(accession).get()
    done = follow(publication, said)
    summary.outcomes[done] += 1
    if done in (MARKED, PROPOSED):
        touched.append(f"{accession} {done} ({said.status.label.lower()}): {said.source}")


def _keep(accession: str, notices: list[RetractionNotice]) -> None:
    """The notices on a publication of ours as source records; of the many others nothing is kept."""
    today = date.today().isoformat()
    for notice in notices:
        parsed = kept.plain(notice)
        SourceRecord.objects.get_or_create(
            source=notice.source, identifier=notice.identifier, sha256=kept.fingerprint(parsed),
            defaults={
                "accession": accession, "version_date": notice.noticed_on, "fetched_on": today, "last_seen_on": today,
                "parsed": parsed,
            },
        )  # fmt: skip
    if notices:
        projection.refresh_links(notices[0].source, [notice.identifier for notice in notices])
