"""Studies as the classic site gave them: XML (``clinical_study``), or that XML turned into JSON by somebody."""

import html
import re
from typing import Any

from ..node import Node, Paths
from ..problems import Log
from .enumerations import code_of
from .nested import Json, put

# Where a value stands, and where it stands in a study of today; "!" marks words of a display that are codes today.
VALUES = {
    "id_info.nct_id": "identificationModule.nctId",
    "id_info.org_study_id": "identificationModule.orgStudyIdInfo.id",
    "brief_title": "identificationModule.briefTitle",
    "official_title": "identificationModule.officialTitle",
    "acronym": "identificationModule.acronym",
    "source": "identificationModule.organization.fullName",
    "overall_status": "statusModule.overallStatus!",
    "last_known_status": "statusModule.lastKnownStatus!",
    "why_stopped": "statusModule.whyStopped",
    "has_expanded_access": "statusModule.expandedAccessInfo.hasExpandedAccess",
    "verification_date": "statusModule.statusVerifiedDate",
    "start_date": "statusModule.startDateStruct.date",
    "start_date@type": "statusModule.startDateStruct.type!",
    "primary_completion_date": "statusModule.primaryCompletionDateStruct.date",
    "primary_completion_date@type": "statusModule.primaryCompletionDateStruct.type!",
    "completion_date": "statusModule.completionDateStruct.date",
    "completion_date@type": "statusModule.completionDateStruct.type!",
    "study_first_submitted": "statusModule.studyFirstSubmitDate",
    "firstreceived_date": "statusModule.studyFirstSubmitDate",
    "study_first_posted": "statusModule.studyFirstPostDateStruct.date",
    "study_first_posted@type": "statusModule.studyFirstPostDateStruct.type!",
    "results_first_posted": "statusModule.resultsFirstPostDateStruct.date",
    "results_first_posted@type": "statusModule.resultsFirstPostDateStruct.type!",
    "last_update_submitted": "statusModule.lastUpdateSubmitDate",
    "lastchanged_date": "statusModule.lastUpdateSubmitDate",
    "last_update_posted": "statusModule.lastUpdatePostDateStruct.date",
    "last_update_posted@type": "statusModule.lastUpdatePostDateStruct.type!",
    "sponsors.lead_sponsor.agency": "sponsorCollaboratorsModule.leadSponsor.name",
    "sponsors.lead_sponsor.agency_class": "sponsorCollaboratorsModule.leadSponsor.class!",
    "brief_summary.textblock": "descriptionModule.briefSummary",
    "detailed_description.textblock": "descriptionModule.detailedDescription",
    "study_type": "designModule.studyType!",
    "study_design_info.allocation": "designModule.designInfo.allocation!",
    "study_design_info.intervention_model": "designModule.designInfo.interventionModel!",
    "study_design_info.intervention_model_description": "designModule.designInfo.interventionModelDescription",
    "study_design_info.primary_purpose": "designModule.designInfo.primaryPurpose!",
    "study_design_info.observational_model": "designModule.designInfo.observationalModel!",
    "study_design_info.time_perspective": "designModule.designInfo.timePerspective!",
    "study_design_info.masking_description": "designModule.designInfo.maskingInfo.maskingDescription",
    "enrollment": "designModule.enrollmentInfo.count",
    "enrollment@type": "designModule.enrollmentInfo.type!",
    "eligibility.criteria.textblock": "eligibilityModule.eligibilityCriteria",
    "eligibility.study_pop.textblock": "eligibilityModule.studyPopulation",
    "eligibility.gender": "eligibilityModule.sex!",
    "eligibility.minimum_age": "eligibilityModule.minimumAge",
    "eligibility.maximum_age": "eligibilityModule.maximumAge",
    "eligibility.healthy_volunteers": "eligibilityModule.healthyVolunteers",
}
LISTS = {
    "id_info.nct_alias": "identificationModule.nctIdAliases",
    "condition": "conditionsModule.conditions",
    "keyword": "conditionsModule.keywords",
}
ROWS = {
    "sponsors.collaborator": (
        "sponsorCollaboratorsModule.collaborators", {"agency": "name", "agency_class": "class!"},
    ),
    "primary_outcome": (
        "outcomesModule.primaryOutcomes",
        {"measure": "measure", "time_frame": "timeFrame", "description": "description"},
    ),
    "secondary_outcome": (
        "outcomesModule.secondaryOutcomes",
        {"measure": "measure", "time_frame": "timeFrame", "description": "description"},
    ),
    "other_outcome": (
        "outcomesModule.otherOutcomes",
        {"measure": "measure", "time_frame": "timeFrame", "description": "description"},
    ),
    "arm_group": (
        "armsInterventionsModule.armGroups",
        {"arm_group_label": "label", "arm_group_type": "type!", "description": "description"},
    ),
    "intervention": (
        "armsInterventionsModule.interventions",
        {
            "intervention_type": "type!", "intervention_name": "name", "description": "description",
            "arm_group_label": "armGroupLabels[]", "other_name": "otherNames[]",
        },
    ),
    "location": (
        "contactsLocationsModule.locations",
        {
            "facility.name": "facility", "facility.address.city": "city", "facility.address.state": "state",
            "facility.address.zip": "zip", "facility.address.country": "country", "status": "status!",
        },
    ),
}  # fmt: skip
REFERENCES = {"reference": "BACKGROUND", "results_reference": "RESULT"}


def is_classic(raw: Json) -> bool:
    return "id_info" in raw


def modern(raw: Json, log: Log, asked: Paths) -> Json:
    """The study in the shape of today."""
    root, protocol = Node(raw, "", log, asked), {}
    log.record = root.node("id_info").text("nct_id")
    for path, target in VALUES.items():
        put(protocol, target.removesuffix("!"), _value(root, path, target))
    for path, target in LISTS.items():
        put(protocol, target, [html.unescape(text) for text in _at(root, path).lines(_last(path))])
    for path, (target, names) in ROWS.items():
        put(protocol, target, [_row(row, names) for row in _at(root, path).each(_last(path))])
    info = root.node("id_info")
    put(protocol, "identificationModule.secondaryIdInfos", [{"id": text} for text in info.lines("secondary_id")])
    phase = root.text("phase")
    put(protocol, "designModule.phases", [code_of(part) for part in _phases(phase)])
    put(protocol, "designModule.designInfo.maskingInfo", masking_of(root.node("study_design_info").text("masking")))
    put(protocol, "contactsLocationsModule.overallOfficials", [_official(row) for row in root.each("overall_official")])
    put(protocol, "referencesModule.references", list(_references(root)))
    posted = bool(root.text("results_first_posted") or "clinical_results" in raw)
    return {"protocolSection": protocol, "derivedSection": _derived(root, raw), "hasResults": posted}


def masking_of(text: str) -> Json:
    """Masking and who is masked, from words such as "Double (Participant, Investigator)"."""
    word, _, roles = text.partition("(")
    code = re.sub(r"_BLIND$", "", code_of(word))
    made: Json = {}
    put(made, "masking", "NONE" if code in ("OPEN_LABEL", "NO_MASKING") else code)
    if code not in ("NONE", "OPEN_LABEL"):
        put(made, "whoMasked", [code_of(role) for role in roles.rstrip(") ").split(",") if role.strip()])
    return made


def _phases(text: str) -> list[str]:
    return [text] if text.upper() == "N/A" else [part for part in text.split("/") if part.strip()]


def _value(root: Node, path: str, target: str) -> Any:
    text = html.unescape(_at(root, path).text(_last(path)))
    if target.endswith("!"):
        return code_of(text)
    return "\n".join(line.strip() for line in text.splitlines()) if path.endswith("textblock") else text


def _row(row: Node, names: dict[str, str]) -> Json:
    made: Json = {}
    for path, target in names.items():
        if target.endswith("[]"):
            put(made, target[:-2], [html.unescape(text) for text in row.lines(path)])
        else:
            put(made, target.removesuffix("!"), _value(row, path, target))
    return made


def _at(node: Node, path: str) -> Node:
    for key in path.split(".")[:-1]:
        node = node.node(key)
    return node


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _official(row: Node) -> Json:
    parts = [row.text(key) for key in ("first_name", "middle_name", "last_name")]
    name = ", ".join(filter(None, (" ".join(filter(None, parts)), row.text("degrees"))))
    return {"name": name, "role": code_of(row.text("role")), "affiliation": row.text("affiliation")}


def _references(root: Node) -> Any:
    for key, kind in REFERENCES.items():
        for row in root.each(key):
            yield {"citation": row.text("citation"), "pmid": row.text("PMID"), "type": kind}


def _derived(root: Node, raw: Json) -> Json:
    def terms(key: str) -> Json:
        return {"meshes": [{"term": text} for text in root.node(key).lines("mesh_term")]}

    drawn = re.search(r" on (\w+ \d+, \d{4})", root.node("required_header").text("download_date"))
    return {
        "miscInfoModule": {
            "versionHolder": drawn[1] if drawn else "",
            "removedCountries": list(root.node("removed_countries").lines("country")),
        },
        "conditionBrowseModule": terms("condition_browse"),
        "interventionBrowseModule": terms("intervention_browse"),
    }
