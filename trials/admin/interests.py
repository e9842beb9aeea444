"""My interests: the yearly statement, and the statements of author and decider beside a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .. import curation
from ..choices import Interests
from ..models import InterestStatement
from ..models.people import STATEMENT_HOLDS
from .guard import actor_of
from .presentation import linked, names_of_people


class InterestsForm(forms.Form):
    """What a person states for a year; whether it will do is said by the verb."""

    interests = forms.ChoiceField(
        choices=[(each.value, f"{each.label}. {each.meaning}") for each in Interests],
        widget=forms.RadioSelect,
        required=False,
        label="Is there anything that could bear on your decisions here?",
    )
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        label="Which interests",
        help_text=InterestStatement._meta.get_field("text").help_text,
    )


@dataclass(frozen=True)
class Stated:
    """What one person had stated at a moment; no date where nothing was valid."""

    name: str
    interests: str
    text: str
    made_on: date | None


def stated_by(codes: Iterable[str], at: datetime | None = None) -> list[Stated]:
    """Present statements of people, or those that held at a moment, in the order asked for; releases state none."""
    wanted = [code for code in dict.fromkeys(codes) if code.startswith("person:")]
    if not wanted:
        return []
    people, valid = names_of_people(), {}
    for statement in InterestStatement.objects.of_people(wanted).valid(at):
        valid.setdefault(statement.actor, statement)
    return [_stated(people.get(code, code), valid.get(code)) for code in wanted]


def _stated(name: str, statement: InterestStatement | None) -> Stated:
    if statement is None:
        return Stated(name, "no statement that holds", "", None)
    return Stated(name, statement.get_interests_display().lower(), statement.text, statement.made_at.date())


def interests_view(request: HttpRequest, context: dict) -> HttpResponse:
    """State interests, see one's own statements; editors see everybody's."""
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    back = _way_back(request)
    form = InterestsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            curation.state_interests(actor, form.cleaned_data["interests"], form.cleaned_data["text"])
        except curation.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Thank you. Your statement holds for a year.")
            return HttpResponseRedirect(back or reverse("admin:interests"))
    own = list(InterestStatement.objects.of(actor.code))
    context |= {
        "title": "My interests",
        "form": form,
        "back": back,
        "own": own,
        "holds_until": own[0].made_at + STATEMENT_HOLDS if own and actor.states_interests else None,
        "everybody": _everybody() if actor.is_editor else [],
    }
    return TemplateResponse(request, "admin/desk/interests.html", context, status=409 if form.errors else 200)


def _everybody() -> list[tuple[str, InterestStatement]]:
    people = names_of_people()
    return [(people.get(each.actor, each.actor), each) for each in InterestStatement.objects.all()]


def _way_back(request: HttpRequest) -> str:
    """Where the person came from, if that is a path of the desk."""
    back = request.POST.get("back") or request.GET.get("back", "")
    is_here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(reverse("admin:index"))
    return back if is_here else ""


def say_refusal(request: HttpRequest, refusal: curation.Refusal, back: str, about: str = "") -> None:
    """Tell the person why not, and of which record if the sentence does not say so itself; a statement of interests
    that is asked for leads back to a path."""
    sentence = str(refusal)
    named = sentence if about in sentence else f"{about}: {sentence}"
    messages.error(request, linked(named, back))
