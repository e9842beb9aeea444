"""References for reference managers: a record of this base, or the publication that a record describes."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ..exchange import citation
from ..exchange.citation import Reference
from ..models import CuratedRecord, Publication
from . import records
from .http import Moved, absolute, data_version, public_page


@public_page
def record(request: HttpRequest, accession: str, form: str) -> HttpResponse:
    """``/cite/MSCT000001.ris``: the record in its present version."""
    found = _found(accession, "pages:cite_record", form)
    return answer([reference_of(request, found)], form, f"mscdb-{found.accession}")


@public_page
def paper(request: HttpRequest, accession: str, form: str) -> HttpResponse:
    """``/publications/MSCL000001/reference.bib``: the publication itself."""
    publication = _found(accession, "pages:paper_reference", form)
    if not isinstance(publication, Publication):
        raise Http404(f"{accession} is no publication.")
    return answer([citation.of_publication(publication)], form, publication.accession)


def _found(accession: str, name: str, form: str) -> CuratedRecord:
    """The record with this accession; Moved where it was merged into another or its accession is spelled otherwise."""
    found = records.by_accession(accession)
    if found.accession != accession:
        raise Moved(reverse(name, args=[found.accession, form]))
    return found


def reference_of(request: HttpRequest, found: CuratedRecord) -> Reference:
    """A record by its lasting address, with the release of the base."""
    address = absolute(request, reverse("pages:resolve", args=[f"mscdb:{found.accession}"]))
    return citation.of_record(found, data_version(request), address)


def answer(references: Iterable[Reference], form: str, name: str) -> HttpResponse:
    """A file of references to save; Http404 where the format is none of ours."""
    if form not in citation.FORMATS:
        raise Http404(f"References are given as {', '.join(citation.FORMATS)}.")
    write, media_type = citation.FORMATS[form]
    response = HttpResponse(write(references), content_type=f"{media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
