"""The OpenAPI description of the API, made from the views, the filter words and the vocabularies."""

from collections.abc import Callable
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ..choices import Vocabulary
from ..filters import StrictFilterSet, WordFilter
from ..filters.basket import Basket, BasketReader
from ..filters.readers import YesNo
from . import problems
from .views import ApiView


class WordProblemSerializer(serializers.Serializer):
    """A word or value that is not understood."""

    word = serializers.CharField()
    value = serializers.CharField()
    sentence = serializers.CharField()
    nearest = serializers.ListField(child=serializers.CharField(), help_text="The nearest right ones.")


class ProblemSerializer(serializers.Serializer):
    """A refusal (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    problems = WordProblemSerializer(many=True, required=False, help_text="With 400: what is wrong with which word.")


class StepSerializer(serializers.Serializer):
    """One public change of a record, in the words of its page."""

    done = serializers.CharField(help_text="Such as “New”, “Changed”, “Withdrawn”.")
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    basis = serializers.CharField(help_text="On whose review the version rests; empty where none was made.")
    note = serializers.CharField(help_text="Why, for a withdrawal, merger, restoration or retraction; else empty.")


class GoneSerializer(ProblemSerializer):
    """A record that was withdrawn."""

    accession = serializers.CharField()
    reason = serializers.CharField()
    withdrawn_at = serializers.DateTimeField()
    successor = serializers.CharField(allow_null=True)
    successor_url = serializers.URLField(allow_null=True)
    history = StepSerializer(many=True, help_text="What happened to it in public, the latest first.")


def word_parameter(
    name: str, text: str, type_: Any = str, required: bool = False, values: list[str] | None = None, many: bool = False
) -> OpenApiParameter:
    """A word of the query string."""
    more = {"enum": values, "many": many, "explode": many or None}
    return OpenApiParameter(name, type_, description=text, required=required, **more)


CURSOR = word_parameter("cursor", "Where the page begins; taken from “next” of the page before.")
WHOLE_PAGE = {"type": "integer", "minimum": 1, "maximum": 200}
PAGE_SIZE = word_parameter("page_size", "Items of a page: 1 to 200, 50 unless said.", type_=WHOLE_PAGE)
COUNT = word_parameter("count", "“exact” counts, up to 10,000; “none” unless said.", values=["none", "exact"])
FIELDS = word_parameter("fields", "Only these top-level fields, between commas.")
FORMAT = word_parameter("format", "“csv” gives the whole list as a table.", values=["json", "csv"])
JSON_ONLY = word_parameter("format", "The only format here.", values=["json"])

PROBLEM = (ProblemSerializer, problems.MEDIA_TYPE)
REFUSALS = {
    400: "A word or value is not understood; “problems” names it and the nearest right ones.",
    404: "There is nothing at this address.",
    406: "None of the formats asked for is given here.",
    429: "Too many requests; “Retry-After” says how many seconds to wait.",
}


def responses(answer: Any, *more: tuple[Any, Any]) -> dict[Any, Any]:
    """Answers of an address by status and media type, refusals included."""
    refusals = {
        (status, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, text) for status, text in REFUSALS.items()
    }
    unchanged = {304: OpenApiResponse(description="Unchanged since the answer whose ETag was sent.")}
    return {(200, "application/json"): answer, **dict(more), **unchanged, **refusals}


@cache
def envelope_of(name: str, item: type[serializers.Serializer], **more: serializers.Field) -> serializers.Serializer:
    """A page of items, with what more stands beside them."""
    return inline_serializer(
        f"{name}Page",
        {
            "results": item(many=True),
            "next": serializers.URLField(allow_null=True, help_text="The next page, if there is one."),
            "count": serializers.IntegerField(allow_null=True),
            "count_is": serializers.ChoiceField(choices=["exact", "at_least", "none"]),
            **more,
        },
    )


def described(
    identifier: str, summary: str, text: str, parameters: list[OpenApiParameter], answer: Any
) -> Callable[[type], type]:
    """Describes a view that gives JSON only."""
    operation = extend_schema(
        operation_id=identifier,
        summary=summary,
        description=text,
        parameters=[*parameters, JSON_ONLY],
        responses=responses(answer),
        tags=[identifier],
    )
    return extend_schema_view(get=operation)


def describe_list(view: type, each: type[StrictFilterSet]) -> type:
    """Describes the list of a kind by its filter words and orders."""
    title = each.name.replace("-", " ")
    words = [_filter_parameter(name, word) for name, word in each.words.items()]
    ordering = word_parameter("ordering", f"“{next(iter(each.orderings))}” unless said.", values=list(each.orderings))
    page = envelope_of(view.serializer_class.__name__.removesuffix("Summary"), view.serializer_class)
    table = ((200, "text/csv"), OpenApiTypes.STR)
    operation = extend_schema(
        operation_id=f"list_{each.name}",
        summary=f"List {title}",
        description=f"Public {title}. A repeated word means OR, different words mean AND, an empty value is no filter.",
        parameters=[*words, ordering, CURSOR, PAGE_SIZE, COUNT, FIELDS, FORMAT],
        responses=responses(page, table),
        tags=[each.name],
    )
    return extend_schema_view(get=operation)(view)


def describe_detail(view: type) -> type:
    """Describes a single record of a kind."""
    moved = (301, OpenApiResponse(description="The key is a former one; the record stands at “Location”."))
    gone = ((410, problems.MEDIA_TYPE), OpenApiResponse(GoneSerializer, "Withdrawn; “reason” says why."))
    key = OpenApiParameter("key", str, OpenApiParameter.PATH, description="Accession, registry number or slug.")
    operation = extend_schema(
        operation_id=f"get_{view.name}",
        summary=f"One {view.noun}",
        description=f"One public {view.noun} with all that is recorded of it.",
        parameters=[key, FIELDS, JSON_ONLY],
        responses=responses(view.serializer_class, moved, gone),
        tags=[view.name],
    )
    return extend_schema_view(get=operation)(view)


def _filter_parameter(name: str, word: WordFilter) -> OpenApiParameter:
    values = _values(word)
    text = f"{word.label}. {word.help}"
    return word_parameter(name, text, values=values, many=word.reader.most > 1 and not isinstance(word.reader, YesNo))


def _values(word: WordFilter) -> list[str] | None:
    vocabulary: type[Vocabulary] | None = word.vocabulary
    if vocabulary is not None:
        return list(word.reader.allowed)
    if isinstance(word.reader, BasketReader):
        return list(Basket.values)
    return ["true", "false"] if isinstance(word.reader, YesNo) else None


def as_answers(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Says of all shapes what is true of answers: nothing is written, and an address may be empty."""
    _as_answer(result["components"])
    for operations in result["paths"].values():
        for parameter in operations["get"].get("parameters", []):
            # The contract's "an empty value is no filter".
            if parameter["in"] == "query" and not parameter.get("required"):
                parameter["allowEmptyValue"] = True
    return result


def _as_answer(part: Any) -> None:
    if isinstance(part, dict):
        part.pop("readOnly", None)
        if {"type": "string", "maxLength": 0} in part.get("oneOf", []):
            part["anyOf"] = part.pop("oneOf")
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _as_answer(inner)


@cache
def openapi() -> dict[str, Any]:
    """The whole description; it is the same for everybody until the code changes."""
    return SchemaGenerator().get_schema(request=None, public=True)


@extend_schema(exclude=True)
class Schema(ApiView):
    """The OpenAPI description of the API."""

    def answer(self, request: Request) -> Response:
        return Response(openapi())
