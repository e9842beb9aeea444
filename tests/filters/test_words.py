"""The words of each list, and that none shows what is not public."""

from datetime import date

import pytest

from tests import factories
from tests.filters.asking import ids, problem

pytestmark = pytest.mark.django_db


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
    paper = factories.publication(year=2019)
    trial = factories.trial(cancer_types=[tree["glioma"]])
    molecule = {"label": "CXCR4", "kind": "gene", "hgnc_id": ""}
    finding = factories.finding(
        publication=paper, scope="cancer_types", cancer_types=[tree["glioblastoma"]], molecules=[molecule],
        topic=["homing_tropism"], msc_source=["adipose"],
        trial_links=[{"trial": trial.accession, "relation": "result_of"}],
    )  # fmt: skip
    other = factories.finding(publication=factories.publication(year=2001))
    factories.marked(paper)
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
    assert ids("findings", "of_concern=true") == set()
    factories.marked(paper, "expression_of_concern")
    assert ids("findings", "of_concern=true") == {finding.accession}
    assert ids("publications", "of_concern=true") == {paper.accession}
    assert ids("findings", "retracted=true") == set()


def test_publications_are_found_through_their_public_findings_only(tree):
    paper, news = factories.publication(), factories.publication(publication_type="news")
    factories.finding(
        publication=paper, scope="cancer_types", cancer_types=[tree["glioma"]], topic=["relapse"],
        effect="promotes", stance="against",
    )  # fmt: skip
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
