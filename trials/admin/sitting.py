"""The change set that a person works in: new drafts and proposals of theirs go into it."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from .. import curation
from ..models import ChangeSet, CuratedRecord, Revision
from .guard import actor_of

# The key in the session, and the word in the address of a form that was opened from the page of a set.
OPEN_SET = "change_set"


def path_of_set(change_set: ChangeSet) -> str:
    return reverse("admin:change_set", args=[change_set.pk])


def parts_of(items: list[curation.Item]) -> list[str]:
    """How many items of a set are in which state."""
    labels = [(item.revision or item.record).get_status_display().lower() for item in items]
    return [f"{labels.count(label)} {label}" for label in dict.fromkeys(labels)]


def open_set(request: HttpRequest) -> ChangeSet | None:
    """The set of the address, else the one chosen at the desk, while this person may still change it."""
    key = request.GET.get(OPEN_SET) or request.session.get(OPEN_SET)
    if not str(key or "").isdecimal():
        return None
    change_set = ChangeSet.objects.by_key(int(key)).first()
    return change_set if change_set and not curation.refusal_of_change(change_set, actor_of(request)) else None


def work_in(request: HttpRequest, change_set: ChangeSet) -> None:
    request.session[OPEN_SET] = change_set.pk


def stop_working(request: HttpRequest) -> None:
    request.session.pop(OPEN_SET, None)


def is_worked_in(request: HttpRequest, change_set: ChangeSet) -> bool:
    return request.session.get(OPEN_SET) == change_set.pk


def with_open_set(request: HttpRequest, path: str) -> str:
    """A path that keeps the set of the present address."""
    kept = {name: request.GET[name] for name in (OPEN_SET, "back") if name in request.GET}
    return f"{path}?{urlencode(kept)}" if kept else path


def put_into_open_set(request: HttpRequest, made: CuratedRecord | Revision) -> ChangeSet | None:
    """What was just made goes into the open set, if there is one and it is in none yet."""
    change_set = open_set(request)
    if change_set is None or curation.set_with(made):
        return None
    try:
        curation.add_to_set(change_set, made, actor_of(request))
    except curation.Refusal as refusal:
        messages.warning(request, f"It stands alone: {refusal}")
        return None
    linked_set = format_html('<a href="{}">{}</a>', path_of_set(change_set), change_set)
    what = f"Your change of {made.accession}" if isinstance(made, Revision) else made.accession
    messages.success(
        request, format_html("{} is part of the change set {} and is submitted with it.", what, linked_set)
    )
    return change_set
