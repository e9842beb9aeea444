"""“I take this”: who reviews a record just now, and the button by which somebody takes it or takes it over."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from .. import curation
from ..models import CuratedRecord, Hold
from ..models.desk import HOLD_LASTS
from .guard import actor_of
from .presentation import admin_path, linked, names_of_people


@dataclass(frozen=True)
class Taken:
    """Who has a record, since when and until when."""

    code: str
    name: str
    since: datetime
    is_mine: bool

    @property
    def until(self) -> datetime:
        return self.since + HOLD_LASTS


def all_taken(actor: curation.Actor) -> dict[str, Taken]:
    """Every hold in force, by accession."""
    people = names_of_people()
    return {hold.accession: _taken(hold, actor, people) for hold in Hold.objects.in_force()}


def hold_context(record: CuratedRecord, actor: curation.Actor) -> dict[str, object]:
    """What the part of a page that shows the hold wants to know."""
    hold = curation.hold_on(record)
    return {
        "taken": _taken(hold, actor, names_of_people()) if hold else None,
        "may_take": not curation.refusal_of_taking(record, actor),
    }


def take_view(request: HttpRequest, accession: str) -> HttpResponse:
    """The button was pressed; back to the page it stood on."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actor = actor_of(request)
    if not actor.is_editor:
        raise PermissionDenied
    back = request.POST.get("back", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = admin_path(accession)
    try:
        curation.take(curation.record_of(accession), actor, request.POST.get("over", ""))
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
    else:
        messages.success(request, linked(f"You have {accession} for half an hour; others see that."))
    return HttpResponseRedirect(back)


def _taken(hold: Hold, actor: curation.Actor, people: dict[str, str]) -> Taken:
    return Taken(hold.actor, people.get(hold.actor, hold.actor), hold.since, hold.actor == actor.code)
