"""A record as plain data: out and in is the identity, and what a document leaves out stays as it was."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from tests import factories, whole_base
from trials.document import (
    SHAPES,
    Resolver,
    UnknownReference,
    assign,
    canonical,
    diff,
    empty_document,
    plain,
    shape_of,
    shape_of_accession,
    to_document,
    with_parts,
    write,
    write_parts,
)
from trials.models import CancerType, Publication, Review, Trial

pytestmark = pytest.mark.django_db

# Columns of the spine: they say of a record what happened to it, not what it is.
OF_THE_SPINE = {
    "id", "accession", "number", "status", "version", "review_basis", "created_by", "edited_by", "reviewed_by",
    "created_at", "updated_at", "return_note", "withdrawn_reason", "successor", "slug",
}  # fmt: skip


@pytest.fixture(scope="module")
def base(django_db_setup, django_db_blocker):
    """The whole base of the tests, made once; what a test writes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        whole_base.make()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_a_document_holds_every_column_and_every_owned_row(shape):
    model = shape.model
    own = {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete} - OF_THE_SPINE
    assert own == {*shape.fields, *shape.references, *shape.lists}
    owned = {
        r.get_accessor_name() for r in model._meta.related_objects if r.on_delete and r.on_delete.__name__ == "CASCADE"
    }
    owned -= {"terms", "closure_up", "closure_down"}
    assert {name for name in owned if not name.endswith("+")} == {child.name for child in shape.children}
    for child in shape.children:
        columns = {field.name for field in shape.child_model(child.name)._meta.fields}
        assert columns - {"id", shape.owner_field(child.name)} == set(child.fields)
        assert set(child.references) == {
            field.name
            for field in shape.child_model(child.name)._meta.fields
            if field.is_relation and field.name != shape.owner_field(child.name)
        }


def test_the_whole_base_of_the_tests_has_a_value_in_every_field(base):
    for shape in SHAPES:
        documents = [to_document(record) for record in shape.model.objects.all()]
        empty = empty_document(shape)
        for key in shape.keys:
            assert any(document[key] != empty[key] for document in documents), f"{shape.plural}.{key} is always empty"
        for child in shape.children:
            rows = [row for document in documents for row in document[child.name]]
            for name in child.fields:
                assert any(row[name] not in ("", None) for row in rows), f"{child.name}.{name} is always empty"


def test_out_and_in_is_the_identity(base):
    for shape in SHAPES:
        for record in shape.model.objects.all():
            document = to_document(record)
            assert canonical(shape, document) == document
            assert list(document) == list(shape.keys)

            write(
                record, {name: [] for name in (*shape.lists, *shape.facets, *(child.name for child in shape.children))}
            )
            write(record, document)

            assert to_document(shape.model.objects.get(pk=record.pk)) == document


def test_many_records_are_read_in_as_many_queries_as_one(base, django_assert_num_queries):
    for shape in SHAPES:
        queries = 1 + len(shape.lists) + len(shape.children) + bool(shape.facets)
        with django_assert_num_queries(queries):
            documents = [to_document(record) for record in with_parts(shape.model.objects.in_order())]
        assert documents == [to_document(record) for record in shape.model.objects.in_order()]


def test_what_a_document_leaves_out_stays(base):
    for shape in SHAPES:
        record = shape.model.objects.in_order().first()
        document = to_document(record)

        assign(record, {}, Resolver())
        record.save()
        write_parts([(record, {})], Resolver())

        assert to_document(shape.model.objects.get(pk=record.pk)) == document


def test_an_empty_list_takes_all_away(base):
    trial = Trial.objects.get(acronym="CARE")
    write_parts([(trial, {"sites": [], "phase": [], "cancer_types": []})], Resolver())

    document = to_document(Trial.objects.get(acronym="CARE"))

    assert (document["sites"], document["phase"], document["cancer_types"]) == ([], [], [])
    assert document["country"] == ["Norway", "United States"]
    assert len(document["results"]) == 2


def test_parts_of_many_records_are_written_each_to_its_own():
    first, second = factories.trial("draft", phase=["PHASE1"]), factories.trial("draft", phase=["PHASE2"])
    site = {"position": 1, "facility": "", "city": "Oslo", "country": "Norway", "as_of": ""}

    write_parts([(first, {"sites": [site], "phase": ["PHASE3"]}), (second, {"phase": []})], Resolver())

    assert [to_document(t)["phase"] for t in (first, second)] == [["PHASE3"], []]
    assert [len(to_document(t)["sites"]) for t in (first, second)] == [1, 0]


def test_lists_are_sorted_and_rows_stand_by_position(base):
    document = to_document(Publication.objects.get(pmid="31234567"))
    assert [row["position"] for row in document["authors"]] == [1, 2, 10]
    assert document["keyword"] == ["MSC", "exosomes, loaded"]
    assert to_document(Trial.objects.get(acronym="CARE"))["identifiers"][0]["registry"] == "eudract"


def test_an_unknown_reference_names_its_field():
    trial = factories.trial("draft")
    cases = [
        ({"cancer_types": ["MSCC999999"]}, "cancer_types: there is no record MSCC999999."),
        (
            {"results": [{"position": 1, "publication": "MSCL999999"}]},
            "results.publication: there is no record MSCL999999.",
        ),
    ]
    for document, sentence in cases:
        with pytest.raises(UnknownReference) as caught:
            write_parts([(trial, document)], Resolver())
        assert str(caught.value) == sentence
    with pytest.raises(UnknownReference, match="publication"):
        assign(factories.finding("draft"), {"publication": trial.accession}, Resolver())


def test_a_resolver_asks_once_for_each_accession(django_assert_num_queries):
    node = factories.cancer_type("draft")
    resolver = Resolver()
    with django_assert_num_queries(1):
        assert {resolver.key(CancerType, "parent", node.accession) for _ in range(3)} == {node.pk}
    assert resolver.key(CancerType, "parent", None) is None


def test_diff_names_what_changes_and_nothing_else():
    old = {"title": "A", "year": 2020, "keyword": ["a"], "authors": []}
    new = {"title": "A", "year": None, "keyword": ["a", "b"]}

    assert diff(old, new) == [
        {"field": "year", "old": 2020, "new": None},
        {"field": "keyword", "old": ["a"], "new": ["a", "b"]},
    ]
    assert diff(old, old) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("13.5000"), "13.5"),
        (Decimal("100"), "100"),
        (Decimal("0.0000"), "0"),
        (date(2020, 1, 2), "2020-01-02"),
        (None, None),
        (True, True),
        (7, 7),
        ("β", "β"),
    ],
)
def test_plain_values_are_what_json_holds(value, expected):
    assert plain(value) == expected


def test_canonical_sorts_completes_rows_and_refuses_unknown_keys():
    shape = shape_of(Publication)
    turned = {"keyword": ["b", "a"], "authors": [{"name": "Roe", "position": 2}, {"position": 1, "name": "Doe"}]}

    document = canonical(shape, turned)

    assert document["keyword"] == ["a", "b"]
    assert [list(row.items()) for row in document["authors"]] == [
        [("position", 1), ("name", "Doe")],
        [("position", 2), ("name", "Roe")],
    ]
    assert canonical(shape, {"sources": [{"position": 1, "what": "x"}]})["sources"][0]["url"] == ""
    with pytest.raises(ValueError, match="publications have no field titel"):
        canonical(shape, {"titel": "x"})


def test_a_proxy_has_the_shape_of_what_it_stands_for():
    assert shape_of(Review) is shape_of(Publication)


def test_a_shape_is_known_by_the_prefix_of_an_accession():
    assert [shape_of_accession(f"{shape.model.PREFIX}000001") for shape in SHAPES] == list(SHAPES)
    assert shape_of_accession("NCT00000001") is None
