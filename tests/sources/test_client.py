"""The client: whom it asks, how often, how patiently, and what it says when there is no answer."""

import json
from collections.abc import Iterator

import pytest

from tests.sources.answers import Answer, Service, serving
from trials.sources import client as client_module
from trials.sources import questions
from trials.sources.client import BASES, CLINICALTRIALS_GOV, CROSSREF, NCBI, Client, NoAnswer, NotThere

PATH = "/api/v2/studies/NCT90000001"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as made:
        yield made


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def client(service, pauses) -> Iterator[Client]:
    with Client(bases=dict.fromkeys(BASES, service.url), contact="us@example.org", sleep=pauses.append) as made:
        yield made


def test_it_asks_and_says_who_asks(client, service):
    service.answers["/api"] = [Answer(b"{}")]
    assert questions.study(client, "NCT90000001") == b"{}"
    assert service.asked == [f"{PATH}?format=json"]
    assert service.agents == ["MSCdb/1 (us@example.org)"]


def test_offline_asks_nobody_and_says_so(service):
    with Client(offline=True, bases=dict.fromkeys(BASES, service.url)) as client, pytest.raises(NoAnswer) as caught:
        questions.study(client, "NCT90000001")
    assert str(caught.value) == "clinicaltrials.gov was not asked: this installation is offline (MSCDB_OFFLINE=1)."
    assert service.asked == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_it_tries_again_and_waits_longer_each_time(client, service, pauses, monkeypatch, status):
    monkeypatch.setattr(client_module, "PACE", {CLINICALTRIALS_GOV: 0})
    service.answers["/api"] = [Answer(status=status), Answer(status=status), Answer(status=status), Answer(b"{}")]
    assert questions.study(client, "NCT90000001") == b"{}"
    assert len(service.asked) == 4
    assert [1 <= pauses[0] <= 2, 2 <= pauses[1] <= 4, 4 <= pauses[2] <= 8] == [True] * 3


def test_it_waits_as_long_as_it_is_told_but_not_for_ever(client, service, pauses, monkeypatch):
    monkeypatch.setattr(client_module, "PACE", {CLINICALTRIALS_GOV: 0})
    waits = [Answer(status=429, headers={"Retry-After": after}) for after in ("7", "100000", "tomorrow")]
    service.answers["/api"] = [*waits, Answer(b"{}")]
    questions.study(client, "NCT90000001")
    assert pauses[:2] == [7, 60]
    assert 4 <= pauses[2] <= 8


def test_it_gives_up_with_a_sentence(client, service):
    service.answers["/api"] = [Answer(status=503)]
    with pytest.raises(NoAnswer, match=r"clinicaltrials.gov is busy or broken \(HTTP 503\); try again later."):
        questions.study(client, "NCT90000001")
    assert len(service.asked) == 5


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [(404, NotThere, "has no such record"), (400, NoAnswer, r"refused the question \(HTTP 400\)")],
)
def test_a_no_is_not_asked_again(client, service, status, kind, said):
    service.answers["/api"] = [Answer(status=status)]
    with pytest.raises(kind, match=said):
        questions.study(client, "NCT90000001")
    assert len(service.asked) == 1


def test_nobody_there_is_a_sentence(pauses):
    nobody = dict.fromkeys(BASES, "http://127.0.0.1:9")
    with Client(bases=nobody, attempts=2, sleep=pauses.append) as client, pytest.raises(NoAnswer) as caught:
        questions.study(client, "NCT90000001")
    assert "clinicaltrials.gov could not be reached (ConnectError); try again later." in str(caught.value)


def test_it_goes_on_only_to_hosts_that_it_knows(client, service):
    service.answers[PATH] = [Answer(status=301, headers={"Location": "/api/v2/studies/NCT90000002"})]
    service.answers["/api/v2/studies/NCT90000002"] = [Answer(b"{}")]
    assert questions.study(client, "NCT90000001") == b"{}"
    service.answers[PATH] = [Answer(status=302, headers={"Location": "http://169.254.169.254/secret"})]
    with pytest.raises(NoAnswer, match=r"sent us on to 169.254.169.254, which is none that we ask"):
        questions.study(client, "NCT90000001")


def test_it_keeps_its_pace(client, service, pauses):
    service.answers["/"] = [Answer(b"{}")]
    questions.study(client, "NCT90000001")
    assert pauses == []
    questions.study(client, "NCT90000001")
    assert 0.5 < pauses[0] <= client_module.PACE[CLINICALTRIALS_GOV]
    questions.work(client, "10.1000/x")
    assert len(pauses) == 1


def test_an_answer_without_end_is_cut(client, service, monkeypatch):
    monkeypatch.setattr(client_module, "LARGEST_ANSWER", 1000)
    service.answers["/api"] = [Answer(b" " * 5000)]
    with pytest.raises(NoAnswer, match="answers with more than"):
        questions.study(client, "NCT90000001")


# Questions


def test_a_search_is_read_page_by_page_and_begun_anew_where_it_stopped(client, service):
    pages = [{"studies": [], "nextPageToken": "t2"}, {"studies": [], "nextPageToken": "t3"}, {"studies": []}]
    service.answers["/api"] = [Answer(json.dumps(page).encode()) for page in pages]
    assert [token for _, token in questions.study_pages(client, "stromal AND cancer")] == ["t2", "t3", ""]
    assert "query.term=stromal+AND+cancer" in service.asked[0]
    assert "pageToken" not in service.asked[0]
    assert "pageToken=t3" in service.asked[2]
    service.asked.clear()
    assert len(list(questions.study_pages(client, "x", token="t9"))) == 1
    assert "pageToken=t9" in service.asked[0]


def test_pubmed_is_asked_by_number_and_by_doi(client, service):
    service.answers["/entrez/eutils/efetch"] = [Answer(b"<x/>")]
    found = [{"idlist": ["12"]}, {"idlist": []}, {"idlist": ["1", "2"]}]
    service.answers["/entrez/eutils/esearch"] = [Answer(json.dumps({"esearchresult": each}).encode()) for each in found]
    assert questions.articles(client, ["1", "2"]) == b"<x/>"
    assert "db=pubmed&id=1%2C2&retmode=xml" in service.asked[0]
    assert questions.pmid_of(client, "doi", "10.1000/x") == "12"
    assert "term=10.1000%2Fx%5Bdoi%5D" in service.asked[1]
    for count in ("no", "2"):
        with pytest.raises(NotThere, match=f"knows {count} articles"):
            questions.pmid_of(client, "doi", "10.1000/x")


def test_a_doi_is_one_part_of_crossrefs_address(client, service):
    service.answers["/works"] = [Answer(b"{}")]
    questions.work(client, "10.1000/a(b)<c>?d#e/../f")
    assert service.asked == ["/works/10.1000%2Fa%28b%29%3Cc%3E%3Fd%23e%2F..%2Ff"]


def test_a_web_page_in_place_of_json_is_no_answer(client, service):
    service.answers["/entrez"] = [Answer(b"<html>Sorry</html>")]
    with pytest.raises(NoAnswer, match="something that is no JSON object"):
        questions.pmid_of(client, "doi", "10.1000/x")


def test_only_three_hosts_are_known_all_over_tls():
    assert set(BASES) == {CLINICALTRIALS_GOV, NCBI, CROSSREF}
    assert all(base.startswith("https://") for base in BASES.values())
