"""What stands between a record and its publication, rule by rule."""

import pytest

from tests import factories
from tests.factories import ED, EVE
from trials import curation, rules
from trials.document import SHAPES, Resolver, to_document, write_parts
from trials.models import CancerType, Finding, Payload, Trial

pytestmark = pytest.mark.django_db


def lacks(record) -> set[tuple[str, str]]:
    return {(obstacle.field, obstacle.sentence) for obstacle in rules.obstacles(record)}


def fields(record) -> set[str]:
    return {obstacle.field for obstacle in rules.obstacles(record)}


KINDS = (factories.cancer_type, factories.publication, factories.payload, factories.trial, factories.finding)


@pytest.mark.parametrize("make", KINDS)
def test_a_complete_record_lacks_nothing(make):
    assert lacks(make()) == set()


@pytest.mark.parametrize(
    ("model", "missing"),
    [
        (CancerType, {"name"}),
        (Payload, {"name", "molecule_class", "sources"}),
        (Trial, {"role", "modality", "cancer_types", "sources"}),
        (Finding, {"statement", "locator", "read_depth", "publication", "topic"}),
    ],
)
def test_an_empty_draft_is_told_everything_at_once(model, missing):
    assert fields(curation.create(model, {}, factories.ADA)) == missing


def test_every_sentence_ends_and_names_a_field_of_its_record():
    for shape in SHAPES:
        for obstacle in rules.obstacles(curation.create(shape.model, {}, factories.ADA)):
            assert obstacle.field in shape.keys
            assert obstacle.sentence.endswith(".")


def test_a_publication_needs_a_title_an_identifier_or_a_citation_line():
    assert fields(factories.publication("draft", title="")) == {"title"}
    for known in ({"doi": "10.1000/x"}, {"pmid": "31234567"}, {"pmcid": "PMC123456"}, {"citation_as_seen": "Doe 2020"}):
        assert fields(factories.publication("draft", title="", **known)) == set()


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"doi": "10.1000/ABC"}, "doi", "“10.1000/ABC” is written 10.1000/abc."),
        ({"doi": "https://doi.org/10.1000/abc"}, "doi", "“https://doi.org/10.1000/abc” is written 10.1000/abc."),
        ({"pmid": "0123"}, "pmid", "“0123” is written 123."),
        ({"pmcid": "123"}, "pmcid", "“123” is no PubMed Central identifier; one looks like PMC6699108."),
    ],
)
def test_identifiers_are_public_in_their_one_spelling(given, field, sentence):
    assert lacks(factories.publication("draft", **given)) == {(field, sentence)}


def test_owned_identifiers_are_looked_at_too():
    code = {"system": "ncit", "code": "3059"}
    gene = {"symbol": "TNFSF10", "hgnc_id": "11925"}
    number = {"registry": "eudract", "identifier": "2022-500123-14"}
    assert fields(factories.cancer_type("draft", codes=[code])) == {"codes"}
    assert fields(factories.payload("draft", genes=[gene])) == {"genes"}
    assert fields(factories.trial("draft", identifiers=[number])) == {"identifiers"}
    assert fields(factories.payload("draft", genes=[{"symbol": "TNFSF10"}])) == set()


def test_a_node_does_not_stand_above_itself():
    root = factories.cancer_type()
    child = factories.cancer_type(parent=root)
    CancerType.objects.filter(pk=root.pk).update(parent=child)

    assert fields(CancerType.objects.get(pk=root.pk)) == {"parent"}
    assert "would stand above itself" in " ".join(
        sentence for _, sentence in lacks(CancerType.objects.get(pk=child.pk))
    )


def test_a_record_does_not_refer_to_itself():
    publication = factories.publication("draft")
    publication.comments_on = publication
    publication.save()
    assert fields(publication) == {"comments_on"}


def test_a_trial_has_a_cancer_type_or_says_why_not():
    assert fields(factories.trial("draft", cancer_types=[])) == {"cancer_types"}
    assert fields(factories.trial("draft", population_link="malignant_or_not")) == set()
    node = factories.cancer_type()
    assert fields(factories.trial("draft", population_link="malignant_or_not", cancer_types=[node])) == {
        "population_link"
    }


def test_a_status_has_a_date_or_an_undated_source():
    assert fields(factories.trial("draft", overall_status="RECRUITING")) == {"overall_status"}
    for known in ({"status_confirmed_on": "2020"}, {"status_seen_on": "2020-01"}, {"status_source": "A table"}):
        assert fields(factories.trial("draft", overall_status="RECRUITING", **known)) == set()


def result(**values):
    row = {
        "position": 3, "measure": "median_os", "value": "13", "control_group": "uncontrolled",
        "statement": "13 months.", "source": "A paper", "source_type": "journal", "link_basis": "paper_names_id",
    }  # fmt: skip
    return [row | values]


def test_survival_without_a_control_group_says_so():
    bare = factories.trial("draft", results=result())
    assert lacks(bare) == {("results", "Row 3: end the sentence with “(no control group)”.")}
    assert fields(factories.trial("draft", results=result(statement="13 months (no control group)."))) == set()
    assert fields(factories.trial("draft", results=result(control_group="controlled"))) == set()
    assert fields(factories.trial("draft", results=result(measure="treated"))) == set()


def test_a_finding_rests_on_exactly_one_source():
    publication, trial = factories.publication(), factories.trial()
    assert fields(factories.finding("draft", publication=None)) == {"publication"}
    assert fields(factories.finding("draft", publication=publication, trial=trial)) == {"publication"}
    assert fields(factories.finding("draft", trial=trial)) == set()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"claim_kind": "author_statement"}, "evidence_level"),
        ({"evidence_level": "not_applicable"}, "evidence_level"),
        ({"evidence_level": "B"}, "evidence_level"),
        ({"evidence_level": "C", "model_system": "in_vitro"}, "evidence_level"),
        ({"scope": "cancer_types"}, "scope"),
        ({"topic": []}, "topic"),
        ({"statement": ""}, "statement"),
        ({"locator": ""}, "locator"),
        ({"read_depth": ""}, "read_depth"),
    ],
)
def test_a_finding_that_breaks_one_rule_hears_of_that_one(given, field):
    assert fields(factories.finding("draft", **given)) == {field}


def test_a_finding_with_cancer_types_has_that_scope():
    node = factories.cancer_type()
    assert fields(factories.finding("draft", cancer_types=[node])) == {"scope"}
    assert fields(factories.finding("draft", cancer_types=[node], scope="cancer_types")) == set()


def test_what_was_seen_in_patients_may_have_a_clinical_level():
    assert fields(factories.finding("draft", evidence_level="B", model_system="human")) == set()


# References


def test_every_way_to_refer_is_followed():
    """Each reference, list and owned row of each kind, with a draft at its end, holds publication up."""
    ends = {make("draft")._meta.model: make("draft") for make in KINDS}
    for shape, make in zip(SHAPES, KINDS, strict=True):
        record = make("draft")
        for name in shape.references:
            target = ends[shape.target(name)]
            setattr(record, name, target)
            assert (name, target) in list(rules.references(record)), name
            assert name in fields(record), name
            setattr(record, name, None)
        for name in shape.lists:
            target = ends[shape.target(name)]
            write_parts([(record, {name: [target.accession]})], Resolver())
            assert (name, target) in list(rules.references(record)), name
            write_parts([(record, {name: []})], Resolver())


def referrers_of(record) -> list[str]:
    return [referrer.accession for referrer in rules.public_referrers(record)]


def test_whoever_refers_publicly_is_named():
    node, publication, payload = factories.cancer_type(), factories.publication(), factories.payload()
    child, basket = factories.cancer_type(parent=node), factories.cancer_type(covers=[node])
    trial = factories.trial(
        cancer_types=[node], payloads=[payload], results=result(publication=publication.accession, measure="treated")
    )
    news = factories.publication(comments_on=publication)
    finding = factories.finding(
        publication=publication, seen_in=news, primary_study=news, cancer_types=[node], payloads=[payload],
        scope="cancer_types", trial_links=[{"trial": trial.accession, "relation": "describes"}],
    )  # fmt: skip
    factories.finding("draft", publication=publication, payloads=[payload])

    assert referrers_of(node) == sorted([child.accession, basket.accession, trial.accession, finding.accession])
    assert referrers_of(publication) == sorted([news.accession, trial.accession, finding.accession])
    assert referrers_of(payload) == sorted([trial.accession, finding.accession])
    assert referrers_of(news) == [finding.accession]
    assert referrers_of(trial) == [finding.accession]
    assert referrers_of(finding) == []


def test_a_withdrawn_record_holds_nothing_any_more():
    payload = factories.payload()
    finding = factories.finding(payloads=[payload])
    curation.withdraw(finding, ED, "Wrong.")
    assert referrers_of(payload) == []
    curation.withdraw(payload, EVE, "Wrong.")
    trial = factories.trial("draft", payloads=[payload])
    assert "is not public (Withdrawn); refer to another record." in str(lacks(trial))


def test_looking_changes_nothing():
    record = factories.trial()
    before = to_document(record)
    rules.obstacles(record)
    rules.public_referrers(record)
    assert to_document(Trial.objects.get()) == before
