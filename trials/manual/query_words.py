"""The query words of each list, drawn from the filters that pages, API, exports and feeds share."""

from collections.abc import Iterator

from ..filters import LISTS, RESERVED, StrictFilterSet, WordFilter
from ..filters.basket import Basket, BasketReader
from ..filters.near import KmReader, PlaceReader
from ..filters.readers import (
    CancerTypeReader,
    Day,
    Known,
    Moment,
    PublicationReader,
    Record,
    RegistryNumber,
    Text,
    Year,
    YesNo,
)
from . import markdown
from .dictionary import link_to
from .markdown import code, codes, table

INTRODUCTION = """
The same words filter a page (`/trials/?cancer_type=glioma`), the API (`/api/v1/trials/?cancer_type=glioma`), the CSV
and the Atom feed. A repeated word means OR, different words mean AND, an empty value is no filter. An unknown word or
value is an error (400) that names it and the nearest right ones. An unpublished value is answered like one that does
not exist.
"""
RESERVED_WORDS = {
    "ordering": "One of the orders of the list.",
    "cursor": "API: where a page begins; taken from `next`.",
    "page": "Pages for people: the number of the page.",
    "page_size": "How many records a page holds: 1 to 200 in the API; 25, 50, 100 or 200 on pages for people.",
    "fields": "API: only these fields, between commas.",
    "include": "API: kept for parts that are left out by default.",
    "format": "`json` or `csv`.",
    "count": "API: `exact` counts the list, `none` does not.",
    "since": "Of `/api/v1/changes/`: what changed after this number.",
    "selected": "The page of trials: a trial that is chosen already, for a selection; repeated for several.",
    "as_of": "Kept for the base as it stood at a number or day.",
}
VALUES = {
    BasketReader: codes(Basket.values),
    CancerTypeReader: "a slug, an accession, or a code that means exactly the type, such as `ncit:C3058`",
    Day: "a date, a year or a month: `2019-05-16`, `2019`, `2019-05`",
    KmReader: "a whole number of kilometres, such as `100`",
    Known: "as public records write it",
    Moment: "a date or a date with time: `2026-01-31`, `2026-01-31T12:00:00Z`",
    PlaceReader: "a town or city; with region or country where several have the name: `Lyon`, `Birmingham, AL`",
    PublicationReader: "an accession, `doi:…`, `pmid:…` or `pmcid:…`",
    Record: "a slug or an accession",
    RegistryNumber: "a registry number in any spelling, such as `NCT02530047`",
    Text: "text",
    Year: "a year, such as `2019`",
    YesNo: codes(("true", "false")),
}


def page() -> str:
    """docs/query-words.md."""
    blocks = [INTRODUCTION, "## Reserved words", "Not filters; no list has a filter of these names."]
    blocks.append(table(("word", "what it does"), ((code(word), RESERVED_WORDS[word]) for word in RESERVED)))
    for each in LISTS.values():
        blocks += [f"## {each.name}", _about(each), table(("word", "label", "meaning", "values"), _words(each))]
        blocks += ["Orders, the first unless said:", table(("ordering", "order"), _orders(each))]
    return markdown.page("Query words", *blocks)


def _about(each: type[StrictFilterSet]) -> str:
    facets = [name for name, word in each.words.items() if word.is_facet]
    path = code(f"/api/v1/{each.name}/")
    return f"{path}. Counted as facets: {codes(facets)}." if facets else f"{path}."


def _words(each: type[StrictFilterSet]) -> Iterator[tuple[str, ...]]:
    for name, word in each.words.items():
        yield code(name), word.label, word.help, _values(word)


def _values(word: WordFilter) -> str:
    """Which values a word takes."""
    if word.vocabulary is not None:
        left_out = [value for value in word.vocabulary.values if value not in word.reader.allowed]
        return link_to(word.vocabulary, "data-dictionary.md") + (f" without {codes(left_out)}" if left_out else "")
    return VALUES[type(word.reader)] + ("; once" if word.reader.most == 1 else "")


def _orders(each: type[StrictFilterSet]) -> Iterator[tuple[str, ...]]:
    return ((code(name), order.label) for name, order in each.orderings.items())
