"""The words near and within: by the nearest site; what is left out is counted, what could mean two places asked."""

import pytest
from django.http import QueryDict

from tests import factories
from tests.filters.asking import ids, problem
from trials import filters

pytestmark = pytest.mark.django_db


def site(position: int, city: str, country: str, **fields: object) -> dict:
    return {"position": position, "facility": "A hospital", "city": city, "country": country, "as_of": "2022"} | fields


@pytest.fixture
def trials():
    return {
        "lyon": factories.trial(sites=[site(1, "Houston", "United States"), site(2, "Lyon", "France")]),
        "paris": factories.trial(sites=[site(1, "Paris", "France")]),
        "point": factories.trial(
            sites=[site(1, "Rochester", "United States", latitude=44.022, longitude=-92.470)], role="homing_study"
        ),
        "several": factories.trial(sites=[site(1, "Rochester", "United States")]),
        "none": factories.trial(),
    }


def accessions(trials, *names):
    return {trials[name].accession for name in names}


def test_trials_are_found_by_their_nearest_site(trials):
    factories.trial("draft", sites=[site(1, "Lyon", "France")])
    assert ids("trials", "near=Lyon&within=100") == accessions(trials, "lyon")
    assert ids("trials", "near=lyon,+france&within=500") == accessions(trials, "lyon", "paris")
    assert ids("trials", "near=Rochester,+MN&within=50") == accessions(trials, "point")
    assert ids("trials", "near=Lyon") == accessions(trials, "lyon", "paris", "point")
    assert ids("trials", "city=Lyon") == accessions(trials, "lyon")


def test_the_nearest_come_first_and_each_says_its_nearest_site(trials):
    listing = filters.listing("trials", QueryDict("near=Lyon&ordering=distance"))
    records = filters.nearest_of(listing, list(listing.queryset))
    assert [record.accession for record in records] == [trials[name].accession for name in ("lyon", "paris", "point")]
    assert [(record.nearest.city, record.nearest.place) for record in records] == [
        ("Lyon", "Lyon"), ("Paris", "Lyon"), ("Rochester", "Lyon"),
    ]  # fmt: skip
    assert records[0].nearest.km == 0


def test_what_is_left_out_is_counted(trials):
    listing = filters.listing("trials", QueryDict("near=Lyon&within=10"))
    told = filters.left_out(listing)
    assert (told.without_site, told.without_point) == (1, 1)
    assert filters.left_out(filters.listing("trials", QueryDict("role=carrier"))) is None


def test_facets_of_a_list_near_a_place_keep_their_word(trials):
    listing = filters.listing("trials", QueryDict("near=Lyon&role=carrier"))
    for value in filters.facets(listing)["role"]:
        chosen = {chip.value: chip.query_without_it for chip in listing.chosen}
        tapped = chosen.get(value.value, listing.query_with("role", value.value))
        assert filters.listing("trials", QueryDict(tapped)).queryset.count() == value.count == 3


def test_what_can_mean_several_places_or_none_is_asked(trials):
    which = problem("trials", "near=Birmingham")
    assert which.nearest[:2] == ("Birmingham, ENG, United Kingdom", "Birmingham, AL, United States")
    assert problem("trials", "near=Huoston").nearest[0] == "Houston"
    for query, word in (
        ("within=100", "within"), ("ordering=distance", "ordering"), ("near=Lyon&within=0", "within"),
        ("near=Lyon&within=1e3", "within"), ("near=Lyon&near=Paris", "near"), ("near=%00", "near"),
    ):  # fmt: skip
        assert problem("trials", query).word == word, query


def test_a_place_goes_with_what_means_nothing_without_it(trials):
    listing = filters.listing("trials", QueryDict("near=Lyon&within=50&ordering=distance&role=carrier"))
    assert {chip.word: chip.query_without_it for chip in listing.chosen}["near"] == "role=carrier"
    assert listing.query == "role=carrier&near=Lyon%2C+France&within=50&ordering=distance"
