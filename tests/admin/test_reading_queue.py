"""The reading queue at the desk: forms and buttons, what they say, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import change
from tests.admin.page import forms_of, text_of
from tests.admin.people import ada, desk_of, ed
from tests.factories import ADA, BEN
from trials.curation import reading
from trials.models import ReadingItem

pytestmark = pytest.mark.django_db

QUEUE = "/admin/reading/"


def act(item: ReadingItem, verb: str) -> str:
    return reverse("admin:reading_act", args=[item.pk, verb])


def item(title: str = "A poster") -> ReadingItem:
    return reading.add_reading("", "", title, "", "", ADA)


@pytest.mark.parametrize(
    ("what", "scheme", "identifier"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/99999991/", "pmid", "99999991"),
        ("10.1000/ABC", "doi", "10.1000/abc"),
        ("nct09999991", "nct", "NCT09999991"),
        ("A poster seen at a congress", "", ""),
    ],
)
def test_whatever_is_pasted_becomes_an_item(what, scheme, identifier):
    desk = ada()

    assert desk.post(QUEUE, {"what": what, "title": "", "comment": "Why not"}).status_code == 302

    made = ReadingItem.objects.get()
    assert (made.scheme, made.identifier, made.origin) == (scheme, identifier, ADA.code)
    assert made.title == ("" if scheme else what)


def test_what_a_record_has_already_is_said_with_a_link_and_nothing_typed_is_lost():
    record = factories.publication(doi="10.1000/abc")

    page = ada().post(QUEUE, {"what": "doi:10.1000/ABC", "title": "A title", "comment": "A reason"})

    assert page.status_code == 409
    assert f'<a href="{change(record)}">{record.accession}</a>' in page.content.decode()
    for typed in ("doi:10.1000/ABC", "A title", "A reason"):
        assert f'value="{typed}"' in page.content.decode()


def test_a_slip_in_a_number_is_no_title():
    page = ada().post(QUEUE, {"what": "10.1/x", "title": "", "comment": ""})

    assert page.status_code == 409
    assert "is no DOI, PMID, PMCID or registry number" in text_of(page)


def test_signs_that_no_column_holds_do_no_harm():
    desk, poster = ada(), item()

    assert desk.get(QUEUE, {"q": "\x00", "page": "-3", "state": "\x00"}).status_code == 200
    assert desk.post(QUEUE, {"what": "A \x00 poster \x00", "title": "\x00", "comment": "\x00"}).status_code == 302
    assert desk.post(act(poster, "curate"), {"depth": "\x00", "accession": "\x00"}).status_code == 409
    assert desk.post(act(poster, "exclude"), {"reason": "No\x00."}).status_code == 302
    assert desk.post("/admin/profile/", {"public_name": "A\x00da", "orcid": "\x00", "email": ""}).status_code == 302
    assert desk.post("/admin/profile/", {"accession": "\x00", "wish": "named"}).status_code == 409


def test_the_way_of_an_item_by_its_buttons():
    record, poster, desk = factories.publication(), item(), ada()

    desk.post(act(poster, "assign"))
    assert [form.action for form in forms_of(desk.get(QUEUE)) if "/reading/" in form.action][1:] == [
        act(poster, "release"), act(poster, "curate"), act(poster, "exclude"),
    ]  # fmt: skip
    refused = desk.post(act(poster, "curate"), {"depth": "tables", "accession": "MSCL999999"})
    assert refused.status_code == 409
    assert 'value="MSCL999999"' in refused.content.decode()
    desk.post(act(poster, "curate"), {"depth": "tables", "accession": record.accession})

    poster.refresh_from_db()
    assert (poster.state, poster.depth, poster.accession) == ("curated", "tables", record.accession)
    assert desk.post(act(poster, "reopen")).status_code == 302
    assert desk.post(act(poster, "exclude"), {"reason": ""}).status_code == 409
    assert desk.post(act(poster, "exclude"), {"reason": "Not here."}).status_code == 302


def test_two_people_press_the_same_button_and_the_second_is_told_who_was_first():
    poster, at_ada = item(), ada()
    desk_of("ben", "Curator")
    reading.assign(poster, BEN)

    page = at_ada.post(act(poster, "exclude"), {"reason": "Not here."})

    assert page.status_code == 409
    assert "Ben reads it; that person or an editor gives it back first." in text_of(page)
    assert 'value="Not here."' in page.content.decode()
    assert act(poster, "exclude") not in [form.action for form in forms_of(at_ada.get(QUEUE))]
    assert act(poster, "release") in [form.action for form in forms_of(ed().get(QUEUE))]


def test_the_list_is_narrowed_by_state_by_mine_and_by_words():
    first, second, third = (item(f"Poster {number}") for number in ("one", "two", "three"))
    reading.assign(second, ADA)
    reading.exclude(third, "Not here.", ADA)
    desk = ada()

    def shown(**query: str) -> list[ReadingItem]:
        return [row["item"] for row in desk.get(QUEUE, query).context["rows"]]

    assert shown() == [first, second, third]
    assert shown(state="mine") == [second]
    assert shown(state="excluded") == [third]
    assert shown(q="ONE") == [first]
    assert shown(state="mine", q="one") == []


def test_a_publication_s_page_at_the_desk_says_how_far_and_takes_it():
    record, desk = factories.publication(), ada()
    assert "Not recorded." in text_of(desk.get(change(record)))

    answer = desk.post(reverse("admin:reading_depth", args=[record.accession]), {"depth": "whole"})

    assert answer.url == change(record)
    assert "Whole text curated, by ada" in text_of(desk.get(change(record)))


def test_who_has_no_role_changes_nothing_by_hand():
    poster, outsider, record = item(), desk_of("cleo"), factories.publication()

    assert outsider.post(QUEUE, {"what": "A poster more"}).status_code == 403
    assert outsider.post(act(poster, "assign")).status_code == 403
    assert outsider.post(reverse("admin:reading_depth", args=[record.accession]), {"depth": "whole"}).status_code == 403
    assert ada().get(act(poster, "assign")).status_code == 405
    assert ReadingItem.objects.get().state == "to_read"
