"""The gazetteer: names in any spelling, several places of one name, distances."""

import pytest

from trials.places import km_between, place_of_site, places_called, similar_names


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("Lyon", "Lyon, 84, France"), ("lyon, france", "Lyon, 84, France"), ("MUNICH", "Munich, 02, Germany"),
        ("München", "Munich, 02, Germany"), ("Muenchen, DE", "Munich, 02, Germany"),
        ("Houston", "Houston, TX, United States"), ("Rochester, MN", "Rochester, MN, United States"),
        ("Rochester, MN, United States", "Rochester, MN, United States"), ("London", "London, ENG, United Kingdom"),
    ],
)  # fmt: skip
def test_a_name_that_can_mean_one_place_only_means_it(text, full_name):
    assert [place.full_name for place in places_called(text)] == [full_name]


def test_several_places_of_one_name_are_all_told_and_each_is_found_by_its_full_name():
    found = places_called("Birmingham")
    assert [place.full_name for place in found[:2]] == [
        "Birmingham, ENG, United Kingdom", "Birmingham, AL, United States"
    ]  # fmt: skip
    assert places_called("Birmingham, AL, United States") == (found[1],)
    assert len(places_called("Rochester")) > 1


@pytest.mark.parametrize("text", ["", ",", "Qqqqville", "a, b, c, d", "|", "\t", "Lyon, Germany"])
def test_what_is_no_place_is_none(text):
    assert places_called(text) == ()


def test_the_nearest_names_are_offered():
    assert "Houston" in similar_names("Huoston")


def test_a_site_lies_in_its_city_only_where_no_other_could_be_meant():
    assert place_of_site("Houston", "United States").region == "TX"
    assert place_of_site("Seoul", "Korea, Republic of").country_code == "KR"
    assert place_of_site("Rochester", "United States") is None
    assert place_of_site("Houston", "Atlantis") is None
    assert place_of_site("", "France") is None


def test_distances_are_those_of_an_atlas():
    lyon, paris, houston = (places_called(name)[0].point for name in ("Lyon", "Paris", "Houston"))
    assert km_between(lyon, lyon) == 0
    assert abs(km_between(lyon, paris) - 392) <= 4
    assert abs(km_between(paris, houston) - 8080) <= 40
    assert km_between((0, 0), (0, 180)) == 20015
