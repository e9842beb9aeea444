"""The evidence maps and the charts of trials; each as a page, as CSV and as a picture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import evidence, filters
from ..choices import Donor, MoleculeClass, MscSource, Phase, ProductForm, Role, Topic, Vocabulary
from ..filters.words import nearest, shown
from ..models import CancerType
from .charts import of_figures, of_phases, of_years
from .drawings import Drawing, of_matrix, of_origins
from .http import absolute, data_version, public_page
from .lists import ListPage, refusal
from .map_rows import csv_of, rows_of_figures, rows_of_matrix, rows_of_origins

FORMATS = ("html", "csv", "svg")


@dataclass(frozen=True)
class Map:
    """One map: the list whose words it takes, what it draws from them, and in which forms."""

    page: ListPage
    file: str
    template: str
    menus: dict[str, type[Vocabulary]]
    read: Callable[[filters.Listing], Any]
    rows: Callable[..., Iterator[list[object]]]
    draw: Callable[..., Drawing]


@dataclass(frozen=True)
class Menu:
    """A word of the form with its values; ``options`` are (value, label, is chosen)."""

    word: str
    label: str
    options: list[tuple[str, str, bool]]


def _matrix(listing: filters.Listing) -> evidence.Matrix:
    nodes = [choice.meaning for choice in listing.choices.get("cancer_type", [])]
    payloads = listing.queryset.order_by().values_list("pk", flat=True) if listing.choices else None
    return evidence.matrix(nodes, payloads, by_organ_system=not nodes)


def _origins(listing: filters.Listing) -> evidence.Origins:
    return evidence.origins(listing.queryset)


PAYLOADS = Map(
    ListPage(
        "payloads",
        "Evidence map: payload by tumour type",
        "payload",
        "of the map",
        "The furthest stage at which each payload was tested in each tumour (not: shown to work), and what that rests "
        "on. An empty field means: no claim in this base.",
        "",
        (),
        ("q", "gene"),
    ),
    "payload-by-tumour-type",
    "maps/payloads.html",
    {"payload_category": MoleculeClass},
    _matrix,
    rows_of_matrix,
    of_matrix,
)
ORIGINS = Map(
    ListPage(
        "findings",
        "Evidence map: MSC source by effect",
        "claim",
        "of the map",
        "What cells of each tissue were seen to do to tumours: one table for each kind of evidence, unmodified and "
        "engineered cells apart. An empty field means: no claim in this base.",
        "",
        (),
        ("q", "gene"),
    ),
    "msc-source-by-effect",
    "maps/origins.html",
    {"product_form": ProductForm, "donor": Donor, "topic": Topic},
    _origins,
    rows_of_origins,
    of_origins,
)


TRIALS = Map(
    ListPage(
        "trials",
        "Trials in charts",
        "trial",
        "of the charts",
        "Trials of mesenchymal stromal cells in people with cancer: how many started in each year, by role of the "
        "cells, and their status by phase. The charts count what is registered, not what was found.",
        "",
        (),
        ("q", "gene"),
    ),
    "trials",
    "maps/trials.html",
    {"role": Role, "phase": Phase, "msc_source": MscSource},
    lambda listing: evidence.figures(listing.queryset),
    rows_of_figures,
    of_figures,
)


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """Payload by tumour group; where a type is asked for, by the types under it as tagged."""
    return _answer(request, PAYLOADS)


@public_page
def origins(request: HttpRequest) -> HttpResponse:
    """MSC source by effect, state of the cells and kind of evidence."""
    return _answer(request, ORIGINS)


@public_page
def trials(request: HttpRequest) -> HttpResponse:
    """Trials by year and role, by status and phase."""
    return _answer(request, TRIALS)


def _answer(request: HttpRequest, each: Map) -> HttpResponse:
    listing = filters.listing(each.page.name, request.GET)
    if problems := [*listing.problems, *_of_no_list(request)]:
        return refusal(request, each.page, problems)
    data = each.read(listing)
    form = request.GET.get("format", "").strip() or "html"
    if form == "csv":
        return _csv(request, each, data)
    if form == "svg":
        picture = each.draw(data, *_title_of(request, each, listing))
        answer = render(request, "maps/drawing.svg", {"drawing": picture, "key": "map"}, content_type="image/svg+xml")
        return _named(answer, f"{each.file}.svg")
    context = _context(request, each, listing, data)
    if isinstance(data, evidence.Figures):
        context["pictures"] = (of_years(data.years), of_phases(data.phases))
    return render(request, each.template, context)


def _of_no_list(request: HttpRequest) -> Iterator[filters.Problem]:
    """Words that lists have and a map has not, and a form that it does not come in."""
    for word in filters.RESERVED:
        if word in request.GET and word != "format":
            yield filters.Problem(word, shown(request.GET[word]), f"“{word}” is no word of a map.")
    form = request.GET.get("format", "").strip()
    if form and form not in FORMATS:
        near = tuple(nearest(form, list(FORMATS))) or FORMATS
        yield filters.Problem("format", shown(form), "A map comes as html, csv or svg.", near)


def _csv(request: HttpRequest, each: Map, data: Any) -> HttpResponse:
    text = "".join(csv_of(each.rows(data, absolute(request, "/").rstrip("/"))))
    return _named(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{each.file}.csv")


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer.headers["Content-Disposition"] = f'attachment; filename="mscdb-{name}"'
    return answer


def _title_of(request: HttpRequest, each: Map, listing: filters.Listing) -> tuple[str, str]:
    """The title of a picture, and the line that says what was asked, of which data."""
    version = data_version(request)
    asked = "; ".join(f"{chip.label_of_word}: {chip.label_of_value}" for chip in listing.chosen)
    release = f"MSCdb, data release {version.release or 'none'}, change {version.n}"
    return each.page.title, f"{asked}. {release}" if asked else release


def _context(request: HttpRequest, each: Map, listing: filters.Listing, data: Any) -> dict[str, object]:
    typed = ("q", "gene", "cancer_type", *each.menus)
    pairs = [(word, choice.value) for word, choices in listing.choices.items() for choice in choices]
    return {
        "section": "evidence",
        "page": each.page,
        "map": data,
        "listing": listing,
        "asked": pairs,
        "menus": [_types(listing), *(_menu(listing, word, each.menus[word]) for word in each.menus)],
        "fields": [(word, listing.words[word], _first(listing, word)) for word in each.page.fields],
        "hidden": [(word, value) for word, value in pairs if word not in typed or value != _first(listing, word)],
        "query": f"{listing.query}&" if listing.query else "",
    }


def _first(listing: filters.Listing, word: str) -> str:
    return next((choice.value for choice in listing.choices.get(word, [])), "")


def _menu(listing: filters.Listing, word: str, vocabulary: type[Vocabulary]) -> Menu:
    chosen = _first(listing, word)
    options = [(member.value, str(member.label), member.value == chosen) for member in vocabulary]
    return Menu(word, listing.words[word].label, options)


def _types(listing: filters.Listing) -> Menu:
    """The tumour groups; a type below one stands there too when it is the one asked for."""
    chosen = next(iter(listing.choices.get("cancer_type", [])), None)
    heads = list(CancerType.objects.public().organ_systems().values_list("slug", "name"))
    if chosen and chosen.value not in dict(heads):
        heads.insert(0, (chosen.value, chosen.label))
    options = [(slug, name, bool(chosen) and chosen.value == slug) for slug, name in heads]
    return Menu("cancer_type", "Tumour", options)
