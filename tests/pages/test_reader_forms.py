"""Readers take part without an account or a cookie: what is taken, what is refused, and that nothing typed is lost."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from trials.addresses import path_of
from trials.models import Flag, SourceSuggestion
from trials.pages import reader_form

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
WRONG = "The dose in row 2 is per kilogram, see table 1."


@pytest.fixture
def record():
    return factories.finding()


def report_of(record) -> str:
    return reverse("pages:report_record", args=[record.accession])


def sent(client: Client, path: str, headers: dict | None = None, **typed: str):
    """The form sent as a person sends it, a while after it was opened."""
    fields = {"comment": WRONG, "email": "", "website": "", "version": "1", "stamp": reader_form.new_stamp(60)}
    return client.post(path, fields | typed, headers=HERE if headers is None else headers)


def words_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def keeps(answer, text: str) -> bool:
    return html.escape(text) in answer.content.decode()


# What is taken


def test_a_report_without_account_or_cookie_arrives_with_the_version_seen(client, record):
    shown = client.get(report_of(record))
    assert record.statement in words_of(shown)
    assert "Do not send patient details" in words_of(shown)

    answer = sent(client, report_of(record), email="reader@example.org")

    assert (answer.status_code, answer.url) == (303, "/thanks/")
    assert "Thank you" in words_of(client.get(answer.url))
    assert not client.cookies
    flag = Flag.objects.get()
    assert (flag.accession, flag.version, flag.comment) == (record.accession, 1, WRONG)
    assert flag.email == "reader@example.org"


def test_a_suggestion_arrives(client):
    assert sent(client, "/suggest/", identifier="10.1000/xyz").status_code == 303
    assert SourceSuggestion.objects.get().identifier == "10.1000/xyz"


def test_what_is_here_already_is_named_instead_of_taken(client):
    paper = factories.publication(doi="10.1000/xyz")
    answer = sent(client, "/suggest/", identifier="https://doi.org/10.1000/XYZ")
    assert answer.status_code == 400
    assert f'href="/publications/{paper.accession}/"' in answer.content.decode()
    assert keeps(answer, WRONG)


def test_a_suggestion_may_come_with_what_was_looked_for(client):
    assert 'value="10.1000/abc"' in client.get("/suggest/?identifier=10.1000/abc").content.decode()


# Ways to the form


def test_the_page_of_a_record_leads_to_its_form(client, record):
    page = client.get(f"/findings/{record.accession}/").content.decode()
    assert page.count(f'href="{report_of(record)}"') == 1
    footer = re.search(r'href="(/report/\?page=[^"]+)"', page)[1]
    assert client.get(footer).url == report_of(record)


def test_the_way_from_any_record_page_finds_the_record(client):
    for made in (factories.cancer_type(), factories.payload(), factories.trial(), factories.publication()):
        assert client.get("/report/", {"page": path_of(made)}).url == report_of(made)


def test_a_page_without_a_record_has_a_form_too(client):
    answer = client.get("/report/?page=/evidence/")
    assert "About the page /evidence/" in words_of(answer)
    assert sent(client, "/report/", page="/evidence/").status_code == 303
    flag = Flag.objects.get()
    assert (flag.page, flag.accession, flag.version) == ("/evidence/", "", 0)


@pytest.mark.parametrize(
    "page", ["//evil.example.org/", "javascript:alert(1)", "https://x.example.org/", "/a b", "/" * 300]
)
def test_only_a_path_of_this_site_is_taken_for_a_page(client, page):
    assert "About the page" not in words_of(client.get("/report/", {"page": page}))
    assert sent(client, "/report/", page=page).status_code == 303
    assert Flag.objects.get().page == ""


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_what_is_not_public_has_no_form(client, status):
    hidden = factories.finding(status=status)
    assert client.get(report_of(hidden)).status_code == 404
    assert sent(client, report_of(hidden)).status_code == 404
    assert client.get(reverse("pages:report_record", args=["MSCF999999"])).status_code == 404


def test_a_withdrawn_record_answers_with_its_tombstone(client):
    assert client.get(report_of(factories.finding(status="withdrawn"))).status_code == 410


def test_an_accession_in_small_letters_moves_to_the_right_one(client, record):
    assert client.get(report_of(record).lower()).url == report_of(record)


# What is refused, with all that was typed


FOREIGN = "did not come from a page of this site"
REFUSED = {
    "another site": ({"headers": {"Origin": "https://elsewhere.example.org"}}, 403, FOREIGN),
    "another site by its own word": ({"headers": HERE | {"Sec-Fetch-Site": "cross-site"}}, 403, FOREIGN),
    "no origin": ({"headers": {}}, 403, FOREIGN),
    "opaque origin": ({"headers": {"Origin": "null"}}, 403, FOREIGN),
    "too short": ({"comment": "Wrong ésé"}, 400, "at least 10 characters"),
    "no address": ({"email": "me at home"}, 400, "Enter a valid email address"),
    "unseen field": ({"website": "https://spam.example.org"}, 400, "a field that people do not see"),
    "no stamp": ({"stamp": ""}, 400, "had lost its stamp"),
    "forged stamp": ({"stamp": "abc:def:ghi"}, 400, "had lost its stamp"),
    "too quick": ({"stamp": 0}, 400, "quicker than 3 seconds"),
    "too old": ({"stamp": 86_500}, 400, "more than a day ago"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_why_and_keeps_what_was_typed(client, record, case):
    given, status, sentence = REFUSED[case]
    if isinstance(given.get("stamp"), int):
        given = given | {"stamp": reader_form.new_stamp(given["stamp"])}

    answer = sent(client, report_of(record), **({"email": "a@example.org"} | given))

    assert answer.status_code == status
    assert sentence in words_of(answer)
    assert keeps(answer, given.get("comment", WRONG))
    assert keeps(answer, given.get("email", "a@example.org"))
    assert "spam.example.org" not in answer.content.decode()
    assert not Flag.objects.exists()
    assert answer.headers["Cache-Control"] == "no-store"


def stamp_in(answer) -> str:
    return re.search(r'name="stamp" value="([^"]+)"', answer.content.decode())[1]


def test_after_a_refusal_the_same_page_can_be_sent(client, record):
    quick = reader_form.new_stamp()
    answer = sent(client, report_of(record), stamp=quick)
    assert stamp_in(answer) == quick
    old = sent(client, report_of(record), stamp=reader_form.new_stamp(90_000))
    assert sent(client, report_of(record), stamp=stamp_in(old)).status_code == 303


def test_a_double_click_sends_one_message(client, record):
    stamp = reader_form.new_stamp(60)
    assert [sent(client, report_of(record), stamp=stamp).status_code for _ in range(2)] == [303, 303]
    assert Flag.objects.count() == 1


def test_other_words_on_a_form_that_was_sent_are_not_lost(client, record):
    stamp = reader_form.new_stamp(60)
    sent(client, report_of(record), stamp=stamp)
    answer = sent(client, report_of(record), stamp=stamp, comment="And another thing is wrong.")
    assert answer.status_code == 409
    assert keeps(answer, "And another thing is wrong.")
    again = sent(client, report_of(record), stamp=stamp_in(answer), comment="And another thing is wrong.")
    assert (again.status_code, Flag.objects.count()) == (303, 2)


def test_so_many_messages_and_no_more(client, record, settings):
    settings.MSCDB_MESSAGE_LIMIT = "2/h"
    reader_form._meter.cache_clear()
    assert [sent(client, report_of(record), comment=f"{WRONG} {n}").status_code for n in range(3)] == [303, 303, 429]
    answer = sent(client, report_of(record))
    assert "more messages than 2/h" in words_of(answer)
    assert keeps(answer, WRONG)
    assert client.get(report_of(record)).status_code == 200


def test_behind_a_proxy_the_public_name_is_taken_for_this_site(client, record, settings):
    settings.MSCDB_SITE_URL = "https://mscdb.example.org"
    assert sent(client, report_of(record), headers={"Origin": "https://mscdb.example.org"}).status_code == 303


def test_a_field_that_is_wrong_says_so_to_a_screen_reader_too(client):
    page = sent(client, "/suggest/", comment="short", identifier="10.1000/xyz").content.decode()
    described = re.search(r'<textarea[^>]*aria-describedby="([^"]+)"', page)[1].split()
    assert re.search(r'<textarea[^>]*aria-invalid="true"', page)
    assert [re.search(rf'id="{each}">([^<]+)<', page)[1].split(".")[0] for each in described] == [
        "Which cells, which tumour, what was done",
        "Ensure this value has at least 10 characters (it has 5)",
    ]
    assert "Why does it belong here?" in page


def test_nothing_typed_becomes_markup(client, record):
    answer = sent(client, report_of(record), comment="<script>x</script>", email="wrong")
    assert "<script>x" not in answer.content.decode()


def test_the_form_is_kept_by_no_cache_and_other_methods_are_refused(client, record):
    for path in (report_of(record), "/report/", "/suggest/"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert client.delete(path).status_code == 405
