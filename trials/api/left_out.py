"""What was considered and left out, with its reason."""

import csv
from collections.abc import Iterator

from django.http import HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from .. import scope
from ..choices import LeftOutReason
from ..exchange.tabular import Echo, cell
from .problems import BadQuery
from .schema import FORMAT, envelope_of, responses, word_parameter
from .views import ApiView, CsvRenderer

COLUMNS = ("identifier", "title", "reason", "why", "decided_on", "url")


class LeftOutSerializer(serializers.Serializer):
    """Something that was considered and is not in the base."""

    identifier = serializers.CharField(help_text="Its number at a registry or library; empty where none is known.")
    title = serializers.CharField()
    reason = serializers.ChoiceField(choices=LeftOutReason.choices)
    why = serializers.CharField(help_text="The reason in the words of whoever decided.")
    decided_on = serializers.CharField(help_text="Empty: before the founding release.")
    url = serializers.CharField(help_text="Its record at the registry or library; empty where there is none.")


@extend_schema_view(
    get=extend_schema(
        operation_id="left_out",
        summary="What was left out",
        description="Trials and texts that were considered and are not in the base, each with its reason; all in one "
        "page. What is a public record here is never among them.",
        parameters=[
            word_parameter("q", "Words that number, title or reason hold."),
            word_parameter("reason", "Why; repeated: one of these.", values=list(LeftOutReason.values), many=True),
            FORMAT,
        ],
        responses=responses(envelope_of("LeftOut", LeftOutSerializer), ((200, "text/csv"), OpenApiTypes.STR)),
        tags=["left_out"],
    )
)
class LeftOutList(ApiView):
    """What was left out."""

    renderer_classes = [JSONRenderer, CsvRenderer]
    words = scope.WORDS

    def answer(self, request: Request) -> HttpResponseBase:
        listing = scope.listing(request.query_params)
        if listing.problems:
            raise BadQuery(listing.problems)
        if request.accepted_renderer.format == "csv":
            response = StreamingHttpResponse(_csv(listing.rows), content_type="text/csv; charset=utf-8")
            response.headers["Content-Disposition"] = 'attachment; filename="mscdb-left-out.csv"'
            return response
        results = LeftOutSerializer(listing.rows, many=True).data
        return Response({"results": results, "next": None, "count": len(results), "count_is": "exact"})


def _csv(rows: list[scope.LeftOut]) -> Iterator[str]:
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([cell(getattr(row, name)) for name in COLUMNS])
