"""Profiles: the name and ORCID of a person, on which records they stand, and which notices the person wants."""

import pytest

from tests import factories
from tests.admin.people import account
from tests.factories import ADA, CLEO
from trials.curation import Refusal, people
from trials.models import Person, ReviewEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return account("ada", "Curator").person


def refused(sentence: str, verb, *arguments) -> None:
    before = list(Person.objects.values())
    with pytest.raises(Refusal) as caught:
        verb(*arguments)
    assert sentence in str(caught.value)
    assert list(Person.objects.values()) == before


def test_a_profile_is_kept_in_order(person):
    people.set_profile(
        ADA, people.Profile(" Ada  Lovelace ", "https://orcid.org/0000000218250097", True, "a@example.org")
    )

    person.refresh_from_db()
    assert (person.public_name, person.orcid, person.is_credited) == ("Ada Lovelace", "0000-0002-1825-0097", True)
    assert person.user.email == "a@example.org"


def test_what_is_wrong_in_a_profile_is_named(person):
    refused("ORCID: The last digit", people.set_profile, ADA, people.Profile("Ada", "0000-0002-1825-0098"))
    refused("ORCID: “12” is no ORCID iD", people.set_profile, ADA, people.Profile("Ada", "12"))
    refused("Public name: say under which name", people.set_profile, ADA, people.Profile("  ", "", True))
    refused("E-mail: “ada@” is no e-mail address.", people.set_profile, ADA, people.Profile("", "", False, "ada@"))
    refused("Public name: at most 120", people.set_profile, ADA, people.Profile("A" * 121))
    refused("E-mail: at most 254", people.set_profile, ADA, people.Profile("", "", False, f"a@{'b.' * 126}org"))
    refused("Only curators and editors may do this.", people.set_profile, CLEO, people.Profile("Cleo"))


def test_a_single_record_is_an_exception_until_it_is_taken_back(person):
    record = factories.publication()
    refused("Public name", people.set_credit, ADA, record.accession, True)
    refused("There is no record MSCL999999.", people.set_credit, ADA, "MSCL999999", False)

    people.set_profile(ADA, people.Profile("Ada"))
    people.set_credit(ADA, record.accession.lower(), True)
    assert person.credit_exceptions.get().is_credited
    refused("Public name", people.set_profile, ADA, people.Profile(""))

    people.set_credit(ADA, record.accession, None)
    assert not person.credit_exceptions.exists()


def test_who_chooses_e_mail_is_not_told_of_the_past(person):
    factories.publication()

    people.choose_notices(person, {"decided"}, {"decided"})

    person.refresh_from_db()
    assert person.notices_sent == ReviewEvent.objects.last().pk
    assert set(person.notice_choices.filter(by_email=True).values_list("kind", flat=True)) == {"decided"}


def test_reading_notices_goes_forward_only_and_not_beyond_the_last(person):
    factories.publication()
    last = ReviewEvent.objects.last().pk

    people.mark_read(person, last + 1000)
    people.mark_read(person, 1)

    person.refresh_from_db()
    assert person.notices_read == last
