"""Proposals at the desk: each is taken, corrected or dismissed; nothing is filled in before somebody says so."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import curation
from ..choices import ProposalVerdict, RecordStatus, Verb
from ..curation import reading
from ..document import field_heading, records_of, to_document
from ..forms import form_of
from ..models import CuratedRecord, ProposalOutcome, Publication, ReadingItem, Trial
from ..proposer import IN, OUT
from .guard import actor_of
from .presentation import linked
from .proposed import IN_OUT, Row, Subject, filled
from .writing import save_draft

TAKE, CORRECT, DISMISS = "take", "correct", "dismiss"


@dataclass(frozen=True)
class Count:
    """How often proposals for a field were taken, corrected and dismissed."""

    label: str
    taken: int
    corrected: int
    dismissed: int

    @property
    def decided(self) -> int:
        return self.taken + self.corrected + self.dismissed


def counts_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What became of proposals so far, field by field."""
    _curator(request)
    counted = ProposalOutcome.objects.counted_by_field()
    counts = [
        Count(
            field_heading(field) if field != IN_OUT else "Belongs here", *(by.get(each, 0) for each in ProposalVerdict)
        )
        for field, by in sorted(counted.items())
    ]
    latest = list(ProposalOutcome.objects.all()[:20])
    context |= {"title": "Proposals", "counts": counts, "latest": latest}
    return TemplateResponse(request, "admin/desk/proposal_counts.html", context)


def record_view(request: HttpRequest, context: dict[str, Any], accession: str) -> HttpResponse:
    """What is proposed for a draft of a trial, or for the findings of a publication."""
    actor = _curator(request)
    record = records_of([accession.upper()]).get(accession.upper())
    if not isinstance(record, Trial | Publication):
        raise Http404(f"There is no trial or publication {accession} to propose anything for.")
    refusal = _refusal(record, actor)
    if request.method == "POST":
        return _decided(request, Subject.of(record), context, refusal)
    return _page(request, Subject.of(record), context, refusal)


def reading_view(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Whether an item of the reading queue belongs here, as the proposer sees it."""
    _curator(request)
    item = get_object_or_404(ReadingItem, pk=pk)
    refusal = "" if item.state in reading.WAITING else "The item does not wait any more."
    if request.method == "POST":
        return _decided(request, Subject.of(item), context, refusal)
    return _page(request, Subject.of(item), context, refusal)


def waiting_for(record: CuratedRecord | None, actor: curation.Actor) -> dict[str, Any]:
    """For the page of a draft or a paper: what is proposed for it, undecided first; nothing where nobody may decide."""
    if not isinstance(record, Trial | Publication) or _refusal(record, actor):
        return {}
    rows = Subject.of(record).rows()
    undecided = [row for row in rows if row.outcome is None]
    return {"proposed_rows": undecided, "proposed_count": len(rows), "proposed_at": address_of(record)}


def address_of(thing: Trial | Publication | ReadingItem) -> str:
    if isinstance(thing, ReadingItem):
        return reverse("admin:proposals_reading", args=[thing.pk])
    return reverse("admin:proposals_of", args=[thing.accession])


def _curator(request: HttpRequest) -> curation.Actor:
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    return actor


def _refusal(record: Trial | Publication, actor: curation.Actor) -> str:
    """Why this person cannot decide here; empty when they can."""
    if isinstance(record, Publication):
        return "It was withdrawn." if record.status == RecordStatus.WITHDRAWN else ""
    return curation.refusal_of(Verb.EDIT, record, actor)


# Decisions


def _decided(request: HttpRequest, subject: Subject, context: dict[str, Any], refusal: str) -> HttpResponse:
    if refusal:
        messages.error(request, linked(refusal))
        return _page(request, subject, context, refusal, status=409)
    act, row = request.POST.get("act", ""), subject.row(request.POST.get("field", ""))
    if act not in (TAKE, CORRECT, DISMISS) or row is None:
        messages.error(request, "Choose one of the fields below, and take, correct or dismiss what is proposed for it.")
        return _page(request, subject, context, "", status=400)
    try:
        sentence = _carry_out(request, subject, row, act)
    except curation.Refusal as said:
        messages.error(request, linked(str(said)))
        return _page(request, subject, context, "", status=409)
    messages.success(request, linked(sentence))
    return HttpResponseRedirect(f"{address_of(subject.thing)}#next")


@transaction.atomic
def _carry_out(request: HttpRequest, subject: Subject, row: Row, act: str) -> str:
    """Fill the field in where one is taken, keep the decision, say so. Raises ``Refusal``; then nothing happened."""
    values = {TAKE: row.values, CORRECT: _typed(request, row), DISMISS: []}[act]
    actor = actor_of(request)
    if values and row.field == IN_OUT:
        _judge(subject, values[0], row, actor)
    elif values and isinstance(subject.thing, Trial):
        _fill(subject.thing, row, values, act, actor, request.POST.get("seen", ""))
    outcome = curation.record_outcome(subject.code, row.field, row.values, values, actor)
    return f"{row.label}: {ProposalVerdict(outcome.verdict).label.lower()}."


def _typed(request: HttpRequest, row: Row) -> list[str]:
    if request.POST.get("act") != CORRECT:
        return []
    allowed = {value for value, _ in row.options}
    chosen = [each for each in request.POST.getlist("value") if each]
    if not chosen:
        raise curation.Refusal(f"{row.label}: choose what is right instead, or dismiss what is proposed.")
    if strange := [each for each in chosen if each not in allowed]:
        raise curation.Refusal(f"{row.label}: “{strange[0]}” is none of the values of this field.")
    return chosen if row.is_list else chosen[:1]


def _fill(trial: Trial, row: Row, values: list[str], act: str, actor: curation.Actor, seen: str) -> None:
    """Through the one form. What is corrected stands alone, what is taken joins what a list holds."""
    document = to_document(trial)
    change = filled(document, Trial, row.field, values)
    if act == CORRECT and row.is_list:
        change = {row.field: values}
    form = form_of(Trial).of_document(change, record=trial)
    if save_draft(form, actor, seen) is None:
        said = " ".join(problem.sentence for problem in form.problems())
        raise curation.Refusal(f"{row.label} was not filled in. {said}")


def _judge(subject: Subject, word: str, row: Row, actor: curation.Actor) -> None:
    """A reading item that is out is excluded with the reason; one that is in is taken to be read."""
    if not isinstance(subject.thing, ReadingItem):
        return
    if word == OUT:
        reason = subject.found.judgement.why if row.values == [OUT] else "Judged by a curator: out."
        reading.exclude(subject.thing, reason, actor)
    elif word == IN:
        reading.assign(subject.thing, actor)


# The page


def _page(
    request: HttpRequest, subject: Subject, context: dict[str, Any], refusal: str, status: int = 200
) -> HttpResponse:
    rows = subject.rows()
    thing = subject.thing
    is_record = isinstance(thing, Trial | Publication)
    context |= {
        "title": f"Proposals for {thing.accession}" if is_record else "Proposal for the reading queue",
        "thing": thing,
        "name": thing.title_text() if is_record else str(thing),
        "record": thing if is_record else None,
        "is_publication": isinstance(thing, Publication),
        "rows": rows,
        "next": next((row.field for row in rows if row.outcome is None), ""),
        "taken": any(row.outcome and row.outcome.taken for row in rows),
        "refusal": linked(refusal),
        "seen": thing.updated_at.isoformat() if isinstance(thing, Trial) else "",
        "action": address_of(thing),
    }
    return TemplateResponse(request, "admin/desk/proposals.html", context, status=status)
