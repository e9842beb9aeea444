"""Sheets at the desk: a list as CSV, and a CSV or XLSX sent in, looked through row by row, taken in whole or not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from mscdb.db import snapshot

from .. import curation
from ..choices import SheetOutcome
from ..document import SHAPES, Shape, shape_of_accession
from ..exchange import sheets
from ..models import SheetUpload
from .guard import actor_of
from .presentation import linked
from .sheet_rows import shown

ON_A_PAGE = 50
CONFLICT = 409
# For how long a press of the button checks rows; then the page says how far it is.
A_STEP = 2.0
# The order in which the outcomes of rows are offered: what has to be looked at first.
_OUTCOMES = (SheetOutcome.ERROR, SheetOutcome.CHANGE, SheetOutcome.CREATE, SheetOutcome.SAME)


def sheet_urls(site: AdminSite) -> list[URLPattern]:
    """Pages of sheets, for curators."""
    return [
        path("sheets/", site.page(sheets_view), name="sheets"),
        path("sheets/<int:pk>/", site.page(sheet_view), name="sheet"),
        path("sheets/<int:pk>/check/", site.page(check_view), name="sheet_check"),
        path("sheets/<int:pk>/take-in/", site.page(take_in_view), name="sheet_take_in"),
        path("sheets/<int:pk>/discard/", site.page(discard_view), name="sheet_discard"),
    ]


def download_view(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """The list of a kind of record as it is filtered now, but for what is withdrawn, as a sheet."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    name = f"mscdb-{model_admin.opts.model_name}.csv"
    with snapshot():
        records = model_admin.get_changelist_instance(request).get_queryset(request).not_withdrawn()
        # Anew from the table: a list's own joins would give a record several times.
        records = model_admin.model.objects.filter(pk__in=records.order_by().values("pk")).in_order()
        body = "".join(sheets.sheet_lines(records))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


class SheetForm(forms.Form):
    """A file, which kind of record it holds, and on what its changes rest."""

    kind = forms.ChoiceField(
        choices=[(shape.model.PREFIX, shape.model._meta.verbose_name_plural.capitalize()) for shape in SHAPES],
        label="What the rows are",
    )
    file = forms.FileField(
        label="Sheet",
        help_text=f"CSV (UTF-8) or XLSX; at most {sheets.LARGEST_FILE >> 20} MB and {sheets.MOST_ROWS:,} rows.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    source = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Source",
        help_text="On which source the changes rest: a DOI, PMID or registry record, and the place in it.",
    )
    note = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Note for the editor",
        help_text="Optional.",
    )


def sheets_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Send a sheet in; one's own sheets."""
    actor = _curator(request)
    form = SheetForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            upload = _received(form, actor)
        except sheets.WrongSheet as wrong:
            for sentence in wrong.sentences:
                form.add_error("file", sentence)
        else:
            return HttpResponseRedirect(reverse("admin:sheet", args=[upload.pk]))
    own = SheetUpload.objects.of_person(actor.code)[:ON_A_PAGE]
    context |= {
        "title": "Sheets",
        "form": form,
        "uploads": [_listed(upload) for upload in own],
        "downloads": _downloads(),
    }
    return TemplateResponse(request, "admin/desk/sheets.html", context, status=422 if form.errors else 200)


def sheet_view(request: HttpRequest, context: dict[str, Any], pk: int, status: int = 200) -> HttpResponse:
    """How far the check is, and what each row comes to."""
    upload = _own(request, pk)
    shape, counts = shape_of_accession(upload.kind), upload.rows.counted()
    present = [outcome for outcome in _OUTCOMES if counts.get(outcome)]
    chosen = next((outcome for outcome in present if outcome == request.GET.get("show")), next(iter(present), ""))
    page = Paginator(upload.rows.that_are(chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    total, left = sum(counts.values()), counts.get(SheetOutcome.UNCHECKED, 0)
    news = {outcome: counts.get(outcome, 0) for outcome in (SheetOutcome.CREATE, SheetOutcome.CHANGE)}
    context |= {
        "title": upload.file_name,
        "upload": upload,
        "kind": _kind(upload),
        "tabs": [(each.value, each.label, counts[each], each == chosen) for each in present],
        "page": page,
        "rows": [shown(shape, row) for row in page],
        "total": total,
        "checked": total - left,
        "left": left,
        "errors": counts.get(SheetOutcome.ERROR, 0),
        "drafts": news[SheetOutcome.CREATE],
        "changes": news[SheetOutcome.CHANGE],
        "is_news": any(news.values()),
    }
    return TemplateResponse(request, "admin/desk/sheet.html", context, status=status)


def check_view(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Check rows for a moment; the page is asked for again afterwards, by a script or by the person."""
    upload = _posted(request, pk)
    if isinstance(upload, HttpResponse):
        return upload
    sheets.check_some(upload, actor_of(request), A_STEP)
    return _to(upload)


def take_in_view(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Make the drafts and proposals, all or none."""
    upload = _posted(request, pk)
    if isinstance(upload, HttpResponse):
        return upload
    try:
        sheets.take_in(upload, actor_of(request))
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
        return sheet_view(request, context, pk, CONFLICT)
    messages.success(request, f"{upload.file_name} is taken in. Nothing of it is public before somebody else decides.")
    return _to(upload)


def discard_view(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Throw a sheet away that was not taken in."""
    upload = _posted(request, pk)
    if isinstance(upload, HttpResponse):
        return upload
    sheets.discard(upload)
    messages.success(request, f"{upload.file_name} is thrown away; nothing was written from it.")
    return HttpResponseRedirect(reverse("admin:sheets"))


def _curator(request: HttpRequest) -> curation.Actor:
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    return actor


def _own(request: HttpRequest, pk: int) -> SheetUpload:
    return get_object_or_404(SheetUpload.objects.of_person(_curator(request).code), pk=pk)


def _posted(request: HttpRequest, pk: int) -> SheetUpload | HttpResponse:
    """The sheet whose button was pressed, or the refusal of anything but a press."""
    upload = _own(request, pk)
    return upload if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def _received(form: SheetForm, actor: curation.Actor) -> SheetUpload:
    typed, file = form.cleaned_data, form.cleaned_data["file"]
    cover = sheets.Cover(file.name[:200], typed["source"], typed["note"])
    # One byte more than is allowed is enough to be refused.
    data = file.read(sheets.LARGEST_FILE + 1)
    return sheets.receive(shape_of_accession(typed["kind"]), data, cover, actor)


def _kind(upload: SheetUpload) -> str:
    return _words(shape_of_accession(upload.kind))


def _words(shape: Shape) -> str:
    return str(shape.model._meta.verbose_name_plural)


def _downloads() -> list[tuple[str, str]]:
    return [(_words(shape), reverse(f"admin:trials_{shape.model._meta.model_name}_sheet")) for shape in SHAPES]


def _listed(upload: SheetUpload) -> dict[str, Any]:
    """A sheet with its kind and how many of its rows come to what."""
    counts = upload.rows.counted()
    said = [f"{counts[each]:,} {each.label.lower()}" for each in SheetOutcome if counts.get(each)]
    return {"upload": upload, "kind": _kind(upload), "counts": ", ".join(said)}


def _to(upload: SheetUpload) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:sheet", args=[upload.pk]))
