"""Every controlled vocabulary says what each value means and where it comes from."""

import re

import pytest

from trials import choices
from trials.choices import Vocabulary
from trials.models import Trial

VOCABULARIES = sorted(
    (value for value in vars(choices).values() if isinstance(value, type) and issubclass(value, Vocabulary)),
    key=lambda vocabulary: vocabulary.__name__,
)
VOCABULARIES.remove(Vocabulary)
every_vocabulary = pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)


def test_all_of_them_are_in_the_one_list():
    defined = {sub.__name__ for sub in Vocabulary.__subclasses__() if sub.__module__.startswith("trials.choices")}
    assert defined == {vocabulary.__name__ for vocabulary in VOCABULARIES}
    assert set(choices.__all__) >= defined


@every_vocabulary
def test_every_value_has_a_label_and_a_meaning(vocabulary):
    for member in vocabulary:
        assert member.value, member
        assert str(member.label).strip(), member
        assert member.meaning.endswith("."), f"{member!r}: {member.meaning}"
        assert (
            member.meaning[0].isupper() or not member.meaning[0].isalpha() or member.meaning.startswith("microRNA")
        ), member
        assert member == member.value


@every_vocabulary
def test_values_labels_and_names_are_distinct_and_well_formed(vocabulary):
    assert len(set(vocabulary.labels)) == len(vocabulary.labels)
    for member in vocabulary:
        assert re.fullmatch(r"[A-Za-z0-9_]+", member.value), member
        assert member.name.lower() == member.value.lower() or vocabulary.__name__ == "Verb"


@every_vocabulary
def test_it_says_what_it_describes_and_where_its_values_come_from(vocabulary):
    assert vocabulary.__doc__
    assert vocabulary.__doc__ != Vocabulary.__doc__
    assert vocabulary.source().strip()


def test_values_of_others_name_them():
    of_others = {
        "OverallStatus",
        "Phase",
        "StudyType",
        "Allocation",
        "Masking",
        "EvidenceLevel",
        "DosesElement",
        "Registry",
    }
    for vocabulary in VOCABULARIES:
        if vocabulary.__name__ in of_others:
            assert vocabulary.source() != "MSCdb", vocabulary


@every_vocabulary
def test_kinds_of_nothing_are_worded_the_same_everywhere(vocabulary):
    for member in vocabulary:
        if member.value == "not_reported":
            assert "whole" in member.meaning
        if member.value == "not_recorded":
            assert "not" in member.label.lower()
            assert "never" not in member.label.lower()


def test_spelling_is_british():
    american = re.compile(r"\b(tumor|leukemia|hematolog|randomized|enrollment|pediatric|edema)", re.IGNORECASE)
    for vocabulary in VOCABULARIES:
        for member in vocabulary:
            assert not american.search(f"{member.label} {member.meaning}"), member


def test_what_curators_may_hold_against_the_registry_is_what_it_owns_but_for_dates_of_its_record():
    of_the_record = {"status_confirmed_on", "status_seen_on", "verified_on", "record_updated_on"}
    owned = {*Trial.REGISTRY_FIELDS, *Trial.REGISTRY_FACETS, *Trial.REGISTRY_ROWS}
    assert set(choices.RegistryField.values) == owned - of_the_record
