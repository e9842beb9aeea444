"""Typed records taken in, batch by batch: what is new becomes a draft, what a registry changed is taken over.

Each batch is one transaction: it is known, compared and written in a bounded number of statements, together with the
row that tells of the run. A run that is killed leaves the batches before it whole; the next one finds them settled.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import IntegrityError, transaction

from .. import curation
from ..sources.paper import Paper
from ..sources.problems import Problem
from ..sources.study import Study
from .absence import conclude_absence
from .context import Context
from .known import Number, numbers_of
from .reading import Pause
from .runs import REFUSED, Asked, Run, Summary, running
from .taking_papers import take_papers
from .taking_trials import take_trials

Sourced = Study | Paper
AT_ONCE = 200


class NotStrict(Exception):
    """A strict import met a record that did not go in; nothing was written."""


def apply(
    found: Iterable[Sourced | Problem | Pause],
    asked: Asked,
    summary: Summary,
    owner: curation.Actor | None = None,
    dry_run: bool = False,
    strict: bool = False,
) -> Iterator[str]:
    """Take in what was read; yields the identifier of each record once it is written, and fills the summary.

    New drafts belong to ``owner``, or to nobody but their source. A dry or a strict run is one transaction for all: a
    dry one is taken back, a strict one too when a record did not go in (NotStrict).
    """
    with running(asked, summary, dry_run) as run:
        if not (dry_run or strict):
            yield from _in_batches(found, run, owner)
            with transaction.atomic():
                conclude_absence(run)
                # Pages say when a registry was last read.
                curation.touch()
            return
        try:
            with transaction.atomic():
                yield from _in_batches(found, run, owner)
                conclude_absence(run)
                if strict and summary.lost:
                    raise NotStrict(f"{summary.lost} records cannot go in, so none did.")
                transaction.set_rollback(dry_run)
        except BaseException:
            run.take_back()
            raise
        if dry_run:
            run.take_back()


def _in_batches(found: Iterable[Sourced | Problem | Pause], run: Run, owner: curation.Actor | None) -> Iterator[str]:
    for batch in _batches(found, run.summary):
        _apply_whole(batch, run, owner)
        yield from (each.identifier for each in batch)


def _batches(found: Iterable[Sourced | Problem | Pause], summary: Summary) -> Iterator[list[Sourced]]:
    """Records in batches in which none is about the same thing as another; problems are noted on the way."""
    batch: list[Sourced] = []
    numbers: set[Number] = set()
    for each in found:
        if isinstance(each, Problem):
            summary.note(each)
            summary.is_cut_off |= each.ends
            continue
        own = set() if isinstance(each, Pause) else {*numbers_of(each), (each.source, each.identifier)}
        if batch and (isinstance(each, Pause) or own & numbers or len(batch) >= AT_ONCE):
            yield batch
            batch, numbers = [], set()
        if not isinstance(each, Pause):
            batch.append(each)
            numbers |= own
    yield batch


def _apply_whole(batch: list[Sourced], run: Run, owner: curation.Actor | None) -> None:
    """One batch, one transaction; where something breaks it, each of its records is tried again alone."""
    if not _refusal(batch, run, owner):
        return
    for each in batch:
        if said := _refusal([each], run, owner):
            run.summary.refuse(REFUSED, [Problem("", each.identifier, "", "", said, lost=True)])


def _refusal(batch: list[Sourced], run: Run, owner: curation.Actor | None) -> str:
    """Why a batch could not be written; empty when it was."""
    try:
        _apply_once(batch, run, owner)
    except curation.Refusal as refusal:
        return str(refusal)
    except IntegrityError:
        return "could not be written beside what is there already; look whether it was entered by hand meanwhile."
    return ""


def _apply_once(batch: list[Sourced], run: Run, owner: curation.Actor | None) -> None:
    counted = Summary()
    context = Context(run.row, date.today().isoformat(), run.asked.by, owner, counted)
    with transaction.atomic():
        take_trials([each for each in batch if isinstance(each, Study)], context)
        take_papers([each for each in batch if isinstance(each, Paper)], context)
        run.save(counted)
    run.absorb(counted)
    if run.asked.is_whole:
        run.met.update(number for each in batch for _, number in numbers_of(each))
