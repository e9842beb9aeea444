"""“I take this”: who reviews a record just now, and the button by which somebody takes it or takes it over."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .. import curation
from ..models import ChangeSet, CuratedRecord, Hold
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
    # Of a change set: whose items it would be taken over from, and how many of how many are held.
    over: tuple[str, ...] = ()
    share: str = ""

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
        "take_at": reverse("admin:take", args=[record.accession]),
    }


def set_hold_context(change_set: ChangeSet, items: list[curation.Item], actor: curation.Actor) -> dict[str, object]:
    """The same for a change set, which is taken as a whole."""
    waiting = curation.waiting_in(change_set, items)
    return {
        "taken": _taken_of_set([item.accession for item in waiting], actor),
        "may_take": not curation.refusal_of_taking_set(change_set, items, actor),
        "take_at": reverse("admin:change_set_act", args=[change_set.pk, "take"]),
    }


def _taken_of_set(accessions: list[str], actor: curation.Actor) -> Taken | None:
    """Who has items of a set; it is this person's when all of them are."""
    people, held = names_of_people(), list(Hold.objects.in_force().on_any(accessions))
    if not held:
        return None
    codes = tuple(dict.fromkeys(hold.actor for hold in held))
    names = " and ".join(people.get(code, code) for code in codes)
    is_mine = codes == (actor.code,) and len(held) == len(accessions)
    share = f"{len(held)} of {len(accessions)} items" if len(held) < len(accessions) else ""
    return Taken("", names, min(hold.since for hold in held), is_mine, codes, share)


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
    name, is_mine = people.get(hold.actor, hold.actor), hold.actor == actor.code
    return Taken(hold.actor, name, hold.since, is_mine, (hold.actor,))
