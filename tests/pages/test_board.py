"""The tumour-board sheet: date, release and sources; what is open; what speaks for and against."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.claims import claim, result, study, tried
from tests.pages.reading import listed_as_open, result_row, section, site
from trials.addresses import path_of
from trials.models import CancerType

pytestmark = pytest.mark.django_db

TODAY = date.today()


@pytest.fixture
def node() -> CancerType:
    return factories.cancer_type(name="Glioma")


def sheet_of(client: Client, node: CancerType) -> str:
    """The words of the sheet."""
    answer = client.get(f"{path_of(node)}board/")
    assert answer.status_code == 200
    body = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace(" .", ".").replace(" ,", ",").replace("( ", "(")


def test_it_says_of_what_day_and_data_it_is_and_what_it_is_not(client, node):
    text = sheet_of(client, node)
    assert f"As of {TODAY.day} {TODAY:%B %Y}, MSCdb data release" in text
    assert "Not medical advice; being listed is no recommendation" in text
    assert "None in this base: none was confirmed as recruiting by its registry in the last 12 months." in text
    assert "No patient result is recorded in this tumour." in text
    assert f"/cancer-types/glioma/ (mscdb:{node.accession}, version 1)" in text


def test_open_trials_stand_before_unconfirmed_ones_and_baskets_apart(client, node):
    basket = factories.cancer_type(name="Solid tumours", kind="basket", covers=[node])
    listed_as_open(basket, TODAY.isoformat(), title="Takes many types")
    listed_as_open(node, TODAY.isoformat(), title="Open indeed", sites=[site(1)])
    listed_as_open(node, "2022-10", title="Perhaps still open")
    text = sheet_of(client, node)
    assert "Open indeed" in section(text, "Open now: 1 of 2 trials", "Listed as open, not confirmed: 1")
    assert "not confirmed since. Check the registry." in section(text, "Listed as open, not confirmed: 1", "Basket")
    assert "Takes many types" in section(text, "open now, counted apart: 1", "Results in patients")


def test_results_say_whether_there_was_a_control_group_and_name_their_source(client, node):
    paper = factories.publication(title="A trial of cells", publication_type="clinical_trial_report", doi="10.1000/t")
    rows = [
        result(),
        result_row(position=2, publication=paper.accession),
        result_row(position=3, statement="No cell was found.", measure="homing"),
    ]
    factories.trial(cancer_types=[node], results=rows)
    text = section(sheet_of(client, node), "Results in patients", "Effect on the tumour")
    assert "Median survival was 15.6 months (no control group). (" in text
    assert "No cell was found. (no control group;" in text
    assert "source 1" in text
    assert "A trial of cells." in section(sheet_of(client, node), "Sources", "Trials: the registries")


def test_for_and_against_stand_by_kind_of_evidence_with_numbered_sources(client, node):
    paper = factories.publication(publication_type="primary_study", title="In mice", doi="10.1000/m")
    claim(node, publication=paper, effect="promotes", statement="Tumours grew.", note="A note.")
    claim(node, publication=factories.publication(), statement="It is said.")
    text = sheet_of(client, node)
    effects = section(text, "Effect on the tumour", "What speaks against")
    assert "In animals: 1 study, 1 claim" in effects
    assert "promotes: 1 study, 1 claim One study" in effects
    assert "inhibits: 1 source, 1 claim Study not traced" in effects
    against = section(text, "What speaks against", "Safety")
    assert "Tumours grew. Note: A note. (in animals, level D; engineered cells" in against
    assert "given as treatment; source 1," in against
    assert against.count("None recorded here.") == 2
    assert "In mice." in section(text, "Sources", "Trials: the registries")


def test_a_payload_without_results_stands_in_brackets(client, node):
    factories.payload(name="TRAIL", tried_in=[tried(node)])
    payload = factories.payload(name="IFN")
    factories.trial(
        cancer_types=[node], payloads=[payload], role="carrier", overall_status="COMPLETED", status_confirmed_on="2020"
    )
    text = section(sheet_of(client, node), "Payloads tried: 2", "Sources")
    assert "Furthest stage tested (not: shown to work)" in text
    assert "IFN: (phase 1); TRAIL: in animals." in text


def test_a_sheet_by_another_name_of_the_type_leads_to_the_right_one(client, node):
    answer = client.get(f"/cancer-types/{node.accession}/board/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cancer-types/glioma/board/")
    assert client.get("/cancer-types/nothing/board/").status_code == 404


@pytest.mark.once
def test_it_asks_as_many_questions_for_thirty_records_as_for_three(client, node, django_assert_max_num_queries):
    paper = study()

    def add(count: int) -> None:
        for _ in range(count):
            claim(node, publication=paper, effect="promotes")
            listed_as_open(node, TODAY.isoformat(), results=[result()])

    add(3)
    with CaptureQueriesContext(connection) as few:
        sheet_of(client, node)
    add(27)
    with django_assert_max_num_queries(len(few)):
        sheet_of(client, node)
