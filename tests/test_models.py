"""All tables: what each says of itself, that enumerated columns are closed, and what the database refuses."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from tests import factories, whole_base
from trials import choices
from trials.models import CuratedRecord, Finding, Publication, RecordVersion, Review, Trial

pytestmark = pytest.mark.django_db

TABLES = sorted(apps.get_app_config("trials").get_models(), key=lambda model: model.__name__)
RECORDS = [model for model in TABLES if issubclass(model, CuratedRecord)]
every_table = pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)

# Tables whose rows have no order of their own, and why.
UNORDERED = {"AccessionCounter": "asked by its key only", "DataVersion": "one row"}
# Text columns that hold a source's or registry's own word, or a key; everything else short is a vocabulary.
NO_VOCABULARY = {
    "from_pmid", "from_pmcid", "to_pmid", "to_pmcid",
    "accession", "successor", "code", "kind", "old", "prefix", "release", "identifier", "pmid", "pmcid", "hgnc_id",
    "facet", "other", "orcid", "seen", "scheme", "sent_with", "trial",
    "value", "subject",
    "sha256", "source", "volume", "issue", "pages", "symbol", "label", "unit", "field", "reference_type", "minimum_age",
    "maximum_age", "zip", "mesh_id", "arm_type", "intervention_type", "source_category",
}  # fmt: skip


@every_table
def test_a_table_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django's own docstring"


@every_table
def test_a_table_has_an_order_or_a_reason(model):
    assert bool(model._meta.ordering) != (model.__name__ in UNORDERED)


@every_table
def test_a_row_has_words(model):
    assert "__str__" in {name for cls in model.__mro__ if cls is not models.Model for name in vars(cls)}


def test_every_row_of_a_whole_base_can_be_written_in_words():
    whole_base.make()
    whole_base.make_unpublished()
    for model in TABLES:
        for row in model._default_manager.all():
            assert str(row).strip(), model
            assert "object (" not in str(row)


@every_table
def test_a_column_that_looks_enumerated_has_its_choices(model):
    for field in model._meta.concrete_fields:
        if type(field) is models.CharField and field.max_length <= 40 and not field.choices:
            assert field.name in NO_VOCABULARY, f"{model.__name__}.{field.name} has no choices"


@every_table
def test_an_enumerated_column_is_never_null_and_takes_its_vocabulary(model):
    vocabularies = {
        tuple(value.choices)
        for value in vars(choices).values()
        if isinstance(value, type) and hasattr(value, "choices")
    }
    for field in model._meta.concrete_fields:
        if field.choices:
            assert not field.null, field
            assert tuple(field.choices) in vocabularies, field
            assert field.has_default() or not field.blank, field
            if field.has_default() and not field.blank:
                assert field.get_default() in dict(field.flatchoices), field
            assert max(len(value) for value, _ in field.flatchoices) <= field.max_length, field


@every_table
def test_text_is_never_null(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            assert not field.null, field


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_references_are_protected_and_owned_rows_go_with_their_owner(model):
    for relation in model._meta.related_objects:
        if relation.many_to_many:
            continue
        derived = relation.related_model.__name__ == "CancerTypeClosure"
        owned = relation.related_model not in RECORDS and relation.field.name not in (
            "publication",
            "cancer_type",
            "trial",
        )
        assert relation.on_delete in (models.PROTECT, models.CASCADE), relation
        if relation.related_model in RECORDS:
            assert relation.on_delete is models.PROTECT, relation
        if owned or derived:
            assert relation.on_delete is models.CASCADE, relation


def test_who_did_something_is_a_text_code_and_no_foreign_key():
    for model in TABLES:
        for field in model._meta.concrete_fields:
            if field.name in ("created_by", "edited_by", "reviewed_by", "author", "decided_by", "actor", "reviewer"):
                assert type(field) is models.CharField, field
                assert not field.null


def test_every_constraint_has_a_sentence_for_the_person():
    default = models.CheckConstraint.default_violation_error_message
    for model in RECORDS:
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                assert constraint.get_violation_error_message() != str(default) % {"name": constraint.name}, constraint


def test_constraints_and_indexes_have_names_that_no_other_has():
    names = [item.name for model in TABLES for item in (*model._meta.constraints, *model._meta.indexes)]
    assert sorted(names) == sorted(set(names))
    assert all(len(name) <= 63 for name in names)


def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_constraints_stand_in_the_database_itself():
    for model in TABLES:
        if model._meta.proxy:
            continue
        with connection.cursor() as cursor:
            present = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for constraint in model._meta.constraints:
            assert constraint.name in present, constraint


# What the database refuses in public rows, whoever writes


def forbidden(record, **values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        type(record)._meta.concrete_model.objects.filter(pk=record.pk).update(**values)


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (factories.cancer_type, {"name": ""}),
        (factories.cancer_type, {"slug": ""}),
        (factories.payload, {"name": ""}),
        (factories.payload, {"slug": ""}),
        (factories.payload, {"molecule_class": ""}),
        (factories.publication, {"title": ""}),
        (factories.trial, {"role": ""}),
        (factories.trial, {"overall_status": "RECRUITING"}),
        (factories.finding, {"statement": ""}),
        (factories.finding, {"locator": ""}),
        (factories.finding, {"read_depth": ""}),
        (factories.finding, {"publication": None}),
        (factories.finding, {"evidence_level": "not_applicable"}),
        (factories.finding, {"claim_kind": "survey"}),
    ],
)
def test_a_public_row_stays_complete(make, values):
    forbidden(make(), **values)
    draft = make("draft")
    type(draft).objects.filter(pk=draft.pk).update(**values)


def test_a_finding_has_one_source_not_two():
    trial = factories.trial()
    forbidden(factories.finding(), trial=trial)
    forbidden(factories.finding(trial=trial), publication=factories.publication())


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_an_identifier_belongs_to_one_publication_in_whatever_state(field):
    first, second = factories.publication("draft"), factories.publication("draft")
    Publication.objects.filter(pk=first.pk).update(**{field: "1"})
    forbidden(second, **{field: "1"})


def test_names_slugs_and_accessions_are_unique():
    for make in (factories.cancer_type, factories.payload):
        first, second = make(), make()
        forbidden(second, name=first.name)
        forbidden(second, slug=first.slug)
        forbidden(second, accession=first.accession)
        forbidden(second, number=first.number)


def test_a_registry_id_belongs_to_one_trial():
    first, second = factories.trial("draft"), factories.trial("draft")
    forbidden(second.identifiers.get(), identifier=first.identifiers.get().identifier)


def test_owned_rows_keep_their_own_truths():
    trial = factories.trial("draft", doses_items=[{"element": "donor", "knowledge": "not_recorded"}], results=[RESULT])
    forbidden(trial.doses_items.get(), knowledge="not_reported")
    forbidden(trial.results.get(), source="")
    with pytest.raises(IntegrityError), transaction.atomic():
        trial.terms.create(facet="phase", value="PHASE1")
    with pytest.raises(IntegrityError), transaction.atomic():
        trial.sources.create(position=1, what="Again")


RESULT = {
    "position": 1, "measure": "treated", "control_group": "uncontrolled", "statement": "5 were treated.",
    "source": "A paper",
    "source_type": "journal", "link_basis": "paper_names_id",
}  # fmt: skip


def test_a_record_has_one_present_version():
    record = factories.publication()
    version = RecordVersion.objects.get()
    version.pk, version.version = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
    assert str(RecordVersion.objects.get()) == f"{record.accession}.1"


# Words of the querysets


@pytest.mark.parametrize(
    "make", [factories.cancer_type, factories.publication, factories.payload, factories.trial, factories.finding]
)
def test_public_means_published(make):
    records = {status: make(status) for status in choices.RecordStatus.values}
    model = type(records["draft"])
    made = model.objects.filter(pk__in=[record.pk for record in records.values()])
    assert list(made.public()) == [records["published"]]
    assert [record for record in records.values() if record.is_public] == [records["published"]]


def test_what_awaits_an_editor_is_submitted_work_of_others_oldest_first():
    first, second = factories.publication("submitted"), factories.publication("submitted")
    factories.publication("draft")
    awaiting = Publication.objects.awaiting
    assert list(awaiting(factories.ED.code)) == [first, second]
    assert list(awaiting(factories.ADA.code)) == []


def test_listings_are_read_in_two_queries(django_assert_num_queries):
    for make in (factories.cancer_type, factories.publication, factories.payload, factories.trial, factories.finding):
        model = type(make())
        make()
        with django_assert_num_queries(2):
            list(model.objects.public().for_listing())


def test_the_canonical_number_of_a_trial_is_that_of_the_first_registry():
    ids = [("isrctn", "ISRCTN12345678"), ("eudract", "2012-003741-15"), ("nct", "NCT02530047")]
    rows = [{"registry": registry, "identifier": identifier} for registry, identifier in ids]
    assert factories.trial("draft", identifiers=rows).canonical_id == "NCT02530047"
    Trial.objects.all().delete()
    assert factories.trial("draft", identifiers=rows[:2]).canonical_id == "2012-003741-15"
    bare = factories.trial("draft", identifiers=[])
    assert bare.canonical_id == bare.accession


def test_reviews_are_the_publications_that_review():
    review, study = factories.publication(), factories.publication(publication_type="primary_study")
    assert list(Review.objects.public()) == [Review.objects.get(pk=review.pk)]
    assert (review.is_review, study.is_review) == (True, False)


def test_a_title_that_was_not_seen_is_not_made_up():
    assert factories.publication("draft", title="", doi="10.1000/x").title_text() == "Title not seen, doi:10.1000/x"
    assert factories.publication("draft", title="", citation_as_seen="Doe 2020").title_text() == "Doe 2020"
    trial = factories.trial("draft", title="")
    assert trial.title_text() == f"Title not seen ({trial.canonical_id})"


def test_claims_of_subtypes_are_claims_about_the_type():
    root = factories.cancer_type()
    child = factories.cancer_type(parent=root)
    finding = factories.finding(cancer_types=[child], scope="cancer_types")
    factories.finding()
    assert list(Finding.objects.of_cancer_type(root)) == list(Finding.objects.of_cancer_type(child)) == [finding]
