"""Proposed changes: compared field by field with what was and what is public, and decided on by somebody else."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .. import curation
from ..choices import RevisionStatus, Verb
from ..models import Revision
from .comparison import FieldComparison, fields_of
from .deciding import choice_of, decision_of, moment_of, reason_of
from .guard import ReadOnly, actor_of
from .holds import hold_context
from .interests import say_refusal, stated_by
from .presentation import admin_path, linked, names_of_people
from .reviewing import wants_interests
from .site import desk


def accept(revision: Revision, actor: curation.Actor, typed: QueryDict) -> None:
    curation.accept(revision, actor, typed.get("note", ""), decision_of(revision, typed))


def decline(revision: Revision, actor: curation.Actor, typed: QueryDict) -> None:
    curation.decline(revision, actor, typed.get("note", ""), moment_of(typed.get("seen_change", "")))


DECISIONS = {Verb.ACCEPT: accept, Verb.DECLINE: decline}


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
        address = reverse("admin:trials_revision_change", args=[pk])
        try:
            DECISIONS[verb](revision, actor_of(request), request.POST)
        except curation.Refusal as refusal:
            say_refusal(request, refusal, address, revision.accession)
            return self._page(request, self._revision(request, str(pk)), status=409)
        revision.refresh_from_db()
        messages.success(request, linked(f"{revision.accession}: change {revision.get_status_display().lower()}."))
        return HttpResponseRedirect(address)

    def _revision(self, request: HttpRequest, object_id: str) -> Revision:
        revision = self.get_object(request, object_id)
        if revision is None:
            raise Http404(f"There is no revision {object_id}.")
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        return revision

    def _page(self, request: HttpRequest, revision: Revision, status: int = 200) -> HttpResponse:
        record, actor, people = curation.record_of(revision.accession), actor_of(request), names_of_people()
        is_open = revision.status == RevisionStatus.OPEN
        available = curation.available_on(revision, record, actor)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            **(hold_context(record, actor) if is_open else {}),
            "opts": self.opts,
            "title": f"Proposed change of {revision.accession}",
            "revision": revision,
            "record": record,
            "record_path": admin_path(record.accession),
            "fields": [(field, self._typed(field, request.POST)) for field in fields_of(revision, record)],
            "author": people.get(revision.author, revision.author),
            "decided_by": people.get(revision.decided_by, revision.decided_by),
            "stated": stated_by([revision.author, *self._deciders(revision, actor)], revision.decided_at),
            "is_own": revision.author == actor.code,
            "in_set": curation.set_with(revision),
            "is_open": is_open,
            "propose_path": reverse(f"admin:trials_{record._meta.model_name}_propose", args=[record.accession]),
            "available": available,
            "wants_interests": is_open and wants_interests(actor),
            "back": reverse("admin:trials_revision_change", args=[revision.pk]),
            "typed": request.POST,
        }
        return TemplateResponse(request, "admin/desk/revision.html", context, status=status)

    @staticmethod
    def _typed(field: FieldComparison, typed: QueryDict) -> dict[str, str]:
        """What was chosen and typed beside a field; where three values differ, nothing is chosen beforehand."""
        beforehand = "" if field.is_conflict else "accept"
        return {"choice": choice_of(typed, field.name) or beforehand, "reason": reason_of(typed, field.name)}

    @staticmethod
    def _deciders(revision: Revision, actor: curation.Actor) -> list[str]:
        return [revision.decided_by] if revision.decided_by else [actor.code] if actor.is_editor else []
