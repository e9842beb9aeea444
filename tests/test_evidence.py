"""What findings add up to: blocks, verdicts, the ladder, the sentence on patients, what speaks against."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.claims import claim, result, study, tried
from trials import evidence
from trials.evidence.balance import CELLS
from trials.models import CancerType, Finding, Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def node() -> CancerType:
    return factories.cancer_type(name="Glioblastoma")


def blocks_of(node: CancerType) -> dict[str, evidence.Block]:
    claims = evidence.read_claims(Finding.objects.public().of_cancer_type(node))
    return {block.key: block for block in evidence.balance(claims)}


def apart_of(node: CancerType) -> evidence.Apart:
    return evidence.apart(evidence.read_claims(Finding.objects.public().of_cancer_type(node)))


def only_line(block: evidence.Block) -> object:
    assert [len(lane.lines) for lane in block.lanes] == [1]
    return block.lanes[0].lines[0]


def words_of(block: evidence.Block) -> dict[str, str]:
    """Effect → words of its tally, in the one line of a block."""
    return {cell.effect.value: cell.tally.words for cell in only_line(block).columns if cell.tally.claims}


# Blocks


def test_the_four_blocks_stand_in_their_order_even_when_empty(node):
    titles = [block.title for block in blocks_of(node).values()]
    assert titles == ["In patients", "In animals", "In cells", "Said in reviews, study not traced"]


def test_a_result_of_a_review_counts_as_untraced_until_its_study_is_named(node):
    review = factories.publication(publication_type="review")
    claim(node, publication=review)
    claim(node, publication=review, primary_study=study())
    blocks = blocks_of(node)
    assert blocks["animal"].total.words == "1 study, 1 claim"
    assert blocks["said"].total.words == "1 source, 1 claim"


@pytest.mark.parametrize("kind", ["news", "trial_protocol", "not_recorded", "meta_analysis"])
def test_no_other_text_is_taken_for_a_report_of_its_own_study(node, kind):
    claim(node, publication=factories.publication(publication_type=kind))
    assert blocks_of(node)["said"].total.claims == 1


def test_a_registry_record_and_a_linked_trial_are_traced(node):
    trial = factories.trial(cancer_types=[node])
    claim(node, trial=trial, model_system="human", evidence_level="B")
    link = [{"trial": trial.accession, "relation": "result_of"}]
    review = factories.publication(publication_type="review")
    claim(node, publication=review, model_system="human", evidence_level="B", trial_links=link)
    assert blocks_of(node)["human"].total.words == "1 study, 2 claims"


def test_statements_stand_apart_and_records_and_surveys_enter_no_block(node):
    for kind in ("author_statement", "study_record", "survey"):
        claim(node, claim_kind=kind, evidence_level="not_applicable", model_system="opinion")
    totals = {key: block.total.claims for key, block in blocks_of(node).items()}
    assert totals == {"human": 0, "animal": 0, "in_vitro": 0, "said": 1}


def test_sources_are_counted_before_claims(node):
    paper = study()
    claim(node, publication=paper)
    claim(node, publication=paper)
    claim(node)
    assert words_of(blocks_of(node)["animal"]) == {"inhibits": "2 studies, 3 claims"}


def test_cells_that_were_changed_stand_apart_from_those_that_were_not(node):
    for state in CELLS:
        claim(node, cell_state=state)
    lines = blocks_of(node)["animal"].lanes[0].lines
    assert [line.cells for line in lines] == [
        "Engineered or loaded cells", "Primed cells", "Unmodified cells", "Cell state not stated",
    ]  # fmt: skip
    assert lines[0].columns[0].tally.claims == 2


def test_cells_given_stand_apart_from_cells_that_live_in_the_tumour(node):
    claim(node, effect="inhibits")
    claim(node, effect="promotes", msc_context="resident_in_tumour")
    lanes = blocks_of(node)["animal"].lanes
    assert [lane.context for lane in lanes] == ["Given as treatment", "Resident in the tumour"]
    assert not any("onflict" in line.verdict for lane in lanes for line in lane.lines)


def test_claims_on_other_things_are_counted_beside(node):
    claim(node, effect="not_applicable")
    block = blocks_of(node)["animal"]
    assert block.lanes == []
    assert block.beside.words == "1 study, 1 claim"


def test_retracted_sources_are_not_counted(node):
    paper = study()
    claim(node, publication=paper)
    claim(node, publication=factories.publication(), primary_study=paper)
    claim(node, publication=factories.publication(), seen_in=paper)
    factories.marked(paper)
    assert all(block.total.claims == 0 for block in blocks_of(node).values())
    assert apart_of(node) == evidence.Apart(retracted=3)


def test_sources_of_concern_are_counted_and_said(node):
    paper = study()
    claim(node, publication=paper)
    claim(node, publication=study())
    factories.marked(paper, "expression_of_concern")
    assert blocks_of(node)["animal"].total.claims == 2
    assert apart_of(node) == evidence.Apart(of_concern=1)


def test_drafts_and_other_tumours_are_not_counted(node):
    claim(node, status="draft")
    claim(factories.cancer_type())
    assert all(block.total.claims == 0 for block in blocks_of(node).values())


def test_subtypes_count_for_the_node_above(node):
    claim(factories.cancer_type(parent=node))
    assert blocks_of(node)["animal"].total.claims == 1


# Verdicts


def test_one_study_is_neither_consistent_nor_conflicting(node):
    paper = study()
    claim(node, publication=paper, effect="inhibits")
    claim(node, publication=paper, effect="promotes")
    assert only_line(blocks_of(node)["animal"]).verdict == "One study"


def test_two_studies_that_agree_are_consistent(node):
    claim(node)
    claim(node)
    assert only_line(blocks_of(node)["animal"]).verdict == "Consistent: in 2 studies the tumour was held back"


def test_two_studies_that_do_not_agree_are_conflicting(node):
    claim(node, effect="inhibits")
    claim(node, effect="no_effect")
    assert only_line(blocks_of(node)["animal"]).verdict == "Conflicting: 2 studies do not agree"


def test_several_reviews_never_make_a_verdict(node):
    for effect in ("inhibits", "promotes", "inhibits"):
        claim(node, publication=factories.publication(publication_type="review"), effect=effect)
    assert only_line(blocks_of(node)["said"]).verdict == ""


def test_two_reports_of_one_trial_are_one_study(node):
    trial = factories.trial(cancer_types=[node])
    link = [{"trial": trial.accession, "relation": "result_of"}]
    for effect in ("inhibits", "no_effect"):
        claim(node, model_system="human", evidence_level="B", effect=effect, trial_links=link)
    assert only_line(blocks_of(node)["human"]).verdict == "One study"


def test_observations_without_control_group_make_no_verdict(node):
    for _ in range(2):
        claim(node, model_system="human", evidence_level="B", effect="uncontrolled")
    line = only_line(blocks_of(node)["human"])
    assert line.verdict == ""
    assert [cell.effect.label for cell in line.columns][-1] == "Uncontrolled observation"


# Patients


def headline_of(node: CancerType) -> str:
    return evidence.headline(Trial.objects.public().of_cancer_type(node)).sentence("in this tumour")


def test_without_results_the_headline_says_so(node):
    factories.trial(cancer_types=[node])
    assert headline_of(node) == "No patient result is recorded in this tumour."


def test_the_headline_counts_patients_trials_and_control_groups(node):
    factories.trial(cancer_types=[node], results=[result()])
    factories.trial(cancer_types=[node], results=[result(number=7, control_group="controlled")])
    assert headline_of(node) == (
        "12 patients in 2 trials have reported results with an MSC product in this tumour; 1 trial had a control group."
    )


def test_two_counts_of_one_trial_are_not_added_up(node):
    rows = [result(1, arm="Phase I", number=6), result(2, arm="Phase 1/2", number=10)]
    factories.trial(cancer_types=[node], results=rows)
    assert headline_of(node).startswith("At least 10 patients in 1 trial")


def test_a_trial_without_a_number_makes_the_count_the_least(node):
    factories.trial(cancer_types=[node], results=[result()])
    factories.trial(cancer_types=[node], results=[result(measure="adverse_events", number=None)])
    sentence = headline_of(node)
    assert sentence.startswith("At least 5 patients in 2 trials")
    assert "In 1 of these trials the number of patients is not yet recorded here." in sentence


def test_draft_trials_are_not_in_the_headline(node):
    factories.trial(status="draft", cancer_types=[node], results=[result()])
    assert headline_of(node).startswith("No patient result")


# Against and safety


def against_of(node: CancerType) -> evidence.Against:
    claims = evidence.read_claims(Finding.objects.public().of_cancer_type(node))
    return evidence.against(claims, Trial.objects.public().of_cancer_type(node))


def test_the_three_lists_and_safety_take_each_claim_once(node):
    missed = claim(node, effect="no_effect", stance="against", model_system="human", evidence_level="B")
    helped = claim(node, effect="promotes", stance="against", topic=["safety"])
    harmed = claim(node, effect="not_applicable", stance="against", topic=["safety"])
    safe = claim(node, effect="not_applicable", stance="context", topic=["safety"])
    claim(node)
    found = against_of(node)
    assert found.not_working.shown == [missed]
    assert found.helping_tumour.shown == [helped]
    assert found.harm.shown == [harmed]
    assert found.safety.shown == [safe]


def test_stopped_trials_and_failed_products_are_listed(node):
    stopped = factories.trial(cancer_types=[node], overall_status="TERMINATED", status_confirmed_on="2020-01")
    factories.trial(
        cancer_types=[node], results=[result(measure="product_failure", number=None, statement="It failed.")]
    )
    factories.trial(
        cancer_types=[node], results=[result(measure="dose_limiting_toxicity", number=0, statement="None.")]
    )
    found = against_of(node)
    assert found.stopped == [stopped]
    assert [row.statement for row in found.failures] == ["It failed."]
    assert [row.statement for row in found.safety_results] == ["None."]


def test_what_was_seen_in_patients_stands_first(node):
    in_cells = claim(node, effect="promotes", model_system="in_vitro")
    said = claim(node, effect="promotes", publication=factories.publication())
    in_patients = claim(node, effect="promotes", model_system="human", evidence_level="B")
    assert against_of(node).helping_tumour.shown == [in_patients, in_cells, said]


def test_long_lists_say_how_many_more_there_are(node):
    for _ in range(8):
        claim(node, effect="promotes")
    found = against_of(node).helping_tumour
    assert (found.count, len(found.shown), found.more) == (8, 6, 2)


# Queries


@pytest.mark.once
def test_the_number_of_queries_does_not_grow(node, django_assert_max_num_queries):
    def ask() -> None:
        claims = evidence.read_claims(Finding.objects.public().of_cancer_type(node))
        evidence.balance(claims)
        trials = Trial.objects.public().of_cancer_type(node)
        evidence.against(claims, trials)
        evidence.headline(trials)
        evidence.ladder(node)
        evidence.matrix()

    def add(count: int) -> None:
        for _ in range(count):
            payload = factories.payload(tried_in=[tried(node)])
            claim(node, payloads=[payload], effect="promotes")
            factories.trial(cancer_types=[node], payloads=[payload], overall_status="TERMINATED",
                            status_confirmed_on="2020", results=[result(measure="adverse_events")])  # fmt: skip

    add(3)
    with CaptureQueriesContext(connection) as few:
        ask()
    add(7)
    with django_assert_max_num_queries(len(few)):
        ask()
