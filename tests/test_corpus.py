"""The synthetic corpus: whole by our own rules, the same every time, and only ever in an empty base."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from trials import checks
from trials.corpus import corpus
from trials.models import CancerType, DataVersion, Finding, Payload, Publication, Trial


def drawn(trials, findings, seed):
    """A digest of every document and of the spine."""
    package = corpus(trials, findings, seed)
    text = json.dumps([package.versions, package.changes], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.django_db
def test_a_generated_base_has_no_fault_and_says_what_it_is():
    call_command("generate_corpus", trials=40, findings=80, seed=5)

    assert list(checks.faults()) == []
    assert (Trial.objects.public().count(), Finding.objects.public().count()) == (40, 80)
    assert not Trial.objects.exclude(title__startswith="Synthetic trial ").exists()
    assert not Finding.objects.exclude(statement__startswith="Synthetic finding ").exists()
    assert not Publication.objects.exclude(title__startswith="Synthetic publication ").exists()
    assert not Payload.objects.exclude(name__startswith="Synthetic payload ").exists()
    assert not CancerType.objects.exclude(name__startswith="Synthetic ").exclude(name="All cancer").exists()
    assert DataVersion.objects.get().n == sum(
        model.objects.count() for model in (Trial, Finding, Publication, Payload, CancerType)
    )


@pytest.mark.django_db
def test_it_is_refused_where_there_are_records():
    factories.publication()

    with pytest.raises(CommandError, match="empty base only"):
        call_command("generate_corpus", trials=1, findings=1)

    assert not Trial.objects.exists()


@pytest.mark.once
def test_the_same_seed_gives_the_same_corpus_and_another_seed_another():
    assert drawn(20, 20, seed=1) == drawn(20, 20, seed=1)
    assert drawn(20, 20, seed=1) != drawn(20, 20, seed=2)
