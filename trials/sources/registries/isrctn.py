"""ISRCTN: trials from its XML (``fullTrial``), or from that XML turned into JSON by somebody."""

import re
from collections.abc import Iterator
from typing import Any

from ..node import Node, Paths
from ..problems import Log, Problem
from ..study import DatedAs, Intervention, Organisation, Outcome, Reference, SecondaryId, Site, Study, age_in_years
from .words import NOTHING, SEX, age_of, criteria, phases_of, title_in, with_countries

SOURCE = "registry:isrctn"
# The registry works a status out from dates on the day on which its page is looked at. Its records say one only
# where somebody set it by hand.
STATUS = {
    "not yet recruiting": "NOT_YET_RECRUITING",
    "recruiting": "RECRUITING",
    "suspended": "SUSPENDED",
    "stopped": "TERMINATED",
    "completed": "COMPLETED",
}
STUDY_TYPE = {"interventional": "INTERVENTIONAL", "observational": "OBSERVATIONAL"}
ALLOCATION = {
    "randomised controlled trial": "RANDOMIZED",
    "randomized controlled trial": "RANDOMIZED",
    "randomised cross over trial": "RANDOMIZED",
    "cluster randomised trial": "RANDOMIZED",
    "non randomised study": "NON_RANDOMIZED",
    "non-randomized controlled trial": "NON_RANDOMIZED",
    "non-randomised controlled trial": "NON_RANDOMIZED",
    "single-arm": "NA",
}
PURPOSE = {
    "treatment": "TREATMENT",
    "prevention": "PREVENTION",
    "diagnostic": "DIAGNOSTIC",
    "screening": "SCREENING",
    "supportive care": "SUPPORTIVE_CARE",
    "health services research": "HEALTH_SERVICES_RESEARCH",
    "basic science": "BASIC_SCIENCE",
    "other": "OTHER",
}
MASKING = {"open (masking not used)": "NONE", "open": "NONE"}
AGES = {"neonate": "CHILD", "child": "CHILD", "adult": "ADULT", "senior": "OLDER_ADULT"}
GIVEN = {
    "drug": "DRUG",
    "biological/vaccine": "BIOLOGICAL",
    "device": "DEVICE",
    "procedure/surgery": "PROCEDURE",
    "behavioural": "BEHAVIORAL",
    "supplement": "DIETARY_SUPPLEMENT",
    "genetic": "GENETIC",
    "other": "OTHER",
    "mixed": "OTHER",
}
SPONSOR = {
    "industry": "INDUSTRY",
    "government": "OTHER_GOV",
    "hospital/treatment centre": "OTHER",
    "university/education": "OTHER",
    "charity": "OTHER",
    "research organisation": "OTHER",
    "research council": "OTHER_GOV",
    "other": "OTHER",
    "not defined": "UNKNOWN",
}
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})")


def study_of(raw: Any, file: str = "", asked: Paths | None = None) -> tuple[Study | None, list[Problem]]:
    """One trial from its object, and what was odd. ``asked`` collects the paths that were read."""
    log = Log(file, "")
    root = Node(raw, "", log, {} if asked is None else asked)
    trial = root.node("trial") if "trial" in root.value else root
    digits = trial.text("isrctn").upper().removeprefix("ISRCTN")
    if not re.fullmatch(r"\d{8}", digits):
        return None, [log.lose(trial.at("isrctn"), digits, "A trial without its ISRCTN was left out.")]
    log.record = f"ISRCTN{digits}"
    return Study(SOURCE, log.record, **_fields(trial, root)), log.problems


def _fields(trial: Node, root: Node) -> dict[str, Any]:
    return {
        **_about(trial),
        **_numbers(trial.node("externalRefs")),
        **_dates(trial, root),
        **_design(trial.node("trialDesign")),
        **_people(trial.node("participants")),
        "sponsor": _sponsor(root),
        "conditions": tuple(
            text for row in trial.node("conditions").each("condition") if (text := row.text("description"))
        ),
        **_interventions(trial.node("interventions")),
        **_results(trial),
        "sites": _sites(trial.node("participants")),
    }


def _about(trial: Node) -> dict[str, Any]:
    about = trial.node("trialDescription")
    return {
        "title": title_in(about, "title"),
        "official_title": title_in(about, "scientificTitle"),
        "acronym": about.text("acronym"),
        "brief_summary": about.text("plainEnglishSummary"),
        "detailed_description": about.text("studyHypothesis"),
        "primary_outcomes": tuple(_outcomes(about, "primaryOutcome")),
        "secondary_outcomes": tuple(_outcomes(about, "secondaryOutcome")),
    }


def _outcomes(about: Node, key: str) -> Iterator[Outcome]:
    if text := about.text(key):
        yield Outcome(text)


def _numbers(refs: Node) -> dict[str, Any]:
    own = refs.text("protocolSerialNumber")
    found = [
        SecondaryId(refs.text("eudraCTNumber"), "EUDRACT_NUMBER"),
        SecondaryId(refs.text("clinicalTrialsGovNumber"), "REGISTRY", "ClinicalTrials.gov"),
        SecondaryId(refs.text("ctisNumber"), "CTIS"),
        SecondaryId(refs.text("irasNumber"), "OTHER", "IRAS"),
    ]
    known = {own, *(number.value for number in found)}
    others = refs.node("secondaryNumbers").lines("secondaryNumber")
    found += [SecondaryId(value) for value in dict.fromkeys(others) if value not in known]
    kept = tuple(number for number in found if number.value and not number.value.lower().startswith("nil known"))
    return {"organisation_id": own, "secondary_ids": kept}


def _dates(trial: Node, root: Node) -> dict[str, Any]:
    participants, design = trial.node("participants"), trial.node("trialDesign")
    return {
        "overall_status": participants.coded("recruitmentStatusOverride", STATUS)
        or participants.coded("recruitmentStartStatusOverride", STATUS),
        "why_stopped": trial.node("miscellaneous").text("reasonAbandoned"),
        "start": DatedAs(participants.date("recruitmentStart") or design.date("overallStartDate")),
        "completion": DatedAs(design.date("overallEndDate")),
        "first_posted": DatedAs(trial.date("isrctn@dateAssigned")),
        "last_update_posted": DatedAs(trial.date("@lastUpdated")),
        "version_held_on": root.text("record_last_import")[:10],
    }


def _design(design: Node) -> dict[str, Any]:
    newer = design.node("interventionalTrialDesign")
    purposes = newer.node("purposes").lines("purpose")
    kinds = design.node("trialTypes")
    return {
        "study_type": design.coded("primaryStudyDesign", STUDY_TYPE),
        "allocation": ALLOCATION.get(newer.text("allocation").lower(), "")
        or ALLOCATION.get(design.text("secondaryStudyDesign").lower(), ""),
        "masking": MASKING.get(newer.text("masking").lower(), ""),
        "masking_text": newer.text("masking"),
        "primary_purpose": newer.node("purposes").coded("purpose", PURPOSE)
        if len(purposes) == 1
        else _only(kinds, "trialType"),
        "design_text": design.text("studyDesign"),
    }


def _only(kinds: Node, key: str) -> str:
    return kinds.coded(key, PURPOSE) if len(kinds.lines(key)) == 1 else ""


def _people(participants: Node) -> dict[str, Any]:
    final, target = participants.count("totalFinalEnrolment"), participants.count("targetEnrolment")
    minimum, maximum = age_of(participants, "lowerAgeLimit"), age_of(participants, "upperAgeLimit")
    kinds = {kind.lower() for kind in participants.node("participantTypes").lines("participantType")}
    group = participants.text("ageRange").lower()
    allowed = participants.flag("healthyVolunteersAllowed")
    return {
        # The registry writes 0 while it does not know how many took part.
        "enrolment": final or target,
        "enrolment_type": "ACTUAL" if final else "ESTIMATED" if target else "",
        "eligibility": criteria(participants.text("inclusion"), participants.text("exclusion")),
        "minimum_age": minimum,
        "maximum_age": maximum,
        "minimum_age_years": age_in_years(minimum),
        "maximum_age_years": age_in_years(maximum),
        "age_groups": tuple(dict.fromkeys(AGES.values())) if group == "all" else tuple(filter(None, [AGES.get(group)])),
        "sex": "" if participants.text("gender").lower() in NOTHING else participants.coded("gender", SEX),
        "healthy_volunteers": allowed if allowed is not None else True if "healthy volunteer" in kinds else None,
    }


def _sponsor(root: Node) -> Organisation | None:
    first = next(iter(root.each("sponsor")), None)
    name = first.text("organisation") if first else ""
    return Organisation(name, first.coded("sponsorType", SPONSOR)) if first and name else None


def _interventions(module: Node) -> dict[str, Any]:
    rows = module.each("intervention")
    made = tuple(
        Intervention(row.text("drugNames"), _kind(row), row.text("description"))
        for row in rows
        if row.text("drugNames") or row.text("description")
    )
    phases = [phase for row in rows for phase in phases_of(row, "phase")]
    return {"interventions": made, "phases": tuple(dict.fromkeys(phases))}


def _kind(row: Node) -> str:
    return "" if row.text("interventionType").lower() in NOTHING else row.coded("interventionType", GIVEN)


def _results(trial: Node) -> dict[str, Any]:
    results = trial.node("results")
    outputs = trial.node("outputs") if isinstance(trial.take("outputs"), dict) else None
    rows = outputs.each("output") if outputs else []
    links = [results.text("publicationDetails"), *(row.text("externalLink") for row in rows)]
    kinds = {row.text("@outputType").lower() for row in rows}
    pmids = dict.fromkeys(pmid.lstrip("0") for text in links for pmid in _PUBMED.findall(text))
    return {
        "references": tuple(Reference(pmid) for pmid in pmids if pmid),
        "has_results": True if results.text("basicReport") or "basicresults" in kinds else None,
    }


def _sites(participants: Node) -> tuple[Site, ...]:
    """Its centres, and the countries of which no centre is named."""
    centres = [
        Site(**{name: _said(row, name) for name in ("city", "state", "zip", "country")}, facility=row.text("name"))
        for row in participants.node("trialCentres").each("trialCentre")
    ]
    return with_countries(centres, participants.node("recruitmentCountries").lines("country"), participants.log)


def _said(row: Node, key: str) -> str:
    text = row.text(key)
    return "" if text == "-" else text
