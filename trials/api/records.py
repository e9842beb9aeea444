"""The lists of records and single records."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from mscdb.db import snapshot

from .. import filters
from ..addresses import look_up, path_of
from ..choices import RecordStatus
from ..curation import Refusal, record_of
from ..exchange import tabular
from ..filters.words import nearest, shown
from ..models import CuratedRecord, said_at_desk, settings_read_once
from . import paging
from .problems import BadQuery, Gone, Moved, bad_word
from .views import ApiView, CsvRenderer, said_twice, site_of, unknown_words

ROWS_AT_ONCE = 500


class RecordList(ApiView):
    """The records of one kind that a query asks for, in order; by pages as JSON, whole as CSV."""

    renderer_classes = [JSONRenderer, CsvRenderer]
    name = ""
    noun = ""
    serializer_class: type[BaseSerializer]

    def check_words(self, request: Request) -> None:
        own = ("ordering", "fields", *paging.WORDS)
        self.listing = filters.listing(self.name, request.query_params)
        reserved = [each for each in unknown_words(request, own) if each.word in filters.RESERVED]
        if found := [*self.listing.problems, *reserved, *said_twice(request)]:
            raise BadQuery(found)

    def answer(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.accepted_renderer.format == "csv":
            return self.table(request)
        context = {"site": site_of(request), "fields": chosen_fields(request, fields_of(self.serializer_class))}
        ordering = self.listing.orderings[self.listing.ordering]
        asked = f"{self.name}?{self.listing.query}&{self.listing.ordering}"
        order = paging.Order(("sort_value", "number"), ordering.descending, asked)
        rows, envelope = paging.page(request, self.listing.queryset.marking_retracted(), order)
        return Response({"results": self.serializer_class(rows, many=True, context=context).data, **envelope})

    def table(self, request: Request) -> HttpResponseBase:
        """The whole list as CSV, written while it is read."""
        for word in paging.WORDS:
            if value := request.query_params.get(word, "").strip():
                raise bad_word(word, shown(value), f"CSV gives the whole list; leave out “{word}”.")
        columns = tabular.columns_of(self.listing.list.model)
        only = chosen_fields(request, tuple(columns))
        columns = [column for name, column in columns.items() if only is None or name in only]
        lines = csv_of(self.listing.queryset.marking_retracted(), columns, site_of(request), said_at_desk())
        if request.method == "HEAD":
            lines = iter(())
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="mscdb-{self.name}.csv"'
        return response


class RecordDetail(ApiView):
    """One record, by accession, registry number or slug."""

    words = ("fields",)
    name = ""
    noun = ""
    model: type[CuratedRecord]
    serializer_class: type[BaseSerializer]

    def answer(self, request: Request, key: str) -> HttpResponse:
        only = chosen_fields(request, fields_of(self.serializer_class))
        record = self.find(request, key)
        context = {"site": site_of(request), "fields": only}
        return Response(self.serializer_class(record, context=context).data)

    def find(self, request: Request, key: str) -> CuratedRecord:
        """The public record. An unpublished one answers like none, a withdrawn one says why."""
        record = look_up(self.model.objects.marking_retracted().for_detail(), key)
        if record is None or record.status not in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
            raise NotFound(f"There is no {self.noun} “{shown(key)}” here.")
        if is_former(record, key):
            query = request.META.get("QUERY_STRING", "")
            path = reverse(f"api:{self.name}-detail", args=[record.accession])
            raise Moved(f"{path}?{query}" if query else path)
        if record.status == RecordStatus.WITHDRAWN:
            raise Gone(record, successor_url(request, record))
        return record


def is_former(record: CuratedRecord, key: str) -> bool:
    """Whether a key led here by a redirect: it is another accession, or a slug that the record had once."""
    if key.upper() == record.accession:
        return False
    if key.upper().startswith(record.PREFIX) and key[len(record.PREFIX) :].isdecimal():
        return True
    return hasattr(record, "slug") and record.slug != key


def successor_url(request: Request, record: CuratedRecord) -> str:
    try:
        return f"{site_of(request)}{path_of(record_of(record.successor))}" if record.successor else ""
    except Refusal:
        return ""


def csv_of(records: QuerySet, columns: list[tabular.Column], site: str, said: dict[str, str]) -> Iterator[str]:
    """Written after the request is done with, and by the settings that it went by."""
    with snapshot(), settings_read_once(said):
        yield from tabular.csv_lines(columns, records.iterator(chunk_size=ROWS_AT_ONCE), site)


def fields_of(serializer: type[BaseSerializer]) -> tuple[str, ...]:
    return tuple(serializer.Meta.fields)


def chosen_fields(request: Request, known: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names in ``fields``, between commas; None where there are none."""
    texts = ",".join(request.query_params.getlist("fields")).split(",")
    names = [text.strip() for text in texts if text.strip()]
    for name in names:
        if name not in known:
            raise bad_word("fields", shown(name), f"“{shown(name)}” is no field here.", nearest(name, list(known)))
    return tuple(names) or None
