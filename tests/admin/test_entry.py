"""Entering a paper: from an identifier to its record or to a form that fills itself."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.page import record_form, text_of
from tests.admin.people import ada, desk_of
from trials.ingest import kept
from trials.models import Publication, SourceRecord, Trial
from trials.sources.paper import Paper

pytestmark = pytest.mark.django_db

ENTER = reverse("admin:enter")


@pytest.fixture(autouse=True)
def offline(settings):
    settings.MSCDB_OFFLINE = True


def enter(desk, identifier: str, follow: bool = True):
    return desk.post(ENTER, {"identifier": identifier}, follow=follow)


@pytest.mark.parametrize("typed", ["10.1000/ABC", " https://doi.org/10.1000/abc ", "DOI: 10.1000/abc"])
@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_a_paper_that_is_here_is_led_to_with_its_state(typed, status):
    publication = factories.publication(status, doi="10.1000/abc")

    page = enter(ada(), typed)

    assert page.context["holder"] == publication
    assert publication.get_status_display() in text_of(page)
    offers = reverse("admin:enter_findings", args=[publication.accession]) in page.content.decode()
    assert offers == (status != "withdrawn")


def test_a_trial_that_is_here_is_found_by_any_of_its_numbers():
    numbers = [
        {"registry": "nct", "identifier": "NCT01234567"},
        {"registry": "eudract", "identifier": "2012-003741-15"},
    ]
    trial = factories.trial("draft", identifiers=numbers)

    assert enter(ada(), "EudraCT 2012-003741-15").context["holder"] == trial
    assert enter(desk_of("ben", "Curator"), "https://clinicaltrials.gov/study/NCT01234567").context["holder"] == trial


def test_a_paper_that_a_source_told_of_fills_its_form():
    kept.keep(
        Paper(source="library:pubmed", pmid="38797895", title="Stem cells that home"),
        "2026-01-02",
    )
    at_ada = ada()

    page = enter(at_ada, "PMID 38797895")

    form = record_form(page)
    assert (form.data["pmid"], form.data["title"]) == (["38797895"], ["Stem cells that home"])
    assert "Nothing is saved yet" in text_of(page)
    assert not Publication.objects.exists()

    saved = at_ada.post(form.action, form.filled(_save="1"))
    publication = Publication.objects.get()
    assert saved.url == reverse("admin:trials_publication_change", args=[publication.accession])
    assert (publication.pmid, publication.title) == ("38797895", "Stem cells that home")
    assert SourceRecord.objects.get().accession == publication.accession


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [("10.1000/new", "doi", "10.1000/new"), ("31234567", "pmid", "31234567"), ("PMC77", "pmcid", "PMC77")],
)
def test_without_a_network_the_form_holds_the_identifier_and_says_why(typed, name, value):
    page = enter(ada(), typed)

    assert record_form(page).data[name] == [value]
    assert "MSCDB_OFFLINE" in text_of(page)


def test_a_registry_number_stands_in_its_row():
    at_ada = ada()
    form = record_form(enter(at_ada, "nct07654321"))
    assert form.data["identifiers-0-registry"] == ["nct"]
    assert form.data["identifiers-0-identifier"] == ["NCT07654321"]

    assert at_ada.post(form.action, form.filled(_save="1")).status_code == 302
    assert Trial.objects.get().canonical_id == "NCT07654321"


def test_what_is_no_identifier_is_answered_with_examples():
    page = enter(ada(), "what is this")

    assert page.status_code == 400
    assert "“what is this” is no identifier that is known here" in text_of(page)


def test_a_number_of_another_kind_of_record_fills_nothing():
    page = ada().get(reverse("admin:trials_finding_add"), {"scheme": "pmid", "identifier": "123"})

    assert page.status_code == 200
    assert "do not belong to this kind of record" in text_of(page)


def test_similar_records_come_as_a_piece_of_a_page_with_state_and_link():
    payload = factories.payload("draft", name="TRAIL", genes=[{"symbol": "TNFSF10"}])
    page = ada().get(reverse("admin:similar"), {"kind": "payload", "field": "name", "value": "tnfsf10"})

    assert reverse("admin:trials_payload_change", args=[payload.accession]) in page.content.decode()
    assert "Draft TRAIL (has this name or gene)" in text_of(page)
    assert "<html" not in page.content.decode()


def test_only_curators_enter_and_compare():
    outsider = desk_of("cleo")
    for address in (ENTER, reverse("admin:similar") + "?kind=payload&field=name&value=x"):
        assert outsider.get(address).status_code == 403
    assert reverse("admin:enter") not in outsider.get(reverse("admin:index")).content.decode()
    assert ada().get(reverse("admin:similar"), {"kind": "user", "field": "password"}).status_code == 400


def test_a_form_that_is_only_looked_at_asks_nobody(settings):
    """The network is closed in tests: whoever asks fails."""
    settings.MSCDB_OFFLINE = False
    address = reverse("admin:trials_trial_add")

    page = ada().get(address, {"scheme": "nct", "identifier": "NCT07654321"})

    assert record_form(page).data["identifiers-0-identifier"] == ["NCT07654321"]
    assert not SourceRecord.objects.exists()
