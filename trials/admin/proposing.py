"""Proposing a change of a public record: the form of drafts, on top of what the person has proposed already."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .. import curation
from ..choices import Verb
from ..forms import form_of
from ..models import CuratedRecord
from . import going_back, sitting, typing
from .guard import actor_of
from .interests import say_refusal
from .presentation import admin_path, linked
from .writing import ProposalForm, hand_in


class Proposing:
    """Mixin of the desk of one kind of record."""

    def propose_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The same form on a public record; it becomes a revision, or goes into the person's open one."""
        record, actor = self._record(request, object_id), actor_of(request)
        if sentence := curation.refusal_of(Verb.PROPOSE, record, actor):
            say_refusal(request, curation.Refusal(sentence), admin_path(record.accession), record.accession)
            return HttpResponseRedirect(admin_path(record.accession))
        if request.method == "POST":
            return self._hand_in(request, record)
        try:
            start = going_back.start_of(request, record)
        except curation.Refusal as refusal:
            messages.warning(request, linked(str(refusal)))
            return HttpResponseRedirect(going_back.history_path(record))
        return self._open(request, record, start)

    def _open(self, request: HttpRequest, record: CuratedRecord, start: going_back.Start | None) -> HttpResponse:
        """The form with what is public, what the person proposed, and what they go back to, each on top."""
        actor, typed = actor_of(request), typing.restored(request)
        own, base = curation.open_revision_of(record, actor), curation.starting_document(record, actor)
        why = {"source": own.source, "note": own.note} if own else {}
        if start:
            base |= start.document
            why["source"] = "\n".join(filter(None, [why.get("source", ""), start.source]))
        proposal = ProposalForm(typed, initial=why)
        proposal.filled_with = start.said if start else ""
        form = form_of(self.model)(typed, record=record, base=base)
        return self._form_page(request, form, record, proposal)

    def _hand_in(self, request: HttpRequest, record: CuratedRecord) -> HttpResponse:
        actor = actor_of(request)
        had_one = curation.open_revision_of(record, actor) is not None
        form = form_of(self.model)(request.POST, record=record, base=curation.starting_document(record, actor))
        proposal = ProposalForm(request.POST)
        try:
            revision = hand_in(form, proposal, actor, request.POST.get("seen", ""))
        except curation.Refusal as refusal:
            return self._form_page(request, form, record, proposal, refusal=str(refusal), status=409)
        if revision is None:
            return self._form_page(request, form, record, proposal)
        typing.forget(request, request.path)
        if change_set := sitting.put_into_open_set(request, revision):
            return HttpResponseRedirect(sitting.path_of_set(change_set))
        what = "Your open proposal on {} holds this now; it" if had_one else "Your change of {}"
        messages.success(request, linked(f"{what.format(record.accession)} waits for an editor."))
        return HttpResponseRedirect(reverse("admin:trials_revision_change", args=[revision.pk]))
