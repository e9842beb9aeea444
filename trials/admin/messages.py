"""Readers' messages at the desk: flags on records and suggestions of papers and trials, and their answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import curation, identifiers
from ..addresses import holder_of
from ..choices import MessageStatus
from ..curation import readers
from ..document import records_of
from ..models import CuratedRecord, Flag, SourceSuggestion
from ..models.reader import ReaderMessage
from .guard import actor_of
from .presentation import linked, names_of_people

KINDS: dict[str, type[ReaderMessage]] = {"flag": Flag, "suggestion": SourceSuggestion}
PER_PAGE = 50
CONFLICT = 409


class AnswerForm(forms.Form):
    """What becomes of a message. Whether that will do is said by the verb."""

    decision = forms.ChoiceField(
        choices=[(each.value, f"{each.label}. {each.meaning}") for each in MessageStatus if each != MessageStatus.OPEN],
        widget=forms.RadioSelect, required=False, label="Was the reader right?",
    )  # fmt: skip
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), required=False, label="What was done, or why nothing"
    )
    to_read = forms.BooleanField(required=False, label="Put it into the reading queue, if it is accepted")


def messages_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What waits for an answer, the oldest first; below it what was answered, the latest first."""
    _demand_curator(request)
    waiting = [message for model in KINDS.values() for message in model.objects.open()]
    answered = [message for model in KINDS.values() for message in model.objects.answered()]
    answered.sort(key=lambda message: message.decided_at, reverse=True)
    page = Paginator(answered, PER_PAGE).get_page(request.GET.get("p"))
    people, records = names_of_people(), _records_of([*waiting, *page.object_list])
    context |= {
        "title": "Readers’ messages",
        "waiting": [_row(each, people, records) for each in sorted(waiting, key=lambda message: message.received_at)],
        "answered": [_row(each, people, records) for each in page.object_list],
        "page": page,
    }
    return TemplateResponse(request, "admin/desk/messages.html", context)


def message_view(request: HttpRequest, kind: str, pk: int, context: dict[str, Any]) -> HttpResponse:
    """One message, and the form for its answer."""
    _demand_curator(request)
    message = KINDS[kind].objects.filter(pk=pk).first() if kind in KINDS else None
    if message is None:
        raise Http404(f"There is no message {kind} {pk}.")
    form, status = AnswerForm(request.POST or None, initial={"to_read": True}, label_suffix=""), 200
    if request.method == "POST":
        try:
            form.full_clean()
            _answer(message, form, request)
            messages.success(request, "Answered.")
            return HttpResponseRedirect(reverse("admin:messages"))
        except curation.Refusal as refusal:
            messages.error(request, linked(str(refusal)))
            message.refresh_from_db()
            status = CONFLICT
    return TemplateResponse(request, "admin/desk/message.html", context | _page(message, kind, form), status=status)


def _answer(message: ReaderMessage, form: AnswerForm, request: HttpRequest) -> None:
    typed = form.data
    readers.answer(
        message, typed.get("decision", ""), actor_of(request), typed.get("reason", ""), to_read="to_read" in typed
    )


def _demand_curator(request: HttpRequest) -> None:
    """Messages hold addresses, which only curators see."""
    if not actor_of(request).is_curator:
        raise PermissionDenied


def _records_of(found: list[ReaderMessage]) -> dict[str, CuratedRecord]:
    return records_of(getattr(message, "accession", "") for message in found)


def _row(message: ReaderMessage, people: dict[str, str], records: dict[str, CuratedRecord]) -> dict[str, Any]:
    kind = "flag" if isinstance(message, Flag) else "suggestion"
    return {
        "message": message,
        "path": reverse("admin:message", args=[kind, message.pk]),
        "record": records.get(getattr(message, "accession", "")),
        "decided_by": people.get(message.decided_by, message.decided_by),
    }


def _page(message: ReaderMessage, kind: str, form: AnswerForm) -> dict[str, Any]:
    row = _row(message, names_of_people(), _records_of([message]))
    if kind == "flag" or message.status != MessageStatus.OPEN:
        del form.fields["to_read"]
    about = getattr(message, "accession", "") or getattr(message, "page", "") or "a page"
    title = f"Flag on {about}" if kind == "flag" else "Suggestion"
    return row | {"title": title, "form": form, **_named(message)}


def _named(message: ReaderMessage) -> dict[str, Any]:
    """What the identifier of a suggestion stands for: its address at the authority, and the record that has it."""
    found = identifiers.recognise(getattr(message, "identifier", ""))
    if found is None:
        return {}
    return {"authority": identifiers.address(*found), "holder": holder_of(*found)}
