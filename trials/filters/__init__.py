"""One query means one list: the words that filter and order the lists of pages, API, exports and feeds.

``listing(name, params)`` reads a query string with the list's strict FilterSet. A repeated word means OR, different
words mean AND, an empty value is no filter, an unknown word or value is a problem that names the nearest right
ones. ``facets(listing)`` counts what one more tap would yield.
"""

from .facets import FacetValue, facets
from .filterset import RESERVED, StrictFilterSet
from .listing import LISTS, Chip, Listing, listing
from .nearby import left_out, nearest_of
from .orderings import Ordering
from .words import Choice, Problem, WordFilter

WORDS = {name: each.words for name, each in LISTS.items()}

__all__ = [
    "LISTS",
    "RESERVED",
    "WORDS",
    "Chip",
    "Choice",
    "FacetValue",
    "Listing",
    "Ordering",
    "Problem",
    "StrictFilterSet",
    "WordFilter",
    "facets",
    "left_out",
    "listing",
    "nearest_of",
]
