"""What a list near a place says of its trials: the nearest site of each, and how many are left out."""

from dataclasses import dataclass

from ..models import CuratedRecord, Trial
from .listing import Listing
from .near import Among, ways_from


@dataclass(frozen=True)
class LeftOut:
    """How many trials ``near`` says nothing of."""

    without_site: int
    without_point: int

    @property
    def all(self) -> int:
        return self.without_site + self.without_point


def nearest_of(listing: Listing, records: list[CuratedRecord]) -> list[CuratedRecord]:
    """The records, each trial with its site ``nearest`` to the place where the list is asked near one."""
    if near := listing.choices.get("near"):
        ways = ways_from(near[0].meaning)
        for record in records:
            record.nearest = ways.get(record.pk)
    return records


def left_out(listing: Listing) -> LeftOut | None:
    """How many trials under all other words have no site, or none whose place is certain; None without a place."""
    if "near" not in listing.choices:
        return None
    public = Trial.objects.public().order_by()
    others = listing.filterset.filter_queryset(public, without=("near", "within", "ordering"))
    known = others.filter(Among(ways_from(listing.choices["near"][0].meaning))).count()
    without_site = others.filter(sites=None).count()
    return LeftOut(without_site, others.count() - known - without_site)
