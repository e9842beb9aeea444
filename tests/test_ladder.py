"""How far each payload was tested: steps from rows, claims and trials, hollow ones, and what has not begun."""

import pytest

from tests import factories
from tests.claims import claim, result, tried
from trials import evidence
from trials.models import CancerType, Payload, Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def node() -> CancerType:
    return factories.cancer_type(name="Glioblastoma")


def stages_of(ladder: evidence.Ladder) -> dict[str, str]:
    """Payload → label of its furthest stage."""
    return {
        str(rung.payload and rung.payload.name): rung.furthest.stage.label for rung in ladder.rungs if rung.furthest
    }


def test_rows_claims_and_trials_make_the_steps(node):
    payload = factories.payload(name="TRAIL", tried_in=[tried(node)])
    claim(node, payloads=[payload], model_system="in_vitro")
    factories.trial(cancer_types=[node], payloads=[payload], phase=["PHASE1", "PHASE2"], overall_status="COMPLETED",
                    status_confirmed_on="2020")  # fmt: skip
    ladder = evidence.ladder(node)
    assert stages_of(ladder) == {"TRAIL": "Phase 1/2"}
    steps = ladder.rungs[0].steps
    assert [(key, step.is_hollow) for key, step in steps.items()] == [
        ("in_vitro", False), ("animal", False), ("phase_1_2", True),
    ]  # fmt: skip
    assert steps["phase_1_2"].words == "1 trial, no results recorded here"
    assert steps["in_vitro"].words == "1 claim from 1 source"


def test_a_trial_with_results_is_a_full_step(node):
    payload = factories.payload()
    factories.trial(cancer_types=[node], payloads=[payload], results=[result()])
    step = evidence.ladder(node).rungs[0].steps["phase_1"]
    assert not step.is_hollow
    assert step.only_trial == Trial.objects.get()


def test_what_has_not_begun_was_not_tested(node):
    payload = factories.payload(name="IFN", tried_in=[tried(node)])
    soon = {"overall_status": "NOT_YET_RECRUITING", "status_confirmed_on": "2026-01"}
    factories.trial(cancer_types=[node], payloads=[payload], phase=["PHASE2"], **soon)
    factories.trial(cancer_types=[node], payloads=[payload], phase=["PHASE3"], overall_status="WITHDRAWN",
                    status_confirmed_on="2020")  # fmt: skip
    ladder = evidence.ladder(node)
    assert stages_of(ladder) == {"IFN": "In animals"}
    assert "phase_2" in ladder.rungs[0].steps
    assert "phase_3" not in ladder.rungs[0].steps


@pytest.mark.parametrize("role", ["supportive_care", "ex_vivo_support", "homing_study"])
def test_only_carriers_and_agents_climb_the_ladder(node, role):
    factories.trial(cancer_types=[node], role=role, phase=["PHASE3"])
    assert evidence.ladder(node).rungs == []


def test_the_ladder_of_a_node_leaves_other_tumours_and_drafts_out(node):
    other = factories.cancer_type()
    factories.payload(tried_in=[tried(other)])
    factories.payload(status="draft", tried_in=[tried(node)])
    both = claim(node, payloads=[factories.payload(name="Both")], model_system="in_vitro")
    assert stages_of(evidence.ladder(node)) == {"Both": "In cells"}
    assert stages_of(evidence.ladder()).keys() == {"Both", Payload.objects.get(number=1).name}
    assert both.is_public


def test_a_row_without_model_is_tried_at_no_stage(node):
    factories.payload(tried_in=[tried(node, "not_recorded")])
    ladder = evidence.ladder(node)
    assert (ladder.placed, ladder.unplaced) == ([], ladder.rungs)
    assert (ladder.rungs[0].furthest, ladder.rungs[0].unplaced) == (None, 1)


def test_authors_statements_make_no_step(node):
    claim(node, payloads=[factories.payload()], claim_kind="author_statement", evidence_level="not_applicable")
    assert evidence.ladder(node).rungs == []


def test_the_ladder_of_a_payload_has_a_rung_for_each_tumour(node):
    other = factories.cancer_type(name="Melanoma")
    payload = factories.payload(tried_in=[tried(node), tried(other, "in_vitro") | {"position": 2}])
    rungs = evidence.ladder_of_payload(payload).rungs
    assert [(rung.cancer_type.name, rung.furthest.stage.key) for rung in rungs] == [
        ("Glioblastoma", "animal"), ("Melanoma", "in_vitro"),
    ]  # fmt: skip


def test_the_matrix_has_entries_where_something_is_known():
    root = factories.cancer_type(name="Cancer", kind="root")
    brain, skin = (factories.cancer_type(name=name, parent=root) for name in ("Brain", "Skin"))
    glioma = factories.cancer_type(name="Glioma", parent=brain)
    payload = factories.payload(tried_in=[tried(glioma)])
    claim(skin, payloads=[payload])
    claim(glioma, payloads=[payload])
    detailed, rolled_up = evidence.matrix(), evidence.matrix(by_organ_system=True)
    assert {node.name for node in detailed.cancer_types} == {"Glioma", "Skin"}
    assert {node.name for node in rolled_up.cancer_types} == {"Brain", "Skin"}
    entries = {node.name: entry for node, entry in rolled_up.rows[0].entries}
    assert (entries["Brain"].claims, entries["Brain"].sources, entries["Brain"].rows) == (1, 1, 1)
    assert entries["Brain"].furthest.stage.key == "animal"
