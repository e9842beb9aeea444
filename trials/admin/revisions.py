"""Proposed changes: read field by field, old beside new, and decided on by somebody else."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .. import curation
from ..choices import Verb
from ..document import shape_of
from ..models import Revision
from .guard import ReadOnly, actor_of
from .presentation import Words, admin_path, linked, names_of_people
from .site import desk

DECISIONS = {Verb.ACCEPT: curation.accept, Verb.DECLINE: curation.decline}


@admin.register(Revision, site=desk)
class RevisionAdmin(ReadOnly):
    list_display = ("accession", "fields_changed", "author", "status", "created_at", "decided_by")
    list_filter = ("status",)
    search_fields = ("accession", "author", "source", "note")

    @admin.display(description="Fields")
    def fields_changed(self, revision: Revision) -> str:
        return ", ".join(change["field"] for change in revision.changes)

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/<verb>/", view, name="trials_revision_decide"), *super().get_urls()]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        if object_id is None or request.method == "POST":
            raise PermissionDenied
        return self._page(request, self._revision(request, object_id))

    def decide_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Accept or decline was pressed."""
        revision = self._revision(request, str(pk))
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if verb not in DECISIONS:
            raise Http404
        try:
            DECISIONS[verb](revision, actor_of(request), request.POST.get("note", ""))
        except curation.Refusal as refusal:
            messages.error(request, linked(str(refusal)))
            return self._page(request, self._revision(request, str(pk)), status=409)
        messages.success(request, linked(f"{revision.accession}: {Verb(verb).label.lower()}."))
        return HttpResponseRedirect(reverse("admin:trials_revision_change", args=[pk]))

    def _revision(self, request: HttpRequest, object_id: str) -> Revision:
        revision = self.get_object(request, object_id)
        if revision is None:
            raise Http404(f"There is no revision {object_id}.")
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        return revision

    def _page(self, request: HttpRequest, revision: Revision, status: int = 200) -> HttpResponse:
        record = curation.record_of(revision.accession)
        changed = [({change["field"]: change[side] for change in revision.changes}) for side in ("old", "new")]
        words = Words(shape_of(record), *changed)
        people = names_of_people()
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Proposed change of {revision.accession}",
            "revision": revision,
            "record": record,
            "record_path": admin_path(record.accession),
            "changes": [words.change(change) for change in revision.changes],
            "author": people.get(revision.author, revision.author),
            "decided_by": people.get(revision.decided_by, revision.decided_by),
            "is_own": revision.author == actor_of(request).code,
            "available": curation.available_on(revision, record, actor_of(request)),
            "typed": request.POST,
        }
        return TemplateResponse(request, "admin/desk/revision.html", context, status=status)
