"""What the page of every kind of record says, and what none of them ever says."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests import factories
from tests.factories import EVE
from tests.pages.reading import listed_as_open, page_of, result_row, site
from trials import curation
from trials.addresses import path_of
from trials.models import CuratedRecord

pytestmark = pytest.mark.django_db

TODAY = date.today().isoformat()
SCRIPT = '<script>alert("x")</script>'


def one_of_each() -> list[CuratedRecord]:
    node = factories.cancer_type()
    payload = factories.payload()
    trial = factories.trial(cancer_types=[node], payloads=[payload])
    finding = factories.finding(cancer_types=[node], payloads=[payload], scope="cancer_types")
    return [node, payload, trial, finding.publication, finding]


def test_every_page_says_on_whose_review_it_rests_and_links_its_data(client):
    api = ["cancer-types", "payloads", "trials", "publications", "findings"]
    for record, name in zip(one_of_each(), api, strict=True):
        page = page_of(client, record)
        assert f"{record.accession}</span>, version 1 of" in page
        assert "Written by one person and accepted by another." in page
        assert f'href="/api/v1/{name}/{record.accession}/"' in page
        assert f'<link rel="canonical" href="http://testserver{path_of(record)}">' in page


def test_every_page_escapes_what_was_typed(client):
    node = factories.cancer_type(name=f"Glioma {SCRIPT}", note=SCRIPT, synonyms=[{"name": SCRIPT}])
    sources = [{"position": 1, "publication": None, "locator": SCRIPT, "citation": SCRIPT, "url": ""}]
    payload = factories.payload(
        name=f"P {SCRIPT}", mechanism=SCRIPT, prodrug=SCRIPT, note=SCRIPT, sources=sources,
        effect=["prodrug_activating"],
    )  # fmt: skip
    texts = dict.fromkeys(("title", "sponsor_name", "dose_and_schedule", "why_stopped", "route_text", "note"), SCRIPT)
    trial = factories.trial(
        cancer_types=[node], payloads=[payload], overall_status="TERMINATED", status_confirmed_on="2020",
        arms=[{"position": 1, "label": SCRIPT, "arm_type": SCRIPT, "description": SCRIPT}],
        results=[result_row(statement=f"{SCRIPT} (no control group)")],
        secondary_ids=[{"kind": "org", "value": SCRIPT}],
        **texts,
    )  # fmt: skip
    publication = factories.publication(title=SCRIPT, journal=SCRIPT, citation_as_seen=SCRIPT, note=SCRIPT)
    finding = factories.finding(
        statement=SCRIPT, locator=SCRIPT, note=SCRIPT, comparator=SCRIPT, effect_size=SCRIPT, publication=publication,
        cancer_types=[node], payloads=[payload], scope="cancer_types", stance="against", effect="promotes",
    )  # fmt: skip
    for record in (node, payload, trial, publication, finding):
        page = page_of(client, record)
        assert SCRIPT not in page
        assert escape(SCRIPT) in page


def test_an_address_that_is_none_of_the_web_becomes_no_link(client):
    sources = [{"position": 1, "what": "A record", "url": "javascript:alert(1)"}]
    page = page_of(client, factories.trial(sources=sources))
    assert "A record" in page
    assert "javascript:" not in page


def test_drafts_show_on_no_page(client):
    node, payload, trial, publication, _ = one_of_each()
    hidden = {"statement": "Sentinel claim", "cancer_types": [node], "payloads": [payload], "scope": "cancer_types"}
    link = [{"trial": trial.accession, "relation": "result_of"}]
    factories.finding(status="draft", publication=publication, primary_study=publication, trial_links=link, **hidden)
    factories.trial(
        status="submitted", title="Sentinel trial", cancer_types=[node], payloads=[payload],
        results=[result_row(publication=publication.accession)],
    )  # fmt: skip
    factories.payload(
        status="returned", name="Sentinel payload",
        tried_in=[{"position": 1, "cancer_type": node.accession, "model": "animal", "note": ""}],
        sources=[{"position": 1, "publication": publication.accession, "locator": "", "citation": "", "url": ""}],
    )  # fmt: skip
    factories.publication(status="draft", title="Sentinel news", publication_type="news", comments_on=publication)
    factories.cancer_type(status="draft", name="Sentinel type", parent=node)
    for record in (node, payload, trial, publication):
        assert "Sentinel" not in page_of(client, record)


@pytest.mark.parametrize("kind", ["cancer_type", "payload", "trial", "publication", "finding"])
def test_an_unpublished_record_is_not_found(client, kind):
    record = getattr(factories, kind)(status="draft")
    assert client.get(path_of(record)).status_code == 404


def test_a_withdrawn_finding_is_gone_and_says_why(client):
    finding = factories.finding()
    curation.withdraw(finding, EVE, "Read wrongly.")
    answer = client.get(f"/findings/{finding.accession}/")
    assert answer.status_code == 410
    assert "Read wrongly." in answer.content.decode()


@pytest.mark.once
def test_detail_pages_ask_a_bounded_number_of_queries(client):
    node, payload, trial, publication, finding = one_of_each()

    def add(count: int) -> None:
        link = [{"trial": trial.accession, "relation": "result_of"}]
        for number in range(count):
            shared = {"cancer_types": [node], "payloads": [payload]}
            factories.finding(publication=publication, scope="cancer_types", trial_links=link, **shared)
            factories.finding(effect="promotes", scope="cancer_types", primary_study=publication, **shared)
            listed_as_open(node, TODAY, payloads=[payload], sites=[site(1)], results=[result_row()])
            factories.trial(overall_status="TERMINATED", status_confirmed_on=f"20{10 + number}", **shared)

    def queries() -> list[int]:
        counts = []
        for record in (node, payload, trial, publication, finding):
            with CaptureQueriesContext(connection) as captured:
                page_of(client, record)
            counts.append(len(captured))
        return counts

    add(3)
    few = queries()
    add(7)
    assert queries() == few
    assert max(few) <= 50
