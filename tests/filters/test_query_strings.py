"""A query string: strict, OR within a word, AND between words, and its canonical spelling."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from tests import factories
from tests.filters.asking import ids, problem
from trials import filters

pytestmark = pytest.mark.django_db


def test_a_repeated_word_means_or_and_different_words_mean_and():
    one = factories.trial(role="carrier", msc_source="adipose")
    two = factories.trial(role="homing_study", msc_source="adipose")
    factories.trial(role="supportive_care", msc_source="adipose")
    factories.trial(role="carrier", msc_source="bone_marrow")
    assert ids("trials", "role=carrier&role=homing_study&msc_source=adipose") == {one.accession, two.accession}


def test_an_empty_value_is_no_filter():
    trial = factories.trial()
    assert ids("trials", "status=&q=%20&cancer_type=&ordering=") == {trial.accession}


@pytest.mark.parametrize(
    ("query", "word", "nearest"),
    [
        ("cancer_typ=glioma", "cancer_typ", "cancer_type"),
        ("statu=RECRUITING", "statu", "status"),
        ("pagesize=3", "pagesize", "page_size"),
    ],
)
def test_an_unknown_word_is_named_with_the_nearest(query, word, nearest):
    found = problem("trials", query)
    assert found.word == word
    assert nearest in found.nearest


def test_a_word_of_another_list_is_said_to_be_one():
    assert "findings" in problem("trials", "effect=inhibits").sentence


def test_an_unknown_value_is_named_with_the_right_ones():
    found = problem("trials", "status=OPEN")
    assert (found.word, found.value) == ("status", "OPEN")
    assert "RECRUITING" in found.nearest
    assert problem("trials", "status=recruiting").nearest == (
        "RECRUITING",
        "NOT_YET_RECRUITING",
        "ACTIVE_NOT_RECRUITING",
    )


def test_with_a_problem_the_list_is_empty():
    factories.trial()
    assert list(filters.listing("trials", QueryDict("statu=RECRUITING")).queryset) == []


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "status=%00",
        "%00=x",
        "cancer_type=%00",
        "cancer_type=ncit:%00",
        "cancer_type=" + "x" * 5000,
        "publication=pmid:" + "9" * 100,
        "q=" + "x" * 5000,
        "&".join(f"q={i}" for i in range(50)),
        "&".join(f"word{i}=x" for i in range(900)),
        "registry_id=" + "N" * 150,
        "start_from=0000-00-00",
        "start_from=9999-99",
        "start_from=%D9%A2%D9%A0%D9%A1%D9%A9",
        "updated_since=0001-01-01T00:00:00%2B14:00",
        "updated_since=9999-12-31T23:59:59-14:00",
        "open=yes",
        "ordering=random",
        "ordering=title&ordering=start_date",
        "country=%ED%A0%80",
        "basket=only",
        "updated_since=2026-01-01&updated_since=2026-01-02",
    ],
)
def test_absurd_values_are_problems_and_nothing_worse(query):
    listing = filters.listing("trials", QueryDict(query))
    assert 1 <= len(listing.problems) <= 20
    assert list(listing.queryset) == []
    assert listing.query is not None
    assert filters.facets(listing) == {}


def test_every_word_of_every_list_survives_a_value_from_the_street():
    for name, words in filters.WORDS.items():
        for word in words:
            for value in ("x", "true", "2019", "10.1000/x", "doi:10.1/x", "ncit:C1", "MSCC999999", "'\"%_\\", "β"):
                listing = filters.listing(name, QueryDict(urlencode({word: value})))
                assert listing.problems or list(listing.queryset) is not None


def test_many_long_searches_are_bearable():
    words = "+".join(f"{letter}{number}" for number in range(10, 30) for letter in "ab")
    query = "&".join(f"q={words}+{number}" for number in range(5))
    assert ids("trials", query) == set()


def test_the_canonical_query_keeps_words_and_order_and_drops_pages_and_formats():
    listing = filters.listing(
        "trials", QueryDict("page=3&format=csv&status=RECRUITING&ordering=title&cancer_type=glioma&status=")
    )
    assert listing.query == "cancer_type=glioma&status=RECRUITING&ordering=title"
    assert filters.listing("trials", QueryDict(listing.query)).query == listing.query


def test_a_chip_takes_exactly_its_value_away(tree):
    glioma = tree["glioma"].accession
    listing = filters.listing("trials", QueryDict(f"cancer_type={glioma}&status=RECRUITING&status=COMPLETED"))
    assert [tuple(chip) for chip in listing.chosen] == [
        ("cancer_type", "glioma", "Cancer type", "Glioma", "status=RECRUITING&status=COMPLETED"),
        ("status", "RECRUITING", "Status", "Recruiting", "cancer_type=glioma&status=COMPLETED"),
        ("status", "COMPLETED", "Status", "Completed", "cancer_type=glioma&status=RECRUITING"),
    ]
    assert listing.query_with("role", "carrier").endswith("&role=carrier")


def test_what_means_nothing_alone_goes_with_its_word(tree):
    listing = filters.listing("trials", QueryDict("cancer_type=glioma&basket=only&role=carrier"))
    without = {chip.word: chip.query_without_it for chip in listing.chosen}
    assert without["cancer_type"] == "role=carrier"
    assert without["role"] == "cancer_type=glioma&basket=only"
