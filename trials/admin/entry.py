"""Entering a paper or a trial: from an identifier to the record that has it, or to a draft that fills itself."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from .. import identifiers, ingest, similarity
from ..document import empty_document, shape_of
from ..forms import RecordForm, form_of
from ..models import CuratedRecord, Publication
from . import typing
from .guard import actor_of
from .presentation import kind_of, linked

# Where the form of a new record goes on to after saving, and the name by which it hands over the record.
BACK, WITH = "back", "with"
LATEST = 5


def enter_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """One field: a PMID, DOI or registry number. What it asks the network for is kept, so it is asked by POST."""
    actor = actor_of(request)
    if not actor.is_curator:
        raise PermissionDenied
    text = (request.POST if request.method == "POST" else request.GET).get("identifier", "").strip()
    context = {
        **site.each_context(request),
        "title": "Enter a paper or a trial",
        "text": text,
        "drafts": Publication.objects.drafts_of(actor.code)[:LATEST],
    }
    if not text:
        return TemplateResponse(request, "admin/desk/entry.html", context)
    known = identifiers.recognise(text)
    if known is None:
        return TemplateResponse(request, "admin/desk/entry.html", context | {"problem": _unknown(text)}, status=400)
    if holder := similarity.holder_of(*known):
        found = {"holder": holder, "holder_kind": kind_of(holder), "takes_findings": isinstance(holder, Publication)}
        return TemplateResponse(request, "admin/desk/entry.html", context | found)
    if request.method == "POST":
        _ask(request, *known)
        return HttpResponseRedirect(_prefilled_address(*known))
    return TemplateResponse(request, "admin/desk/entry.html", context)


def _ask(request: HttpRequest, scheme: str, identifier: str) -> None:
    """Look an identifier up and keep what is found, for the form that opens next; say what came of it."""
    found = ingest.look_up(scheme, identifier)
    if found.source:
        remarks = list(found.problems)
        messages.success(request, _filled_from(found.source))
    else:
        remarks = [f"Not filled in. {found.problems[0]} The identifier is below; type in the rest."]
    for remark in remarks:
        messages.warning(request, linked(remark))


def opened(request: HttpRequest, model: type[CuratedRecord], record: CuratedRecord | None) -> RecordForm:
    """The form of a record as its page is opened: as it was left, as a source has it, or as it is saved."""
    typed = typing.restored(request)
    if typed is not None or record is not None:
        return form_of(model)(typed, record=record)
    scheme, identifier = request.GET.get("scheme", ""), request.GET.get("identifier", "")
    if not (scheme in identifiers.SCHEMES and identifier):
        return form_of(model)()
    return _prefilled(request, model, scheme, identifier)


def way_back(request: HttpRequest, saved: CuratedRecord) -> str:
    """The page of the desk that a new record was begun from, told which one it is; empty when there is none."""
    back = request.GET.get(BACK, "")
    if not (back.startswith(reverse("admin:index")) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        return ""
    return f"{back}{'&' if '?' in back else '?'}{urlencode({WITH: saved.accession})}"


def _prefilled_address(scheme: str, identifier: str) -> str:
    model = similarity.kind_identified_by(scheme)
    add = reverse(f"admin:trials_{model._meta.model_name}_add")
    return f"{add}?{urlencode({'scheme': scheme, 'identifier': identifier})}"


def _prefilled(request: HttpRequest, model: type[CuratedRecord], scheme: str, identifier: str) -> RecordForm:
    """With what was kept of an identifier; nobody is asked, since the page is only looked at."""
    try:
        found = ingest.recall(scheme, identifier)
    except ValueError as error:
        messages.error(request, linked(str(error)))
        return form_of(model)()
    if found.model is not model:
        messages.error(request, f"{identifiers.SCHEMES[scheme].label} numbers do not belong to this kind of record.")
        return form_of(model)()
    return form_of(model)(base=empty_document(shape_of(model)) | found.document)


def _filled_from(source: ingest.Source) -> str:
    dated = f", version of {source.version_date}" if source.version_date else ""
    return (
        f"Filled in from {source.code}: {source.identifier}{dated}, fetched {source.fetched_on}. Nothing is saved yet: "
        "read it against the source, mend it, and save."
    )


def _unknown(text: str) -> str:
    return (
        f"“{text}” is no identifier that is known here. Paste a PMID (38797895), a PMCID (PMC6699108), a DOI "
        "(10.18632/oncotarget.28672) or a registry number (NCT02530047); or begin an empty draft below."
    )


def findings_address(publication: CuratedRecord) -> str:
    return reverse(f"admin:{typing.ENTER_FINDINGS}", args=[publication.accession])
