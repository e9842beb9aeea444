"""EU Clinical Trials Register (EudraCT): trials from its protocols, as JSON or as the register's text download.

The register has a record for each member state. What it says of a status is that country's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..node import Node, Paths
from ..problems import Log, Problem
from ..study import DatedAs, Intervention, Organisation, Outcome, SecondaryId, Study
from .words import criteria, title_in, with_countries

SOURCE = "registry:euctr"
NUMBER = re.compile(r"20\d{2}-\d{6}-\d{2}")
# "Ongoing" does not say whether people are still taken in; the others are decisions of authorities or moves.
STATUS = {
    "completed": "COMPLETED",
    "prematurely ended": "TERMINATED",
    "temporarily halted": "SUSPENDED",
    "suspended by ca": "SUSPENDED",
}
PHASES = {
    "e71_human_pharmacology_phase_i": "PHASE1",
    "e72_therapeutic_exploratory_phase_ii": "PHASE2",
    "e73_therapeutic_confirmatory_phase_iii": "PHASE3",
    "e74_therapeutic_use_phase_iv": "PHASE4",
}
PURPOSES = {"e61_diagnosis": "DIAGNOSTIC", "e62_prophylaxis": "PREVENTION", "e63_therapy": "TREATMENT"}
MASKING = {"e812_open": "NONE", "e813_single_blind": "SINGLE", "e814_double_blind": "DOUBLE"}
MODEL = {"e815_parallel_group": "PARALLEL", "e816_cross_over": "CROSSOVER"}
AGES = {
    "f11_trial_has_subjects_under_18": "CHILD",
    "f12_adults_1864_years": "ADULT",
    "f13_elderly_65_years": "OLDER_ADULT",
}
NUMBERS = {
    "a51_isrctn_international_standard_randomised_controlled_trial_number": ("REGISTRY", "ISRCTN"),
    "a52_us_nct_clinicaltrialsgov_registry_number": ("REGISTRY", "ClinicalTrials.gov"),
    "a53_who_universal_trial_reference_number_utrn": ("REGISTRY", "WHO"),
}
LAY_TITLE = "a31_title_of_the_trial_for_lay_people_in_easily_understood_ie_nontechnical_language"
CHEMICAL = "d3111_active_substance_of_chemical_origin"
BIOLOGICAL = (
    "d3112_active_substance_of_biological_biotechnological_origin_other_than_advanced_therapy_imp_atimp",
    "d3113_advanced_therapy_imp_atimp",
)
SUBSTANCES = (
    "d38_inn__proposed_inn",
    "d392_current_sponsor_code",
    "d393_other_descriptive_name",
)


def study_of(raw: Any, file: str = "", asked: Paths | None = None) -> tuple[Study | None, list[Problem]]:
    """One trial from its object, and what was odd. ``asked`` collects the paths that were read."""
    log = Log(file, "")
    root = Node(raw, "", log, {} if asked is None else asked)
    numbers = (root.text("a2_eudract_number"), root.text("eudractNumber"))
    number = next(filter(None, numbers), "")
    if not NUMBER.fullmatch(number):
        return None, [log.lose("a2_eudract_number", number, "A trial without its EudraCT number was left out.")]
    log.record = number
    return Study(SOURCE, number, **_fields(root)), log.problems


def _fields(root: Node) -> dict[str, Any]:
    results, full = root.node("trialInformation"), title_in(root, "a3_full_title_of_the_trial")
    return {
        "title": title_in(root, LAY_TITLE) or full,
        "official_title": full,
        "acronym": root.text("a32_name_or_abbreviated_title_of_the_trial_where_available"),
        "organisation_id": root.text("a41_sponsors_protocol_code_number"),
        "secondary_ids": tuple(_numbers(root, results)),
        **_dates(root, results),
        "sponsor": _sponsor(root),
        "brief_summary": root.text("e21_main_objective_of_the_trial"),
        "conditions": tuple(filter(None, [root.text("e11_medical_conditions_being_investigated")])),
        **_design(root),
        "interventions": tuple(_products(root)),
        "primary_outcomes": tuple(_outcomes(root, "e51_primary_end_points", "e511")),
        "secondary_outcomes": tuple(_outcomes(root, "e52_secondary_end_points", "e521")),
        **_people(root),
        "sites": with_countries((), _country(root), root.log),
    }


def _numbers(root: Node, results: Node) -> Iterator[SecondaryId]:
    found = [SecondaryId(root.text(key), *words) for key, words in NUMBERS.items()]
    found.append(SecondaryId(results.text("usctnIdentifier"), "REGISTRY", "ClinicalTrials.gov"))
    found.append(SecondaryId(results.text("isrctnIdentifier"), "REGISTRY", "ISRCTN"))
    found.append(SecondaryId(results.text("whoIdentifier"), "REGISTRY", "WHO"))
    yield from {number.value: number for number in found if re.search(r"\d", number.value)}.values()


def _dates(root: Node, results: Node) -> dict[str, Any]:
    started = results.date("recruitmentStartDate")
    ended = root.date("p_date_of_the_global_end_of_the_trial") or results.date("globalEndOfTrialDate")
    return {
        "overall_status": root.coded(_status_key(root), STATUS),
        "start": DatedAs(started, "ACTUAL") if started else DatedAs(),
        "completion": DatedAs(ended, "ACTUAL") if ended else DatedAs(),
        "first_submitted_on": root.date("x6_date_on_which_this_record_was_first_entered_in_the_eudract_database"),
        "version_held_on": root.text("record_last_import")[:10],
        "has_results": True if "endPoints" in root.value else None,
    }


def _status_key(root: Node) -> str:
    """The status at the end of a protocol; where a record breaks off before it, the one in its head."""
    head, end = "x5_trial_status", "p_end_of_trial_status"
    return end if root.text(end) or not root.text(head) else head


def _sponsor(root: Node) -> Organisation | None:
    for row in root.each("b1_sponsor"):
        kind = row.text("b31_and_b32_status_of_the_sponsor").lower()
        if name := row.text("b11_name_of_sponsor"):
            return Organisation(name, {"commercial": "INDUSTRY", "non-commercial": "OTHER"}.get(kind, ""))
    return None


def _yes(root: Node, names: dict[str, str]) -> list[str]:
    return [code for name, code in names.items() if root.text(name).lower() == "yes"]


def _one(root: Node, names: dict[str, str]) -> str:
    """The value that is answered with yes, where it is only one."""
    found = _yes(root, names)
    return found[0] if len(found) == 1 else ""


def _design(root: Node) -> dict[str, Any]:
    return {
        # The register holds trials of medicines only.
        "study_type": "INTERVENTIONAL",
        "phases": tuple(_yes(root, PHASES)),
        "allocation": _one(root, {"e811_randomised": "RANDOMIZED"}),
        "intervention_model": _one(root, MODEL),
        "masking": _one(root, MASKING),
        "primary_purpose": _one(root, PURPOSES),
        "design_text": root.text("e8171_other_trial_design_description"),
    }


def _products(root: Node) -> Iterator[Intervention]:
    for row in root.each("dimp"):
        parts = row.each("d38_imp_identification_details")
        others = [row.text("d2111_trade_name"), row.text("d32_product_code")]
        others += [part.text(key) for part in parts for key in SUBSTANCES]
        name = row.text("d31_product_name") or next(filter(None, others), "")
        is_biological = any(row.text(key).lower() == "yes" for key in BIOLOGICAL)
        kind = "BIOLOGICAL" if is_biological else "DRUG" if row.text(CHEMICAL).lower() == "yes" else ""
        if name:
            unlike = (each for each in others if each and each.lower() != name.lower())
            yield Intervention(name, kind, other_names=tuple(dict.fromkeys(unlike)))


def _outcomes(root: Node, key: str, number: str) -> Iterator[Outcome]:
    if text := root.text(key):
        yield Outcome(text, root.text(f"{number}_timepoints_of_evaluation_of_this_end_point"))


def _people(root: Node) -> dict[str, Any]:
    sexes = _yes(root, {"f21_female": "FEMALE", "f22_male": "MALE"})
    healthy = root.text("f31_healthy_volunteers").lower()
    planned = root.count("f422_in_the_whole_clinical_trial")
    return {
        "enrolment": planned,
        "enrolment_type": "ESTIMATED" if planned is not None else "",
        "eligibility": criteria(
            root.text("e3_principal_inclusion_criteria"), root.text("e4_principal_exclusion_criteria")
        ),
        "age_groups": tuple(_yes(root, AGES)),
        "sex": "ALL" if len(sexes) == 2 else next(iter(sexes), ""),
        "healthy_volunteers": {"yes": True, "no": False}.get(healthy),
    }


def _country(root: Node) -> list[str]:
    """The member state; "Germany - PEI" names its authority too, "Outside EU/EEA" is none."""
    country = root.text("a1_member_state_concerned").partition(" - ")[0].strip()
    return [country] if country and not country.startswith("Outside") else []


def joined(first: Study, other: Study, where: str) -> tuple[Study, list[Problem]]:
    """Two member states' records of one trial as one; where their statuses differ, it is left open."""
    log = Log(where, first.identifier)
    sites = with_countries(first.sites, (site.country for site in other.sites), log)
    whole = replace(first, sites=sites, has_results=first.has_results or other.has_results)
    if first.overall_status == other.overall_status:
        return whole, []
    said = "; ".join(filter(None, (_said(first), _said(other))))
    log.note("p_end_of_trial_status", said, "differs between member states; the status was left open.")
    return replace(whole, overall_status=""), log.problems


def _said(study: Study) -> str:
    return f"{', '.join(site.country for site in study.sites)}: {study.overall_status}" if study.overall_status else ""
