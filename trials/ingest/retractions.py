"""Notices of retractions, followed: what a library says of a public publication is marked, or proposed to people.

A library may warn at once (decision 11): the mark is public, and waits for a person. A warning is taken away by people
only; where a library says that none holds any more, that is proposed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .. import curation
from ..choices import RetractionStatus, Verb
from ..models import Publication, ReviewEvent, Revision
from ..sources.paper import Paper
from ..sources.retractions import RetractionNotice
from .mapping import LABELS, retraction_said_by

MARKED, PROPOSED, SAME, DECIDED = "marked", "proposed to be cleared", "marked already", "decided by people before"
NOT_PUBLIC, NO_MARK = "not public here", "without a mark"
_STATUS = {
    "RETRACTION": RetractionStatus.RETRACTED,
    "EXPRESSION_OF_CONCERN": RetractionStatus.EXPRESSION_OF_CONCERN,
    "REINSTATEMENT": RetractionStatus.NONE_FOUND,
}
_WORSE_FIRST = ("RETRACTION", "EXPRESSION_OF_CONCERN")


@dataclass(frozen=True)
class Said:
    """One library's word on one publication; ``source`` says where the notice stands, for readers.

    Where the library says nothing (``is_silence``), only what it said itself before is in question.
    """

    library: str
    status: RetractionStatus
    source: str
    note: str = ""
    is_silence: bool = False


def follow(publication: Publication, said: Said) -> str:
    """Mark a publication as a library says, or propose that its mark be cleared; the outcome in a word.

    What the same notice did once, and people took back, is not done again.
    """
    if not publication.is_public:
        return NOT_PUBLIC
    if said.status == RetractionStatus.NONE_FOUND:
        return _propose_to_clear(publication, said) if _may_be_over(publication, said) else NO_MARK
    if publication.retraction_status in (said.status, RetractionStatus.RETRACTED):
        return SAME
    if _has_marked(publication, said):
        return DECIDED
    try:
        curation.mark_retraction(publication, said.status, curation.source_actor(said.library), said.source, said.note)
    except curation.Refusal:
        # Somebody marked it in the same moment, or it may not stay public so; the next run looks again.
        return SAME
    return MARKED


def _has_marked(publication: Publication, said: Said) -> bool:
    marks = ReviewEvent.objects.of_record(publication.accession).filter(verb=Verb.MARK, actor=said.library)
    return any(mark.note.startswith(f"{said.status.label}. Source: {said.source}") for mark in marks)


def _may_be_over(publication: Publication, said: Said) -> bool:
    mark = ReviewEvent.objects.last_of(publication.accession, Verb.MARK)
    return publication.is_marked and (not said.is_silence or (mark is not None and mark.actor == said.library))


def _propose_to_clear(publication: Publication, said: Said) -> str:
    proposed = Revision.objects.of_record(publication.accession).by(said.library)
    if any(said.source in revision.source for revision in proposed):
        return DECIDED
    document = {"retraction_status": said.status.value, "retraction_checked_on": date.today().isoformat()}
    curation.propose(publication, document, curation.source_actor(said.library), said.source, said.note)
    return PROPOSED


def follow_paper(paper: Paper, own: Publication | None) -> list[str]:
    """What a library just said, followed on our record of the text, if there is one, and on others that it is about."""
    said = said_of_itself(paper) if own else None
    outcomes = [follow(own, said)] if own and said else []
    return outcomes + [follow(publication, each) for publication, each in said_of_others(paper)]


# What libraries say

# Kinds of notice as the record of the notice has them: what they do to the text that they name.
_OF_OTHERS = {
    "RetractionOf": RetractionStatus.RETRACTED,
    "RetractedandRepublishedFrom": RetractionStatus.RETRACTED,
    "ExpressionOfConcernFor": RetractionStatus.EXPRESSION_OF_CONCERN,
}


def said_of_itself(paper: Paper) -> Said | None:
    """What a library's record says of the text. What a file says that anybody may have written marks nothing."""
    status, notices = retraction_said_by(paper)
    if status is None or not _is_of_library(paper):
        return None
    where = "; ".join(notice.citation or notice.doi or f"PMID {notice.pmid}" for notice in notices)
    source = f"{_named(paper)}{f': {where}' if where else ''}."
    return Said(paper.source, status, source, is_silence=status == RetractionStatus.NONE_FOUND)


def said_of_others(paper: Paper) -> list[tuple[Publication, Said]]:
    """Where the text is itself a notice: what it says of publications of ours."""
    if not _is_of_library(paper):
        return []
    found = []
    for notice in paper.notices:
        numbers = {"pmid": [notice.pmid] if notice.pmid else [], "doi": [notice.doi] if notice.doi else []}
        if status := _OF_OTHERS.get(notice.kind):
            said = Said(paper.source, status, f"{_named(paper)}, the notice.")
            found += [(each, said) for each in Publication.objects.not_withdrawn().with_numbers(numbers)]
    return found


def _is_of_library(paper: Paper) -> bool:
    return paper.source.startswith("library:")


def _named(paper: Paper) -> str:
    return f"{LABELS[paper.source]} of {f'PMID {paper.pmid}' if paper.pmid else f'doi:{paper.doi}'}"


def said_by_notices(notices: Iterable[RetractionNotice]) -> Said | None:
    """What the notices on a paper come to: the worst since it was last reinstated; a correction takes nothing back."""
    decisive = sorted(
        (notice for notice in notices if notice.nature in _STATUS),
        key=lambda notice: (notice.noticed_on, notice.nature != "REINSTATEMENT", notice.record_id),
    )
    back = max((place for place, each in enumerate(decisive) if each.nature == "REINSTATEMENT"), default=-1)
    since = decisive[back + 1 :]
    worst = [notice for nature in _WORSE_FIRST for notice in since if notice.nature == nature]
    if not decisive:
        return None
    notice = worst[0] if worst else decisive[back]
    return Said(notice.source, _STATUS[notice.nature], _where(notice), "; ".join(notice.reasons))


def _where(notice: RetractionNotice) -> str:
    parts = [f"Retraction Watch, record {notice.record_id}"]
    parts += [f"notice of {notice.noticed_on}"] if notice.noticed_on else []
    if (
        number := notice.notice_doi
        and f"doi:{notice.notice_doi}"
        or notice.notice_pmid
        and f"PMID {notice.notice_pmid}"
    ):
        parts.append(number)
    return f"{', '.join(parts)}."
