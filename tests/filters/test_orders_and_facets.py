"""Orders are total; a facet counts what one more tap would yield."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.filters.asking import ids
from trials import filters

pytestmark = pytest.mark.django_db


def test_every_order_is_total_and_puts_unknown_dates_last():
    unknown = factories.trial(start_date="", status_confirmed_on="", title="b")
    old = factories.trial(start_date="1999", status_confirmed_on="2001-02", overall_status="COMPLETED", title="A")
    new = factories.trial(start_date="2020-01-01", status_confirmed_on="2021", overall_status="COMPLETED", title="c")

    def order(key):
        return [record.pk for record in filters.listing("trials", QueryDict(f"ordering={key}")).queryset]

    assert order("-start_date") == [new.pk, old.pk, unknown.pk]
    assert order("start_date") == [old.pk, new.pk, unknown.pk]
    assert order("-status_confirmed_on") == order("") == [new.pk, old.pk, unknown.pk]
    assert order("title") == [old.pk, unknown.pk, new.pk]
    for name, each in filters.LISTS.items():
        for key in each.orderings:
            queryset = filters.listing(name, QueryDict(f"ordering={key}")).queryset
            assert all(record.sort_value is not None for record in queryset)


def test_a_publication_without_a_year_stands_last_in_both_directions():
    unknown, known = factories.publication(year=None), factories.publication(year=1990)
    for key in ("year", "-year"):
        listing = filters.listing("publications", QueryDict(f"ordering={key}"))
        assert [record.pk for record in listing.queryset] == [known.pk, unknown.pk]


def test_a_facet_counts_what_one_more_tap_would_yield(tree):
    payload = factories.payload(name="TRAIL")
    factories.trial(
        role="carrier",
        phase=["PHASE1", "PHASE2"],
        cancer_types=[tree["glioblastoma"], tree["glioma"]],
        payloads=[payload],
    )
    factories.trial(role="carrier", phase=["PHASE1"], cancer_types=[tree["glioma"]], country=["France"])
    factories.trial(role="homing_study", phase=["PHASE2"], cancer_types=[tree["glioblastoma"]])
    factories.trial(status="draft", role="carrier", phase=["PHASE3"], cancer_types=[tree["glioma"]])
    for query in (
        "",
        "role=carrier",
        "role=carrier&phase=PHASE2",
        "cancer_type=glioma&phase=PHASE1",
        "open=false&q=trial",
    ):
        found = filters.facets(filters.listing("trials", QueryDict(query)))
        assert "status" in found
        for word, values in found.items():
            for facet in values:
                params = QueryDict(query, mutable=True)
                texts = params.getlist(word)
                taken = [text for text in texts if text != facet.value]
                params.setlist(word, taken if facet.value in texts else [*texts, facet.value])
                assert len(ids("trials", params.urlencode())) == facet.count, (query, word, facet)
    everything = filters.facets(filters.listing("trials", QueryDict("")))
    assert everything["role"] == [("carrier", "Carrier of a payload", 2), ("homing_study", "Homing study", 1)]
    assert ("glioma", "Glioma", 3) in everything["cancer_type"]
    assert everything["payload"] == [("trail", "TRAIL", 1)]
    assert everything["phase"] == [("PHASE1", "Phase 1", 2), ("PHASE2", "Phase 2", 2)]
    assert everything["open"] == [("false", "no", 3)]


def test_a_chosen_value_stays_in_its_facet_when_nothing_is_left():
    factories.trial(role="carrier")
    found = filters.facets(filters.listing("trials", QueryDict("role=homing_study&status=COMPLETED")))
    assert ("homing_study", "Homing study", 0) in found["role"]
    assert ("COMPLETED", "Completed", 0) in found["status"]
    found = filters.facets(filters.listing("trials", QueryDict("role=homing_study")))
    assert found["role"] == [("carrier", "Carrier of a payload", 1), ("homing_study", "Homing study", 1)]


@pytest.mark.once
def test_facets_and_rows_cost_the_same_number_of_queries_whatever_their_number(tree):
    counts = []
    for more in (2, 4):
        for _ in range(more):
            factories.trial(cancer_types=[tree["glioma"]])
        with CaptureQueriesContext(connection) as queries:
            listing = filters.listing("trials", QueryDict("cancer_type=glioma&role=carrier"))
            assert filters.facets(listing)
            assert len(listing.queryset) >= more
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
