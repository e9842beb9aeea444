"""Withdrawals, mergers and restorations at the desk: asked for on one page, decided on upon another."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from .. import curation
from ..choices import RequestKind, RequestStatus, Verb
from ..document import records_of
from ..models import CuratedRecord, EditorialRequest
from .deciding import moment_of
from .guard import actor_of
from .interests import say_refusal, stated_by
from .presentation import admin_path, kind_of, linked, names_of_people
from .reviewing import wants_interests
from .twins import lacking

CONFLICT = 409
A_PAGE = 50
TITLES = {
    RequestKind.WITHDRAW: "Withdraw {}",
    RequestKind.MERGE: "{} was entered twice",
    RequestKind.RESTORE: "Restore {}",
}


def request_urls(site: AdminSite) -> list[URLPattern]:
    """Pages of requests; a record's page leads to the first."""
    return [
        path("requests/", site.page(list_view), name="requests"),
        path("requests/for/<accession>/<kind>/", site.page(ask_view), name="request_for"),
        path("requests/<int:pk>/", site.page(request_view), name="request"),
    ]


def request_path(request: EditorialRequest) -> str:
    return reverse("admin:request", args=[request.pk])


def request_context(record: CuratedRecord, actor: curation.Actor) -> dict[str, Any]:
    """For the page of a record: what is asked for already, and what this person may ask for."""
    asked = list(EditorialRequest.objects.open().of_record(record.accession))
    taken = {each.kind for each in asked if each.requested_by != actor.code}
    kinds = [kind for kind in RequestKind if not curation.refusal_of_asking(kind, record, actor)]
    return {"open_requests": asked, "may_be_asked": [str(kind) for kind in kinds if kind not in taken]}


def list_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What waits, the oldest first, and below it what was decided."""
    _demand_seen(request)
    people = names_of_people()
    decided = Paginator(EditorialRequest.objects.decided(), A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "title": "Requests",
        "waiting": list(_told(EditorialRequest.objects.open(), people)),
        "decided": list(_told(decided, people)),
        "page": decided,
        "actor": actor_of(request),
    }
    return TemplateResponse(request, "admin/desk/requests.html", context)


def ask_view(request: HttpRequest, accession: str, kind: str, context: dict[str, Any]) -> HttpResponse:
    """The form: why, what stands in its place, and what becomes of all that rests on it."""
    record, actor = _record(accession), actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    if kind not in RequestKind.values:
        raise Http404(f"There is no request “{kind}”.")
    if sentence := curation.refusal_of_asking(kind, record, actor):
        messages.error(request, linked(sentence))
        return HttpResponseRedirect(admin_path(record.accession))
    status = 200
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_asked(request, record, kind))
        except curation.Refusal as refusal:
            say_refusal(request, refusal, request.path, record.accession)
            status = CONFLICT
    return _form(request, record, kind, context, status)


def request_view(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """What is asked for and what it would do; carried out, declined or taken back here."""
    _demand_seen(request)
    asked = get_object_or_404(EditorialRequest, pk=pk)
    status = 200
    if request.method == "POST":
        try:
            _decide(request, asked)
            return HttpResponseRedirect(request_path(asked))
        except curation.Refusal as refusal:
            say_refusal(request, refusal, request.path, asked.accession)
            status = CONFLICT
            asked.refresh_from_db()
    return _page(request, asked, context, status)


# Asking


def _asked(request: HttpRequest, record: CuratedRecord, kind: str) -> str:
    """Hand in what was typed; the address to go on to."""
    typed, actor = request.POST, actor_of(request)
    reason, other = typed.get("reason", ""), typed.get("other", "").strip().upper()
    plan = _plan(request, record)
    if "at_once" in typed and kind == RequestKind.WITHDRAW:
        curation.withdraw(record, actor, reason, other, plan)
        done = EditorialRequest.objects.open().about(record.accession, [kind]).get()
        messages.success(request, linked(f"{record.accession} is withdrawn. A second editor confirms it or declines."))
        return request_path(done)
    asked = curation.ask(kind, record, actor, reason, other, plan)
    messages.success(request, linked(f"Your request about {record.accession} waits for somebody else."))
    return request_path(asked)


def _plan(request: HttpRequest, record: CuratedRecord) -> dict[str, str]:
    """Each record's own choice, or the one made for all."""
    typed = request.POST
    chosen = {
        each.accession: typed.get(f"fate-{each.accession}") or typed.get("fate", "")
        for each in curation.resting_on(record)
    }
    return {accession: fate for accession, fate in chosen.items() if fate}


def _form(request: HttpRequest, record: CuratedRecord, kind: str, context: dict[str, Any], status: int) -> HttpResponse:
    actor = actor_of(request)
    own = EditorialRequest.objects.open().about(record.accession, [kind]).first()
    if own and own.requested_by != actor.code:
        messages.warning(request, linked(f"{own.requested_by} asked for this already. Decide on that request."))
        return HttpResponseRedirect(request_path(own))
    typed = request.POST or request.GET
    other = typed.get("other", own.other if own else "").strip().upper()
    stays = _twin(request, record, other) if kind == RequestKind.MERGE and other else None
    plan = _plan(request, record) if request.POST else own.plan if own else {}
    context |= {
        "title": TITLES[kind].format(record.accession),
        "record": record,
        "kind": kind,
        "is_urgent_possible": kind == RequestKind.WITHDRAW and Verb.WITHDRAW in curation.available(record, actor),
        "own": own,
        "reason": typed.get("reason", own.reason if own else ""),
        "other": other,
        "stays": stays,
        "lacking": lacking(record, stays) if stays else [],
        "fate": typed.get("fate", ""),
        "resting": [(each, kind_of(each), plan.get(each.accession, "")) for each in curation.resting_on(record)],
        "effects": _effects_of_restoring(record) if kind == RequestKind.RESTORE else [],
    }
    return TemplateResponse(request, "admin/desk/request_form.html", context, status=status)


def _twin(request: HttpRequest, record: CuratedRecord, other: str) -> CuratedRecord | None:
    try:
        return curation.demand_twin(record, other)
    except curation.Refusal as refusal:
        if request.method == "GET":
            messages.error(request, linked(str(refusal)))
        return None


# Deciding


def _decide(request: HttpRequest, asked: EditorialRequest) -> None:
    note, actor = request.POST.get("note", ""), actor_of(request)
    if "carry_out" in request.POST:
        curation.carry_out(asked, actor, note, moment_of(request.POST.get("seen", "")))
        said = "confirmed" if asked.was_urgent else "carried out"
    else:
        curation.refuse(asked, actor, note)
        said = "taken back" if asked.requested_by == actor.code else "declined"
    messages.success(request, linked(f"{asked.get_kind_display()} of {asked.accession}: {said}."))


def _page(request: HttpRequest, asked: EditorialRequest, context: dict[str, Any], status: int) -> HttpResponse:
    record, actor, people = _record(asked.accession), actor_of(request), names_of_people()
    is_open = asked.status == RequestStatus.OPEN
    waits = is_open and not asked.was_urgent
    stays = curation.record_of(asked.other) if asked.other else None
    context |= {
        "title": TITLES[asked.kind].format(asked.accession),
        "asked": asked,
        "record": record,
        "stays": stays,
        "by": people.get(asked.requested_by, asked.requested_by),
        "decided_by": people.get(asked.decided_by, asked.decided_by),
        "is_open": is_open,
        "is_own": asked.requested_by == actor.code,
        "available": curation.available_on_request(asked, record, actor),
        "hindrance": linked(_hindrance(asked, record)) if waits else "",
        "effects": _effects(asked, record) if waits else [],
        "done": _done(asked),
        "lacking": lacking(record, stays) if waits and asked.kind == RequestKind.MERGE else [],
        "stated": stated_by([asked.requested_by, *([actor.code] if actor.is_editor else [])]) if is_open else [],
        "wants_interests": wants_interests(actor) and asked.kind != RequestKind.WITHDRAW,
        "back": request.path,
        "typed": request.POST,
    }
    return TemplateResponse(request, "admin/desk/request.html", context, status=status)


def _hindrance(asked: EditorialRequest, record: CuratedRecord) -> str:
    """What has come between since it was asked for; empty when it can be carried out."""
    try:
        curation.demand_possible(asked.kind, record, asked.other, asked.plan)
    except curation.Refusal as refusal:
        return str(refusal)
    return ""


def _effects(asked: EditorialRequest, record: CuratedRecord) -> list[tuple[CuratedRecord, str]]:
    """Each record that it would touch, and what becomes of it."""
    if asked.kind == RequestKind.RESTORE:
        return _effects_of_restoring(record)
    went = "merged" if asked.kind == RequestKind.MERGE else "withdrawn"
    fates = {
        curation.GOES_TOO: "withdrawn along with it",
        curation.IS_REPOINTED: f"refers to {asked.other} instead",
    }
    touched = [(each, fates[asked.plan[each.accession]]) for each in records_of(asked.plan).values()]
    return [(record, went), *touched]


def _effects_of_restoring(record: CuratedRecord) -> list[tuple[CuratedRecord, str]]:
    try:
        along, turned = curation.coming_back_with(record), curation.turned_back_with(record)
    except curation.Refusal:
        return []
    return [(each, "public again") for each in (record, *along)] + [(each, "as before the merger") for each in turned]


def _done(asked: EditorialRequest) -> list[tuple[CuratedRecord, int]]:
    """Each record that it touched, and its version afterwards."""
    return [(each, asked.outcome[each.accession]) for each in records_of(asked.outcome).values()]


# Both


def _told(requests: Any, people: dict[str, str]) -> Iterator[tuple[EditorialRequest, CuratedRecord, str]]:
    requests = list(requests)
    records = records_of(asked.accession for asked in requests)
    for asked in requests:
        yield asked, records[asked.accession], people.get(asked.requested_by, asked.requested_by)


def _record(accession: str) -> CuratedRecord:
    try:
        return curation.record_of(accession)
    except curation.Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _demand_seen(request: HttpRequest) -> None:
    if not request.user.has_perm("trials.view_editorialrequest"):
        raise PermissionDenied
