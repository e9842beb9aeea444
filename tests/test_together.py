"""What belongs to the rows of a list, read in one query: the same as reading relation by relation."""

import pytest
from django.db.models import prefetch_related_objects

from tests import factories
from tests.full_records import FULL
from trials.models import CancerType, Finding, Payload, Publication, Trial
from trials.models.together import PLAIN_COLUMNS, Together

pytestmark = pytest.mark.django_db

IDENTIFIERS = [{"registry": "nct", "identifier": "NCT02530047"}]
OTHER = [{"registry": "nct", "identifier": "NCT00000001"}]

TOGETHER = [
    (CancerType, "in_lists"),
    (Finding, "in_claims"),
    (Finding, "in_lists"),
    (Payload, "in_lists"),
    (Publication, "in_lists"),
    (Trial, "in_cards"),
    (Trial, "in_detail"),
    (Trial, "in_lists"),
]


def test_every_prefetch_that_reads_together_is_known_here():
    named = [
        (model, name)
        for model in (CancerType, Finding, Payload, Publication, Trial)
        for name in sorted(vars(model))
        if isinstance(vars(model)[name], Together)
    ]
    assert named == TOGETHER


@pytest.mark.parametrize(("model", "name"), TOGETHER)
def test_rows_read_together_are_those_read_one_by_one(full_and_bare, model, name, django_assert_num_queries):
    together = list(model.objects.prefetch_related(name).in_order())
    relations = getattr(model, name).relations
    with django_assert_num_queries(0):
        read = [[values(record, relation) for relation in relations] for record in together]
    assert read == [[values(record, relation) for relation in relations] for record in model.objects.in_order()]
    assert all(any(column) for column in zip(*read, strict=True)), "a relation without rows proves nothing"


@pytest.fixture(scope="module")
def full_and_bare(module_base) -> None:
    """Records with something in every relation, and beside them the bare ones that they refer to."""
    for make in FULL:
        make()
    factories.trial(
        identifiers=IDENTIFIERS,
        payloads=[factories.payload()],
        sources=[{"position": 1, "what": "Registry", "url": ""}],
    )


def values(record, relation):
    rows = getattr(record, relation.name).all()
    return [{column: getattr(row, column) for column in relation.columns} for row in rows]


@pytest.mark.parametrize(("model", "name"), TOGETHER)
def test_owned_rows_are_read_whole(model, name):
    for relation in getattr(model, name).relations:
        if relation.field.one_to_many:
            assert all(isinstance(field, PLAIN_COLUMNS) for field in relation.model._meta.concrete_fields)


def test_a_narrower_question_asks_the_database_anew():
    trial = factories.trial(identifiers=OTHER)
    other = factories.trial()
    found = Trial.objects.for_listing().get(pk=trial.pk)
    assert [row.identifier for row in found.identifiers.filter(registry="nct")] == ["NCT00000001"]
    assert not found.identifiers.filter(trial=other)
    assert next(iter(found.identifiers.all())).trial is found


def test_records_that_are_gone_or_read_already_are_left_alone(django_assert_num_queries):
    trial = factories.trial(identifiers=OTHER)
    read = Trial.objects.for_listing().get(pk=trial.pk)
    with django_assert_num_queries(0):
        prefetch_related_objects([read], "in_lists")
    gone = Trial.objects.get(pk=trial.pk)
    Trial.objects.filter(pk=trial.pk).delete()
    prefetch_related_objects([gone], "in_lists")
    assert list(gone.identifiers.all()) == []
