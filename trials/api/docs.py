"""The OpenAPI description as a page for people: server-rendered, without a script."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .schema import openapi
from .views import site_of

CACHE = "public, no-cache"


@dataclass(frozen=True)
class Row:
    """A parameter or a property: its name, what it is, which values it takes."""

    name: str
    text: str
    kind: str
    values: list[str]
    shape: str = ""


@dataclass(frozen=True)
class Operation:
    """One address."""

    identifier: str
    path: str
    summary: str
    text: str
    parameters: list[Row]
    answer: str
    refusals: list[tuple[str, str]]


@dataclass(frozen=True)
class Shape:
    """What an object of the answers holds."""

    name: str
    text: str
    rows: list[Row]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The addresses, their words, and the shapes of their answers."""
    api = openapi()
    context = {
        "operations": list(operations(api)),
        "shapes": list(shapes(api)),
        "base": f"{site_of(request)}/api/v1/",
        "text": api["info"]["description"],
    }
    response = render(request, "api/docs.html", context)
    response.headers["Cache-Control"] = CACHE
    return response


def operations(api: dict[str, Any]) -> Iterator[Operation]:
    """Every address of a description, in its order."""
    for path, item in api["paths"].items():
        operation = item["get"]
        answers = operation["responses"]
        yield Operation(
            operation["operationId"],
            path,
            operation["summary"],
            operation["description"],
            [_row(api, each["name"], each["schema"], each.get("description", "")) for each in operation["parameters"]],
            _shape_name(answers["200"]["content"]["application/json"]["schema"]),
            [(status, answer["description"]) for status, answer in answers.items() if status != "200"],
        )


def shapes(api: dict[str, Any]) -> Iterator[Shape]:
    """Every object of a description that is no mere list of values."""
    for name, schema in api["components"]["schemas"].items():
        if "properties" in schema:
            rows = [
                _row(api, word, inner, inner.get("description", "")) for word, inner in schema["properties"].items()
            ]
            yield Shape(name, schema.get("description", ""), rows)


def _row(api: dict[str, Any], name: str, schema: dict[str, Any], text: str) -> Row:
    parts = list(_parts(api, schema))
    values = [str(value) for part in parts for value in part.get("enum", []) if value not in ("", None)]
    shape = _shape_name(schema)
    if "properties" not in api["components"]["schemas"].get(shape, {}):
        shape = ""
    return Row(name, text, _kind(parts), values, shape)


def _parts(api: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema with all that it refers to or is put together from."""
    if "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].split("/")[-1]]
    yield schema
    for inner in _inner(schema):
        yield from _parts(api, inner)


def _kind(parts: list[dict[str, Any]]) -> str:
    types: list[str] = []
    for part in parts:
        declared = part.get("type", [])
        types += [declared] if isinstance(declared, str) else declared
    words = {"array": "list of", "null": "or null"}
    ordered = sorted(dict.fromkeys(types), key=lambda word: (word == "null", word != "array"))
    return " ".join(words.get(word, word) for word in ordered)


def _shape_name(schema: dict[str, Any]) -> str:
    """The component that a schema is, or is a list of."""
    if "$ref" in schema:
        return schema["$ref"].split("/")[-1]
    for inner in _inner(schema):
        if name := _shape_name(inner):
            return name
    return ""


def _inner(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What a schema is put together from, or a list of."""
    joined = [inner for word in ("allOf", "oneOf", "anyOf") for inner in schema.get(word, [])]
    return [*joined, schema["items"]] if "items" in schema else joined
