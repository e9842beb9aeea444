"""Facets as links: what one more tap yields, and one tap takes back."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from .. import filters
from .paging import Paging

SHOWN_AT_ONCE = 8


@dataclass(frozen=True)
class FacetLink:
    """One value of a facet: its count, and where a tap leads."""

    value: str
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class FacetGroup:
    """The values of one word; the rest unfolds."""

    word: str
    label: str
    help: str
    links: list[FacetLink]
    is_open: bool

    @property
    def at_once(self) -> list[FacetLink]:
        return self.links[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[FacetLink]:
        return self.links[SHOWN_AT_ONCE:]

    @property
    def rest_is_chosen(self) -> bool:
        return any(link.is_chosen for link in self.rest)


@dataclass(frozen=True)
class BasketLinks:
    """Beside a cancer type: trials for collective names that cover it, left out, added or alone."""

    links: list[FacetLink]
    extra: int


def facet_groups(
    listing: filters.Listing, facets: dict[str, list[filters.FacetValue]], paging: Paging, open_words: tuple[str, ...]
) -> list[FacetGroup]:
    """The groups, those that stand open first, else in the order of the words; a group without a choice is left out."""
    taken = {(chip.word, chip.value): chip.query_without_it for chip in listing.chosen}
    groups = []
    for word, values in facets.items():
        links = [_link(listing, paging, word, value, taken) for value in _yes_first(values)]
        if links:
            has_choice = any(link.is_chosen for link in links)
            about = listing.words[word]
            groups.append(FacetGroup(word, about.label, about.help, links, has_choice or word in open_words))
    place = {word: index for index, word in enumerate(open_words)}
    return sorted(groups, key=lambda group: place.get(group.word, len(place)))


def _yes_first(values: list[filters.FacetValue]) -> list[filters.FacetValue]:
    is_question = {value.value for value in values} <= {"true", "false"}
    return sorted(values, key=lambda value: value.value == "false") if is_question else values


def _link(listing: filters.Listing, paging: Paging, word: str, value: filters.FacetValue, taken: dict) -> FacetLink:
    without = taken.get((word, value.value))
    query = listing.query_with(word, value.value) if without is None else without
    return FacetLink(value.value, value.label, value.count, paging.keep(query), without is not None)


def basket_links(listing: filters.Listing, paging: Paging) -> BasketLinks:
    """The three ways, and how many trials the collective names would add."""
    present = next((choice.value for choice in listing.choices.get("basket", [])), "exclude")
    labels = {"exclude": "leave out", "include": "show too", "only": "show alone"}
    links = [
        FacetLink(value, label, 0, paging.keep(_with_basket(listing, value)), value == present)
        for value, label in labels.items()
    ]
    alone = filters.listing(listing.name, QueryDict(_with_basket(listing, "only")))
    return BasketLinks(links, alone.queryset.count())


def _with_basket(listing: filters.Listing, value: str) -> str:
    pairs = [(word, text) for word, text in parse_qsl(listing.query) if word != "basket"]
    return urlencode(pairs if value == "exclude" else [*pairs, ("basket", value)])
