"""Look-ups: what was kept comes first, then the network; what cannot be answered is a sentence and an empty form."""

import dataclasses
import json
from collections.abc import Iterator

import pytest

from tests import factories
from tests.sources.answers import Answer, Service, serving
from tests.sources.small import article, study
from trials import ingest
from trials.ingest import kept, look_up
from trials.models import Publication, SourceRecord, Trial
from trials.sources.client import BASES, Client
from trials.sources.clinicaltrials_gov import study_of
from trials.sources.containers import as_sent

pytestmark = pytest.mark.django_db

NUMBER = "NCT90000001"
WORK = {"DOI": "10.1000/right.1", "indexed": {}, "title": ["From Crossref"], "type": "journal-article"}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as made:
        made.answers["/api/v2/studies/"] = [Answer(json.dumps(study()).encode())]
        yield made


@pytest.fixture
def client(service) -> Iterator[Client]:
    with Client(bases=dict.fromkeys(BASES, service.url), attempts=1, sleep=lambda seconds: None) as made:
        yield made


def pubmed(service: Service, found: list[str], body: bytes = b"") -> None:
    service.answers["/entrez/eutils/esearch"] = [Answer(json.dumps({"esearchresult": {"idlist": found}}).encode())]
    service.answers["/entrez/eutils/efetch"] = [Answer(body or article())]


def test_the_network_answers_and_its_words_are_kept(client, service):
    found = look_up("nct", " nct90000001 ", client)
    assert found.model is Trial
    assert found.document["title"] == "Stromal Cells That Carry a Virus in Glioma"
    assert (found.source.code, found.source.version_date, found.source.was_kept) == (
        "registry:clinicaltrials.gov", "2026-03-03", False,
    )  # fmt: skip
    row = SourceRecord.objects.get()
    assert (row.identifier, row.accession, row.sha256) == (NUMBER, "", found.source.sha256)
    assert row.parsed["overall_status"] == "UNKNOWN"


def test_what_was_kept_is_not_asked_for_again_unless_it_should_be_fresh(client, service):
    first = look_up("nct", NUMBER, client)
    again = look_up("nct", NUMBER, client)
    assert again.document == first.document
    assert again.source.was_kept
    assert len(service.asked) == 1
    service.answers["/api/v2/studies/"] = [
        Answer(json.dumps(study(statusModule__lastUpdatePostDateStruct__date="2026-10-01")).encode())
    ]
    fresh = look_up("nct", NUMBER, client, fresh=True)
    assert fresh.document["status_confirmed_on"] == "2026-10-01"
    assert SourceRecord.objects.count() == 2
    assert look_up("nct", NUMBER, client).source.version_date == "2026-10-01"


def test_the_newest_version_counts_in_whatever_order_they_came():
    for date in ("2026-10-01", "2022-10-01"):
        found, _ = study_of(study(statusModule__lastUpdatePostDateStruct__date=date))
        kept.keep(found, "2026-11-22")
    assert look_up("nct", NUMBER).source.version_date == "2026-10-01"


def test_offline_says_so_and_leaves_the_number_in_the_form(settings):
    settings.MSCDB_OFFLINE = True
    found = look_up("nct", NUMBER)
    assert (found.model, found.source) == (Trial, None)
    assert found.document == {"identifiers": [{"registry": "nct", "identifier": NUMBER}]}
    assert "this installation is offline" in found.problems[0]
    paper = look_up("doi", "https://doi.org/10.1000/X")
    assert (paper.model, paper.document) == (Publication, {"doi": "10.1000/x"})
    assert "offline" in paper.problems[0]


def test_what_was_kept_stands_in_when_nobody_answers(client, service):
    look_up("nct", NUMBER, client)
    service.answers["/api/v2/studies/"] = [Answer(status=503)]
    found = look_up("nct", NUMBER, client, fresh=True)
    assert "busy or broken" in found.problems[0]
    assert found.source.was_kept
    assert found.document["title"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=404), "has no such record"),
        (Answer(b"<html></html>"), "answered, but with no record of it"),
        (Answer(json.dumps(study("NCT90000055", identificationModule__nctIdAliases=[])).encode()), "with NCT90000055"),
    ],
)
def test_no_record_is_a_sentence(client, service, answer, said):
    service.answers["/api/v2/studies/"] = [answer]
    found = look_up("nct", NUMBER, client)
    assert (found.source, len(found.problems)) == (None, 1)
    assert said in found.problems[0]
    assert SourceRecord.objects.count() == 0


def test_an_old_number_leads_to_the_present_one(client):
    found = look_up("nct", "NCT90000099", client)
    assert found.problems[0] == "NCT90000099 is an old number of NCT90000001."
    assert found.document["identifiers"][0]["identifier"] == NUMBER


def test_a_registry_that_we_cannot_ask_says_so():
    found = look_up("isrctn", "ISRCTN12345678")
    assert found.document == {"identifiers": [{"registry": "isrctn", "identifier": "ISRCTN12345678"}]}
    assert found.problems == ("ISRCTN cannot be asked from here; type in what its page says.",)


def test_what_is_no_identifier_is_refused():
    with pytest.raises(ValueError, match="is no ClinicalTrials.gov identifier"):
        look_up("nct", "NCT1")


# Literature


def test_a_pubmed_number(client, service):
    pubmed(service, [])
    found = look_up("pmid", "031234567", client)
    assert (found.model, found.document["title"]) == (Publication, "Cells in glioma")
    assert look_up("doi", "10.1000/RIGHT.1").source.was_kept
    assert look_up("pmcid", "PMC7654321").source.was_kept


def test_a_number_that_pubmed_answers_with_another_article_is_not_believed(client, service):
    pubmed(service, [])
    found = look_up("pmid", "12", client)
    assert (found.source, found.document) == (None, {"pmid": "12"})


def test_a_doi_is_asked_of_pubmed_first_then_of_crossref(client, service):
    service.answers["/works"] = [Answer(json.dumps({"message": WORK}).encode())]
    pubmed(service, ["31234567"])
    assert look_up("doi", "10.1000/right.1", client).source.code == "library:pubmed"
    SourceRecord.objects.all().delete()
    pubmed(service, [])
    found = look_up("doi", "10.1000/right.1", client)
    assert (found.source.code, found.document["title"]) == ("library:crossref", "From Crossref")


def test_crossref_answers_where_pubmeds_search_finds_another_article(client, service):
    service.answers["/works"] = [Answer(json.dumps({"message": WORK | {"DOI": "10.1000/other"}}).encode())]
    pubmed(service, ["31234567"])
    found = look_up("doi", "10.1000/other", client)
    assert found.source.code == "library:crossref"


def test_a_pmcid(client, service):
    pubmed(service, ["31234567"])
    assert look_up("pmcid", "pmc7654321", client).document["pmcid"] == "PMC7654321"
    assert look_up("pmcid", "PMC1", client).document == {"pmcid": "PMC1"}


# Source records


def test_a_record_of_ours_is_named_on_what_is_kept_and_can_claim_it_later(client):
    look_up("nct", NUMBER, client)
    trial = factories.trial("draft", identifiers=[{"registry": "nct", "identifier": NUMBER}])
    assert ingest.claim(trial) == 1
    assert SourceRecord.objects.get().accession == trial.accession
    assert ingest.claim(trial) == 0
    other, _ = study_of(study(statusModule__whyStopped="Funding"))
    assert kept.keep(other, "2026-11-22").accession == trial.accession


def test_the_same_words_twice_are_one_row_and_come_back_as_they_were():
    found = dataclasses.replace(study_of(study())[0], raw=as_sent(study()))
    rows = {kept.keep(found, day).pk for day in ("2026-11-21", "2026-11-22", "2026-11-20")}
    assert len(rows) == 1
    row = SourceRecord.objects.get()
    assert (row.fetched_on, row.last_seen_on) == ("2026-11-21", "2026-11-22")
    assert json.loads(kept.unpacked(row)) == study()
    assert kept.typed(row) == found


def test_what_an_older_version_of_the_reader_kept_can_still_be_read():
    found, _ = study_of(study())
    row = kept.keep(found, "2026-11-22")
    del row.parsed["acronym"]
    row.parsed["a field of another day"] = 1
    assert kept.typed(row).acronym == ""
    assert kept.typed(row).title == found.title
