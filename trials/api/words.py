"""Everything, in words: search, facets, vocabularies."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from .. import choices, filters, search
from ..addresses import path_of
from ..choices import Vocabulary
from ..document import SHAPES
from ..filters.words import LONGEST_VALUE, nearest, shown
from ..models import CuratedRecord, SearchText
from . import paging
from .problems import BadQuery, bad_word
from .schema import COUNT, CURSOR, PAGE_SIZE, described, envelope_of, word_parameter
from .serializers.base import HEADER
from .views import ApiView, said_twice, site_of, unknown_words

VOCABULARIES: dict[str, type[Vocabulary]] = {
    name: member for name in choices.__all__ if isinstance(member := getattr(choices, name), type) and list(member)
}
KIND_NAMES = {"MSCC": "cancer-types", "MSCP": "payloads", "MSCT": "trials", "MSCL": "publications", "MSCF": "findings"}


FACETS_SHAPE = {
    "type": "object",
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"value": {"type": "string"}, "label": {"type": "string"}, "count": {"type": "integer"}},
            "required": ["value", "label", "count"],
        },
    },
}


class FoundSerializer(serializers.Serializer):
    """A record that holds all the words looked for."""

    kind = serializers.ChoiceField(choices=sorted(KIND_NAMES.values()))
    title = serializers.CharField()
    accession = serializers.CharField()
    version = serializers.IntegerField()
    url = serializers.URLField()
    updated_at = serializers.DateTimeField()
    review_basis = serializers.ChoiceField(choices=choices.ReviewBasis.choices)
    retracted = serializers.BooleanField()
    of_concern = serializers.BooleanField()


class SynonymSerializer(serializers.Serializer):
    """Words of the query that are another name of records; these names were looked for, too."""

    said = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())


class MendedSerializer(serializers.Serializer):
    """A word that no public record has, and the word that was looked for instead."""

    typed = serializers.CharField()
    taken_for = serializers.CharField()


class ValueSerializer(serializers.Serializer):
    """A value of a vocabulary."""

    value = serializers.CharField()
    label = serializers.CharField()
    meaning = serializers.CharField()


class VocabularySerializer(serializers.Serializer):
    """A controlled vocabulary."""

    name = serializers.CharField()
    describes = serializers.CharField()
    source = serializers.CharField()
    values = ValueSerializer(many=True)


@described(
    "search",
    "Search in everything",
    "Records of all kinds that hold all the words, names first. Accents, Greek letters and hyphens make no difference. "
    "“synonyms” says which words stand for other names that were looked for, too; “mended” which words no record has "
    "and what was taken for them.",
    [word_parameter("q", "Words to look for.", required=True), CURSOR, PAGE_SIZE, COUNT],
    envelope_of("Search", FoundSerializer, synonyms=SynonymSerializer(many=True), mended=MendedSerializer(many=True)),
)
class Search(ApiView):
    """Search in everything."""

    words = ("q", *paging.WORDS)

    def answer(self, request: Request) -> Response:
        text = request.query_params.get("q", "").strip()
        if not text:
            raise bad_word("q", "", "Say with “q” what to look for.")
        if len(text) > LONGEST_VALUE or "\x00" in text or len(request.query_params.getlist("q")) > 1:
            raise bad_word("q", shown(text), f"“q” is one text of {LONGEST_VALUE} characters at most.")
        question = search.asked(text)
        order = paging.Order(("rank", "kind", "number"), False, f"search?{text}&{question.phrase}")
        rows, envelope = paging.page(request, search.found(question), order)
        return Response({"results": found_items(rows, site_of(request)), **envelope, **understood(question)})


def understood(question: search.Question) -> dict[str, Any]:
    """How a search took what was typed."""
    synonyms = [{"said": each.said, "names": [name.name for name in each.meant]} for each in question.synonyms]
    return {"synonyms": synonyms, "mended": [{"typed": word, "taken_for": known} for word, known in question.mended]}


def found_items(rows: list[SearchText], site: str) -> list[dict[str, Any]]:
    """The items of search rows: one query per kind that is among them."""
    records: dict[str, CuratedRecord] = {}
    for shape in SHAPES:
        accessions = [row.accession for row in rows if row.kind == shape.model.PREFIX]
        if accessions:
            listed = shape.model.objects.public().with_accessions(accessions).marking_retracted().for_addresses()
            records |= {record.accession: record for record in listed}
    return [found_item(records[row.accession], site) for row in rows if row.accession in records]


def found_item(record: CuratedRecord, site: str) -> dict[str, Any]:
    header = {name: getattr(record, name) for name in HEADER if name not in ("url", "retracted", "of_concern")}
    return {
        "kind": KIND_NAMES[record.PREFIX],
        "title": record.title_text(),
        **header,
        "url": f"{site}{path_of(record)}",
        "retracted": record.source_retracted,
        "of_concern": record.source_of_concern,
    }


@described(
    "facets",
    "Facets of a list",
    "For each facet word of the list, what one more tap would yield: its values with the number of records that the "
    "list would show with this value among the chosen ones, or, for one that is chosen, without it. Takes the words of "
    "the list.",
    [OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(filters.LISTS), description="A list.")],
    FACETS_SHAPE,
)
class Facets(ApiView):
    """Facets of a list."""

    def check_words(self, request: Request) -> None:
        name = self.kwargs["name"]
        if name not in filters.LISTS:
            close = nearest(name, list(filters.LISTS)) or tuple(filters.LISTS)
            raise NotFound(f"There is no list “{shown(name)}”; there are {', '.join(close)}.")
        self.listing = filters.listing(name, request.query_params)
        reserved = [each for each in unknown_words(request, ("ordering",)) if each.word in filters.RESERVED]
        if found := [*self.listing.problems, *reserved, *said_twice(request)]:
            raise BadQuery(found)

    def answer(self, request: Request, name: str) -> Response:
        counted = filters.facets(self.listing)
        return Response({word: [value._asdict() for value in values] for word, values in counted.items()})


@described(
    "enums",
    "Controlled vocabularies",
    "Every vocabulary: its values with label and meaning, and where they come from.",
    [],
    envelope_of("Vocabulary", VocabularySerializer),
)
class Enums(ApiView):
    """Controlled vocabularies."""

    def answer(self, request: Request) -> Response:
        results = [told(name, vocabulary) for name, vocabulary in VOCABULARIES.items()]
        return Response({"results": results, "next": None, "count": len(results), "count_is": "exact"})


def told(name: str, vocabulary: type[Vocabulary]) -> dict[str, Any]:
    values = [{"value": each.value, "label": str(each.label), "meaning": each.meaning} for each in vocabulary]
    return {"name": name, "describes": vocabulary.__doc__, "source": vocabulary.source(), "values": values}


class IndexSerializer(serializers.Serializer):
    """Addresses of the API by name."""

    name = serializers.CharField()
    url = serializers.URLField()


@described("index", "Addresses", "The addresses of the API.", [], envelope_of("Index", IndexSerializer))
class Index(ApiView):
    """Addresses of the API."""

    def answer(self, request: Request) -> Response:
        lists = [(name, reverse(f"api:{name}")) for name in filters.LISTS]
        facets = [(f"facets/{name}", reverse("api:facets", args=[name])) for name in filters.LISTS]
        others = [
            (name, reverse(f"api:{name}"))
            for name in ("search", "left-out", "enums", "changes", "releases", "schema", "docs")
        ]
        results = [{"name": name, "url": f"{site_of(request)}{path}"} for name, path in (*lists, *others, *facets)]
        return Response({"results": results, "next": None, "count": len(results), "count_is": "exact"})
