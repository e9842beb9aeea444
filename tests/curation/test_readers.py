"""Readers' messages: taken down once, answered once, with a reason; addresses are forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.curation.watching import refused
from tests.factories import ADA, BEN, CLEO
from trials.choices import Verb
from trials.curation import readers
from trials.curation.readers import Said
from trials.models import DataVersion, Flag, ReadingItem, ReviewEvent, SourceSuggestion

pytestmark = pytest.mark.django_db

WRONG = "The dose in row 2 is per kilogram."


def event_words() -> list[tuple]:
    return [(event.verb, event.actor, event.n) for event in ReviewEvent.objects.filter(verb__in=["flag", "answer"])]


def test_a_flag_is_logged_on_the_record_and_changes_nothing_public():
    record = factories.publication()
    before = DataVersion.objects.get().n

    flag = readers.flag(record, Said(WRONG, "reader@example.org"), seen_version=1)

    assert (flag.accession, flag.version, flag.comment, flag.status) == (record.accession, 1, WRONG, "open")
    assert event_words() == [(Verb.FLAG, "reader", None)]
    assert "example.org" not in ReviewEvent.objects.last().note
    assert DataVersion.objects.get().n == before


@pytest.mark.parametrize(("said", "kept"), [(0, 1), (1, 1), (99, 1)])
def test_the_version_seen_is_one_that_there_was(said, kept):
    assert readers.flag(factories.publication(), Said(WRONG), seen_version=said).version == kept


def test_a_message_needs_words_and_a_public_record():
    record = factories.publication()
    refused("Write 10 to 4000 characters; these are 5.", readers.flag, record, Said("  Wrong  "), 1)
    refused("these are 4001", readers.flag, record, Said("x" * 4001), 1)
    refused("is not public", readers.flag, factories.publication(status="draft"), Said(WRONG), 1)
    refused("Say which paper or trial", readers.suggest, " ", Said(WRONG))


def test_a_form_that_comes_twice_makes_one_message():
    record, said = factories.publication(), Said(WRONG, sent_with="key")
    first = readers.flag(record, said, 1)
    assert readers.flag(record, said, 1) == first
    assert len(event_words()) == 1
    refused("sent already, with other words", readers.flag, record, Said(WRONG + " And more.", sent_with="key"), 1)
    assert readers.suggest("10.1000/x", Said(WRONG, sent_with="")) != readers.suggest("10.1000/x", Said(WRONG))


def test_a_curator_answers_once_with_a_reason():
    flag = readers.flag(factories.publication(), Said(WRONG), 1)
    refused("Only curators and editors", readers.answer, flag, "accepted", CLEO, "Mended.")
    refused("Choose whether", readers.answer, flag, "open", ADA, "Mended.")
    refused("Say what was done", readers.answer, flag, "accepted", ADA, " ")

    readers.answer(flag, "accepted", ADA, "Proposed as a change.")

    assert (flag.status, flag.decided_by, flag.answer) == ("accepted", ADA.code, "Proposed as a change.")
    assert event_words()[-1] == (Verb.ANSWER, ADA.code, None)
    refused("Somebody answered it meanwhile: accepted", readers.answer, flag, "declined", BEN, "No.")


def test_an_accepted_suggestion_goes_into_the_reading_queue():
    suggestion = readers.suggest("https://doi.org/10.1000/XYZ", Said("Glioma, engineered cells."))
    readers.answer(suggestion, "accepted", ADA, "To be read.", to_read=True)

    item = ReadingItem.objects.get()
    assert (item.scheme, item.identifier, item.origin) == ("doi", "10.1000/xyz", "reader")
    assert item.comment == "Glioma, engineered cells."


def test_words_that_are_no_identifier_become_a_title_in_the_queue():
    readers.answer(readers.suggest("Cells against glioma", Said(WRONG)), "accepted", ADA, "Yes.", to_read=True)
    assert ReadingItem.objects.get().title == "Cells against glioma"


def test_what_the_queue_refuses_is_not_answered_either():
    record = factories.publication(doi="10.1000/xyz")
    suggestion = readers.suggest("10.1000/xyz", Said(WRONG))
    refused(record.accession, readers.answer, suggestion, "accepted", ADA, "Yes.", to_read=True)
    suggestion.refresh_from_db()
    assert suggestion.status == "open"


def test_a_declined_suggestion_is_not_to_be_read():
    readers.answer(readers.suggest("10.1000/x", Said(WRONG)), "declined", ADA, "Out of scope.", to_read=True)
    assert not ReadingItem.objects.exists()


def test_addresses_are_forgotten_90_days_after_the_answer():
    kept = readers.suggest("10.1000/a", Said(WRONG, "open@example.org"))
    late = readers.answer(readers.suggest("10.1000/b", Said(WRONG, "b@example.org")), "declined", ADA, "No.")
    old = readers.answer(readers.flag(factories.publication(), Said(WRONG, "c@example.org"), 1), "declined", ADA, "No.")
    Flag.objects.update(decided_at=timezone.now() - timedelta(days=91))

    assert readers.forget_addresses() == 1
    assert readers.forget_addresses() == 0

    old.refresh_from_db()
    assert (old.email, old.comment) == ("", WRONG)
    assert set(SourceSuggestion.objects.values_list("email", flat=True)) == {kept.email, late.email}
