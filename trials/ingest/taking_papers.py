"""The publications of one batch: new ones become drafts, known ones are kept and compared."""

from collections.abc import Sequence

from .. import curation
from ..document import Document
from ..forms import PublicationForm, ask_for_holders, asking_once, judge
from ..models import Publication
from ..normalisation import normalise_text
from ..sources.paper import Paper
from ..sources.problems import Problem, shortened
from . import kept
from .context import Context
from .keeping import Version, claim_all, is_settled, keep, meet, versions_of
from .known import Standing, numbers_of, standings
from .mapping import document_of_paper
from .retractions import follow_paper
from .runs import LIKE, NEW, SAME, WITHDRAWN
from .twins import like, propose_merger, put_before_people

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
    for version, standing in placed:
        if version not in settled:
            context.summary.kinds.update(follow_paper(version.found, standing.record))
    for version, standing in known:
        for other in sorted(set(standing.foreign.values())):
            said = propose_merger(version.found, standing.accession, other)
            context.summary.note(Problem("", version.found.identifier, "", other, said))
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
    titles: set[tuple[str, int | None]] = set()
    for version in versions:
        document, remarks = document_of_paper(version.found, context.day)
        context.summary.filled.update(document.keys())
        context.summary.kinds.update(remark.partition(":")[0] for remark in remarks)
        title = (normalise_text(document.get("title", "")), document.get("year"))
        record = like(document)
        said = put_before_people(version.found, document, record) if record else ""
        value = record.accession if record and said else document.get("title", "")
        if not said and title[0] and title in titles:
            said = "stands here before, under other identifiers or none; enter it by hand if it is another."
        if said:
            problem = Problem("", version.found.identifier, "title", shortened(value), said, lost=True)
            context.summary.refuse(LIKE, [problem])
            continue
        titles.add(title)
        verdict = judge(PublicationForm, document)
        if verdict.document is None:
            context.refuse(version.found.identifier, verdict.problems)
        else:
            good.append((version, verdict.document))
    _create(good, context)


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
