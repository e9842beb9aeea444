"""What registries changed, at the desk: findings to look at again, trials that followed, entries gone, runs."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from .. import curation
from ..choices import LookAgainState
from ..document import field_words, records_of
from ..models import (
    CuratedRecord,
    ImportRun,
    LookAgain,
    RegistryAbsence,
    ReviewEvent,
    SourceRecord,
    Trial,
)
from .guard import actor_of, typed_in
from .presentation import linked

SHOWN = 50
CHOICES = {
    LookAgainState.CONFIRMED: "The finding holds as it stands",
    LookAgainState.DISMISSED: "The change does not bear on it",
}


@dataclass(frozen=True)
class Question:
    """A finding to be looked at again, its trial, and what changed there."""

    mark: LookAgain
    finding: CuratedRecord | None
    trial: CuratedRecord | None
    fields: str


def registry_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """All of it on one page, the open questions first."""
    _demand_curator(request)
    marks = LookAgain.objects.open()
    page = Paginator(marks, SHOWN).get_page(request.GET.get("page"))
    context |= {
        "title": "Registry facts",
        "page": page,
        "questions": _questions(list(page)),
        "choices": list(CHOICES.items()),
        "changed": ReviewEvent.objects.latest_synced()[:SHOWN],
        "absences": RegistryAbsence.objects.open(),
        "unclaimed": Trial.objects.unclaimed()[:SHOWN],
        "unclaimed_count": Trial.objects.unclaimed().count(),
        "runs": ImportRun.objects.all()[:SHOWN],
    }
    return TemplateResponse(request, "admin/desk/registry.html", context)


@require_POST
def look_again_view(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """One question answered: it holds, or the change does not bear on it."""
    _demand_curator(request)
    mark = LookAgain.objects.with_key(pk)
    if mark is None:
        raise Http404(f"There is no question {pk}.")
    typed = typed_in(request)
    try:
        curation.close_look_again(mark, typed.get("state", ""), actor_of(request), typed.get("note", ""))
        messages.success(request, linked(f"{mark.accession}: {mark.get_state_display().lower()}."))
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
    return HttpResponseRedirect(f"{reverse('admin:registry')}#look-again")


def run_view(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """One run: what was asked, what came of it, and its problems."""
    _demand_curator(request)
    run = ImportRun.objects.with_key(pk)
    if run is None:
        raise Http404(f"There is no run {pk}.")
    context |= {
        "title": f"Run {run.pk}: {run}",
        "run": run,
        "outcomes": sorted(run.outcomes.items(), key=lambda pair: -pair[1]),
        "changed": [
            (field_words(name), count) for name, count in sorted(run.changed.items(), key=lambda each: -each[1])
        ],
        "left_out": sorted(run.left_out.items(), key=lambda pair: -pair[1]),
        "page": Paginator(run.problems.all(), SHOWN).get_page(request.GET.get("page")),
        "brought": SourceRecord.objects.brought_by(run)[:SHOWN],
    }
    return TemplateResponse(request, "admin/desk/registry_run.html", context)


def _demand_curator(request: HttpRequest) -> None:
    if not actor_of(request).is_curator:
        raise PermissionDenied


def _questions(marks: list[LookAgain]) -> list[Question]:
    records = records_of({accession for mark in marks for accession in (mark.accession, mark.trial)})
    return [
        Question(
            mark,
            records.get(mark.accession),
            records.get(mark.trial),
            ", ".join(field_words(each) for each in mark.fields),
        )
        for mark in marks
    ]
