"""The publications of one batch: new ones become drafts, known ones are kept and compared."""

from collections.abc import Sequence

from .. import curation, similarity
from ..document import Document
from ..forms import PublicationForm, ask_for_holders, asking_once, judge
from ..models import CuratedRecord, Publication
from ..normalisation import normalise_text
from ..sources.paper import Paper
from ..sources.problems import Problem
from . import kept
from .context import Context
from .keeping import Version, claim_all, is_settled, keep, meet, versions_of
from .known import Standing, numbers_of, standings
from .mapping import document_of_paper
from .retractions import follow, said_by_pubmed
from .runs import LIKE, NEW, SAME, WITHDRAWN

Placed = tuple[Version, Standing]


def take_papers(batch: Sequence[Paper], context: Context) -> None:
    """Take in papers of which no two are the same, in the transaction of the caller.

    What a library says is kept; what a file says that somebody wrote is not a source's own word.
    """
    if not batch:
        return
    placed = list(zip(versions_of(batch), standings(batch), strict=True))
    known = [pair for pair in placed if pair[1].record is not None]
    settled = [version for version, standing in known if is_settled(version, standing.record)]
    meet(settled, context.day, context.run)
    rest = [(version, standing.accession) for version, standing in known if not is_settled(version, standing.record)]
    keep([pair for pair in rest if _is_kept(pair[0])], context.day, context.run)
    for version, standing in known:
        if version not in settled and (said := said_by_pubmed(version.found)):
            context.summary.kinds[follow(standing.record, said)] += 1
    for _, standing in known:
        context.summary.outcomes[WITHDRAWN if standing.is_withdrawn else SAME] += 1
    with asking_once():
        new = [version for version, standing in placed if standing.record is None]
        for scheme in PublicationForm.unique:
            ask_for_holders(Publication, scheme, [getattr(version.found, scheme) for version in new])
        _begin(new, context)


def _is_kept(version: Version) -> bool:
    return version.found.source in kept.TYPED


def _begin(versions: Sequence[Version], context: Context) -> None:
    good: list[tuple[Version, Document]] = []
    for version in versions:
        document, remarks = document_of_paper(version.found, context.day)
        context.summary.filled.update(document.keys())
        context.summary.kinds.update(remark.partition(":")[0] for remark in remarks)
        if like := _like(document):
            said = f"looks like {like.accession}, which has other identifiers; enter it by hand if it is another."
            problem = Problem("", version.found.identifier, "title", like.title, said, lost=True)
            context.summary.refuse(LIKE, [problem])
            continue
        verdict = judge(PublicationForm, document)
        if verdict.document is None:
            context.refuse(version.found.identifier, verdict.problems)
        else:
            good.append((version, verdict.document))
    _create(good, context)


def _like(document: Document) -> CuratedRecord | None:
    """A publication with almost the same title, the same year and the same first author."""
    author = _family(document.get("first_author", ""))
    near = (match.record for match in similarity.similar("publication", "title", document.get("title", "")))
    of_that_year = (record for record in near if record.year == document.get("year"))
    return next((record for record in of_that_year if _family(record.first_author) == author), None)


def _family(author: str) -> str:
    return normalise_text(author).partition(" ")[0]


def _create(good: list[tuple[Version, Document]], context: Context) -> None:
    by_source: dict[str, list[tuple[Version, Document]]] = {}
    for version, document in good:
        by_source.setdefault(version.found.source, []).append((version, document))
    for source, pairs in by_source.items():
        records = curation.create_all(Publication, [each for _, each in pairs], context.author_of(source))
        versions = [version for version, _ in pairs]
        told = [(version, record.accession) for version, record in zip(versions, records, strict=True)]
        keep([pair for pair in told if _is_kept(pair[0])], context.day, context.run)
        claim_all(records, [[number for _, number in numbers_of(version.found)] for version in versions])
        context.summary.outcomes[NEW] += len(records)
