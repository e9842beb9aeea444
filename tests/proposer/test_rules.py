"""Each family of the proposer's rules, on small texts written for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trials.proposer import Passage, Span, Text, propose

from .words import NAMES, paper, trial, values

pytestmark = pytest.mark.once
ROLE, MODALITY = "role", "modality"


@pytest.mark.parametrize(
    ("title", "parts", "said"),
    [
        ("Mesenchymal stem cells for glioblastoma", {}, "in"),
        ("AB-101 in adults", {"conditions": "Glioma"}, "in"),
        ("hUC-MSC infusion", {"conditions": "Leukemia, Myeloid, Acute"}, "in"),
        ("MSCs for steroid-refractory GVHD", {}, "unsure"),
        ("MSCs for GVHD", {"eligibility": "Inclusion Criteria: transplant for acute leukemia"}, "in"),
        ("MSCs for GVHD", {"eligibility": "Inclusion: adults. Exclusion Criteria: relapsed leukemia"}, "unsure"),
        ("MSCs for GVHD", {"eligibility": "Inclusion: no history of cancer"}, "unsure"),
        ("MSCs for knee osteoarthritis", {"eligibility": "Patients with a history of cancer"}, "out"),
        ("MSC co-transplantation", {"conditions": "Severe aplastic anemia"}, "out"),
        ("MSCs to fill benign bone lesions", {"conditions": "Cancer"}, "out"),
        ("MSCs in anti-tumor necrosis factor failure", {"conditions": "Crohn's disease"}, "out"),
        ("Imatinib for a mesenchymal tumor", {"conditions": "Solid tumors"}, "out"),
        ("Epithelial-mesenchymal transition in glioma", {}, "out"),
        ("Non-mesenchymal cells in glioma", {}, "out"),
        ("Surgery of mesenchymal chondrosarcoma", {"conditions": "Solid tumours"}, "out"),
        ("Musculoskeletal clinic (MSC) visits for MSC patients with glioma", {}, "out"),
        ("Multiple system care (MSC) in glioma", {}, "out"),
        (
            "MSCs for GVHD",
            {"brief_summary": "Patients get a graft, a treatment for malignant or benign disease"},
            "unsure",
        ),
        ("Heart failure: CSCC mesenchymal cells", {}, "out"),
    ],
)
def test_in_out_or_unsure(title, parts, said):
    assert trial(title, **parts).judgement.in_out == said


def test_what_only_looks_at_the_cells_is_out_unless_its_title_says_treatment():
    assert trial("Mobilised MSCs in glioma surgery", observational=True).judgement.in_out == "out"
    assert trial("MSCs for the treatment of glioma", observational=True).judgement.in_out == "in"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Mesenchymal stromal cells in tumour growth", "in"),
        ("Quality of mesenchymal stromal cells", "unsure"),
        ("Stem cells as vectors against cancer", "unsure"),
        ("Autologous stem cell transplantation in lymphoma", "out"),
        ("Cancer stem cells", "out"),
        ("The mesenchymal subtype of glioblastoma", "out"),
    ],
)
def test_titles_of_papers(title, said):
    assert paper(title).judgement.in_out == said


def test_each_proposal_shows_the_words_that_support_it():
    text = Text(True, (Passage("title", "Autologous MSCs for glioblastoma"), Passage("keywords[0]", "GBM")))
    found = propose(text, NAMES)
    texts = {each.path: each.text for each in text.passages}
    for each in found.proposals:
        assert texts[each.span.path][each.span.start : each.span.end] == each.span.words != ""
    assert found.of("cancer_types")[0].span == Span("title", 20, 32, "glioblastoma")


# Tumours


def test_the_most_specific_node_counts_and_a_collective_one_stays_beside_it():
    found = trial("MSCs in glioma", conditions="Recurrent GBM", keywords="Solid tumors")
    assert values(found, "cancer_types") == ["C2", "C4"]
    assert values(trial("MSCs in cancer", conditions="Prostate neoplasms"), "cancer_types") == ["C8"]


def test_cancer_at_large_counts_for_a_trial_alone():
    assert values(trial("MSCs in patients with malignancies"), "cancer_types") == ["C1"]
    assert values(paper("MSCs in cancer"), "cancer_types") == []


def test_names_are_known_turned_round_and_in_other_words():
    assert values(trial("MSCs", conditions="Leukemia, Myelogenous, Acute"), "cancer_types") == ["C6"]
    assert values(paper("MSCs and prostatic tumours"), "cancer_types") == ["C8"]


def test_short_names_stand_as_they_are_written():
    assert values(trial("MSC GIVEN TO ALL PATIENTS"), "cancer_types") == []
    assert values(trial("MSCs for ALL and AML after relapse"), "cancer_types") == ["C6", "C7"]
    assert values(trial("MSCs for all patients with AML"), "cancer_types") == ["C6"]


def test_a_heading_of_the_registry_says_which_cancer_where_words_say_only_that_it_is_one():
    assert values(trial("MSCs in cancer", mesh="D005909"), "cancer_types") == ["C4"]
    assert values(trial("MSCs in leukemia", mesh="D005909"), "cancer_types") == ["C5"]


def test_malignant_and_benign_disease_name_no_type():
    found = trial("MSCs for GVHD", eligibility="Transplanted for malignant or non-malignant disease")
    assert found.judgement.in_out == "in"
    assert values(found, "population_link") == ["malignant_or_not"]
    assert values(found, "cancer_types") == []
    assert values(trial("MSCs for GVHD"), "population_link") == ["malignancy_not_stated"]


# Payloads


@pytest.mark.parametrize(
    ("title", "payloads"),
    [
        ("Mesenchymal stem cells expressing TRAIL against glioma", ["P1"]),
        ("TRAIL MSCs against glioma", ["P1"]),
        ("MSCs act on glioma via the secretion of TRAIL", []),
        ("Interferon-γ-primed MSCs in glioma", []),
        ("MSCs engineered with IFN-gamma in glioma", ["P2"]),
        ("Mesenchymal stem cell-mediated delivery of TRAIL in glioma", ["P1"]),
        ("TRAIL-mediated death of glioma by MSCs", []),
        ("MSCs loaded with paclitaxel in glioma", ["P4"]),
        ("MSCs protect glioma cells from paclitaxel", []),
        ("MV-NIS in MSCs for glioma", ["P3"]),
        ("Cytosine deaminase and TRAIL expressing MSCs in glioma", ["P6"]),
    ],
)
def test_a_payload_is_what_was_brought_into_the_cells(title, payloads):
    assert values(paper(title), "payloads") == payloads


def test_a_drug_given_beside_the_cells_is_no_payload_and_a_product_brings_its_own():
    assert values(trial("MSCs in glioma", interventions="Paclitaxel delivered weekly"), "payloads") == []
    assert values(trial("AB-101 in glioma"), "payloads") == ["P1"]


# The product


@pytest.mark.parametrize(
    ("title", "modality"),
    [
        ("MSCs for glioma", ["unmodified"]),
        ("Genetically modified MSCs for glioma", ["engineered_gene"]),
        ("Interferon gamma-primed MSCs for glioma", ["primed"]),
        ("MSC exosomes for glioma", ["extracellular_vesicle"]),
        ("MSC conditioned medium for glioma", ["conditioned_medium"]),
        ("Stromal vascular fraction for glioma", ["stromal_vascular_fraction"]),
        ("MSCs with oncolytic MV-NIS for glioma", ["oncolytic_virus_carrier"]),
        ("Dead mesenchymal cells for glioma", ["non_viable_cells"]),
    ],
)
def test_what_was_done_to_the_cells(title, modality):
    assert values(trial(title), MODALITY) == modality


@pytest.mark.parametrize(
    ("title", "source", "donor"),
    [
        ("Autologous bone marrow-derived MSCs in glioma", ["bone_marrow"], ["autologous"]),
        ("Allogeneic adipose MSCs in glioma", ["adipose"], ["allogeneic"]),
        ("UC-MSC from third-party donors in glioma", ["umbilical_cord"], ["allogeneic"]),
        ("Umbilical cord blood-derived MSCs in leukemia", ["cord_blood"], []),
        ("Wharton's jelly MSCs in glioma", ["wharton_jelly"], []),
        ("MSCs after allogeneic bone marrow transplantation for leukemia", [], []),
    ],
)
def test_tissue_and_donor_are_those_of_the_cells_and_not_of_a_graft(title, source, donor):
    found = trial(title)
    assert (values(found, "msc_source"), values(found, "donor")) == (source, donor)


@pytest.mark.parametrize(
    ("given", "route"),
    [
        ("MSCs, 1 million per kg IV", ["intravenous"]),
        ("MSCs given by intra-arterial injection", ["intra_arterial"]),
        ("MSC infusion", ["infusion_not_specified"]),
        ("MSCs injected into the submandibular gland", ["salivary_gland"]),
        ("MSCs for grade III-IV disease", []),
        ("Cyclophosphamide IV", []),
    ],
)
def test_route(given, route):
    assert values(trial("MSCs in glioma", interventions=given), "route") == route


# What for


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("MSCs expressing TRAIL in glioma", "carrier"),
        ("MSCs for glioma", "anti_tumour_agent"),
        ("MSCs for xerostomia after radiotherapy of glioma", "supportive_care"),
        ("Homing to glioma of MSCs", "homing_study"),
        ("Cord blood expanded on MSCs for leukemia", "ex_vivo_support"),
        ("Mesenchymal stem cell transplantation in glioma", "anti_tumour_agent"),
    ],
)
def test_role(title, role):
    assert values(trial(title), ROLE) == [role]


def test_cells_that_stay_outside_are_given_by_no_route():
    found = trial("Cord blood expanded on MSCs for leukemia")
    assert values(found, "route") == ["not_applicable"]
    assert values(found, MODALITY) == []


def test_the_same_text_gives_the_same_answer():
    title = "Autologous bone marrow MSCs expressing TRAIL, IV, for glioblastoma, AML and solid tumours"
    assert trial(title) == trial(title)


@pytest.mark.parametrize("words", ["-", "(MSC "])
def test_endless_text_is_read_in_a_moment(words):
    """What took half a minute once; a passage is read no further than a registry lets it go."""
    body = words * (60_000 // len(words))
    for part in ("eligibility", "brief_summary"):
        assert trial("MSCs for GVHD", **{part: body}).judgement.in_out in ("in", "unsure")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from((*"().,;:-/%'\n 3", "MSC", "MSCs", "GBM", "ALL", "β", "İ", "TRAIL", "no", "glioma", "IV")),
        max_size=40,
    )
)
def test_any_words_are_read_without_a_crash_and_spans_are_where_they_say(words):
    title = " ".join(words)
    for found in (trial(title, eligibility=title, interventions=title), paper(title)):
        for span in (*found.judgement.spans, *(each.span for each in found.proposals)):
            assert title[span.start : span.end] == span.words
