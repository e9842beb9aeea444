"""Many findings of one paper, one after the other, by keyboard: the same form, the same gate, denser."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from .. import curation
from ..choices import RecordStatus, Verb
from ..forms import FindingForm
from ..models import CancerType, ChangeSet, Finding, Payload, Publication
from . import paper, typing
from .dressing import DressedSection, dress, media_of
from .entry import BACK, WITH, findings_address
from .guard import actor_of
from .interests import say_refusal
from .presentation import linked
from .proposals import waiting_for
from .proposed import taken_for_finding
from .sitting import open_set
from .writing import save_draft

CONFLICT = 409
# Beside each other in the dense part of the form; all other fields stand folded below it.
DENSE = (
    ("Claim", ("statement", "locator", "read_depth")),
    ("What it says", ("claim_kind", "effect", "stance", "evidence_level")),
    ("In what", ("model_system", "cell_state", "product_form", "msc_context")),
    ("About what", ("scope", "cancer_types", "payloads")),
    ("Topics", ("topic",)),
    ("Numbers", ("sample_size", "comparator", "effect_size")),
)
# What may be begun from here, and the field that it comes back into.
BEGUN = {"payload": (Payload, "payloads"), "cancertype": (CancerType, "cancer_types")}


def findings_view(request: HttpRequest, accession: str, site: AdminSite) -> HttpResponse:
    """The form of the next finding, and those that were entered from the paper so far."""
    if not actor_of(request).is_curator:
        raise PermissionDenied
    publication = Publication.objects.by_accession(accession.upper()).first()
    if publication is None or publication.status == RecordStatus.WITHDRAWN:
        raise Http404(f"There is no publication {accession} to enter findings from.")
    if request.method == "POST":
        return _sent(request, publication, site)
    return _page(request, publication, site, _opened(request, publication))


# What was asked for


def _opened(request: HttpRequest, publication: Publication) -> FindingForm:
    """The form to begin with: as it was left, a draft to go on with, a copy, or a new one."""
    typed = typing.restored(request)
    if typed is not None:
        return _with_begun(FindingForm(typed, record=_edited(typed.get("finding", ""))), request)
    record = _edited(request.GET.get("edit", ""))
    if record and (sentence := curation.refusal_of(Verb.EDIT, record, actor_of(request))):
        messages.error(request, linked(sentence))
    elif record:
        return FindingForm(record=record)
    like = Finding.objects.by_accession(request.GET.get("like", "").upper()).first()
    actor = actor_of(request)
    base = paper.copy_of(like, publication) if like else paper.beginning(publication, actor)
    if "taken" in request.GET:
        base |= taken_for_finding(publication)
    return _with_begun(FindingForm(base=base), request)


def _with_begun(form: FindingForm, request: HttpRequest) -> FindingForm:
    """With the new payload or cancer type that the person comes back from."""
    accession = request.GET.get(WITH, "")
    for model, name in BEGUN.values():
        if accession.startswith(model.PREFIX) and model.objects.by_accession(accession).exists():
            return _with_value(form, name, accession)
    return form


def _with_value(form: FindingForm, name: str, accession: str) -> FindingForm:
    data = form.data.copy() if form.is_bound else form.flatten(form.base)
    data.setlist(name, list(dict.fromkeys([*data.getlist(name), accession])))
    if name == "cancer_types":
        data["scope"] = "cancer_types"
    return FindingForm(data, record=form.record)


def _edited(accession: str) -> Finding | None:
    """The draft that is gone on with, if one is named."""
    if not accession:
        return None
    finding = Finding.objects.by_accession(accession.upper()).first()
    if finding is None:
        raise Http404(f"There is no finding {accession}.")
    return finding


# What was sent


def _sent(request: HttpRequest, publication: Publication, site: AdminSite) -> HttpResponse:
    if "_submit_all" in request.POST:
        return _submit_all(request, publication, site)
    begun = next((kind for kind in BEGUN if f"_new_{kind}" in request.POST), "")
    if begun:
        return _begin(request, publication, begun)
    return _save(request, publication, site)


def _begin(request: HttpRequest, publication: Publication, kind: str) -> HttpResponse:
    """To the form of a new payload or cancer type; what was typed here waits."""
    typing.keep(request, request.path, request.POST.get("seen", ""))
    back = f"{findings_address(publication)}?{urlencode({typing.RESTORE: 1})}"
    return HttpResponseRedirect(f"{reverse(f'admin:trials_{kind}_add')}?{urlencode({BACK: back})}")


def _save(request: HttpRequest, publication: Publication, site: AdminSite) -> HttpResponse:
    actor, data = actor_of(request), request.POST.copy()
    data["publication"] = publication.accession
    form = FindingForm(data, record=_edited(data.get("finding", "")))
    change_set = _change_set(request, publication)
    try:
        saved = save_draft(form, actor, data.get("seen", ""))
        if saved and change_set and curation.set_with(saved) is None:
            curation.add_to_set(change_set, saved, actor)
    except curation.Refusal as refusal:
        return _page(request, publication, site, form, str(refusal), CONFLICT)
    if saved is None:
        return _page(request, publication, site, form)
    typing.forget(request, request.path)
    messages.success(request, linked(f"{saved.accession} is saved as a draft."))
    like = f"?{urlencode({'like': saved.accession})}" if "_copy" in request.POST else ""
    return HttpResponseRedirect(f"{findings_address(publication)}{like}")


def _submit_all(request: HttpRequest, publication: Publication, site: AdminSite) -> HttpResponse:
    try:
        change_set = paper.submit_all(publication, _change_set(request, publication), actor_of(request))
    except curation.Refusal as refusal:
        say_refusal(request, refusal, request.path)
        return _page(
            request,
            publication,
            site,
            FindingForm(base=paper.beginning(publication, actor_of(request))),
            status=CONFLICT,
        )
    messages.success(request, f"“{change_set}” is submitted; an editor who did not write it decides.")
    return HttpResponseRedirect(findings_address(publication))


def _change_set(request: HttpRequest, publication: Publication) -> ChangeSet | None:
    """The set that new findings go into: the one the person works in, else the one of the paper."""
    return open_set(request) or paper.present_set(publication, actor_of(request))


# The page


def _page(
    request: HttpRequest,
    publication: Publication,
    site: AdminSite,
    form: FindingForm,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    sections = dress(form, site)
    form.fields["topic"].widget.choices = form.fields["topic"].choices
    form.fields["statement"].widget.attrs["autofocus"] = True
    actor = actor_of(request)
    entered = paper.entered(publication, actor)
    present = form.record.updated_at.isoformat() if form.record else ""
    context = {
        **site.each_context(request),
        **typing.standing(request, form, request.path, present, bool(refusal)),
        "title": "Enter findings",
        "publication": publication,
        "form": form,
        "editing": form.record,
        "dense": _dense(sections),
        "folded": _folded(sections),
        "media": media_of(sections),
        "problems": form.problems() if form.is_bound else [],
        "refusal": linked(refusal),
        "entered": entered,
        "to_submit": sum(each.is_mine_to_edit for each in entered),
        "change_set": _change_set(request, publication),
        **waiting_for(publication, actor),
    }
    return TemplateResponse(request, "admin/desk/entry_findings.html", context, status=status)


def _parts(sections: list[DressedSection]) -> dict[str, Any]:
    named = {}
    for section in sections:
        for part in section.parts:
            named[part.formset.prefix if hasattr(part, "formset") else part.bound.name] = part
    return named


def _dense(sections: list[DressedSection]) -> list[DressedSection]:
    parts = _parts(sections)
    return [DressedSection(title, [parts[name] for name in names]) for title, names in DENSE]


def _folded(sections: list[DressedSection]) -> list[Any]:
    """All that is not in the dense part; the paper itself is given."""
    shown = {name for _, names in DENSE for name in names} | {"publication"}
    return [part for name, part in _parts(sections).items() if name not in shown]
