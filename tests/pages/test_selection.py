"""Selecting trials: the address holds them; print, table, references; two to four side by side."""

import csv
import io
import re

import pytest
import rispy

from tests import factories
from tests.curation.requesting import merged
from tests.factories import EVE
from tests.pages.reading import listed_as_open, result_row, site
from trials import curation

pytestmark = pytest.mark.django_db


def numbered(number: int, **fields):
    return factories.trial(identifiers=[{"registry": "nct", "identifier": f"NCT9000000{number}"}], **fields)


def words(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    body = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_the_address_holds_the_selection_in_its_order_and_each_trial_once(client):
    first, second = numbered(1, title="First trial"), numbered(2, title="Second trial")
    page = client.get(f"/trials/selection/?trial=nct90000002+{first.accession}&trial=NCT90000001").content.decode()
    assert "Your selection: 2 trials" in page
    assert page.index("Second trial</a>") < page.index("First trial</a>")
    assert f"http://testserver/trials/selection/?trial={second.accession}&amp;trial={first.accession}" in page
    assert '<a href="/trials/selection/?trial=NCT90000002" rel="nofollow">Take it out' in page
    assert '/trials/?selected=NCT90000002&amp;selected=NCT90000001"' in page


def test_the_list_offers_boxes_and_carries_what_is_selected_elsewhere(client):
    here, elsewhere = numbered(1, role="carrier"), numbered(2, role="homing_study")
    page = client.get("/trials/?role=carrier&selected=NCT90000001&selected=NCT90000002").content.decode()
    assert re.search(r'value="NCT90000001" form="selection" checked', page)
    assert '<input type="hidden" name="trial" value="NCT90000002" data-carried>' in page
    assert here.title in page
    assert elsewhere.title not in page
    # Every way on from here keeps it.
    assert 'href="?selected=NCT90000001&amp;selected=NCT90000002"' in page
    assert '<input type="hidden" name="selected" value="NCT90000002">' in page


def test_nothing_is_selected_is_said_with_the_ways_to_do_it(client):
    assert "Nothing is selected" in words(client, "/trials/selection/")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("trial=NCT99999999", "There is no trial “NCT99999999” here."),
        ("trials=NCT90000001", "“trials” is no word of this page"),
        ("trial=%00", "There is no trial"),
        ("trial=<script>alert(1)</script>", "There is no trial"),
        ("trial=" + "+".join(f"NCT9000{number:04d}" for number in range(51)), "50 trials at most"),
    ],
)
def test_what_is_not_understood_is_named_and_nothing_else_shown(client, query, sentence):
    numbered(1, title="A trial that must not stand here")
    page = words(client, f"/trials/selection/?trial=NCT90000001&{query}", 400)
    assert sentence in page
    assert "must not stand here" not in page
    assert client.get(f"/trials/selection.ris?trial=NCT90000001&{query}").status_code == 400


def test_a_draft_answers_like_no_trial_a_withdrawn_one_is_named_a_merged_one_found(client):
    draft, gone, stays = numbered(1, status="draft"), numbered(2), numbered(3, title="The one that stays")
    twin = numbered(4)
    curation.withdraw(gone, EVE, "Entered by mistake.")
    merged(twin, stays)
    assert "There is no trial" in words(client, f"/trials/selection/?trial={draft.accession}", 400)
    page = words(client, f"/trials/selection/?trial={gone.accession}&trial=NCT90000004")
    assert "is not shown: its record was withdrawn. Entered by mistake." in page
    assert "Your selection: 1 trial " in page
    assert "The one that stays" in page
    assert client.get(f"/trials/selection.csv?trial={gone.accession}").status_code == 400


def test_the_selection_is_saved_as_a_table_and_its_publications_as_references(client):
    report = factories.publication(title="What the trial found", pmid="11111111")
    claimed = factories.publication(title="A claim about it", publication_type="primary_study")
    background = factories.publication(title="Background only", pmid="33333333")
    references = [
        {"pmid": "22222222", "reference_type": "derived"}, {"pmid": "33333333", "reference_type": "background"},
    ]  # fmt: skip
    trial = numbered(1, results=[result_row(publication=report.accession)], registry_references=references)
    links = [{"trial": trial.accession, "relation": "result_of"}]
    factories.finding(publication=claimed, trial_links=links)
    factories.finding("draft", publication=factories.publication(title="Of a draft"), trial_links=links)

    answer = client.get("/trials/selection.csv?trial=NCT90000001")
    [row] = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    assert (row["accession"], row["registry_ids"]) == (trial.accession, "NCT90000001")
    entries = rispy.loads(client.get("/trials/selection.ris?trial=NCT90000001").content.decode())
    assert {entry.get("title") for entry in entries} == {report.title, claimed.title, None}
    assert {entry.get("accession_number") for entry in entries} == {"11111111", "22222222", None}
    page = words(client, "/trials/selection/?trial=NCT90000001")
    assert report.title in page
    assert "22222222 PubMed number linked by the registry" in page
    assert background.title not in page
    assert client.get("/trials/selection.pdf?trial=NCT90000001").status_code == 404


def test_a_long_selection_costs_no_more_queries_than_a_short_one(client, django_assert_max_num_queries):
    for number in range(1, 9):
        numbered(number, sites=[site(1)], results=[result_row()], payloads=[factories.payload()])
    query = "&".join(f"trial=NCT9000000{number}" for number in range(1, 9))
    with django_assert_max_num_queries(9):
        client.get(f"/trials/selection/?{query}")
    with django_assert_max_num_queries(9):
        client.get(f"/trials/compare/?{query[:67]}")


# Side by side


def rows_of(client, *trials) -> dict[str, str]:
    page = client.get("/trials/compare/?" + "&".join(f"trial={trial.accession}" for trial in trials)).content.decode()
    rows = re.findall(r'<tr role="row" class="row-.*?</tr>', page, re.S)
    texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in rows]
    return {re.split(r" (?:the same|differs|not recorded for)", text)[0]: text for text in texts}


def test_what_differs_is_said_in_words_and_what_is_not_recorded_differs_from_nothing(client):
    node = factories.cancer_type()
    one = listed_as_open(node, "2022-10", phase=["PHASE1"], minimum_age="18 Years", donor="allogeneic")
    other = listed_as_open(node, "2022-10", phase=["PHASE2"], donor="not_recorded", results=[result_row()])
    rows = rows_of(client, one, other)
    assert rows["Phase"].startswith("Phase differs")
    assert rows["Tumour"].startswith("Tumour the same")
    assert rows["Recruiting?"].startswith("Recruiting? the same")
    assert rows["Ages and sex"].startswith("Ages and sex not recorded for all")
    assert rows["Donor"].startswith("Donor not recorded for all")
    assert "Allogeneic" in rows["Donor"]
    assert "Not yet recorded here." in rows["Donor"]
    assert rows["Start"].startswith("Start not recorded for any")
    assert "no control group" in rows["Results"]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_trials_are_compared(client, count):
    trials = [factories.trial() for _ in range(count)]
    query = "&".join(f"trial={trial.accession}" for trial in trials)
    page = words(client, f"/trials/compare/?{query}", 400)
    assert "Name two to four trials to compare" in page or "4 trials at most" in page
