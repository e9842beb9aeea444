"""The towns and cities of GeoNames by any of their names; one text in memory, with all some 18 MB."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from ..normalisation import normalise_text

FILE = Path(__file__).with_name("cities.tsv.gz")
TIMES_LARGER = 10
"""A place so many times larger than all others of its name is meant by the name alone."""
LARGE = 100_000
# How registries spell countries that GeoNames names otherwise.
OTHER_NAMES = {
    "korea republic of": "KR", "republic of korea": "KR", "iran islamic republic of": "IR", "russian federation": "RU",
    "turkiye": "TR", "turkey turkiye": "TR", "czech republic": "CZ", "viet nam": "VN", "usa": "US", "uk": "GB",
    "macedonia the former yugoslav republic of": "MK", "moldova republic of": "MD", "syrian arab republic": "SY",
    "england": "GB", "scotland": "GB", "wales": "GB", "the netherlands": "NL", "holland": "NL",
    "palestinian territories occupied": "PS", "tanzania united republic of": "TZ", "hong kong sar": "HK",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A town or city; ``region`` is the code of the country's first-order division, such as a state of the USA."""

    name: str
    country: str
    country_code: str
    region: str
    point: tuple[float, float]
    people: int

    @property
    def label(self) -> str:
        return f"{self.name}, {self.country}"

    @property
    def full_name(self) -> str:
        """With its region, as ``places_called`` reads it."""
        return f"{self.name}, {self.region}, {self.country}"


class Gazetteer:
    """The file, unpacked."""

    def __init__(self) -> None:
        countries, _, self.text = gzip.decompress(FILE.read_bytes()).decode().partition("\n\n")
        self.country_names = dict(line.split("\t") for line in countries.splitlines())
        self.country_codes = {normalise_text(name): code for code, name in self.country_names.items()} | OTHER_NAMES
        self.country_codes |= {code.lower(): code for code in self.country_names}

    def called(self, name: str) -> Iterator[Place]:
        """All places that have the name, normalised."""
        at = self.text.find(f"|{name}|")
        while at >= 0:
            begin, end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
            yield self._place(self.text[begin : end if end >= 0 else len(self.text)])
            at = self.text.find(f"|{name}|", end) if end >= 0 else -1

    def _place(self, line: str) -> Place:
        name, code, region, latitude, longitude, people, _ = line.split("\t")
        point = (float(latitude), float(longitude))
        return Place(name, self.country_names[code], code, region, point, int(people))

    @cached_property
    def large(self) -> dict[str, str]:
        """Names of the larger places by their normalised form."""
        rows = (line.split("\t") for line in self.text.splitlines())
        return {normalise_text(row[0]): row[0] for row in rows if int(row[5]) >= LARGE}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer()


@lru_cache(maxsize=2000)
def places_called(text: str) -> tuple[Place, ...]:
    """What "Lyon", "Lyon, France", "Birmingham, AL" or "Rochester, MN, United States" may mean, the largest first.

    One place only where it is by far the largest of its name, or the only one whose own name it is.
    """
    name, *rest = (part.strip() for part in text.split(","))
    if not (normal := normalise_text(name)) or len(rest) > 2:
        return ()
    found = [place for place in gazetteer().called(normal) if all(_lies_in(place, part) for part in rest)]
    found.sort(key=lambda place: (-place.people, place.full_name))
    own = [place for place in found if normalise_text(place.name) == normal]
    return _without_the_small(own or found)


@lru_cache(maxsize=20_000)
def place_of_site(city: str, country: str) -> Place | None:
    """Where a site lies; None where the city is not known, or could be one of several."""
    code = gazetteer().country_codes.get(normalise_text(country))
    normal = normalise_text(city.split(",")[0])
    if not code or not normal:
        return None
    found = [place for place in gazetteer().called(normal) if place.country_code == code]
    own = [place for place in found if normalise_text(place.name) == normal]
    found = sorted(own or found, key=lambda place: -place.people)
    meant = _without_the_small(found)
    return meant[0] if len(meant) == 1 else None


def similar_names(text: str, most: int = 3) -> tuple[str, ...]:
    """Larger places whose names look most like the text."""
    names = gazetteer().large
    near = process.extract(normalise_text(text.split(",")[0])[:80], names.keys(), scorer=fuzz.ratio, score_cutoff=70)
    return tuple(names[found] for found, _, _ in near[:most])


def _without_the_small(found: list[Place]) -> tuple[Place, ...]:
    if len(found) > 1 and found[0].people >= TIMES_LARGER * found[1].people:
        return (found[0],)
    return tuple(found)


def _lies_in(place: Place, part: str) -> bool:
    code = gazetteer().country_codes.get(normalise_text(part))
    return code == place.country_code or part.upper() == place.region
