"""One study of ClinicalTrials.gov: from its JSON object to the typed record, each field from its path."""

import html
import re
from dataclasses import replace
from typing import Any

from ..marked_up import title_of
from ..node import Node, Paths
from ..problems import Log, Problem
from ..study import (
    Arm,
    DatedAs,
    Intervention,
    Mesh,
    Official,
    Organisation,
    Outcome,
    Reference,
    Retraction,
    SecondaryId,
    Site,
    Study,
    age_in_years,
)
from . import enumerations as known
from .classic import is_classic
from .classic import modern as classic
from .older import is_flat, is_older, modern

SOURCE = "registry:clinicaltrials.gov"
NCT = re.compile(r"NCT\d{8}")


def study_of(raw: Any, file: str = "", asked: Paths | None = None) -> tuple[Study | None, list[Problem]]:
    """One study from its JSON object of any age, and what was odd. ``asked`` collects the paths that were read."""
    log, asked = Log(file, ""), {} if asked is None else asked
    if not isinstance(raw, dict):
        return None, [log.lose("", raw, "is no study: it should be an object.")]
    if is_classic(raw):
        return study_of_today(classic(raw, log, asked), log, {})
    if is_older(raw):
        study, problems = study_of_today(modern(raw, log), log, asked)
        return study and replace(study, is_partial=is_flat(raw)), problems
    return study_of_today(raw, log, asked)


def study_of_today(whole: dict[str, Any], log: Log, asked: Paths) -> tuple[Study | None, list[Problem]]:
    """The same from the shape of today."""
    root = Node(whole, "", log, asked)
    identifier = root.node("protocolSection").node("identificationModule").text("nctId").upper()
    if not NCT.fullmatch(identifier):
        path = "protocolSection.identificationModule.nctId"
        return None, [log.lose(path, identifier, "A study without its NCT number was left out.")]
    log.record = identifier
    return Study(SOURCE, identifier, **_fields(root)), log.problems


def plain_text(text: str) -> str:
    """A text without the back-slashes and entities of the registry's mark-up.

    >>> plain_text(r"age \\>= 18 &amp; \\[adults\\]")
    'age >= 18 & [adults]'
    """
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+\-.!<>~|])", r"\1", text))


def _fields(root: Node) -> dict[str, Any]:
    protocol, derived = root.node("protocolSection"), root.node("derivedSection")
    return {
        **_identification(protocol.node("identificationModule")),
        **_status(protocol.node("statusModule")),
        **_sponsor(protocol.node("sponsorCollaboratorsModule")),
        **_about(protocol.node("descriptionModule"), protocol.node("conditionsModule")),
        **_design(protocol.node("designModule")),
        **_arms(protocol.node("armsInterventionsModule")),
        **_outcomes(protocol.node("outcomesModule")),
        **_eligibility(protocol.node("eligibilityModule")),
        **_places(protocol.node("contactsLocationsModule")),
        "references": tuple(map(_reference, protocol.node("referencesModule").nodes("references"))),
        "has_results": root.flag("hasResults"),
        **_derived(derived),
    }


def _identification(module: Node) -> dict[str, Any]:
    organisation, own = module.node("organization"), module.node("orgStudyIdInfo")
    return {
        "aliases": module.texts("nctIdAliases"),
        "title": _title(module, "briefTitle"),
        "official_title": _title(module, "officialTitle"),
        "acronym": module.text("acronym"),
        "organisation": _organisation(organisation, "fullName"),
        "organisation_id": own.text("id"),
        "organisation_id_type": own.word("type", known.ORGANISATION_ID_TYPE),
        "secondary_ids": tuple(
            SecondaryId(value, row.word("type", known.SECONDARY_ID_TYPE), row.text("domain"), row.text("link"))
            for row in module.nodes("secondaryIdInfos")
            if (value := row.text("id"))
        ),
    }


def _title(module: Node, key: str) -> str:
    return title_of(plain_text(module.text(key)), module.log, module.at(key))


def _status(module: Node) -> dict[str, Any]:
    return {
        "overall_status": module.word("overallStatus", known.STATUS),
        "last_known_status": module.word("lastKnownStatus", known.STATUS),
        "why_stopped": plain_text(module.text("whyStopped")),
        "has_expanded_access": module.node("expandedAccessInfo").flag("hasExpandedAccess"),
        "start": _dated(module.node("startDateStruct")),
        "primary_completion": _dated(module.node("primaryCompletionDateStruct")),
        "completion": _dated(module.node("completionDateStruct")),
        "first_submitted_on": module.date("studyFirstSubmitDate"),
        "first_posted": _dated(module.node("studyFirstPostDateStruct")),
        "results_first_posted": _dated(module.node("resultsFirstPostDateStruct")),
        "last_update_submitted_on": module.date("lastUpdateSubmitDate"),
        "last_update_posted": _dated(module.node("lastUpdatePostDateStruct")),
        "verified_on": module.date("statusVerifiedDate"),
    }


def _dated(struct: Node) -> DatedAs:
    return DatedAs(struct.date("date"), struct.word("type", known.DATE_TYPE))


def _organisation(node: Node, key: str = "name") -> Organisation | None:
    name, kind = node.text(key), node.word("class", known.AGENCY_CLASS)
    return Organisation(name, kind) if name else None


def _sponsor(module: Node) -> dict[str, Any]:
    collaborators = (_organisation(row) for row in module.nodes("collaborators"))
    return {
        "sponsor": _organisation(module.node("leadSponsor")),
        "collaborators": tuple(organisation for organisation in collaborators if organisation),
    }


def _about(description: Node, conditions: Node) -> dict[str, Any]:
    return {
        "brief_summary": plain_text(description.text("briefSummary")),
        "detailed_description": plain_text(description.text("detailedDescription")),
        "conditions": conditions.texts("conditions"),
        "keywords": conditions.texts("keywords"),
    }


def _design(module: Node) -> dict[str, Any]:
    info, enrolment = module.node("designInfo"), module.node("enrollmentInfo")
    masking = info.node("maskingInfo")
    return {
        "study_type": module.word("studyType", known.STUDY_TYPE),
        "phases": module.words("phases", known.PHASE),
        "allocation": info.word("allocation", known.ALLOCATION),
        "intervention_model": info.word("interventionModel", known.INTERVENTION_MODEL),
        "intervention_model_text": plain_text(info.text("interventionModelDescription")),
        "primary_purpose": info.word("primaryPurpose", known.PRIMARY_PURPOSE),
        "observational_model": info.word("observationalModel", known.OBSERVATIONAL_MODEL),
        "time_perspective": info.word("timePerspective", known.TIME_PERSPECTIVE),
        "masking": masking.word("masking", known.MASKING),
        "masking_text": plain_text(masking.text("maskingDescription")),
        "who_masked": masking.words("whoMasked", known.WHO_MASKED),
        "enrolment": enrolment.count("count"),
        "enrolment_type": enrolment.word("type", known.ENROLMENT_TYPE),
    }


def _arms(module: Node) -> dict[str, Any]:
    arms = (
        Arm(
            plain_text(row.text("label")),
            row.word("type", known.ARM_TYPE),
            plain_text(row.text("description")),
            row.texts("interventionNames"),
        )
        for row in module.nodes("armGroups")
    )
    interventions = (
        Intervention(
            plain_text(row.text("name")),
            row.word("type", known.INTERVENTION_TYPE),
            plain_text(row.text("description")),
            row.texts("otherNames"),
            row.texts("armGroupLabels"),
        )
        for row in module.nodes("interventions")
    )
    return {"arms": tuple(arms), "interventions": tuple(interventions)}


def _outcomes(module: Node) -> dict[str, Any]:
    def of(key: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(*(plain_text(row.text(name)) for name in ("measure", "timeFrame", "description")))
            for row in module.nodes(key)
        )

    return {
        "primary_outcomes": of("primaryOutcomes"),
        "secondary_outcomes": of("secondaryOutcomes"),
        "other_outcomes": of("otherOutcomes"),
    }


def _eligibility(module: Node) -> dict[str, Any]:
    ages = {name: module.text(key) for name, key in (("minimum_age", "minimumAge"), ("maximum_age", "maximumAge"))}
    years = {f"{name}_years": age_in_years(text) for name, text in ages.items()}
    for name, text in ages.items():
        if text and text != "N/A" and years[f"{name}_years"] is None:
            module.log.note(module.at(name), text, "is no age in years, months or days; it was kept as it stands.")
    return {
        "eligibility": plain_text(module.text("eligibilityCriteria")),
        "study_population": plain_text(module.text("studyPopulation")),
        **ages,
        **years,
        "sex": module.word("sex", known.SEX),
        "healthy_volunteers": module.flag("healthyVolunteers"),
        "age_groups": module.words("stdAges", known.AGE_GROUP),
    }


def _places(module: Node) -> dict[str, Any]:
    officials = (
        Official(row.text("name"), row.word("role", known.OFFICIAL_ROLE), row.text("affiliation"))
        for row in module.nodes("overallOfficials")
    )
    return {"sites": tuple(map(_site, module.nodes("locations"))), "officials": tuple(officials)}


def _site(row: Node) -> Site:
    point = row.node("geoPoint")
    site = Site(
        **{name: row.text(name) for name in ("facility", "city", "state", "zip", "country")},
        status=row.word("status", known.STATUS),
        latitude=point.number("lat"),
        longitude=point.number("lon"),
    )
    if not site.country:
        row.log.note(row.at("country"), site.facility or site.city, "is a site in no country.")
    return site


def _reference(row: Node) -> Reference:
    retractions = tuple(Retraction(each.text("pmid"), each.text("source")) for each in row.nodes("retractions"))
    return Reference(row.text("pmid"), row.word("type", known.REFERENCE_TYPE), row.text("citation"), retractions)


def _derived(derived: Node) -> dict[str, Any]:
    def meshes(module: Node, key: str) -> tuple[Mesh, ...]:
        return tuple(Mesh(row.text("id"), row.text("term")) for row in module.nodes(key))

    conditions, interventions = derived.node("conditionBrowseModule"), derived.node("interventionBrowseModule")
    return {
        "condition_meshes": meshes(conditions, "meshes"),
        "condition_ancestors": meshes(conditions, "ancestors"),
        "intervention_meshes": meshes(interventions, "meshes"),
        "intervention_ancestors": meshes(interventions, "ancestors"),
        "version_held_on": derived.node("miscInfoModule").date("versionHolder"),
        "removed_countries": derived.node("miscInfoModule").texts("removedCountries"),
    }
