"""The words of lists: strict, OR within a word, AND between words, never a hidden or unpublished record."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests import factories
from trials import curation, filters
from trials.models import Redirect

pytestmark = pytest.mark.django_db


def ids(name: str, query: str) -> set[str]:
    listing = filters.listing(name, QueryDict(query))
    assert not listing.problems, listing.problems
    return {record.accession for record in listing.queryset}


def problem(name: str, query: str) -> filters.Problem:
    (only,) = filters.listing(name, QueryDict(query)).problems
    return only


# Reading a query string


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


# The canonical query and its parts


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


# Cancer types


@pytest.fixture(scope="module", autouse=True)
def tree(module_base):
    solid = factories.cancer_type(name="Solid tumour", kind="basket")
    glioma = factories.cancer_type(name="Glioma", codes=[code("C3059")])
    glioblastoma = factories.cancer_type(
        name="Glioblastoma", parent=glioma, codes=[code("C3058")], synonyms=[{"name": "GBM"}]
    )
    revision = curation.propose(solid, {"covers": [glioma.accession]}, factories.ADA, "The protocol")
    curation.accept(revision, factories.ED)
    return {"solid": solid, "glioma": glioma, "glioblastoma": glioblastoma}


def code(value: str, relation: str = "exact") -> dict:
    return {"system": "ncit", "code": value, "relation": relation}


@pytest.mark.parametrize("value", ["glioma", "accession", "ncit:C3059", "NCIT:C3059"])
def test_a_cancer_type_means_the_node_and_its_subtypes_however_it_is_named(tree, value):
    above = factories.trial(cancer_types=[tree["glioma"]])
    below = factories.trial(cancer_types=[tree["glioblastoma"]])
    factories.trial()
    named = tree["glioma"].accession if value == "accession" else value
    assert ids("trials", f"cancer_type={named}") == {above.accession, below.accession}


def test_a_code_that_only_comes_near_names_no_type(tree):
    factories.cancer_type(name="Astrocytoma", codes=[code("C60781", relation="narrower")])
    assert problem("trials", "cancer_type=ncit:C60781").word == "cancer_type"


def test_a_misspelt_or_synonymous_type_is_answered_with_the_right_one(tree):
    assert "glioma" in problem("trials", "cancer_type=gliomma").nearest
    assert problem("trials", "cancer_type=gbm").nearest == ("glioblastoma",)


def test_baskets_are_kept_out_added_or_shown_alone(tree):
    glioma = factories.trial(cancer_types=[tree["glioma"]])
    solid = factories.trial(cancer_types=[tree["solid"]])
    assert ids("trials", "cancer_type=glioblastoma") == set()
    assert ids("trials", "cancer_type=glioblastoma&basket=include") == {solid.accession}
    assert ids("trials", "cancer_type=glioma&basket=exclude") == {glioma.accession}
    assert ids("trials", "cancer_type=glioma&basket=include") == {glioma.accession, solid.accession}
    assert ids("trials", "cancer_type=glioma&basket=only") == {solid.accession}
    assert problem("trials", "basket=only").word == "basket"


def test_an_old_slug_still_names_its_type(tree):
    trial = factories.trial(cancer_types=[tree["glioma"]])
    Redirect.objects.create(kind="MSCC", old="gliomas", accession=tree["glioma"].accession)
    listing = filters.listing("trials", QueryDict("cancer_type=gliomas"))
    assert listing.query == "cancer_type=glioma"
    assert [record.accession for record in listing.queryset] == [trial.accession]


def test_an_unpublished_value_is_answered_like_one_that_does_not_exist():
    hidden = factories.cancer_type(name="Hidden tumour", status="submitted")
    for value in (hidden.accession, "hidden-tumour"):
        found = problem("trials", f"cancer_type={value}")
        missing = problem("trials", "cancer_type=MSCC999999")
        assert found.sentence.replace(value, "MSCC999999") == missing.sentence
        assert "hidden-tumour" not in found.nearest


# Each list


def test_open_means_the_one_rule_and_false_its_complement():
    today = date.today().isoformat()
    fresh = factories.trial(overall_status="RECRUITING", status_confirmed_on=today)
    stale = factories.trial(overall_status="RECRUITING", status_confirmed_on="2020-01-01")
    assert ids("trials", "open=true") == {fresh.accession}
    assert ids("trials", "open=false") == {stale.accession}
    assert ids("trials", "open=true&open=false") == {fresh.accession, stale.accession}


def test_a_registry_number_is_found_in_any_spelling_and_an_absent_one_gives_nothing():
    trial = factories.trial(
        identifiers=[
            {"registry": "eudract", "identifier": "2012-003741-15"},
            {"registry": "nct", "identifier": "NCT02530047"},
        ]
    )
    for spelling in ("nct02530047", "EudraCT: 2012-003741-15", "2012-003741-15-DE"):
        assert ids("trials", f"registry_id={spelling}") == {trial.accession}
    assert ids("trials", "registry_id=NCT99999999") == set()
    assert problem("trials", "registry_id=12").word == "registry_id"


def test_a_start_known_by_year_only_counts_where_it_may_lie():
    by_year, by_day = factories.trial(start_date="2019"), factories.trial(start_date="2019-05-16")
    factories.trial(start_date="")
    both = {by_year.accession, by_day.accession}
    assert ids("trials", "start_from=2019-05&start_to=2019-05") == both
    assert ids("trials", "start_from=2019&start_to=2019") == both
    assert ids("trials", "start_from=2019-05-17") == {by_year.accession}
    assert ids("trials", "start_to=2018") == set()


def test_words_along_payloads_sites_and_results_match():
    gene = {"symbol": "TNFSF10", "hgnc_id": "", "name": "", "role": "encodes"}
    payload = factories.payload(name="TRAIL", molecule_class="protein", genes=[gene])
    paper = factories.publication(doi="10.1000/x", pmid="123")
    result = {
        "position": 1, "measure": "treated", "arm": "", "value": "7", "number": None, "denominator": None, "unit": "",
        "control_group": "uncontrolled", "statement": "7 were treated; no control group.",
        "publication": paper.accession, "source": "", "source_type": "journal", "link_basis": "paper_names_id",
    }  # fmt: skip
    trial = factories.trial(
        payloads=[payload], results=[result], country=["Germany"], product_name="MSC-Apceth", sponsor_name="Apceth GmbH"
    )
    factories.trial(results_posted=False)
    for query in (
        "payload=trail",
        f"payload={payload.accession}",
        "payload_category=protein",
        "gene=TNFSF10",
        "publication=doi:10.1000/X",
        "publication=pmid:123",
        f"publication={paper.accession}",
        "country=Germany",
        "product=apceth",
        "sponsor=gmbh",
        "has_results=true",
    ):
        assert ids("trials", query) == {trial.accession}, query
    assert trial.accession not in ids("trials", "has_results=false")
    assert problem("trials", "country=Germani").nearest == ("Germany",)


def test_an_unknown_gene_is_a_problem_also_beside_payloads_that_name_none():
    factories.trial(payloads=[factories.payload(genes=[])])
    gene = {"symbol": "TNFSF10", "hgnc_id": "", "name": "", "role": "encodes"}
    factories.trial(payloads=[factories.payload(genes=[gene])])
    assert problem("trials", "gene=TNFSF1").nearest == ("TNFSF10",)


def test_findings_are_found_by_what_they_say_and_rest_on(tree):
    paper = factories.publication(year=2019, retraction_status="retracted")
    trial = factories.trial(cancer_types=[tree["glioma"]])
    molecule = {"label": "CXCR4", "kind": "gene", "hgnc_id": ""}
    finding = factories.finding(
        publication=paper, scope="cancer_types", cancer_types=[tree["glioblastoma"]], molecules=[molecule],
        topic=["homing_tropism"], msc_source=["adipose"],
        trial_links=[{"trial": trial.accession, "relation": "result_of"}],
    )  # fmt: skip
    other = factories.finding(publication=factories.publication(year=2001))
    for query in (
        "cancer_type=glioma",
        "topic=homing_tropism",
        "msc_source=adipose",
        "gene=CXCR4",
        "molecule=CXCR4",
        f"publication={paper.accession}",
        f"registry_id={trial.canonical_id}",
        "retracted=true",
        "year_min=2019&year_max=2019",
    ):
        assert ids("findings", query) == {finding.accession}, query
    assert ids("findings", "retracted=false") == {other.accession}


def test_publications_are_found_through_their_public_findings_only(tree):
    paper, news = factories.publication(), factories.publication(publication_type="news")
    factories.finding(
        publication=paper, scope="cancer_types", cancer_types=[tree["glioma"]], topic=["relapse"], stance="against"
    )
    factories.finding(
        status="draft", publication=news, scope="cancer_types", cancer_types=[tree["glioma"]], topic=["emt"]
    )
    assert ids("publications", "cancer_type=glioma") == {paper.accession}
    assert ids("reviews", "topic=relapse&stance=against") == {paper.accession}
    assert ids("publications", "topic=emt") == set()
    assert ids("reviews", "") == {paper.accession}


def test_payloads_are_found_through_rows_trials_and_findings(tree):
    row = {"position": 1, "cancer_type": tree["glioma"].accession, "model": "animal", "note": ""}
    tried, in_trial, in_finding, none = (
        factories.payload(tried_in=[row]), factories.payload(), factories.payload(), factories.payload(),
    )  # fmt: skip
    factories.trial(payloads=[in_trial], cancer_types=[tree["glioma"]])
    factories.finding(payloads=[in_finding], scope="cancer_types", cancer_types=[tree["glioma"]])
    factories.finding(status="draft", payloads=[none], scope="cancer_types", cancer_types=[tree["glioma"]])
    expected = {tried.accession, in_trial.accession, in_finding.accession}
    assert ids("payloads", "cancer_type=glioma") == expected


def test_the_tree_is_a_list_too(tree):
    assert ids("cancer-types", "cancer_type=glioma") == {tree["glioma"].accession, tree["glioblastoma"].accession}
    assert ids("cancer-types", "q=gbm") == {tree["glioblastoma"].accession}


def test_no_list_shows_what_is_not_public():
    for make, name in (
        (factories.trial, "trials"),
        (factories.publication, "publications"),
        (factories.publication, "reviews"),
        (factories.payload, "payloads"),
        (factories.finding, "findings"),
        (factories.cancer_type, "cancer-types"),
    ):
        hidden = {make(status=status).accession for status in ("draft", "submitted", "returned", "withdrawn")}
        assert not ids(name, "") & hidden
        assert not ids(name, "updated_since=2000-01-01") & hidden


# Orders


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


# Facets


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
        listing = filters.listing("trials", QueryDict(query))
        found = filters.facets(listing)
        assert "status" in found
        for word, values in found.items():
            for facet in values:
                params = QueryDict(query, mutable=True)
                params[word] = facet.value
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
