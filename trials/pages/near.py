"""What the page of a list says of places: the fields of the form, and what the list leaves out."""

from .. import filters
from .paging import Paging

WORDS = ("near", "within")


def near_context(listing: filters.Listing, paging: Paging) -> dict[str, object]:
    """For the template: the place asked for, the distance, how many trials are left out, and the way to them."""
    asked = {word: choices[0].value for word in WORDS if (choices := listing.choices.get(word))}
    without = next((chip.query_without_it for chip in listing.chosen if chip.word == "near"), listing.query)
    return {
        "near": asked.get("near", ""),
        "within": asked.get("within", ""),
        "left_out": filters.left_out(listing),
        "everywhere": paging.keep(without),
    }
