"""What changed, in order, and which release is loaded."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ..addresses import path_of
from ..choices import Verb
from ..document import SHAPES
from ..models import ReviewEvent
from . import paging
from .schema import COUNT, PAGE_SIZE, described, envelope_of, word_parameter
from .views import ApiView, data_version, number_in, one_of, site_of

LARGEST_N = 10**17


class ChangeSerializer(serializers.Serializer):
    """A public change of one record; changes made together share their n."""

    n = serializers.IntegerField()
    accession = serializers.CharField()
    verb = serializers.ChoiceField(choices=Verb.choices)
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    actor = serializers.CharField(help_text="A code, such as person:ab12cd or release:2026.1.")
    url = serializers.URLField(allow_null=True)
    note = serializers.CharField(help_text="Why, for a withdrawal, merger, restoration or retraction; else empty.")


class ReleaseSerializer(serializers.Serializer):
    """The data release that was loaded into this base."""

    release = serializers.CharField()
    released_on = serializers.DateField(allow_null=True)
    n = serializers.IntegerField(help_text="Number of the last public change now, later ones included.")
    changed_at = serializers.DateTimeField()


@described(
    "changes",
    "What changed",
    "Public changes after the one numbered “since”, in the order in which they were made. Remember the last n and ask "
    "again with it: nothing is missed, nothing comes twice. Changes of one n are never cut apart between pages, so a "
    "page may be longer than asked for.",
    [word_parameter("since", "Number of the last change already seen.", type_=int), PAGE_SIZE, COUNT],
    envelope_of("Change", ChangeSerializer),
)
class Changes(ApiView):
    """What changed."""

    words = ("since", "page_size", "count")

    def answer(self, request: Request) -> Response:
        since = number_in(request, "since", 0, 0, LARGEST_N)
        size = number_in(request, "page_size", paging.DEFAULT_SIZE, 1, paging.LARGEST_SIZE)
        counting = one_of(request, "count", paging.COUNTS)
        following = ReviewEvent.objects.public_after(since)
        events = list(following[: size + 1])
        more = len(events) > size
        if more:
            last = events[size - 1].n
            events = list(following.public_through(last))
            more = following.public_after(last).exists()
        results = [told(event, url) for event, url in zip(events, page_urls(events, site_of(request)), strict=True)]
        next_url = paging.link(request, since=events[-1].n) if more else None
        return Response({"results": results, "next": next_url, **paging.counted(following, counting)})


def told(event: ReviewEvent, url: str | None) -> dict[str, Any]:
    """What the public may know of an event."""
    return {
        "n": event.n,
        "accession": event.accession,
        "verb": event.verb,
        "version": event.version,
        "at": event.at,
        "actor": event.actor,
        "url": url,
        "note": event.public_note,
    }


def page_urls(events: list[ReviewEvent], site: str) -> list[str | None]:
    """Pages of the records that events are about: one query per kind."""
    paths: dict[str, str] = {}
    for shape in SHAPES:
        wanted = {event.accession for event in events if event.accession.startswith(shape.model.PREFIX)}
        if wanted:
            records = shape.model.objects.with_accessions(wanted).for_addresses()
            paths |= {record.accession: path_of(record) for record in records}
    return [f"{site}{paths[event.accession]}" if event.accession in paths else None for event in events]


@described(
    "releases",
    "Data releases",
    "The release that was loaded into this base, and how far it has changed since.",
    [],
    envelope_of("Release", ReleaseSerializer),
)
class Releases(ApiView):
    """Data releases."""

    def answer(self, request: Request) -> Response:
        version = data_version(request)
        names = ("release", "released_on", "n", "changed_at")
        results = [{name: getattr(version, name) for name in names}] if version.release else []
        return Response({"results": results, "next": None, "count": len(results), "count_is": "exact"})
