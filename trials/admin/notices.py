"""Notices at the desk: what concerns the person and why, which kinds they want, and the switch that letters carry."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from .. import notices
from ..choices import NoticeKind
from ..curation import people
from ..models import Person
from ..notices.pulled import AT_DESK, BY_EMAIL, wanted_kinds
from .guard import actor_of


def person_at(request: HttpRequest) -> Person:
    """Who works at the desk here; anybody without a role gets no further."""
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    return people.person_of(actor)


def unread_count(request: HttpRequest) -> int:
    """How many notices the person has not seen; counted once in a request."""
    if not hasattr(request, "unread_count"):
        request.unread_count = len(notices.unread_of(person_at(request), actor_of(request)))
    return request.unread_count


def notices_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """All notices, the latest first; the buttons mark them as read and choose the kinds."""
    person = person_at(request)
    if request.method == "POST":
        _change(request, person)
        return HttpResponseRedirect(reverse("admin:notices"))
    told = notices.notices_of(person, actor_of(request))
    at_desk, by_email = wanted_kinds(person, AT_DESK), wanted_kinds(person, BY_EMAIL)
    context |= {
        "title": "Notices",
        "notices": told,
        "unread": sum(notice.is_new for notice in told),
        "until": max((notice.event.pk for notice in told), default=0),
        "kinds": [(kind, kind.value in at_desk, kind.value in by_email) for kind in NoticeKind],
        "email": request.user.email,
    }
    return TemplateResponse(request, "admin/desk/notices.html", context)


def _change(request: HttpRequest, person: Person) -> None:
    if "until" in request.POST:
        text = request.POST["until"]
        people.mark_read(person, int(text) if text.isdecimal() and len(text) < 19 else 0)
        messages.success(request, "Marked as read.")
        return
    at_desk, by_email = ({*request.POST.getlist(place)} & {*NoticeKind.values} for place in (AT_DESK, BY_EMAIL))
    people.choose_notices(person, at_desk, by_email)
    if by_email and not request.user.email:
        messages.warning(request, "No e-mail address of yours is known. Give one under “My profile”.")
    messages.success(request, "Your choice of notices is kept.")


@csrf_exempt
def off_view(request: HttpRequest, token: str) -> HttpResponse:
    """The switch in a letter: no log-in, nothing but this can be done with it, and programs may press it too."""
    person = notices.person_of_token(token)
    if person is None:
        raise Http404("This switch is not one of ours.")
    if request.method == "POST":
        people.no_more_email(person)
    return TemplateResponse(
        request, "admin/desk/notices_off.html", {"title": "Notices by e-mail", "is_off": request.method == "POST"}
    )
