"""While somebody types: records that say the same already, with their state, as a piece of a page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.response import TemplateResponse

from .. import similarity
from .guard import actor_of

LONGEST = 5000


def similar_view(request: HttpRequest) -> HttpResponse:
    """``?kind=finding&field=statement&value=…``, and ``own`` for the record that is being written."""
    if not actor_of(request).is_curator:
        raise PermissionDenied
    kind, field = request.GET.get("kind", ""), request.GET.get("field", "")
    value, own = request.GET.get("value", "")[:LONGEST], request.GET.get("own", "")
    try:
        matches = similarity.similar(kind, field, value, own)
    except KeyError:
        return HttpResponseBadRequest(f"Nothing is compared in “{field}” of a “{kind}”.")
    return TemplateResponse(request, "admin/desk/similar.html", {"matches": matches})
