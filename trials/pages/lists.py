"""The lists of trials, payloads, reviews and findings: one view, drawn from one Listing each."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from .. import filters
from ..filters.words import shown
from ..models import CancerType, CuratedRecord
from . import near, selection
from .facet_links import BasketLinks, basket_links, facet_groups
from .http import page_etag, public_page
from .paging import Paging

CARRIED = ("selected",)


@dataclass(frozen=True)
class ListPage:
    """What one list says about itself; ``open_facets`` stand open, the others fold."""

    name: str
    title: str
    one: str
    many: str
    intro: str
    part: str
    open_facets: tuple[str, ...]
    fields: tuple[str, ...] = ()
    feed: str = ""
    selects: bool = False
    has_places: bool = False

    @property
    def own_words(self) -> tuple[str, ...]:
        """Words of its address that are no filters."""
        return ("ordering", "page", "page_size", *(("selected",) if self.selects else ()))

    @property
    def api(self) -> str:
        """The name of the same list's address in the API."""
        return f"api:{self.name}"


TRIALS = ListPage(
    "trials",
    "Clinical trials",
    "trial",
    "trials",
    "Trials in which people with cancer are given mesenchymal stromal cells, or what is made of them: as carriers, "
    "against the tumour, or as supportive care. Every status has the date on which it was true.",
    "parts/trial.html",
    ("cancer_type", "open", "status", "phase", "role"),
    fields=("city", "sponsor", "product", "gene", "registry_id", "start_from", "start_to", "confirmed_since"),
    has_places=True,
    feed="pages:trial_feed",
    selects=True,
)
PAYLOADS = ListPage(
    "payloads",
    "Payloads",
    "payload",
    "payloads",
    "What mesenchymal stromal cells or their vesicles carry, make or are loaded with to act on tumours.",
    "parts/payload.html",
    ("payload_category", "review_basis"),
    fields=("gene",),
)
REVIEWS = ListPage(
    "reviews",
    "Reviews",
    "review",
    "reviews",
    "Reviews on mesenchymal stromal cells in cancer, from narrative reviews to meta-analyses.",
    "parts/publication.html",
    ("publication_type", "topic", "stance"),
    fields=("year_min", "year_max"),
)
FINDINGS = ListPage(
    "findings",
    "Findings",
    "finding",
    "findings",
    "Single claims, each with its source and the place where it was read. What happened to the tumour (effect) and "
    "what the claim says on using the cells (stance) are kept apart.",
    "parts/finding.html",
    ("cancer_type", "effect", "stance", "model_system", "topic"),
    fields=("gene", "molecule", "year_min", "year_max"),
    feed="pages:finding_feed",
)


@dataclass(frozen=True)
class Field:
    """A word of the filter form that is typed, not tapped."""

    word: str
    label: str
    help: str
    value: str


@public_page
def trials(request: HttpRequest) -> HttpResponse:
    return _answer(request, TRIALS)


@public_page
def payloads(request: HttpRequest) -> HttpResponse:
    return _answer(request, PAYLOADS)


@public_page
def reviews(request: HttpRequest) -> HttpResponse:
    return _answer(request, REVIEWS)


@public_page
def findings(request: HttpRequest) -> HttpResponse:
    return _answer(request, FINDINGS)


def _answer(request: HttpRequest, page: ListPage) -> HttpResponse:
    listing = filters.listing(page.name, request.GET)
    paging = Paging.read(request.GET, CARRIED)
    problems = [*listing.problems, *_elsewhere(request.GET, page), *paging.problems]
    if problems:
        return refusal(request, page, problems)
    paging.count(listing.queryset)
    if paging.problems:
        return refusal(request, page, paging.problems)
    records = filters.nearest_of(listing, paging.rows(listing.queryset))
    context = {
        "page": page,
        "section": page.name,
        "listing": listing,
        "paging": paging,
        "records": records,
        "chips": [(chip, paging.keep(chip.query_without_it)) for chip in listing.chosen],
        "groups": facet_groups(listing, _cached_facets(request, listing), paging, page.open_facets),
        "basket": _basket(listing, paging),
        "fields": _fields(page, listing),
        "hidden": [*_hidden(page, listing), *paging.carried],
        **_selected(paging, records),
        **(near.near_context(listing, paging) if page.has_places else {}),
        "q": _first(listing, "q"),
        "ways_out": _ways_out(page, listing, paging) if not paging.total else [],
    }
    return render(request, "lists/list.html", context)


def _elsewhere(params: QueryDict, page: ListPage) -> list[filters.Problem]:
    """Reserved words that mean nothing here; what they ask for would silently not be done."""
    strays = [word for word in params if word in filters.RESERVED and word not in page.own_words and params[word]]
    sentence = "“{}” is no word of this page; it belongs to another page or to the API."
    problems = [filters.Problem(word, shown(params[word]), sentence.format(word)) for word in strays]
    chosen = params.getlist("selected")
    if len(chosen) > selection.MOST:
        too_many = f"{selection.MOST} trials at most can be selected; {len(chosen)} are named here."
        problems.append(filters.Problem("selected", shown(chosen[selection.MOST]), too_many))
    return problems


def _selected(paging: Paging, records: list[CuratedRecord]) -> dict[str, list[str]]:
    """The trials that the address calls selected, and those of them that have no box on this page."""
    selected = [value for word, value in paging.carried if word == "selected"]
    if not selected:
        return {}
    boxes = {key for trial in records for key in (trial.canonical_id, trial.accession)}
    return {"selected_trials": selected, "carried_trials": [key for key in selected if key not in boxes]}


def refusal(request: HttpRequest, page: ListPage, problems: list[filters.Problem]) -> HttpResponse:
    """An unknown word or value: nothing is shown rather than something else than was asked."""
    context = {
        "page": page,
        "section": page.name,
        "problems": [
            (problem, [(near, _mended(request.GET, page, problem, near)) for near in problem.nearest])
            for problem in problems
        ],
        "words": filters.WORDS[page.name],
    }
    return render(request, "lists/problems.html", context, status=400)


def _mended(params: QueryDict, page: ListPage, problem: filters.Problem, near: str) -> str:
    """The query string with the nearest right word or value in the place of the wrong one."""
    is_wrong_word = problem.word not in filters.WORDS[page.name] and problem.word not in filters.RESERVED
    pairs = []
    for word in params:
        for value in params.getlist(word):
            if word != problem.word:
                pairs.append((word, value))
            elif is_wrong_word:
                pairs.append((near, value))
            else:
                pairs.append((word, near if value.strip() == problem.value else value))
    return f"?{urlencode(pairs)}"


def _cached_facets(request: HttpRequest, listing: filters.Listing) -> dict[str, list[filters.FacetValue]]:
    """Facets are the dearest query of a list; the same data, code and day give the same counts."""
    asked = hashlib.sha256(f"{page_etag(request)} {listing.name} {listing.query}".encode()).hexdigest()
    return cache.get_or_set(f"facets:{asked}", lambda: _facets(listing), 3600)


def _facets(listing: filters.Listing) -> dict[str, list[filters.FacetValue]]:
    """All facets; the root of the tree holds every record and is no choice."""
    facets = filters.facets(listing)
    if "cancer_type" in facets:
        roots = set(CancerType.objects.public().roots().values_list("slug", flat=True))
        facets["cancer_type"] = [value for value in facets["cancer_type"] if value.value not in roots]
    return facets


def _basket(listing: filters.Listing, paging: Paging) -> BasketLinks | None:
    if "basket" not in listing.words or "cancer_type" not in listing.choices:
        return None
    return basket_links(listing, paging)


def _first(listing: filters.Listing, word: str) -> str:
    choices = listing.choices.get(word, [])
    return choices[0].value if choices else ""


def _fields(page: ListPage, listing: filters.Listing) -> list[Field]:
    words = listing.words
    return [Field(name, words[name].label, words[name].help, _first(listing, name)) for name in page.fields]


def _hidden(page: ListPage, listing: filters.Listing) -> list[tuple[str, str]]:
    """Chosen values that the form has no field for; it carries them along."""
    typed = ("q", *page.fields, *(near.WORDS if page.has_places else ()))
    pairs = [(name, choice.value) for name, choices in listing.choices.items() for choice in choices]
    return [(name, value) for name, value in pairs if name not in typed or value != _first(listing, name)]


def _ways_out(page: ListPage, listing: filters.Listing, paging: Paging) -> list[tuple[filters.Chip, str, int]]:
    """For an empty list: each filter that could be dropped, and how many records that would show."""
    ways = []
    for chip in listing.chosen[:8]:
        count = filters.listing(page.name, QueryDict(chip.query_without_it)).queryset.count()
        if count:
            ways.append((chip, paging.keep(chip.query_without_it), count))
    return sorted(ways, key=lambda way: -way[2])
