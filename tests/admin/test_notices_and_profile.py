"""Notices and My profile at the desk."""

import pytest

from tests import factories
from tests.admin.page import text_of
from tests.admin.people import ada, ed
from tests.factories import ADA
from trials.models import Person, ReviewEvent

pytestmark = pytest.mark.django_db

NOTICES, PROFILE = "/admin/notices/", "/admin/profile/"


def me() -> Person:
    return Person.objects.get(code="ada")


def test_the_header_counts_what_is_new_until_it_is_marked_as_read():
    record, desk = factories.publication(status="returned"), ada()

    page = desk.get(NOTICES)
    said = text_of(page)
    assert "Notices 1 new" in said
    assert "You see this because you wrote it." in said
    assert "“" in said or "Please say more." in said
    assert record.accession in said

    desk.post(NOTICES, {"until": str(ReviewEvent.objects.last().pk)})
    assert "Notices 1 new" not in text_of(desk.get("/admin/"))
    assert "Nothing new." in text_of(desk.get(NOTICES))


@pytest.mark.parametrize("until", ["", "-1", "x", "9" * 30, "99999999"])
def test_an_absurd_mark_does_no_harm(until):
    factories.publication(status="returned")
    assert ada().post(NOTICES, {"until": until}).status_code == 302
    assert me().notices_read <= ReviewEvent.objects.last().pk


def test_kinds_are_chosen_and_a_missing_address_is_said():
    factories.publication(status="returned")
    desk = ada()

    page = desk.post(NOTICES, {"choose": "", "by_email": ["decided", "nonsense"]}, follow=True)

    assert "No e-mail address of yours is known." in text_of(page)
    assert page.context["notices"] == []
    assert list(me().notice_choices.filter(by_email=True).values_list("kind", flat=True)) == ["decided"]


def test_a_profile_is_kept_and_a_wrong_one_is_refused_with_all_that_was_typed():
    desk = ada()
    typed = {"public_name": "Ada Lovelace", "orcid": "0000-0002-1825-0098", "email": "ada@example.org"}

    refused = desk.post(PROFILE, typed)
    assert refused.status_code == 409
    assert "does not fit the others" in text_of(refused)
    for value in typed.values():
        assert f'value="{value}"' in refused.content.decode()
    assert me().public_name == ""

    desk.post(PROFILE, typed | {"orcid": "0000-0002-1825-0097", "is_credited": "on"})
    assert (me().public_name, me().orcid, me().is_credited) == ("Ada Lovelace", "0000-0002-1825-0097", True)


def test_single_records_are_named_or_not_and_taken_back():
    record, desk = factories.publication(), ada()
    desk.post(PROFILE, {"public_name": "Ada Lovelace", "orcid": "", "email": "", "is_credited": "on"})

    unknown = desk.post(PROFILE, {"accession": "MSCL999999", "wish": "not_named"})
    assert unknown.status_code == 409
    assert 'value="MSCL999999"' in unknown.content.decode()
    assert 'value="Ada Lovelace"' in unknown.content.decode()

    page = desk.post(PROFILE, {"accession": record.accession, "wish": "not_named"}, follow=True)
    assert "not named" in text_of(page)
    desk.post(PROFILE, {"accession": record.accession, "wish": ""})
    assert not me().credit_exceptions.exists()
    assert me().is_credited


def test_everybody_changes_their_own_profile_only():
    desk = ed()
    desk.post(PROFILE, {"public_name": "Ed", "orcid": "", "email": "", "code": ADA.code, "person": ADA.code})

    assert Person.objects.get(code="ed").public_name == "Ed"
    assert not Person.objects.filter(code="ada").exists()
