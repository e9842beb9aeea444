"""Notices of files and libraries followed in one go: Retraction Watch's CSV, PubMed's XML, PubMed asked by number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
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
from .retractions import MARKED, PROPOSED, Said, follow, said_by_notices, said_by_pubmed
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
    holders, noticed = _holders(), defaultdict(list)
    with running(asked, summary, dry_run) as run:
        with transaction.atomic() if dry_run else nullcontext():
            for each in _read(words, client):
                if isinstance(each, Problem):
                    summary.note(each)
                    continue
                if accession := _holder(each, holders):
                    noticed[accession].append(each)
                else:
                    summary.outcomes[ELSEWHERE] += 1
                yield each.identifier
            for accession, found in sorted(noticed.items()):
                _follow(accession, found, summary, touched)
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


def _holder(found: RetractionNotice | Paper, holders: Holders) -> str:
    if isinstance(found, Paper):
        numbers = {"pmid": found.pmid, "doi": found.doi, "pmcid": found.pmcid}
    else:
        numbers = {"pmid": found.paper_pmid, "doi": found.paper_doi}
    return next((holders[number] for number in numbers.items() if number in holders), "")


def _follow(accession: str, found: list[RetractionNotice | Paper], summary: Summary, touched: list[str]) -> None:
    """What PubMed and Retraction Watch say of one publication, each for itself."""
    notices = [each for each in found if isinstance(each, RetractionNotice)]
    with transaction.atomic():
        _keep(accession, notices)
        said = [said_by_notices(notices)] if notices else []
        said += [said_by_pubmed(each) for each in found if isinstance(each, Paper)]
        for each in said:
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
