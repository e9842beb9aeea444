"""What was typed into a form that could not be taken, because the person was logged out or logged in anew meanwhile:
it comes back whole, to be sent again, and nothing of it is done before."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.csrf import csrf_failure

from mscdb.origin import from_here

FORBIDDEN = 403
LOGGED_OUT = "You are logged out. Log in in a second tab, then come back to this one and send it again."
OPENED_BEFORE = "This page was opened before you last logged in. Look at what you typed, then send it again."


def kept_when_logged_out(site: AdminSite, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view; somebody who is not logged in any more gets what they sent back instead of an empty form."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated or not _may_come_back(request):
            return view(request, *args, **kwargs)
        return _page(request, site, LOGGED_OUT)

    return shown


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is not, or no more, the one of the person's cookie."""
    from .site import desk

    if not (request.path.startswith(reverse("admin:index")) and _may_come_back(request)):
        return csrf_failure(request, reason)
    return _page(request, desk, OPENED_BEFORE if request.user.is_authenticated else LOGGED_OUT)


def _may_come_back(request: HttpRequest) -> bool:
    """Only what a page of ours sent, as a page: another site must not put words into the person's mouth, and a
    script of ours has an answer of its own. Passwords are never sent back."""
    if not request.POST or request.headers.get("Sec-Fetch-Dest", "document") != "document":
        return False
    return from_here(request) and not any("password" in name for name in request.POST)


def _page(request: HttpRequest, site: AdminSite, why: str) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    context = {
        **site.each_context(request),
        "title": "Not sent yet",
        "why": why,
        "sent": sent,
        "typed": [(name, value) for name, value in sent if value and not name.startswith("_")],
        "had_files": bool(request.FILES),
        "is_logged_out": not request.user.is_authenticated,
    }
    # Rendered at once: an answer of the middleware is not rendered by anybody else.
    return TemplateResponse(request, "admin/desk/sent_again.html", context, status=FORBIDDEN).render()
