"""Sheets at the desk: down and up by browser, step by step, for curators and only one's own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin import people
from tests.admin.page import forms_of, text_of
from tests.exchange.sheeting import Sheet
from trials.admin import sheets as pages
from trials.document import PUBLICATION
from trials.models import Publication, Revision, SheetUpload

pytestmark = pytest.mark.django_db

DOWN = "admin:trials_publication_sheet"


def send(desk: Client, sheet: Sheet, name: str = "sheet.csv"):
    """Send a sheet in as the form of the page does."""
    form = next(form for form in forms_of(desk.get(reverse("admin:sheets"))) if "source" in form.data)
    file = SimpleUploadedFile(name, sheet.data(), "text/csv")
    return desk.post(reverse("admin:sheets"), form.filled(kind="MSCL", source="doi:10.1000/x") | {"file": file})


def address(act: str, upload: SheetUpload) -> str:
    return reverse(f"admin:{act}", args=[upload.pk])


def new(*titles: str) -> Sheet:
    sheet = Sheet.with_columns(PUBLICATION, "accession", "title")
    for title in titles:
        sheet.add(title=title)
    return sheet


def pressed(desk: Client, page, button: str):
    """The form of the page whose address ends so, sent as it stands."""
    form = next(form for form in forms_of(page) if form.action.endswith(f"/{button}/"))
    return desk.post(form.action, form.data, follow=True)


def test_a_sheet_goes_down_is_edited_comes_back_is_looked_through_and_taken_in():
    record, desk = factories.publication(), people.ada()
    down = desk.get(reverse(DOWN))
    assert down["Content-Type"] == "text/csv; charset=utf-8"
    assert down.content.startswith(b"\xef\xbb\xbfaccession,version,title")

    sheet = Sheet.of(Publication.objects.all()).put(record.accession, year="2021").add(title="A new one")
    page = desk.get(send(desk, sheet)["Location"])
    assert "0 of 2 rows checked" in text_of(page)
    page = pressed(desk, page, "check")
    assert "All 2 rows are right. 1 will become new draft, 1 changes something" in text_of(page)
    assert "Row 2 Change MSCL" in text_of(page)
    page = pressed(desk, page, "take-in")

    assert "1 new draft, 1 change." in text_of(page)
    assert Revision.objects.get().changes == [{"field": "year", "old": 2020, "new": 2021}]
    assert Publication.objects.get(title="A new one").status == "draft"


def test_a_wrong_row_is_shown_first_and_cannot_be_taken_in():
    desk = people.ada()
    sheet = Sheet.with_columns(PUBLICATION, "accession", "title", "year").add(title="Good").add(title="<b>", year="x")

    page = pressed(desk, desk.get(send(desk, sheet)["Location"]), "check")

    assert "1 row cannot be taken in" in text_of(page)
    assert "Row 3 Error year x : Enter a whole number." in text_of(page)
    assert "/take-in/" not in page.content.decode()
    refused = desk.post(address("sheet_take_in", SheetUpload.objects.get()))
    assert refused.status_code == pages.CONFLICT
    assert "Rows with errors: 1" in text_of(refused)
    assert not Publication.objects.exists()


def test_a_file_that_is_no_sheet_is_refused_in_its_own_field_and_keeps_what_was_typed():
    desk = people.ada()
    sheet = Sheet.with_columns(PUBLICATION, "accession", "titel")
    sheet.rows.append(["", "x"])

    page = send(desk, sheet)

    assert page.status_code == 422
    assert "There is no column “titel”. The nearest: title" in text_of(page)
    assert "doi:10.1000/x" in text_of(page)
    assert not SheetUpload.objects.exists()


def test_the_list_as_it_is_filtered_is_what_comes_down():
    factories.publication(title="Alpha"), factories.publication(title="Beta"), factories.publication("withdrawn")
    desk = people.ada()

    assert desk.get(reverse(DOWN)).content.count(b"\r\n") == 3
    only_beta = desk.get(reverse(DOWN), {"q": "Beta"}).content.decode()
    assert "Beta" in only_beta
    assert "Alpha" not in only_beta
    listed = desk.get(reverse("admin:trials_publication_changelist"), {"q": "Beta"}).content.decode()
    assert f"{reverse(DOWN)}?q=Beta" in listed


@pytest.mark.parametrize("name", ["sheet", "sheet_check", "sheet_take_in", "sheet_discard"])
def test_the_sheets_of_others_are_not_there(name):
    ada, ed = people.ada(), people.ed()
    send(ada, new("One"))

    assert ed.post(address(name, SheetUpload.objects.get())).status_code == 404
    assert SheetUpload.objects.count() == 1


def test_who_has_no_role_neither_sees_nor_asks_for_sheets():
    outsider = people.desk_of("cleo")

    assert reverse("admin:sheets") not in outsider.get(reverse("admin:index")).content.decode()
    assert outsider.get(reverse("admin:sheets")).status_code == 403
    assert outsider.get(reverse(DOWN)).status_code == 403
    assert Client().get(reverse(DOWN)).status_code == 302


@pytest.mark.parametrize("name", ["sheet_check", "sheet_take_in", "sheet_discard"])
def test_looking_changes_nothing(name):
    desk = people.ada()
    send(desk, new("One"))

    assert desk.get(address(name, SheetUpload.objects.get())).status_code == 405
    assert SheetUpload.objects.get().rows.get().outcome == "unchecked"


def test_a_sheet_that_is_not_wanted_is_thrown_away():
    desk = people.ada()
    page = pressed(desk, desk.get(send(desk, new("One"))["Location"]), "discard")

    assert "nothing was written from it" in text_of(page)
    assert not SheetUpload.objects.exists()
