"""What a person types, kept every few seconds until it is saved: the raw form, right or wrong."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from .. import rules
from ..document import SHAPES, imagined
from ..forms import FindingForm, Problem, RecordForm, form_of
from ..models import TypedForm
from . import once
from .guard import actor_of

# Added to the address of a form, it brings back what was typed there.
RESTORE = "restore"
ENTER_FINDINGS = "enter_findings"
_MODELS = {shape.model._meta.model_name: shape.model for shape in SHAPES}
_NOT_TYPED = {"csrfmiddlewaretoken", "seen", once.FIELD}
_PAGES = ("add", "change", "propose")
_LONGEST_PATH = TypedForm._meta.get_field("form").max_length


def keep(request: HttpRequest, path: str, seen: str) -> TypedForm:
    """Keep what was sent as the form of this path, in place of what was kept of it before."""
    now = timezone.now()
    values = {"fields": typed_fields(request.POST), "seen": seen, "typed_at": now}
    kept, _ = TypedForm.objects.update_or_create(actor=actor_of(request).code, form=path, defaults=values)
    return kept


def forget(request: HttpRequest, path: str) -> None:
    """It was saved, or is not wanted any more."""
    TypedForm.objects.filter(actor=actor_of(request).code, form=path).delete()


def kept_here(request: HttpRequest, path: str) -> TypedForm | None:
    """What this person typed on a page and did not save."""
    return TypedForm.objects.filter(actor=actor_of(request).code, form=path).first()


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """Names with lists of values, as the browser sends them; not the buttons and not what belongs to the page."""
    return {name: values for name, values in data.lists() if name not in _NOT_TYPED and not name.startswith("_")}


def restored(request: HttpRequest) -> MultiValueDict | None:
    """What was typed on this page, as the form's data, where the person asked for it."""
    kept = kept_here(request, request.path) if RESTORE in request.GET else None
    return MultiValueDict(kept.fields) if kept else None


def standing(request: HttpRequest, form: RecordForm, path: str, present: str, in_conflict: bool) -> dict[str, Any]:
    """For the page of a form: what was typed on this path before, and which state of the record it was typed upon.

    A form that comes back with faults keeps the state in which it was opened, so that what somebody saved in
    between is not lost; only who was told of a conflict goes on from the present state.
    """
    here = {"form_path": path, "form_action": _with_query(path, request.GET), "seen": present}
    if request.method == "POST" and form.is_bound:
        seen = present if in_conflict else request.POST.get("seen", present)
        keep(request, path, seen)
        return here | {"seen": seen}
    kept = kept_here(request, path)
    if kept is None:
        return here
    if form.is_bound:
        return here | {"restored": kept, "seen": kept.seen}
    restore = _with_query(path, request.GET, **{RESTORE: "1"})
    return here | {"typed_here": kept, "restore": restore, "saved_since": kept.seen != present}


def _with_query(path: str, query: QueryDict, **more: str) -> str:
    kept = query.copy()
    kept.pop(RESTORE, None)
    kept.update(more)
    return f"{path}?{kept.urlencode()}" if kept else path


def typed_view(request: HttpRequest) -> HttpResponse:
    """Keeps the form of a page and answers with what it still lacks; or forgets it."""
    path = request.POST.get("_form", "")
    if request.method != "POST" or not actor_of(request).is_curator:
        raise PermissionDenied
    page = _page_of(path)
    if page is None:
        return HttpResponseBadRequest(f"“{path}” is no page with a form that is kept.")
    if "_forget" in request.POST:
        forget(request, path)
        return HttpResponseRedirect(path)
    kept = keep(request, path, request.POST.get("seen", ""))
    problems, obstacles = _lacks(page, request.POST)
    context = {"kept": kept, "problems": problems, "obstacles": obstacles}
    return TemplateResponse(request, "admin/desk/typed.html", context)


def _page_of(path: str) -> ResolverMatch | None:
    """The match of a path whose form is kept, or None."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    parts = (match.url_name or "").split("_")
    is_record = parts[0] == "trials" and len(parts) == 3 and parts[1] in _MODELS and parts[2] in _PAGES
    is_kept = (
        match.app_name == "admin" and len(path) <= _LONGEST_PATH and (is_record or match.url_name == ENTER_FINDINGS)
    )
    return match if is_kept else None


def _lacks(page: ResolverMatch, data: QueryDict) -> tuple[list[Problem], list[rules.Obstacle]]:
    """What keeps the form from being saved; else what keeps a draft from being submitted."""
    form = _form_of_page(page, data)
    if not form.is_valid():
        return form.problems(), []
    if page.url_name.endswith("_propose"):
        return [], []
    return [], rules.obstacles(imagined(form.model, form.document()))


def _form_of_page(page: ResolverMatch, data: QueryDict) -> RecordForm:
    if page.url_name == ENTER_FINDINGS:
        data = data.copy()
        data["publication"] = page.kwargs["accession"]
        return FindingForm(data)
    model = _MODELS[page.url_name.split("_")[1]]
    return form_of(model)(data, record=model.objects.by_accession(page.kwargs.get("object_id", "")).first())
