"""Change sets at the desk: their list, and the buttons of one."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from .. import curation
from ..models import ChangeSet, CuratedRecord, Revision
from .guard import actor_of
from .interests import say_refusal
from .set_page import decisions_of, lines_of, page_of
from .sitting import is_worked_in, path_of_set, stop_working, work_in

FINISHED_SHOWN = 20
Typed = QueryDict


def set_urls(site: admin.AdminSite) -> list[URLPattern]:
    """The pages of change sets, for staff who may see them."""

    def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def shown(request: HttpRequest, **where: Any) -> HttpResponse:
            if not request.user.has_perm("trials.view_changeset"):
                raise PermissionDenied
            return view(request, context=site.each_context(request), **where)

        return site.admin_view(shown)

    return [
        path("change-sets/", own(list_view), name="change_sets"),
        path("change-sets/<int:key>/", own(set_view), name="change_set"),
        path("change-sets/<int:key>/<act>/", own(act_view), name="change_set_act"),
    ]


def list_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Mine, those of others, those that are finished; and the form that begins one."""
    if request.method != "POST":
        return _list_page(request, context)
    try:
        change_set = curation.begin_set(actor_of(request), request.POST.get("title", ""), request.POST.get("note", ""))
    except curation.Refusal as refusal:
        say_refusal(request, refusal, request.path)
        return _list_page(request, context, status=409)
    work_in(request, change_set)
    messages.success(request, "The change set is begun. What you enter or propose from now on goes into it.")
    return HttpResponseRedirect(path_of_set(change_set))


def _list_page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    actor, unfinished = actor_of(request), ChangeSet.objects.unfinished()
    context |= {
        "title": "Change sets",
        "actor": actor,
        "mine": lines_of(unfinished.by(actor.code), actor),
        "others": lines_of(unfinished.not_by(actor.code), actor),
        "finished": lines_of(ChangeSet.objects.finished()[:FINISHED_SHOWN], actor),
        "typed": request.POST,
    }
    return TemplateResponse(request, "admin/desk/change_sets.html", context, status=status)


def set_view(request: HttpRequest, key: int, context: dict[str, Any]) -> HttpResponse:
    """What one set holds, and what stands in its way."""
    return _page(request, _set(key), context)


def _set(key: int) -> ChangeSet:
    change_set = ChangeSet.objects.by_key(key).first()
    if change_set is None:
        raise Http404(f"There is no change set {key}; perhaps it was dissolved.")
    return change_set


def _page(
    request: HttpRequest, change_set: ChangeSet, context: dict[str, Any], pressed: str = "", status: int = 200
) -> HttpResponse:
    context |= page_of(change_set, actor_of(request), request.GET.get("q", ""), request.POST)
    context |= {"typed": request.POST, "pressed": pressed}
    context |= {"title": "Change set", "is_worked_in": is_worked_in(request, change_set)}
    return TemplateResponse(request, "admin/desk/change_set.html", context, status=status)


def act_view(request: HttpRequest, key: int, act: str, context: dict[str, Any]) -> HttpResponse:
    """A button of a set was pressed."""
    change_set, actor = _set(key), actor_of(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if act in ("work", "leave"):
        return _choose(request, change_set, act)
    if act not in ACTS:
        raise Http404
    if not actor.is_curator:
        raise PermissionDenied
    try:
        done = ACTS[act](change_set, actor, request.POST)
    except curation.Refusal as refusal:
        say_refusal(request, refusal, path_of_set(change_set))
        still = ChangeSet.objects.by_key(key).first()
        return _page(request, still, context, act, status=409) if still else _to_list()
    messages.success(request, done)
    if act in ("submit", "dissolve") and is_worked_in(request, change_set):
        stop_working(request)
    return HttpResponseRedirect(path_of_set(change_set)) if ChangeSet.objects.by_key(key).exists() else _to_list()


def _to_list() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:change_sets"))


def _choose(request: HttpRequest, change_set: ChangeSet, act: str) -> HttpResponse:
    if act == "leave":
        stop_working(request)
    elif sentence := curation.refusal_of_change(change_set, actor_of(request)):
        messages.error(request, sentence)
    else:
        work_in(request, change_set)
        messages.success(request, f"You work in “{change_set}”. What you enter or propose from now on goes into it.")
    return HttpResponseRedirect(path_of_set(change_set))


# What the buttons do; each answers with a sentence.


def _describe(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    curation.describe_set(change_set, actor, typed.get("title", ""), typed.get("note", ""))
    return "Title and note are saved."


@transaction.atomic
def _add(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    chosen = typed.getlist("add")
    if not chosen:
        raise curation.Refusal("Choose at least one draft or proposal to add.")
    for each in chosen:
        curation.add_to_set(change_set, _addition(each), actor)
    return f"Added: {len(chosen)}."


def _addition(name: str) -> CuratedRecord | Revision:
    """A record by its accession, or a proposal by its key."""
    if not name.isdecimal():
        return curation.record_of(name)
    revision = Revision.objects.open().by_key(int(name)).first()
    if revision is None:
        raise curation.Refusal("A proposal that you chose was decided on meanwhile; choose again.")
    return revision


def _take_out(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    item = _item(change_set, typed)
    curation.take_out_of_set(item.row, actor)
    return f"{item.accession} stands alone again."


def _return(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    item, note = _item(change_set, typed), typed.get("note", "")
    if item.revision:
        curation.decline(item.revision, actor, note, item.revision.changed_at)
        return f"The change of {item.accession} is declined; its author is told why."
    curation.return_(item.record, actor, note)
    return f"{item.accession} is returned to its author."


def _item(change_set: ChangeSet, typed: Typed) -> curation.Item:
    found = [item for item in curation.items_of(change_set) if str(item.row.pk) == typed.get("item")]
    if not found:
        raise curation.Refusal("This item was taken out of the set meanwhile.")
    return found[0]


def _submit(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    curation.submit_set(change_set, actor, typed.get("note", ""))
    return "The change set is submitted as a whole; an editor who did not write on it decides."


def _publish(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    decisions = decisions_of(curation.items_of(change_set), typed)
    curation.publish_set(change_set, actor, typed.get("note", ""), decisions, typed.getlist("seen"))
    return "Everything that waited in this set is public now, under one number."


def _take(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    taken = curation.take_set(change_set, actor, typed.getlist("over"))
    what = f"all {len(taken)} items" if len(taken) > 1 else "what waits"
    return f"You have {what} of “{change_set}” for half an hour; others see that."


def _dissolve(change_set: ChangeSet, actor: curation.Actor, typed: Typed) -> str:
    curation.dissolve_set(change_set, actor)
    return "The change set is dissolved. Its drafts and proposals stand alone again; nothing is lost."


ACTS: dict[str, Callable[[ChangeSet, curation.Actor, Typed], str]] = {
    "describe": _describe,
    "add": _add,
    "take-out": _take_out,
    "return": _return,
    "submit": _submit,
    "take": _take,
    "publish": _publish,
    "dissolve": _dissolve,
}
