"""Every facet count equals the number of rows that a tap shows, whatever words are chosen already."""

import os

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from trials import filters

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("MSCDB_FACET_EXAMPLES", "12"))
WORDS = {
    "cancer_type": ["glioma", "glioblastoma", "solid-tumour"],
    "open": ["true", "false"],
    "status": ["COMPLETED", "RECRUITING", "WITHHELD"],
    "phase": ["PHASE1", "PHASE2", "PHASE3"],
    "role": ["carrier", "homing_study", "supportive_care"],
    "modality": ["engineered_gene", "unmodified"],
    "payload": ["trail", "ifn"],
    "route": ["intravenous", "intraperitoneal"],
    "country": ["France", "United States"],
    "has_results": ["true", "false"],
    "donor": ["autologous", "allogeneic"],
    "start_from": ["2019-05"],
    "q": ["cells", "trial"],
}


@pytest.fixture(scope="module")
def trials(tree):
    trail, ifn = factories.payload(name="TRAIL"), factories.payload(name="IFN")
    rows = (
        {
            "phase": ["PHASE1", "PHASE2"],
            "payloads": [trail, ifn],
            "cancer_types": [tree["glioma"], tree["glioblastoma"]],
        },
        {"phase": ["PHASE1"], "payloads": [trail], "country": ["France", "United States"], "donor": "autologous"},
        {"phase": ["PHASE2"], "role": "homing_study", "cancer_types": [tree["glioblastoma"]], "title": "Cells"},
        {"phase": ["PHASE3"], "cancer_types": [tree["solid"]], "route": ["intraperitoneal"], "start_date": "2021"},
        {"phase": [], "overall_status": "COMPLETED", "status_seen_on": "2022-10", "results_posted": True},
        {"overall_status": "RECRUITING", "status_seen_on": "2022-10", "country": ["France"], "donor": "allogeneic"},
        {"modality": ["unmodified"], "cancer_types": [tree["glioma"]], "title": "A trial", "country": ["France"]},
    )
    for row in rows:
        factories.trial(**({"cancer_types": [tree["glioma"]], "title": "A trial of cells"} | row))
    factories.trial("draft", phase=["PHASE1"], cancer_types=[tree["glioma"]])


chosen = st.lists(
    st.sampled_from([(word, value) for word, values in WORDS.items() for value in values]), max_size=5, unique=True
)


def test_each_count_is_what_a_tap_shows(trials):
    taps = 0

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    @given(chosen)
    def check(pairs: list[tuple[str, str]]) -> None:
        nonlocal taps
        params = QueryDict(mutable=True)
        for word, value in pairs:
            params.appendlist(word, value)
        listing = filters.listing("trials", params)
        assert not listing.problems
        found = filters.facets(listing)
        assert set(found) == {name for name, word in listing.words.items() if word.is_facet}
        takes_away = {(chip.word, chip.value): chip.query_without_it for chip in listing.chosen}
        for word, values in found.items():
            for facet in values:
                tapped = takes_away.get((word, facet.value), listing.query_with(word, facet.value))
                rows = filters.listing("trials", QueryDict(tapped)).queryset.count()
                assert rows == facet.count, (params.urlencode(), word, facet)
                taps += 1

    check()
    assert taps > 100
