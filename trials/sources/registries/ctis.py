"""CTIS, the register of the European Union since 2023: trials from its public JSON."""

import re
from collections.abc import Iterator
from typing import Any

from ..dates import day_first
from ..node import Node, Paths
from ..problems import Log, Problem
from ..study import DatedAs, Intervention, Organisation, Outcome, SecondaryId, Site, Study
from .words import criteria, phases_of, title_in, with_countries

SOURCE = "registry:ctis"
NUMBER = re.compile(r"20\d{2}-5\d{5}-\d{2}(?:-\d{2})?")
# The public portal's words for its numbers of a status.
STATUS_WORDS = {
    "1": "Under evaluation",
    "2": "Authorised, recruitment pending",
    "3": "Authorised, recruiting",
    "4": "Ongoing, recruiting",
    "5": "Ongoing, recruitment ended",
    "6": "Temporarily halted",
    "7": "Suspended",
    "8": "Ended",
    "9": "Expired",
    "10": "Revoked",
    "11": "Not authorised",
    "12": "Cancelled",
}
# "Ended" may be as planned or early, so it has no equivalent; nor have the decisions of authorities.
STATUS = {
    "authorised, recruitment pending": "NOT_YET_RECRUITING",
    "authorised, recruiting": "RECRUITING",
    "ongoing, recruiting": "RECRUITING",
    "ongoing, recruitment ended": "ACTIVE_NOT_RECRUITING",
    "temporarily halted": "SUSPENDED",
    "suspended": "SUSPENDED",
}
PHASES = {
    "1": ("PHASE1",), "2": ("PHASE1",), "3": ("PHASE1",), "4": ("PHASE2",), "5": ("PHASE3",), "6": ("PHASE4",),
    "7": ("PHASE1", "PHASE2"), "8": ("PHASE1", "PHASE2"), "9": ("PHASE1", "PHASE2"), "10": ("PHASE2", "PHASE3"),
    "11": ("PHASE3", "PHASE4"),
}  # fmt: skip
AGES = {"2": "CHILD", "3": "ADULT", "4": "OLDER_ADULT"}


def study_of(raw: Any, file: str = "", asked: Paths | None = None) -> tuple[Study | None, list[Problem]]:
    """One trial from its object, and what was odd. ``asked`` collects the paths that were read."""
    log = Log(file, "")
    root = Node(raw, "", log, {} if asked is None else asked)
    number = root.text("ctNumber")
    if not NUMBER.fullmatch(number):
        return None, [log.lose("ctNumber", number, "A trial without its EU CT number was left out.")]
    log.record = number
    return Study(SOURCE, number, **_fields(root)), log.problems


def _fields(root: Node) -> dict[str, Any]:
    application = root.node("authorizedApplication")
    part = application.node("authorizedPartI")
    details = part.node("trialDetails")
    names, information = details.node("clinicalTrialIdentifiers"), details.node("trialInformation")
    return {
        "title": title_in(names, "publicTitle"),
        "official_title": title_in(names, "fullTitle"),
        # The portal shows its field shortTitle as the protocol code.
        "organisation_id": names.text("shortTitle") or root.text("shortTitle"),
        "secondary_ids": tuple(_numbers(names.node("secondaryIdentifyingNumbers"), application.node("eudraCt"))),
        **_dates(root, information.node("trialDuration")),
        **_sponsors(part),
        **_about(information, part),
        # The register holds trials of medicines only.
        "study_type": "INTERVENTIONAL",
        "phases": _phases(root, information.node("trialCategory")),
        "interventions": tuple(_products(part)),
        **_outcomes(information.node("endPoint")),
        **_people(root, information),
        "sites": _sites(application, part),
    }


def _numbers(numbers: Node, eudract: Node) -> Iterator[SecondaryId]:
    if value := eudract.text("eudraCtCode"):
        yield SecondaryId(value, "EUDRACT_NUMBER")
    for key, domain in (
        ("nctNumber", "ClinicalTrials.gov"),
        ("isrctnNumber", "ISRCTN"),
        ("whoUniversalTrialNumber", "WHO"),
    ):
        if value := numbers.node(key).text("number"):
            yield SecondaryId(value, "REGISTRY", domain)
    for row in numbers.nodes("additionalRegistries"):
        if value := row.text("number"):
            yield SecondaryId(value, "OTHER", row.text("otherRegistryName"))


def _dates(root: Node, duration: Node) -> dict[str, Any]:
    updated = root.date("lastUpdated", day_first) or root.text("publishDate")[:10]
    ends = (duration.date("estimatedGlobalEndDate"), duration.date("estimatedEndDate"))
    end = next(filter(None, ends), "")
    start, planned = root.date("startDateEU", day_first), duration.date("estimatedRecruitmentStartDate")
    return {
        "overall_status": _status(root),
        "start": DatedAs(start, "ACTUAL") if start else DatedAs(planned, "ESTIMATED") if planned else DatedAs(),
        "completion": DatedAs(end, "ESTIMATED") if end else DatedAs(),
        "last_update_posted": DatedAs(updated),
        "version_held_on": root.text("record_last_import")[:10],
        "has_results": {"yes": True, "no": False}.get(root.text("resultsFirstReceived").lower()),
    }


def _status(root: Node) -> str:
    code = root.text("ctPublicStatusCode") or root.text("ctStatus")
    word = STATUS_WORDS.get(code, code)
    if word and word.lower() not in STATUS:
        root.log.note("ctPublicStatusCode", word, "has no equivalent among our values; it was kept as it stands.")
    return STATUS.get(word.lower(), word)


def _sponsors(part: Node) -> dict[str, Any]:
    found = [
        (row.flag("primary"), Organisation(name, "INDUSTRY" if row.flag("isCommercial") else "OTHER"))
        for row in part.nodes("sponsors")
        if (name := row.node("organisation").text("name"))
    ]
    first = next((each for primary, each in found if primary), found[0][1] if found else None)
    return {"sponsor": first, "collaborators": tuple(each for _, each in found if each is not first)}


def _about(information: Node, part: Node) -> dict[str, Any]:
    own = information.node("medicalCondition").nodes("partIMedicalConditions") or part.nodes("medicalConditions")
    return {
        "brief_summary": information.node("trialObjective").text("mainObjective"),
        "conditions": tuple(text for row in own if (text := row.text("medicalCondition"))),
    }


def _phases(root: Node, category: Node) -> tuple[str, ...]:
    code = category.text("trialPhase")
    if code in PHASES:
        return PHASES[code]
    return phases_of(root, "trialPhase") if root.text("trialPhase") else phases_of(category, "trialPhase")


def _products(part: Node) -> Iterator[Intervention]:
    seen: set[str] = set()
    for row in part.nodes("products"):
        about = row.node("productDictionaryInfo")
        name = row.text("productName") or about.text("prodName") or about.text("activeSubstanceName")
        if not name or name in seen:
            continue
        seen.add(name)
        others = (about.text("prodName"), about.text("activeSubstanceName"), about.text("sponsorProductCode"))
        kind = "DRUG" if row.flag("allSubstancesChemicals") else ""
        yield Intervention(
            name, kind, other_names=tuple(dict.fromkeys(each for each in others if each not in ("", name)))
        )


def _outcomes(points: Node) -> dict[str, Any]:
    def of(key: str) -> tuple[Outcome, ...]:
        return tuple(Outcome(text) for row in points.nodes(key) if (text := row.text("endPoint")))

    return {"primary_outcomes": of("primaryEndPoints"), "secondary_outcomes": of("secondaryEndPoints")}


def _people(root: Node, information: Node) -> dict[str, Any]:
    subjects, limits = information.node("populationOfTrialSubjects"), information.node("eligibilityCriteria")
    women, men = subjects.flag("isFemaleSubjects"), subjects.flag("isMaleSubjects")
    groups = {row.text("name").lower() for row in subjects.nodes("clinicalTrialGroups")}
    ages = (AGES.get(row.text("ageRangeCategoryCode"), "") for row in subjects.nodes("ageRanges"))
    return {
        # Whether this many are planned or took part the record does not say.
        "enrolment": root.count("totalNumberEnrolled"),
        "eligibility": criteria(
            _criteria(limits, "principalInclusionCriteria"), _criteria(limits, "principalExclusionCriteria")
        ),
        "sex": "ALL" if women and men else "FEMALE" if women else "MALE" if men else "",
        "healthy_volunteers": any("healthy" in group for group in groups) if groups else None,
        "age_groups": tuple(dict.fromkeys(filter(None, ages))),
    }


def _criteria(limits: Node, key: str) -> str:
    return "\n".join(f"* {text}" for row in limits.nodes(key) if (text := row.text(key)))


def _sites(application: Node, part: Node) -> tuple[Site, ...]:
    sites, countries = [], []
    for state in application.nodes("authorizedPartsII"):
        countries.append(state.node("mscInfo").text("mscName"))
        for row in state.nodes("trialSites"):
            place = row.node("organisationAddressInfo")
            address = place.node("address")
            sites.append(
                Site(
                    place.node("organisation").text("name"),
                    city=address.text("city"),
                    zip=address.text("postcode"),
                    country=address.text("countryName"),
                )
            )
    countries += [row.text("mscName") for row in application.nodes("memberStatesConcerned")]
    countries += [row.text("name") for row in part.nodes("rowCountriesInfo")]
    return with_countries(sites, filter(None, countries), part.log)
