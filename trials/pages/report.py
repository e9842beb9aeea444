"""“Something wrong here?”: a form for readers about one record, or about a page that shows none."""

import re
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..addresses import look_up, path_of
from ..choices import RecordStatus
from ..curation import readers
from ..document import shape_of_accession
from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial
from . import reader_form
from .http import Gone, Moved, moved_or_gone

RECORD_PAGES = {
    "pages:cancer_type": CancerType, "pages:trial": Trial, "pages:payload": Payload, "pages:publication": Publication,
    "pages:finding": Finding,
}  # fmt: skip
TEMPLATE = "site/report.html"


class ReportForm(reader_form.ReaderForm):
    """What is wrong, and the source that says so."""

    question = "What is wrong, and which source says so?"
    hint = "A registry entry, a DOI, a page number. 10 characters or more."
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_version(self) -> int:
        text = self.cleaned_data["version"]
        return int(text) if text.isdecimal() and len(text) < 9 else 0

    def clean_page(self) -> str:
        return path_typed(self.cleaned_data["page"])


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest) -> HttpResponse:
    """About a page: ``?page=/evidence/``; from the page of a record it leads to the form about the record."""
    page = path_typed(request.GET.get("page", ""))
    if request.method != "POST" and (record := record_on(page)):
        return HttpResponseRedirect(reverse("pages:report_record", args=[record.accession]))
    form = ReportForm(reader_form.typed(request), initial={"page": page})
    show = partial(_show, request, {"page": page or path_typed(request.POST.get("page", ""))})
    return reader_form.answer(request, form, lambda sent: readers.flag_page(sent.cleaned_data["page"], sent.said), show)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@moved_or_gone
def of_record(request: HttpRequest, accession: str) -> HttpResponse:
    """About one public record; what it is called stands above the form."""
    record = _public_record(accession)
    form = ReportForm(reader_form.typed(request), initial={"version": record.version})
    show = partial(_show, request, {"record": record, "record_path": path_of(record)})
    return reader_form.answer(
        request, form, lambda sent: readers.flag(record, sent.said, sent.cleaned_data["version"]), show
    )


def _show(request: HttpRequest, about: dict[str, Any], context: dict[str, Any], status: int) -> HttpResponse:
    return reader_form.page(request, TEMPLATE, about | context, status)


def _public_record(accession: str) -> CuratedRecord:
    """Raises Moved for a former accession, Gone for a withdrawn record, Http404 for any that is not public."""
    shape = shape_of_accession(accession.upper())
    record = look_up(shape.model.objects.for_addresses(), accession) if shape else None
    if record is None or record.status not in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
        raise Http404(f"There is no record “{accession}” here.")
    if record.accession != accession:
        raise Moved(reverse("pages:report_record", args=[record.accession]))
    if record.status == RecordStatus.WITHDRAWN:
        raise Gone(record)
    return record


def path_typed(text: str) -> str:
    """A path of this site as it came in an address or a form; empty for anything else."""
    return text if re.fullmatch(r"/(?!/)[^\s<>\"\\\x00]{0,290}", text) else ""


def record_on(page: str) -> CuratedRecord | None:
    """The public record that a page shows, if it shows one."""
    try:
        match = resolve(page)
    except Resolver404:
        return None
    model = RECORD_PAGES.get(match.view_name)
    return look_up(model.objects.public(), next(iter(match.kwargs.values()))) if model else None
