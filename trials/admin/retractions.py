"""Retractions at the desk: which publications are marked, by whom, and what rests on each."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import curation, rules
from ..choices import RetractionStatus, Verb
from ..models import CuratedRecord, Finding, Publication, ReviewEvent
from .guard import actor_of
from .interests import say_refusal
from .presentation import admin_path, kind_of, linked, name_of, names_of_people

CONFLICT = 409
HOW = {
    "publication": "its source",
    "primary_study": "the study behind it",
    "seen_in": "where it was read",
}
CHOICES = {
    RetractionStatus.RETRACTED: "Retracted: the literature has taken it back.",
    RetractionStatus.EXPRESSION_OF_CONCERN: "Expression of concern: the journal warns, and the text stands.",
    RetractionStatus.NONE_FOUND: "Neither holds any more: take the mark away.",
}
# By these somebody has dealt with a record since its source was marked.
DEALT_WITH = (Verb.PROPOSE, Verb.ACCEPT, Verb.CONFIRM, Verb.ASK)


class MarkForm(forms.Form):
    """What the notice says, and where it stands. Whether that will do is said by the verb."""

    status = forms.ChoiceField(widget=forms.RadioSelect, required=False, label="What does the notice say?")
    source = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, label="Where the notice stands",
        help_text="A DOI, PMID or address, and its date. Readers see it.",
    )  # fmt: skip
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, label="Note (optional)",
        help_text="Why it was taken back, in the words of the notice. Readers see it.",
    )  # fmt: skip

    def __init__(self, publication: Publication, data: Any = None):
        super().__init__(data, label_suffix="")
        present = publication.retraction_status
        offered = {status: words for status, words in CHOICES.items() if status != present}
        if not publication.is_marked:
            offered.pop(RetractionStatus.NONE_FOUND, None)
        self.fields["status"].choices = list(offered.items())


@dataclass(frozen=True)
class Resting:
    """A public record that rests on a marked publication: how, and what was last done with it since."""

    record: CuratedRecord
    kind: str
    path: str
    how: str
    since: ReviewEvent | None


def retractions_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Publications that are marked, those that wait for a second person first."""
    _demand_staff(request)
    people = names_of_people()
    rows = [_row(publication, people) for publication in Publication.objects.public().marked_or_unconfirmed()]
    rows.sort(key=lambda row: not row["waits"])
    context |= {"title": "Retractions", "rows": rows}
    return TemplateResponse(request, "admin/desk/retractions.html", context)


def retraction_view(request: HttpRequest, accession: str, context: dict[str, Any]) -> HttpResponse:
    """One publication: its mark, the form that changes it, and what rests on it."""
    _demand_staff(request)
    publication = Publication.objects.public().by_accession(accession.upper()).first()
    if publication is None:
        raise Http404(f"There is no public publication {accession}.")
    form, status = MarkForm(publication, request.POST or None), 200
    if request.method == "POST":
        if not actor_of(request).is_curator:
            raise PermissionDenied
        try:
            _mark(request, publication)
            return HttpResponseRedirect(reverse("admin:retraction", args=[publication.accession]))
        except curation.Refusal as refusal:
            say_refusal(request, refusal, request.path, publication.accession)
            publication.refresh_from_db()
            status = CONFLICT
    context |= _page(request, publication, form)
    return TemplateResponse(request, "admin/desk/retraction.html", context, status=status)


def _mark(request: HttpRequest, publication: Publication) -> None:
    typed = {name: request.POST.get(name, "") for name in ("status", "source", "note")}
    curation.mark_retraction(publication, actor=actor_of(request), **typed)
    said = publication.get_retraction_status_display().lower()
    messages.success(request, linked(f"{publication.accession}: {said}. A second person confirms it."))


def _demand_staff(request: HttpRequest) -> None:
    if not request.user.has_perm("trials.view_publication"):
        raise PermissionDenied


def _row(publication: Publication, people: dict[str, str]) -> dict[str, Any]:
    mark = ReviewEvent.objects.last_of(publication.accession, Verb.MARK)
    resting = _resting(publication, mark)
    return {
        "publication": publication,
        "mark": mark,
        "marked_by": name_of(mark.actor, people) if mark else "",
        "waits": bool(ReviewEvent.objects.unconfirmed_mark(publication.accession)),
        "resting": resting,
        "untouched": [each for each in resting if each.since is None],
    }


def _page(request: HttpRequest, publication: Publication, form: MarkForm) -> dict[str, Any]:
    waiting = Finding.objects.touched_by(publication).not_withdrawn().not_public().in_order()
    return {
        **_row(publication, names_of_people()),
        "title": f"Retraction of {publication.accession}",
        "form": form,
        "waiting": [(finding, admin_path(finding.accession)) for finding in waiting],
        "available": curation.available(publication, actor_of(request)),
    }


def _resting(publication: Publication, mark: ReviewEvent | None) -> list[Resting]:
    records = rules.public_referrers(publication)
    after = ReviewEvent.objects.after(mark, DEALT_WITH, [record.accession for record in records])
    last = {event.accession: event for event in after}
    return [
        Resting(record, kind_of(record), admin_path(record.accession), _how(record, publication),
                last.get(record.accession))
        for record in records
    ]  # fmt: skip


def _how(record: CuratedRecord, publication: Publication) -> str:
    """What the publication is to a record."""
    if not isinstance(record, Finding):
        return {"Payload": "a source of it", "Trial": "results in it"}.get(kind_of(record), "comments on it")
    return ", ".join(HOW[name] for name, text in record.texts.items() if text.pk == publication.pk)
