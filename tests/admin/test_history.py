"""The history at the desk: versions compared, who set which field and from what, proposals, and the way back."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.addresses import propose, why
from tests.admin.page import record_form, text_of
from tests.admin.people import account, ada, desk_of, ed, eve
from tests.curation.requesting import merged, withdrawn
from tests.factories import ADA, BEN, ED, EVE
from trials import curation
from trials.models import Publication, RecordVersion, Revision, SourceRecord

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TWO_AUTHORS = [{"position": 1, "name": "A. Ash"}, {"position": 2, "name": "B. Birch"}]


def history(record) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_history", args=[record.accession])


def changed(record, by=BEN, accepted_by=EVE, source="Title page", **fields) -> Revision:
    revision = curation.propose(record, fields, by, source, "A slip.")
    curation.accept(revision, accepted_by, "Yes.")
    revision.refresh_from_db()
    return revision


@pytest.fixture
def record() -> Publication:
    return factories.publication(journal="Cell", volume="1", authors=TWO_AUTHORS[:1])


def set_by(page: str) -> dict[str, str]:
    """What “Who set this?” says, by the version that it says it under."""
    said = page.split("Who set this?")[-1].split("Empty in every version:")[0]
    return {part.split(",", 1)[0].strip(): part for part in re.split(r"(?=Version \d+ ?, \d+ \w+ \d{4} ?\.)", said)}


def test_any_two_versions_are_compared_field_by_field_and_row_by_row(record):
    changed(record, journal="Cells", authors=TWO_AUTHORS)
    changed(record, volume="2")
    at_ada = ada()

    last_two = text_of(at_ada.get(history(record))).split("Compare versions")[-1].split("Who set this?")[0]
    assert "Volume Version 2 1 Version 3 2" in last_two
    assert "Journal" not in last_two

    both = text_of(at_ada.get(history(record), {"from": "1", "to": "3"}))
    assert "Journal Version 1 Cell Version 3 Cells" in both
    assert "added B. Birch" in both

    back = text_of(at_ada.get(history(record), {"from": "3", "to": "1"}))
    assert "Journal Version 3 Cells Version 1 Cell" in back
    assert "removed B. Birch" in back


@pytest.mark.parametrize("word", ["99", "x", "-1", "²", ""])
def test_a_version_that_is_none_compares_the_last_two(record, word):
    changed(record, volume="2")
    assert "Volume Version 1 1 Version 2 2" in text_of(ada().get(history(record), {"from": word, "to": word}))


def test_versions_that_say_the_same_are_said_to(record):
    curation.confirm(record, EVE, "Compared with the PDF")
    assert "Version 1 and version 2 say the same in every field." in text_of(ada().get(history(record)))


def test_each_field_says_who_set_it_from_what_and_who_accepted_it(record):
    at_ada = ada()
    for name in ("ben", "ed", "eve"):
        account(name, "Editor", first_name=name.capitalize(), last_name="Bee")
    changed(record, journal="Cells", source="Cover of the issue")
    curation.confirm(record, EVE, "Compared with the PDF")
    page = text_of(at_ada.get(history(record)))

    told = set_by(page)
    assert "Journal Cells" in told["Version 2"]
    assert "Written by Ben Bee, accepted by Eve Bee. Reviewed by two people." in told["Version 2"]
    assert "Source: Cover of the issue Note: A slip. The proposal" in told["Version 2"]
    assert "The whole record was checked by Eve Bee" in told["Version 2"]
    assert "(version 3)" in told["Version 2"]
    assert "Volume 1" in told["Version 1"]
    assert "Written by ada, published by Ed Bee." in told["Version 1"]
    assert "Journal" not in told["Version 1"]
    assert "Empty in every version:" in page
    assert "1 row" in page


def test_a_value_that_came_back_is_of_the_version_that_brought_it_back(record):
    changed(record, volume="2")
    changed(record, volume="1", source="It was right before")
    told = set_by(text_of(ada().get(history(record))))
    assert "Source: It was right before" in told["Version 3"]
    assert "Volume 1" in told["Version 3"]
    assert "Volume" not in told["Version 1"]


def test_a_field_not_declined_is_told_apart_from_a_declined_one(record):
    revision = curation.propose(record, {"journal": "Cells", "volume": "2"}, BEN, "Title page")
    curation.accept(revision, EVE, "", curation.Decision(declined={"volume": "It is volume 1."}))
    page = text_of(ada().get(history(record)))
    assert "Journal accepted; Volume declined: It is volume 1." in page
    assert "Volume 1" in set_by(page)["Version 1"]


def test_a_field_that_a_merger_changed_names_the_request(record):
    loser = factories.publication(doi="10.1000/twice")
    merged(loser, record)
    page = text_of(ada().get(history(record)))
    assert f"Merger of {loser.accession} : Entered twice." in page


def test_what_a_release_brought_names_the_release_and_the_sources_kept(record):
    RecordVersion.objects.update(author="release:2026.1", reviewer="", review_basis="release")
    SourceRecord.objects.create(
        source="registry:x", identifier="X1", accession=record.accession, version_date="2020", fetched_on="2026-01-02",
        sha256="0", parsed={},
    )  # fmt: skip
    page = text_of(ada().get(history(record)))
    assert "release 2026.1" in page
    assert "registry:x X1 , its version of 2020, fetched on 2026-01-02" in page


def test_a_review_taken_over_names_the_person_not_the_code():
    draft = factories.publication(status="submitted")
    account("ed", "Editor", first_name="Ed", last_name="Witten")
    curation.take(draft, ED)
    curation.take(draft, EVE, over=ED.code)
    page = text_of(ada().get(history(draft)))
    assert "Taken over from Ed Witten" in page
    assert "person:ed" not in page


def test_going_back_to_a_version_is_a_proposal_that_somebody_else_accepts(record):
    changed(record, journal="Cells", authors=TWO_AUTHORS)
    changed(record, volume="2")
    at_ada = ada()
    assert f"{propose(record)}?version=1" in at_ada.get(history(record)).content.decode()

    page = at_ada.get(propose(record), {"version": "1"})
    assert "This differs from what is public now: Journal, Volume, Authors." in text_of(page)
    form = record_form(page)
    assert (form.data["journal"], form.data["authors-INITIAL_FORMS"]) == (["Cell"], ["1"])
    assert form.data["proposal-source"] == ["Version 1 of this record."]
    assert at_ada.post(form.action, form.filled()).status_code == 302

    revision = Revision.objects.open().get()
    assert (revision.author, revision.source) == ("person:ada", "Version 1 of this record.")
    assert [change["field"] for change in revision.changes] == ["journal", "volume", "authors"]
    record.refresh_from_db()
    assert (record.journal, record.version) == ("Cells", 3)
    curation.accept(revision, ED)
    versions = RecordVersion.objects.of_record(record.accession)
    assert versions[3].document == versions[0].document


def test_going_back_stands_on_top_of_an_own_open_proposal(record):
    changed(record, journal="Cells")
    curation.propose(record, {"volume": "9"}, ADA, "Page 3")
    form = record_form(ada().get(propose(record), {"version": "1"}))
    assert (form.data["journal"], form.data["volume"]) == (["Cell"], ["9"])
    assert form.data["proposal-source"] == ["Page 3\nVersion 1 of this record."]


def test_undoing_a_change_puts_back_its_fields_where_nobody_changed_them_since(record):
    revision = changed(record, journal="Cells", volume="2", pages="1-9")
    changed(record, volume="3")
    at_ada = ada()
    address = f"{propose(record)}?undo={revision.pk}"
    assert address in at_ada.get(history(record)).content.decode()

    page = at_ada.get(address)
    assert "replaced: Journal, Pages. Somebody changed this after it, so it stays as it is: Volume." in text_of(page)
    form = record_form(page)
    assert form.data["proposal-source"][0].startswith("Version 1 of this record, before the change accepted on")
    at_ada.post(form.action, form.filled(**why("It was right before")))
    changes = Revision.objects.open().get().changes
    assert {each["field"]: each["new"] for each in changes} == {"journal": "Cell", "pages": ""}


def test_what_cannot_be_undone_is_said_and_opens_no_form(record):
    revision = changed(record, volume="2")
    changed(record, volume="3")
    page = ada().get(propose(record), {"undo": revision.pk}, follow=True)
    said = text_of(page)
    assert page.redirect_chain[0][0] == history(record)
    assert "is left to undo. Somebody changed this after it, so it stays as it is: Volume." in said


def test_the_present_version_is_nothing_to_go_back_to(record):
    page = ada().get(propose(record), {"version": "1"}, follow=True)
    assert "says what the record says now." in text_of(page)


def test_a_declined_field_is_no_part_of_what_is_undone(record):
    revision = curation.propose(record, {"journal": "Cells", "volume": "2"}, BEN, "Title page")
    curation.accept(revision, EVE, "", curation.Decision(declined={"volume": "No."}))
    said = text_of(ada().get(propose(record), {"undo": revision.pk}))
    assert "replaced: Journal." in said


@pytest.mark.parametrize("query", [{"version": "7"}, {"undo": "123456"}])
def test_a_version_or_change_that_is_not_there_is_not_found(record, query):
    assert ada().get(propose(record), query).status_code == 404


def test_a_change_of_another_record_or_an_open_one_cannot_be_undone(record):
    other = changed(factories.publication(), volume="8")
    own = curation.propose(record, {"volume": "2"}, BEN, "Title page")
    at_ada = ada()
    for revision in (other, own):
        assert at_ada.get(propose(record), {"undo": revision.pk}).status_code == 404


def test_going_back_leaves_a_mark_of_retraction_as_it_is(record):
    changed(record, volume="2")
    factories.marked(record)
    page = ada().get(propose(record), {"version": "1"})
    assert "public now: Volume." in text_of(page)
    assert record_form(page).data["retraction_status"] == ["retracted"]


def test_who_may_not_propose_sees_no_way_back(record):
    changed(record, volume="2")
    assert desk_of("cleo").get(history(record)).status_code == 403
    at_ed = ed()
    assert "Go back to version" in text_of(at_ed.get(history(record)))
    withdrawn(record)
    page = text_of(at_ed.get(history(record)))
    assert "Version 2" in page
    assert "Go back to version" not in page
    assert "Undo this change" not in page


def test_a_long_history_asks_no_more_queries_than_a_short_one(record, django_assert_max_num_queries):
    changed(record, volume="2")
    at_eve = eve()
    with django_assert_max_num_queries(30) as few:
        at_eve.get(history(record))
    for number in range(4):
        changed(record, journal=f"Journal {number}")
    with django_assert_max_num_queries(len(few)):
        at_eve.get(history(record))


def test_going_back_to_what_refers_to_a_withdrawn_record_is_refused_and_nothing_is_lost():
    gone, stays = factories.payload(), factories.payload()
    finding = factories.finding(payloads=[gone])
    changed(finding, payloads=[stays.accession])
    withdrawn(gone)
    at_ada = ada()
    form = record_form(at_ada.get(propose(finding), {"version": "1"}))
    answer = at_ada.post(form.action, form.filled(comparator="No cells"))
    assert answer.status_code in (200, 409)
    assert gone.accession in text_of(answer)
    assert record_form(answer).data["comparator"] == ["No cells"]
    assert not Revision.objects.open().exists()
