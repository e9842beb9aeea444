"""Fields that depend on each other: what a form refuses, what is only missing, and what is said."""

import pytest

from tests import factories
from trials import rules
from trials.choices import Effect, EvidenceLevel, ModelSystem, Stance
from trials.coherence import FINDING, PAYLOAD, TRIAL, Rule
from trials.document import SHAPES, empty_document
from trials.forms import FindingForm, PayloadForm, RecordForm, TrialForm

RESULT = {
    "claim_kind": "result",
    "evidence_level": "D",
    "model_system": "animal",
    "effect": "inhibits",
    "stance": "for",
}
SUICIDE_GENE = {"molecule_class": "enzyme_prodrug", "prodrug": "ganciclovir", "effect": ["prodrug_activating"]}


def trial(*routes: str, site: str = "stated") -> dict:
    return {"route": list(routes), "doses_items": [{"element": "site", "knowledge": site}]}


def clashes(rule: Rule, values: dict) -> list[str]:
    return [word.field for word in rule.words(values) if word.is_clash]


def gaps(rule: Rule, values: dict) -> list[str]:
    return [word.field for word in rule.words(values) if not word.is_clash]


def problems(form: RecordForm) -> dict[str, str]:
    form.is_valid()
    return {problem.field: problem.sentence for problem in form.problems()}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"claim_kind": "author_statement"}, "evidence_level"),
        ({"claim_kind": "survey", "model_system": "not_recorded"}, "evidence_level"),
        ({"model_system": "opinion"}, "model_system"),
        ({"evidence_level": "A"}, "evidence_level"),
        ({"evidence_level": "B", "model_system": "in_vitro"}, "evidence_level"),
        ({"evidence_level": "C", "model_system": "in_silico"}, "evidence_level"),
        ({"model_system": "human"}, "evidence_level"),
        ({"stance": "against"}, "stance"),
        ({"effect": "promotes"}, "stance"),
        ({"effect": "uncontrolled"}, "effect"),
    ],
)
def test_a_finding_that_contradicts_itself_is_told_at_one_field(changed, field):
    assert clashes(FINDING, RESULT | changed) == [field]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"evidence_level": "E"},
        {"evidence_level": "B", "model_system": "human"},
        {"evidence_level": "B", "model_system": "human", "effect": "uncontrolled"},
        {"evidence_level": "B", "model_system": "not_recorded"},
        {"stance": "mixed"},
        {"effect": "promotes", "stance": "mixed"},
        {"effect": "no_effect", "stance": "for"},
        {"effect": "not_applicable", "stance": "against"},
        {"claim_kind": "author_statement", "evidence_level": "not_applicable", "model_system": "opinion"},
    ],
)
def test_axes_that_are_separate_stay_so(changed):
    assert [*FINDING.words(RESULT | changed)] == []


def test_a_result_without_a_level_lacks_it_but_is_no_contradiction():
    values = RESULT | {"evidence_level": "not_applicable"}

    assert (clashes(FINDING, values), gaps(FINDING, values)) == ([], ["evidence_level"])


@pytest.mark.parametrize(
    ("changed", "wrong", "missing"),
    [
        ({}, [], []),
        ({"prodrug": ""}, [], ["prodrug"]),
        ({"effect": ["cytotoxic"]}, [], ["effect"]),
        ({"molecule_class": "protein"}, [], []),
        ({"molecule_class": "protein", "effect": []}, ["prodrug"], []),
        ({"molecule_class": "", "effect": []}, [], []),
        ({"molecule_class": "oncolytic_virus", "prodrug": ""}, [], []),
    ],
)
def test_a_suicide_gene_and_its_prodrug_belong_together(changed, wrong, missing):
    values = SUICIDE_GENE | changed

    assert (clashes(PAYLOAD, values), gaps(PAYLOAD, values)) == (wrong, missing)


@pytest.mark.parametrize(
    ("values", "wrong", "missing"),
    [
        (trial("intravenous"), [], []),
        (trial("intravenous", site="not_recorded"), [], []),
        (trial("intravenous", site="not_reported"), ["route"], []),
        (trial("intravenous", site="not_applicable"), ["route"], []),
        (trial("not_applicable"), ["route"], []),
        (trial("not_applicable", site="not_applicable"), [], []),
        (trial("not_reported", site="not_applicable"), ["route"], []),
        (trial("not_reported", site="not_reported"), [], []),
        (trial("not_recorded"), [], ["route"]),
        (trial(), [], ["route"]),
        (trial(site="not_reported"), [], []),
        (trial("intravenous", "not_recorded"), ["route"], []),
        ({"route": ["intravenous"], "doses_items": []}, [], []),
    ],
)
def test_route_and_site_of_delivery_tell_the_same_fact(values, wrong, missing):
    assert (clashes(TRIAL, values), gaps(TRIAL, values)) == (wrong, missing)


def test_the_sentence_speaks_in_the_words_of_the_field_and_names_the_way_out():
    word = next(FINDING.words(RESULT | {"claim_kind": "author_statement"}))

    assert word.sentence == (
        "Only a result has an evidence level, but the claim is “Authors' statement” (authors say or conclude it). "
        "Choose “no level (not a result)”, or the claim kind “Result” (something was measured or seen in a study)."
    )


def test_no_combination_breaks_the_rule_of_findings():
    """Each value with each: the rule answers, and never asks for something that is refused too."""
    for effect in Effect.values:
        for stance in Stance.values:
            for level in EvidenceLevel.values:
                for system in ModelSystem.values:
                    values = RESULT | {
                        "effect": effect, "stance": stance, "evidence_level": level, "model_system": system,
                    }  # fmt: skip
                    assert not set(clashes(FINDING, values)) & set(gaps(FINDING, values))


@pytest.mark.django_db
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_an_empty_draft_contradicts_nothing(shape):
    rule = rules.BETWEEN_FIELDS.get(shape.model)
    assert rule is None or [*rule.words(empty_document(shape))] == []


@pytest.mark.django_db
def test_a_form_refuses_contradictions_and_lets_gaps_through():
    assert problems(FindingForm.of_document(RESULT | {"evidence_level": "not_applicable"})) == {}
    assert [*problems(FindingForm.of_document(RESULT | {"stance": "against"}))] == ["stance"]
    assert [*problems(PayloadForm.of_document({"name": "A", "molecule_class": "protein", "prodrug": "5-FC"}))] == [
        "prodrug"
    ]
    item = {"element": "site", "knowledge": "not_applicable", "text": "", "source": ""}
    assert [*problems(TrialForm.of_document({"route": ["intravenous"], "doses_items": [item]}))] == ["route"]
    assert problems(TrialForm.of_document({"route": ["not_applicable"], "doses_items": [item]})) == {}


@pytest.mark.django_db
def test_a_broken_field_is_said_alone():
    found = problems(FindingForm.of_document(RESULT | {"stance": "against", "effect": "heals"}))

    assert [*found] == ["effect"]


@pytest.mark.django_db
def test_what_clashes_or_is_missing_stands_between_a_record_and_its_publication():
    assert [o.field for o in rules.obstacles(factories.finding("draft", stance="against"))] == ["stance"]
    lacking = factories.payload("draft", molecule_class="enzyme_prodrug")
    assert [o.field for o in rules.obstacles(lacking)] == ["prodrug", "effect"]
