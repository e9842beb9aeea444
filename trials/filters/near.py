"""The words ``near`` and ``within``: trials by the way from a place to their nearest site.

A site lies where its registry says, else in its city where only one place can be meant. Trials without such a site are
left out, and ``nearby.left_out`` says how many.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django import forms
from django.db.models import BooleanField, Case, F, Func, IntegerField, TextField, Value, When

from ..models import DataVersion, RecordQuerySet, Trial, TrialSite
from ..places import Place, km_between, place_of_site, places_called, similar_names
from .orderings import OrderFilter, Ordering
from .words import Choice, Reader, WordFilter, Wrong, shown

FARTHEST = 20_100
"""Kilometres; no two points on the Earth are farther from each other."""
NEAREST = "distance"


@dataclass(frozen=True)
class Spot:
    """A site of a trial and where it lies; without a point where that is not certain."""

    trial: int
    city: str
    country: str
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Nearest:
    """The nearest site of a trial."""

    city: str
    country: str
    km: int
    place: str


class Among(Func):
    """Whether a primary key is one of many, which go to the database as one value however many they are."""

    output_field = BooleanField()

    def __init__(self, keys: Iterable[int]):
        super().__init__(F("pk"), Value(json.dumps(sorted(keys)), output_field=TextField()))

    def as_sqlite(self, compiler, connection, **context):
        joiner = " IN (SELECT value FROM json_each("
        return super().as_sql(compiler, connection, template="%(expressions)s))", arg_joiner=joiner, **context)

    def as_postgresql(self, compiler, connection, **context):
        joiner = " IN (SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST("
        template = "%(expressions)s AS json)) AS keys(value))"
        return super().as_sql(compiler, connection, template=template, arg_joiner=joiner, **context)


class PlaceReader(Reader):
    """A town or city; which one, where several have the name."""

    most = 1

    def read(self, text: str) -> Choice:
        found = places_called(text)
        if not found:
            raise Wrong(f"No place called “{shown(text)}” is known here.", similar_names(text))
        if len(found) > 1:
            which = tuple(place.full_name for place in found[:8])
            raise Wrong(f"Several places are called “{shown(text)}”; say which one.", which)
        place = found[0]
        is_plain = places_called(place.label) == found
        name = place.label if is_plain else place.full_name
        return Choice(name, name, place)


class KmReader(Reader):
    """A whole number of kilometres."""

    most = 1

    def read(self, text: str) -> Choice:
        if not (text.isascii() and text.isdecimal()) or len(text) > 5 or not 1 <= int(text) <= FARTHEST:
            raise Wrong(f"“{shown(text)}” is no number of kilometres from 1 to {FARTHEST}.", ("100", "500"))
        return Choice(str(int(text)), f"{int(text):,} km", int(text))


class NearFilter(WordFilter):
    """The word ``near``; with ``within``, not farther than that."""

    def filter(self, queryset: RecordQuerySet, choices: list[Choice]) -> RecordQuerySet:
        if not choices:
            return queryset
        most = next((choice.meaning for choice in self.parent.cleaned.get("within", [])), FARTHEST)
        ways = ways_from(choices[0].meaning)
        return queryset.filter(Among(trial for trial, nearest in ways.items() if nearest.km <= most))


class TrialOrder(OrderFilter):
    """The orders of trials; by distance it depends on the place."""

    def filter(self, queryset: RecordQuerySet, choices: list[Choice]) -> RecordQuerySet:
        near = self.parent.cleaned.get("near", [])
        if choices and choices[0].value == NEAREST and near:
            return Ordering(choices[0].label, _km_of(ways_from(near[0].meaning))).apply(queryset)
        return super().filter(queryset, choices)


class NearForm(forms.Form):
    """Refuses what means nothing without a place."""

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("near") != []:
            return
        if within := self.cleaned_data.get("within"):
            self.add_error("within", Wrong("Say with near from which place.", value=within[0].value))
        ordering = self.cleaned_data.get("ordering")
        if ordering and ordering[0].value == NEAREST:
            self.add_error("ordering", Wrong("Say with near from which place.", value=NEAREST))


def ways_from(place: Place) -> dict[int, Nearest]:
    """The nearest site of every public trial that has one with a point, by primary key."""
    return _ways(place, _stamp())


def _km_of(ways: dict[int, Nearest]) -> Case:
    by_km: dict[int, list[int]] = {}
    for trial, nearest in ways.items():
        by_km.setdefault(nearest.km, []).append(trial)
    steps = [When(Among(trials), then=Value(km)) for km, trials in by_km.items()]
    return Case(*steps, default=Value(FARTHEST), output_field=IntegerField())


def _stamp() -> str:
    version = DataVersion.objects.first()
    return version.stamp if version else ""


@lru_cache(maxsize=64)
def _ways(place: Place, stamp: str) -> dict[int, Nearest]:
    ways: dict[int, Nearest] = {}
    for spot in _spots(stamp):
        if spot.point is None:
            continue
        km = km_between(place.point, spot.point)
        if spot.trial not in ways or km < ways[spot.trial].km:
            ways[spot.trial] = Nearest(spot.city, spot.country, km, place.name)
    return ways


@lru_cache(maxsize=2)
def _spots(stamp: str) -> list[Spot]:
    """The sites of all public trials; ``stamp`` is the state of the data."""
    columns = ("trial", "city", "country", "latitude", "longitude")
    rows = TrialSite.objects.filter(trial__in=Trial.objects.public()).order_by("trial", "position")
    return [Spot(*row[:3], _point(*row[1:])) for row in rows.values_list(*columns)]


def _point(city: str, country: str, latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    if latitude is not None and longitude is not None:
        return latitude, longitude
    place = place_of_site(city, country)
    return place.point if place else None
