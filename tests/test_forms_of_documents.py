"""Forms filled in from documents: what a document leaves out is neither asked nor changed."""

import pytest

from tests import factories
from trials.document import to_document, whole
from trials.forms import FindingForm, PublicationForm, TrialForm, asking_once
from trials.models import Publication, Trial

pytestmark = pytest.mark.django_db


def test_owned_rows_that_a_document_leaves_out_stay_as_they_are():
    record = whole(Trial, factories.trial().accession)
    before = to_document(record)

    form = TrialForm.of_document({"note": "Seen again."}, record)

    assert form.is_valid(), form.problems()
    assert form.document() == before | {"note": "Seen again."}


def test_a_change_of_one_field_asks_little(django_assert_max_num_queries):
    record = whole(Trial, factories.trial().accession)
    base = to_document(record)

    with django_assert_max_num_queries(3):
        assert TrialForm.of_document({"note": "Seen again."}, record, base).is_valid()


def test_only_what_a_change_touches_is_held_against_the_constraints():
    record = factories.publication(title="Named by its title only")

    assert PublicationForm.of_document({"note": "x"}, record).is_valid()
    assert not PublicationForm.of_document({"title": ""}, record).is_valid()


def test_fields_of_a_form_that_is_drawn_are_its_own():
    drawn, other = PublicationForm(), PublicationForm()
    drawn.fields["title"].label = "Dressed"

    assert other.fields["title"].label == "Title"
    assert PublicationForm.of_document({}).fields["title"].label == "Title"


def test_many_forms_in_one_go_ask_for_a_record_once(django_assert_num_queries):
    source = factories.publication().accession
    with asking_once(), django_assert_num_queries(1):
        for _ in range(3):
            assert FindingForm.of_document({"publication": source}).is_valid()
        assert not FindingForm.of_document({"trial": None, "publication": source, "effect": "wrong"}).is_valid()


def test_what_was_asked_is_forgotten_afterwards():
    record = factories.publication()
    with asking_once():
        assert FindingForm.of_document({"publication": record.accession}).is_valid()
    Publication.objects.all().delete()

    assert not FindingForm.of_document({"publication": record.accession}).is_valid()
