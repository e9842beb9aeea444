"""An identifier in, the fields of a draft out: from what was kept, else from the network; a form then fills itself."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from ..choices import Registry
from ..document import Document
from ..identifiers import REGISTRY_SCHEMES, normalise
from ..identifiers import SCHEMES as IDENTIFIERS
from ..models import CuratedRecord, Publication, SourceRecord, Trial
from ..sources import citations, clinicaltrials_gov, questions
from ..sources.client import Client, NoAnswer, NotThere
from ..sources.paper import Paper
from ..sources.problems import Problem
from ..sources.study import Study
from . import kept, retractions
from .mapping import document_of_paper, document_of_study
from .way_out import way_out

T = TypeVar("T")
# What can be looked up. Other registries have no service that we ask.
SCHEMES = ("nct", "pmid", "doi", "pmcid")


@dataclass(frozen=True)
class Source:
    """Where the fields of a look-up come from."""

    code: str
    identifier: str
    version_date: str
    fetched_on: str
    sha256: str
    was_kept: bool


@dataclass(frozen=True)
class LookUp:
    """What is known of an identifier: fields of a document of ``model``, their source, and what to look at.

    Without a source the document holds the identifier alone, and the first problem says why.
    """

    model: type[CuratedRecord]
    document: Document
    source: Source | None = None
    problems: tuple[str, ...] = field(default=())


def look_up(scheme: str, identifier: str, client: Client | None = None, fresh: bool = False) -> LookUp:
    """What a registry or library says of an identifier (``nct``, ``pmid``, ``doi``, ``pmcid``, any registry).

    What was kept comes first, unless ``fresh``; what the network answers is kept. Raises
    ValueError with a sentence when the text is no identifier of the scheme.
    """
    identifier = normalise(scheme, identifier)
    row = None if fresh else kept.newest(scheme, identifier)
    if row:
        return _filled(row, was_kept=True)
    if scheme not in SCHEMES:
        return _empty(scheme, identifier, f"{_label(scheme)} cannot be asked from here; type in what its page says.")
    try:
        found, problems = _asked_by(client, scheme, identifier)
    except NoAnswer as error:
        row = kept.newest(scheme, identifier)
        return _filled(row, was_kept=True, first=str(error)) if row else _empty(scheme, identifier, str(error))
    row = kept.keep(found, date.today().isoformat())
    if isinstance(found, Paper):
        retractions.follow_paper(found, Publication.objects.by_accession(kept.accession_of(found)).first())
    return _filled(row, was_kept=False, problems=problems)


def recall(scheme: str, identifier: str) -> LookUp:
    """What was kept of an identifier: nobody is asked and nothing is written. Raises ValueError as ``look_up`` does."""
    identifier = normalise(scheme, identifier)
    row = kept.newest(scheme, identifier)
    return _filled(row, was_kept=True) if row else _empty(scheme, identifier, "Nothing of it is kept here yet.")


def asked(scheme: str, identifier: str, client: Client) -> tuple[Study | Paper, list[str]]:
    """What the network says of an identifier in its one spelling, and what was odd. Raises NoAnswer."""
    return _ASK[scheme](client, identifier)


def _asked_by(client: Client | None, scheme: str, identifier: str) -> tuple[Study | Paper, list[str]]:
    if client:
        return asked(scheme, identifier, client)
    with way_out(for_a_page=True) as own:
        return asked(scheme, identifier, own)


# Questions


def _study(client: Client, nct: str) -> tuple[Study, list[str]]:
    data = questions.study(client, nct)
    study, problems = _only(clinicaltrials_gov.read(io.BytesIO(data), "ClinicalTrials.gov"), "ClinicalTrials.gov")
    if study.identifier != nct and nct not in study.aliases:
        raise NotThere(f"ClinicalTrials.gov answered with {study.identifier} when asked for {nct}; look there by hand.")
    if study.identifier != nct:
        problems.insert(0, f"{nct} is an old number of {study.identifier}.")
    return study, problems


def _article(client: Client, pmid: str) -> tuple[Paper, list[str]]:
    paper, problems = _only(citations.read(io.BytesIO(questions.articles(client, [pmid])), "PubMed"), "PubMed")
    if paper.pmid != pmid:
        raise NotThere(f"PubMed has no article with the number {pmid}.")
    return paper, problems


def _by_pmcid(client: Client, pmcid: str) -> tuple[Paper, list[str]]:
    paper, problems = _article(client, questions.pmid_of(client, "pmcid", pmcid))
    if paper.pmcid != pmcid:
        raise NotThere(f"PubMed's search answered with an article that is not {pmcid}.")
    return paper, problems


def _by_doi(client: Client, doi: str) -> tuple[Paper, list[str]]:
    """PubMed first, which knows types and retractions; Crossref where PubMed has no such article or is silent."""
    try:
        paper, problems = _article(client, questions.pmid_of(client, "doi", doi))
        if paper.doi == doi:
            return paper, problems
    except NoAnswer:
        pass
    paper, problems = _only(citations.read(io.BytesIO(questions.work(client, doi)), "Crossref"), "Crossref")
    if paper.doi != doi:
        raise NotThere(f"Crossref answered with {paper.doi or 'a work without DOI'} when asked for {doi}.")
    return paper, problems


_ASK: dict[str, Callable[[Client, str], tuple[Study | Paper, list[str]]]] = {
    "nct": _study,
    "pmid": _article,
    "pmcid": _by_pmcid,
    "doi": _by_doi,
}


def _only(read: Iterator[T | Problem], name: str) -> tuple[T, list[str]]:
    """The one record of an answer, and its problems as sentences."""
    found, problems = [], []
    for each in read:
        (problems if isinstance(each, Problem) else found).append(each)
    if not found:
        raise NotThere(f"{name} answered, but with no record of it.")
    return found[0], [f"{problem.path}: “{problem.value}” {problem.sentence}" for problem in problems]


# Answers


def _filled(row: SourceRecord, was_kept: bool, problems: Sequence[str] = (), first: str = "") -> LookUp:
    found = kept.typed(row)
    document, remarks = (document_of_study if isinstance(found, Study) else document_of_paper)(found, row.fetched_on)
    source = Source(row.source, row.identifier, row.version_date, row.fetched_on, row.sha256, was_kept)
    said = [first] if first else []
    return LookUp(kept.TYPED[row.source][1], document, source, (*said, *problems, *remarks))


def _empty(scheme: str, identifier: str, sentence: str) -> LookUp:
    if scheme in REGISTRY_SCHEMES:
        rows = [{"registry": str(Registry(scheme)), "identifier": identifier}]
        return LookUp(Trial, {"identifiers": rows}, problems=(sentence,))
    return LookUp(Publication, {scheme: identifier}, problems=(sentence,))


def _label(scheme: str) -> str:
    return IDENTIFIERS[scheme].label
