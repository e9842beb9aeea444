"""The desk of one kind of record: drafts have a saving form, public rows open read-only, verbs are buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator

from .. import curation, rules
from ..addresses import path_of
from ..choices import RecordStatus, Verb
from ..forms import RecordForm, form_of
from ..models import CuratedRecord, Revision
from . import entry, sitting, typing
from .confirming import walk_of, way_on
from .deciding import number_of
from .dressing import dress, media_of
from .facts import facts_of
from .guard import Guarded, actor_of
from .history import HistoryPage
from .interests import say_refusal
from .lists import MineFilter
from .presentation import admin_path, kind_of, linked, names_of_people
from .proposals import waiting_for
from .proposing import Proposing
from .requests import request_context
from .reviewing import review_context
from .sheets import download_view
from .writing import ProposalForm, save_draft, seen_of

CONFLICT = 409

# What the buttons of a record do, with what was typed beside them.
ACTS: dict[str, Callable[[CuratedRecord, curation.Actor, QueryDict], Any]] = {
    Verb.SUBMIT: lambda record, actor, typed: curation.submit(record, actor, typed.get("note", "")),
    Verb.PUBLISH: lambda record, actor, typed: curation.publish(record, actor, typed.get("note", "")),
    Verb.RETURN: lambda record, actor, typed: curation.return_(record, actor, typed.get("note", "")),
    Verb.CONFIRM: lambda record, actor, typed: curation.confirm(
        record, actor, typed.get("note", ""), number_of(typed.get("seen_version", ""))
    ),
}


class RecordAdmin(Proposing, HistoryPage, Guarded):
    """List, form, view and buttons of one kind of record."""

    list_display = ("accession", "words", "status", "changed")
    list_display_links = ("accession", "words")
    list_filter = ("status", MineFilter, "review_basis")
    list_per_page = 50
    search_help_text = "Accession, names, identifiers, words of the title."

    # What a person may do

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and actor_of(request).is_curator

    def has_change_permission(self, request: HttpRequest, obj: CuratedRecord | None = None) -> bool:
        allowed = super().has_change_permission(request, obj) and actor_of(request).is_curator
        return allowed and (obj is None or Verb.EDIT in curation.available(obj, actor_of(request)))

    # Lists

    @admin.display(description="Title or name")
    def words(self, record: CuratedRecord) -> str:
        return Truncator(record.title_text()).chars(110) or "(empty)"

    @admin.display(description="Last changed", ordering="updated_at")
    def changed(self, record: CuratedRecord) -> str:
        return record.updated_at.strftime("%d %b %Y")

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        name = str(self.opts.verbose_name_plural)
        sheet = f"{reverse(f'admin:trials_{self.opts.model_name}_sheet')}?{request.GET.urlencode()}"
        context = {"title": name[:1].upper() + name[1:], "sheet": sheet, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.model.objects.for_listing().order_by("-number")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> CuratedRecord | None:
        """Records are found at the desk by their accession, as well as by their key."""
        if object_id.upper().startswith(self.model.PREFIX):
            return self.model.objects.by_accession(object_id.upper()).first()
        return super().get_object(request, object_id, from_field)

    def view_on_site(self, record: CuratedRecord) -> str | None:
        has_page = record.status in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN)
        return path_of(record) if has_page else None

    # Addresses

    def get_urls(self) -> list:
        name = self.opts.model_name
        view = self.admin_site.admin_view
        own = [
            path("sheet.csv", view(partial(download_view, model_admin=self)), name=f"trials_{name}_sheet"),
            path("<object_id>/propose/", view(self.propose_view), name=f"trials_{name}_propose"),
            path("<object_id>/act/<verb>/", view(self.act_view), name=f"trials_{name}_act"),
        ]
        return own + super().get_urls()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """A new draft, a draft to go on with, or a record to look at."""
        record = None if object_id is None else self._record(request, object_id)
        may_save = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if request.method == "POST":
            return self._save(request, record)
        if record is not None and not may_save:
            return self._record_page(request, record)
        if not may_save:
            raise PermissionDenied
        return self._form_page(request, entry.opened(request, self.model, record), record)

    def act_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """A button of a record was pressed."""
        record = self._record(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if verb not in ACTS:
            raise Http404
        walk = walk_of(request.POST.get("walk", ""), record)
        try:
            ACTS[verb](record, actor_of(request), request.POST)
        except curation.Refusal as refusal:
            say_refusal(request, refusal, admin_path(record.accession), record.accession)
            return self._after_refusal(request, self._record(request, object_id))
        messages.success(request, linked(f"{record.accession}: {Verb(verb).label.lower()}."))
        return HttpResponseRedirect(way_on(walk, record))

    # Saving

    def _save(self, request: HttpRequest, record: CuratedRecord | None) -> HttpResponse:
        actor = actor_of(request)
        if not (
            actor.is_curator and (self.has_change_permission(request) if record else self.has_add_permission(request))
        ):
            raise PermissionDenied
        form = form_of(self.model)(request.POST, record=record)
        try:
            saved = save_draft(form, actor, request.POST.get("seen", ""))
        except curation.Refusal as refusal:
            return self._form_page(request, form, record, refusal=str(refusal), status=CONFLICT)
        if saved is None:
            return self._form_page(request, form, record)
        typing.forget(request, request.path)
        messages.success(request, linked(f"{saved.accession} is saved as a draft."))
        if record is None:
            sitting.put_into_open_set(request, saved)
        if "_submit" in request.POST:
            self._submit(request, saved)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(sitting.with_open_set(request, request.path))
        return HttpResponseRedirect(entry.way_back(request, saved) or admin_path(saved.accession))

    def _submit(self, request: HttpRequest, record: CuratedRecord) -> None:
        try:
            curation.submit(record, actor_of(request))
            messages.success(
                request, linked(f"{record.accession} is submitted; an editor who did not write it decides.")
            )
        except curation.Refusal as refusal:
            messages.error(request, linked(f"Not submitted. {refusal}"))

    # Pages

    def _record(self, request: HttpRequest, object_id: str) -> CuratedRecord:
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404(f"There is no record {object_id}.")
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record

    def _after_refusal(self, request: HttpRequest, record: CuratedRecord) -> HttpResponse:
        if self.has_change_permission(request, record):
            return self._form_page(request, form_of(self.model)(record=record), record, status=CONFLICT)
        return self._record_page(request, record, status=CONFLICT)

    def _form_page(
        self,
        request: HttpRequest,
        form: RecordForm,
        record: CuratedRecord | None,
        proposal: ProposalForm | None = None,
        refusal: str = "",
        status: int = 200,
    ) -> HttpResponse:
        sections = dress(form, self.admin_site)
        path = request.path if form.is_bound or request.method == "GET" else admin_path(record.accession)
        title = (
            f"Propose a change of {record.accession}" if proposal else f"Draft {record.accession}" if record else None
        )
        context = {
            **self._context(request, record, title or f"New {self.opts.verbose_name}"),
            "form": form,
            "proposal": proposal,
            "own_revision": curation.open_revision_of(record, actor_of(request)) if proposal else None,
            "sections": sections,
            "media": self.media + media_of(sections),
            "problems": form.problems() if form.is_bound else [],
            "refusal": linked(refusal),
            **typing.standing(request, form, path, self._seen(request, record, proposal), bool(refusal)),
            "obstacles": rules.obstacles(record) if record and not proposal else [],
            **({} if proposal else waiting_for(record, actor_of(request))),
        }
        return TemplateResponse(request, "admin/desk/form.html", context, status=status)

    def _seen(self, request: HttpRequest, record: CuratedRecord | None, proposal: ProposalForm | None) -> str:
        """Which state of the record the form shows; it comes back with what was typed."""
        if record is None:
            return ""
        return seen_of(record, actor_of(request)) if proposal else record.updated_at.isoformat()

    def _record_page(self, request: HttpRequest, record: CuratedRecord, status: int = 200) -> HttpResponse:
        context = {
            **self._context(request, record, f"{kind_of(record)} {record.accession}"),
            **review_context(request, record),
            **request_context(record, actor_of(request)),
            "sections": facts_of(record),
            "obstacles": rules.obstacles(record) if record.status == RecordStatus.SUBMITTED else [],
            "typed": request.POST,
            "open_revisions": Revision.objects.open().of_record(record.accession),
        }
        return TemplateResponse(request, "admin/desk/record.html", context, status=status)

    def _context(self, request: HttpRequest, record: CuratedRecord | None, title: str) -> dict[str, Any]:
        people = names_of_people() if record else {}
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "record": record,
            "title": title,
            "media": self.media,
            "available": curation.available(record, actor_of(request)) if record else [],
            "on_site": self.view_on_site(record) if record else None,
            "author": people.get(record.edited_by, record.edited_by) if record else "",
            "reviewer": people.get(record.reviewed_by, record.reviewed_by) if record else "",
            "in_set": curation.set_with(record) if record and not record.version else None,
        }
