"""The evidence maps: each field leads to just what it counts; as CSV and as a picture; strict words."""

import csv
import html
import io
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.claims import claim, result, study, tried
from trials.models import CancerType, Payload

pytestmark = pytest.mark.django_db

MAPS = ("/evidence/", "/evidence/sources/")


@pytest.fixture
def brain() -> CancerType:
    root = factories.cancer_type(name="Cancer", kind="root")
    return factories.cancer_type(name="Brain", parent=root)


@pytest.fixture
def trail(brain: CancerType) -> Payload:
    """A payload with a row, claims of three kinds, and trials, some of which stand for no stage."""
    glioma = factories.cancer_type(name="Glioma", parent=brain)
    payload = factories.payload(name="TRAIL", tried_in=[tried(glioma)])
    trial = factories.trial(cancer_types=[glioma], payloads=[payload], role="carrier", results=[result()])
    for status in ("WITHDRAWN", "NOT_YET_RECRUITING"):
        factories.trial(
            cancer_types=[glioma], payloads=[payload], role="carrier", overall_status=status, status_confirmed_on="2026"
        )
    factories.trial(cancer_types=[glioma], payloads=[payload], role="supportive_care")
    link = [{"trial": trial.accession, "relation": "result_of"}]
    paper = study()
    for fields in (
        {"msc_source": ["bone_marrow", "adipose"]},
        {"msc_source": ["bone_marrow"], "effect": "promotes", "cell_state": "loaded"},
        {"msc_source": ["not_recorded"], "model_system": "human", "evidence_level": "B", "trial_links": link},
        {"msc_source": ["adipose"], "publication": factories.publication()},
        {"msc_source": ["adipose"], "publication": paper},
    ):
        claim(glioma, payloads=[payload], **fields)
    claim(glioma, payloads=[payload], claim_kind="author_statement", evidence_level="not_applicable",
          msc_source=["bone_marrow"], publication=factories.publication())  # fmt: skip
    factories.marked(paper)
    return payload


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def counted_and_listed(client: Client, page: str, noun: str) -> list[tuple[int, int]]:
    """For each link of the map "N trials": N, and how many the list behind it shows."""
    table = page.split("<main")[1].split("</main>")[0]
    found = re.findall(rf'<a href="(/(?:findings|trials)/[^"]*)">(?:[^<]*, )?(\d+) {noun}s?</a>', table)
    shown = {"claim": "finding", "trial": "trial"}[noun]
    lists = [re.search(rf"<b>([\d,]+)</b> {shown}", read(client, html.unescape(address))) for address, _ in found]
    return [(int(said), int(text.group(1))) for (_, said), text in zip(found, lists, strict=True)]


def test_each_field_of_the_map_of_payloads_leads_to_just_what_it_counts(client, trail):
    page = read(client, "/evidence/")
    assert counted_and_listed(client, page, "claim") == [(4, 4)]
    assert counted_and_listed(client, page, "trial") == [(3, 3)]
    assert "<b>Phase 1</b>" in page
    assert "4 sources, <a" in page


def test_each_field_of_the_map_of_sources_leads_to_just_what_it_counts(client, trail):
    page = read(client, "/evidence/sources/?payload=trail")
    counts = counted_and_listed(client, page, "claim")
    assert len(counts) == 6
    assert all(said == shown for said, shown in counts)
    assert "1 rests on a retracted text and is not counted" in page


def test_an_empty_field_says_that_there_is_no_claim_in_this_base(client, brain, trail):
    factories.payload(tried_in=[tried(factories.cancer_type(name="Skin", parent=brain.parent))])
    assert read(client, "/evidence/").count("<td><i>no claim in this base</i></td>") == 2


def test_a_trial_that_has_not_begun_is_no_stage(client, brain):
    soon = {"overall_status": "NOT_YET_RECRUITING", "status_confirmed_on": "2026"}
    factories.trial(cancer_types=[brain], payloads=[factories.payload()], role="carrier", **soon)
    assert "<b>Registered, not begun</b>" in read(client, "/evidence/")


def test_the_map_of_a_group_stands_type_by_type(client, trail):
    groups, types = read(client, "/evidence/"), read(client, "/evidence/?cancer_type=brain")
    assert '<a href="/cancer-types/brain/">Brain</a></th>' in groups
    assert '<a href="/cancer-types/glioma/">Glioma</a></th>' in types


def test_words_narrow_the_rows(client, trail, brain):
    factories.payload(name="IL-12", molecule_class="nucleic_acid", tried_in=[tried(brain)])
    page = read(client, "/evidence/?payload_category=nucleic_acid")
    assert "IL-12" in page.split("<tbody>")[1]
    assert "TRAIL" not in page.split("<tbody>")[1]
    assert "Payload class: <b>Nucleic acid" in page
    assert "1 payload by 1 tumour column" in page


@pytest.mark.parametrize("address", MAPS)
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("tumour=glioma", "“tumour” is no word of this list"),
        ("page=2", "“page” is no word of a map."),
        ("format=pdf", "A map comes as html, csv or svg."),
        ("cancer_type=gliom", "There is no cancer type “gliom” in this base."),
    ],
)
def test_what_is_not_understood_shows_nothing_and_says_why(client, trail, address, query, sentence):
    page = read(client, f"{address}?{query}", 400)
    assert sentence in page
    assert "<table" not in page


@pytest.mark.parametrize("address", MAPS)
def test_a_map_is_there_as_csv_and_as_a_picture_with_words(client, brain, address):
    payload = factories.payload(name="=1+1 <b>&", tried_in=[tried(brain)])
    claim(brain, payloads=[payload], msc_source=["bone_marrow"])
    answer = client.get(f"{address}?format=csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert (rows[0]["sources"], rows[0]["claims"]) == ("1", "1")
    assert not any(value.startswith("=") for value in rows[0].values())
    picture = client.get(f"{address}?format=svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(picture.content)
    assert "no claim in this base" in root.find("{*}desc").text.lower()
    assert "style=" not in picture.content.decode()
    assert float(root.get("height")) > 100


@pytest.mark.once
def test_a_map_asks_as_many_questions_for_thirty_records_as_for_three(client, brain, django_assert_max_num_queries):
    paper = study()

    def add(count: int) -> None:
        for _ in range(count):
            claim(brain, publication=paper, payloads=[factories.payload(tried_in=[tried(brain)])])

    add(3)
    few = {}
    for address in MAPS:
        with CaptureQueriesContext(connection) as asked:
            read(client, address)
        few[address] = len(asked)
    add(27)
    for address in MAPS:
        with django_assert_max_num_queries(few[address]):
            read(client, address)
