"""Typed records taken in: what is new becomes a draft, what is known is kept as a source record and compared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from .. import curation, similarity
from ..curation import Actor
from ..document import Document, to_document, whole
from ..forms import form_of
from ..models import CuratedRecord, Publication, Trial
from ..normalisation import normalise_text
from ..sources.paper import Paper
from ..sources.problems import Problem
from ..sources.study import Study
from . import kept
from .mapping import document_of_paper, document_of_study

NEW, SAME, CHANGED, OLDER, LIKE, REFUSED = "new", "same", "changed", "older", "like another", "refused"


Sourced = Study | Paper | Problem


class NotStrict(Exception):
    """A strict import met a record that did not go in; nothing was written."""


@dataclass
class Summary:
    """What an import did: outcomes, changed and filled fields, and what to look at."""

    outcomes: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    lost: int = 0

    def note(self, problem: Problem) -> None:
        self.problems.append(str(problem))
        self.kinds[f"{problem.path.rpartition('.')[2]} {problem.sentence}".strip()] += 1
        self.lost += problem.lost


def take_in(
    found: Iterable[Sourced], actor: Actor, summary: Summary, dry_run: bool = False, strict: bool = False
) -> Iterator[str]:
    """Take in one record after the other; yields the identifier of each and fills the summary.

    Each record is one transaction. A dry or a strict run is one transaction for all: a dry
    one is taken back, a strict one too when a record did not go in (NotStrict).
    """
    if not (dry_run or strict):
        yield from _one_by_one(found, actor, summary)
        return
    with transaction.atomic():
        yield from _one_by_one(found, actor, summary)
        if strict and summary.lost:
            raise NotStrict(f"{summary.lost} records cannot go in, so none did.")
        if dry_run:
            transaction.set_rollback(True)


def _one_by_one(found: Iterable[Sourced], actor: Actor, summary: Summary) -> Iterator[str]:
    for each in found:
        if isinstance(each, Problem):
            summary.note(each)
            yield each.record
            continue
        with transaction.atomic():
            summary.outcomes[_taken(each, actor, summary)] += 1
        yield each.identifier


def _taken(found: Study | Paper, actor: Actor, summary: Summary) -> str:
    today = date.today().isoformat()
    model, mapped = (Trial, document_of_study) if isinstance(found, Study) else (Publication, document_of_paper)
    document, remarks = mapped(found, today)
    summary.filled.update(document.keys())
    if accession := kept.accession_of(found):
        return _compared(found, accession, document, summary)
    if isinstance(found, Paper) and (like := _like(document)):
        said = f"looks like {like.accession}, which has other identifiers; enter it by hand if it is another."
        summary.note(Problem("", found.identifier, "title", like.title, said, lost=True))
        return LIKE
    form = form_of(model).of_document(document)
    if not form.is_valid():
        for index, problem in enumerate(form.problems()):
            # One record, however many sentences.
            summary.note(Problem("", found.identifier, problem.field, "", problem.sentence, lost=index == 0))
        return REFUSED
    record = curation.create(model, form.document(), actor)
    if found.source in kept.TYPED:
        kept.keep(found, today)
        kept.claim(record)
    summary.kinds.update(remark.partition(":")[0] for remark in remarks)
    return NEW


def _compared(found: Study | Paper, accession: str, document: Document, summary: Summary) -> str:
    """What is known stays as it is: the source record is kept, and the fields that differ are counted."""
    if found.source not in kept.TYPED:
        return SAME
    newest = kept.newest_of(found)
    row = kept.keep(found, date.today().isoformat())
    if newest and row.pk == newest.pk:
        return SAME
    if newest and row.version_date < newest.version_date:
        return OLDER
    model = kept.TYPED[found.source][1]
    ours = to_document(whole(model, accession))
    owned = [name for name in getattr(model, "REGISTRY_FIELDS", ()) if name in document and name != "status_seen_on"]
    differing = [name for name in owned if ours[name] != document[name]]
    summary.changed.update(differing)
    return CHANGED if differing else SAME


def _like(document: Document) -> CuratedRecord | None:
    """A publication with almost the same title, the same year and the same first author."""
    author = _family(document.get("first_author", ""))
    near = (match.record for match in similarity.similar("publication", "title", document.get("title", "")))
    of_that_year = (record for record in near if record.year == document.get("year"))
    return next((record for record in of_that_year if _family(record.first_author) == author), None)


def _family(author: str) -> str:
    return normalise_text(author).partition(" ")[0]
