"""The reading queue at the desk: what is to be read, who reads it, what was left out and why, what is done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import curation, identifiers
from ..choices import CuratedDepth, ReadingState
from ..curation import reading
from ..curation.readers import READER
from ..models import Publication, ReadingItem
from .guard import actor_of, typed_in
from .presentation import admin_path, linked, names_of_people
from .proposed import judged_by_title

ON_A_PAGE = 50
CONFLICT = 409
DEPTHS = [choice for choice in CuratedDepth.choices if choice[0] != CuratedDepth.NOT_YET]

# What the buttons of an item do, with what was typed beside them, and what is said afterwards.
ACTS: dict[str, tuple[Callable[[ReadingItem, curation.Actor, dict[str, str]], Any], str]] = {
    "assign": (lambda item, actor, typed: reading.assign(item, actor), "is yours to read."),
    "release": (lambda item, actor, typed: reading.release_reading(item, actor), "is back in the queue."),
    "exclude": (lambda item, actor, typed: reading.exclude(item, typed.get("reason", ""), actor), "is excluded."),
    "curate": (
        lambda item, actor, typed: reading.mark_curated(
            item, typed.get("depth", ""), actor, typed.get("accession", "")
        ),
        "is marked as curated.",
    ),
    "reopen": (lambda item, actor, typed: reading.reopen(item, actor), "is to be read again."),
}


def queue_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The queue, and the form that puts something into it."""
    actor = _reader(request)
    if request.method == "POST":
        return _add(request, context, actor)
    return _page(request, context, actor)


def act_view(request: HttpRequest, context: dict[str, Any], pk: int, act: str) -> HttpResponse:
    """A button of an item was pressed; what was typed beside it stays when it is refused."""
    actor = _reader(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if act not in ACTS:
        raise Http404
    item = get_object_or_404(ReadingItem, pk=pk)
    do, said = ACTS[act]
    try:
        do(item, actor, typed_in(request))
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
        return _page(request, context | {"tried": act, "tried_on": pk}, actor, CONFLICT)
    messages.success(request, f"“{item}” {said}")
    return HttpResponseRedirect(_back(request))


def depth_view(request: HttpRequest, context: dict[str, Any], accession: str) -> HttpResponse:
    """How far a publication has been curated, said on its page."""
    actor = _reader(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    publication = get_object_or_404(Publication, accession=accession)
    try:
        reading.record_depth(publication, typed_in(request).get("depth", ""), actor)
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
    else:
        messages.success(request, f"It is noted how far {accession} has been curated.")
    return HttpResponseRedirect(admin_path(accession))


def _reader(request: HttpRequest) -> curation.Actor:
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    return actor


def _add(request: HttpRequest, context: dict[str, Any], actor: curation.Actor) -> HttpResponse:
    typed = typed_in(request)
    what, title = typed.get("what", "").strip(), typed.get("title", "")
    found = identifiers.recognise(what)
    # Several words are a title; one word that is no identifier is a slip of the pen.
    if not found and " " in what:
        what, title = "", title or what
    scheme, identifier = found or ("", what)
    try:
        item = reading.add_reading(scheme, identifier, title, actor.code, typed.get("comment", ""), actor)
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
        return _page(request, context | {"typed_new": typed}, actor, CONFLICT)
    messages.success(request, f"“{item}” is in the reading queue.")
    return HttpResponseRedirect(reverse("admin:reading"))


def _page(request: HttpRequest, context: dict[str, Any], actor: curation.Actor, status: int = 200) -> HttpResponse:
    asked = request.GET
    items, words = ReadingItem.objects.all(), asked.get("q", "").replace("\x00", "").strip()
    counts = items.counted_by_state()
    mine = items.assigned_to_person(actor.code).in_state(ReadingState.ASSIGNED)
    state = asked.get("state", "")
    if state == "mine":
        items = mine
    elif state in ReadingState.values:
        items = items.in_state(state)
    if words:
        items = items.with_words(words)
    page = Paginator(items.in_reading_order(), ON_A_PAGE).get_page(asked.get("page"))
    people = names_of_people()
    context |= {
        "title": "Reading queue",
        "page": page,
        "rows": [_row(item, actor, people) for item in page],
        "judged": judged_by_title(item for item in page if item.state in reading.WAITING),
        "tabs": _tabs(counts, mine.count(), state),
        "state": state,
        "words": words,
        "depths": DEPTHS,
        "typed": request.POST,
        "query": f"?{asked.urlencode()}" if asked else "",
    }
    return TemplateResponse(request, "admin/desk/reading.html", context, status=status)


def _tabs(counts: dict[str, int], mine: int, chosen: str) -> list[tuple[str, str, int, bool]]:
    """(state, label, how many, whether chosen) of each choice."""
    tabs = [("", "All", sum(counts.values()), not chosen), ("mine", "Mine", mine, chosen == "mine")]
    return tabs + [(state, label, counts.get(state, 0), chosen == state) for state, label in ReadingState.choices]


def _row(item: ReadingItem, actor: curation.Actor, people: dict[str, str]) -> dict[str, Any]:
    """An item with its words and the buttons that this person has on it."""
    is_mine = item.assigned_to == actor.code
    waits = item.state in reading.WAITING
    may_end = waits and (item.state == ReadingState.TO_READ or is_mine or actor.is_editor)
    scheme = identifiers.SCHEMES.get(item.scheme)
    return {
        "item": item,
        "scheme": scheme.label if scheme else "",
        "address": identifiers.address(item.scheme, item.identifier) if item.identifier else "",
        "path": admin_path(item.accession) if item.accession else "",
        "assigned_to": people.get(item.assigned_to, item.assigned_to),
        "curated_by": people.get(item.curated_by, item.curated_by),
        "origin": {**people, READER.code: "a reader"}.get(item.origin, item.origin),
        "is_mine": is_mine,
        "waits": waits,
        "may_assign": item.state == ReadingState.TO_READ,
        "may_release": item.state == ReadingState.ASSIGNED and may_end,
        "may_end": may_end,
        "may_reopen": not waits,
        "may_go_on": item.state == ReadingState.CURATED,
    }


def _back(request: HttpRequest) -> str:
    """The list as it was filtered."""
    query = request.META.get("QUERY_STRING", "")
    return f"{reverse('admin:reading')}?{query}" if query else reverse("admin:reading")
