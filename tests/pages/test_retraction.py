"""Where readers see that a text was retracted: on its page, on every claim that rests on it, in lists, feeds, sums."""

import re
from datetime import UTC, datetime

import pytest

from tests import factories
from tests.claims import claim, result, study
from tests.factories import ADA
from tests.pages.reading import page_of, text_of
from trials import curation, evidence
from trials.exchange import datapackage, package
from trials.models import CancerType, Finding, Publication, Trial

pytestmark = pytest.mark.django_db

MARKS = {"retracted": "Source retracted", "expression_of_concern": "Source under an expression of concern"}


@pytest.fixture
def node() -> CancerType:
    return factories.cancer_type(name="Glioblastoma")


@pytest.fixture
def paper() -> Publication:
    return study()


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize(("status", "words_of_it"), MARKS.items())
@pytest.mark.parametrize("field", ["publication", "primary_study", "seen_in"])
def test_a_claim_says_it_wherever_it_is_shown(client, node, paper, field, status, words_of_it):
    rest = {} if field == "publication" else {"publication": factories.publication()}
    finding = claim(node, statement="Cells slowed growth.", **({field: paper} | rest))
    factories.marked(paper, status)

    assert f"{words_of_it}." in text_of(client, finding)
    for address in (
        "/findings/",
        "/search/?q=slowed",
        f"/cancer-types/{node.slug}/",
        f"/publications/{paper.accession}/",
    ):
        assert words_of_it in words(client.get(address).content.decode()), address
    feed = client.get("/feeds/findings.atom").content.decode()
    assert f"<title>[{words_of_it}] Cells slowed growth.</title>" in feed


def test_a_feed_reader_learns_of_the_mark_by_the_date_of_the_entry(client, paper):
    factories.finding(publication=paper)
    Finding.objects.update(updated_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "<updated>2020-01-01" in client.get("/feeds/findings.atom").content.decode()
    factories.marked(paper)
    assert "<updated>2020-01-01" not in client.get("/feeds/findings.atom").content.decode()


def test_the_page_of_the_publication_says_when_from_where_and_who_confirmed(client, paper):
    factories.finding(publication=paper)
    curation.mark_retraction(paper, "retracted", factories.BEN, source="Notice of 3 May 2026", note="Images.")

    text = text_of(client, paper)
    assert "Retracted. This publication was taken back (seen" in text
    assert "Source: Notice of 3 May 2026 Images." in text
    assert "Marked by one person so far; a second one has yet to confirm it." in text
    assert "These claims rest on a retracted text." in text

    curation.confirm(paper, ADA, "Read the notice.")
    text = text_of(client, paper)
    assert "Confirmed by a second person." in text
    assert "Marked by one person" not in text


def test_other_mentions_of_the_text_are_marked_too(client, node, paper):
    source = {"position": 1, "publication": paper.accession, "locator": "", "citation": "", "url": ""}
    payload = factories.payload(sources=[source])
    trial = factories.trial(results=[result(publication=paper.accession)], cancer_types=[node])
    factories.marked(paper)
    for record in (payload, trial):
        assert "(retracted)" in text_of(client, record)


def test_sums_leave_retracted_texts_out_and_say_so(client, node, paper):
    payload = factories.payload()
    claim(node, publication=paper, payloads=[payload])
    claim(node, publication=paper, payloads=[payload])
    claim(node, publication=study(), payloads=[payload])
    factories.marked(paper)

    for record in (node, payload):
        text = text_of(client, record)
        assert "2 claims rest on a retracted text and are not counted here." in text
        assert "1 study, 1 claim" in text
    assert f"/findings/?cancer_type={node.slug}&amp;retracted=true" in page_of(client, node)
    steps = evidence.ladder(node).rungs[0].steps
    assert {key: step.claims for key, step in steps.items()} == {"animal": 1}

    factories.marked(paper, "expression_of_concern")
    assert "2 of the claims rest on a text under an expression of concern." in text_of(client, node)


def test_patients_of_a_retracted_report_are_not_counted(client, node, paper):
    factories.trial(results=[result(publication=paper.accession)], cancer_types=[node])
    trials = Trial.objects.public().of_cancer_type(node)
    assert evidence.headline(trials).trials == 1
    factories.marked(paper)
    assert evidence.headline(trials).trials == 0


def test_the_change_log_names_every_touched_finding_and_why(client, paper):
    finding = factories.finding(publication=paper)
    factories.marked(paper)

    text = words(client.get("/changes/").content.decode())
    assert f"{paper.accession} was retracted." in text
    rows = client.get("/api/v1/changes/?since=2").json()["results"]
    assert [(row["verb"], row["accession"]) for row in rows] == [
        ("mark", paper.accession),
        ("retracted", finding.accession),
    ]
    assert "The journal's notice" in rows[0]["note"]


def test_a_release_out_and_in_keeps_marks_and_their_events(tmp_path, paper):
    finding = factories.finding(publication=paper)
    factories.marked(paper)
    before = package.from_base()
    datapackage.write(before, tmp_path)

    again = datapackage.read(tmp_path)

    assert again.changes == before.changes
    assert [row["verb"] for row in again.changes][-2:] == ["mark", "retracted"]
    assert again.changes[-1]["accession"] == finding.accession
    assert [entry.document for entry in again.entries["publications"]] == [
        entry.document for entry in before.entries["publications"]
    ]


def test_a_list_asks_no_query_for_its_marks(paper, django_assert_num_queries):
    factories.finding(publication=paper, primary_study=paper, seen_in=factories.publication())
    factories.marked(paper)
    findings = list(Finding.objects.public().for_listing())
    with django_assert_num_queries(0):
        assert [finding.source_mark for finding in findings] == ["retracted"]
