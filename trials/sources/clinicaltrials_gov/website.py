"""Studies as the website's CSV download lists them: the columns of today and those of the classic site."""

import re
from typing import Any

from ..node import Node, Paths
from ..problems import Log, Problem
from ..study import Study
from .classic import masking_of
from .enumerations import AGE_GROUP, INTERVENTION_TYPE, code_of
from .fields import study_of_today
from .nested import Json, put

NEEDED = ("NCT Number",)
# Column, or two names of it, and where its value stands in a study of today; "!" marks words that are codes there.
COLUMNS = {
    "NCT Number": "identificationModule.nctId",
    "Study Title": "identificationModule.briefTitle",
    "Title": "identificationModule.briefTitle",
    "Acronym": "identificationModule.acronym",
    "Study Status": "statusModule.overallStatus!",
    "Status": "statusModule.overallStatus!",
    "Start Date": "statusModule.startDateStruct.date",
    "Primary Completion Date": "statusModule.primaryCompletionDateStruct.date",
    "Completion Date": "statusModule.completionDateStruct.date",
    "First Posted": "statusModule.studyFirstPostDateStruct.date",
    "Results First Posted": "statusModule.resultsFirstPostDateStruct.date",
    "Last Update Posted": "statusModule.lastUpdatePostDateStruct.date",
    "Brief Summary": "descriptionModule.briefSummary",
    "Enrollment": "designModule.enrollmentInfo.count",
    "Sex": "eligibilityModule.sex!",
    "Gender": "eligibilityModule.sex!",
}
LISTS = {
    "Conditions": "conditionsModule.conditions",
    "Phases": "designModule.phases!",
}
OUTCOMES = {
    "Primary Outcome Measures": "outcomesModule.primaryOutcomes",
    "Secondary Outcome Measures": "outcomesModule.secondaryOutcomes",
    "Other Outcome Measures": "outcomesModule.otherOutcomes",
}
DESIGN = {
    "Allocation": "allocation",
    "Intervention Model": "interventionModel",
    "Primary Purpose": "primaryPurpose",
    "Observational Model": "observationalModel",
    "Time Perspective": "timePerspective",
}
# What a download shortens so far that nobody can say what it was.
SHORTENED = {"p", "r", "c", "o"}
IGNORED = {
    "Rank": "place in that search",
    "Outcome Measures": "primary and other outcomes in one cell, without a sign between them",
    "Study URL": "follows from the number",
    "URL": "follows from the number",
    "Study Documents": "large documents; the registry's page links them",
}
# The second half of a country's name that has a comma, as in "Korea, Republic of".
_SECOND_HALF = re.compile(r"(The )?(.* )?Republic of( .*)?|Occupied|Federated States of", re.IGNORECASE)


def study_of_row(row: Json, file: str, asked: Paths | None = None) -> tuple[Study | None, list[Problem]]:
    """One study from its row, and what was odd. ``asked`` collects the columns that were read."""
    log = Log(file, str(row.get("NCT Number", "")).strip())
    whole = modern(row, log, {} if asked is None else asked)
    return study_of_today(whole, log, {})


def modern(row: Json, log: Log, asked: Paths) -> Json:
    """The study of a row in the shape of today.

    A site is one text in which the parts are not marked: only the country is told from the rest.
    """
    node, protocol = Node(row, "", log, asked), {}
    for column, target in COLUMNS.items():
        text = node.text(column)
        put(protocol, target.removesuffix("!"), code_of(text) if target.endswith("!") else text)
    for column, target in LISTS.items():
        parts = _parts(node.text(column))
        put(protocol, target.removesuffix("!"), [code_of(part) for part in parts] if target.endswith("!") else parts)
    for column, target in OUTCOMES.items():
        put(protocol, target, [{"measure": part} for part in _parts(node.text(column))])
    put(protocol, "designModule.studyType", code_of(node.text("Study Type").partition(":")[0]))
    put(
        protocol, "armsInterventionsModule.interventions", [_given(part) for part in _parts(node.text("Interventions"))]
    )
    put(protocol, "identificationModule.secondaryIdInfos", [{"id": part} for part in _parts(node.text("Other IDs"))])
    put(protocol, "contactsLocationsModule.locations", [_site(part) for part in _parts(node.text("Locations"))])
    _put_design(protocol, node.text("Study Design") or node.text("Study Designs"))
    _put_ages(protocol, node.text("Age"))
    _put_sponsors(protocol, node)
    posted = {"has results": True, "yes": True, "no results available": False, "no": False}
    return {"protocolSection": protocol, "hasResults": posted.get(node.text("Study Results").lower())}


def _parts(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.split("|")) if part]


def _given(text: str) -> Json:
    kind, colon, name = text.partition(": ")
    code = code_of(kind)
    return {"type": code, "name": name} if colon and code in INTERVENTION_TYPE else {"name": text}


def _site(text: str) -> Json:
    pieces = text.split(", ")
    length = 2 if len(pieces) > 1 and _SECOND_HALF.fullmatch(pieces[-1]) else 1
    return {"facility": ", ".join(pieces[:-length]), "country": ", ".join(pieces[-length:])}


def _put_design(protocol: Json, text: str) -> None:
    for part in _parts(text):
        name, _, value = part.partition(":")
        if name == "Masking":
            put(protocol, "designModule.designInfo.maskingInfo", masking_of(value))
        elif name in DESIGN and value.strip() not in SHORTENED:
            put(protocol, f"designModule.designInfo.{DESIGN[name]}", code_of(value))


def _put_ages(protocol: Json, text: str) -> None:
    """Words such as "18 Years to 65 Years (Adult, Older Adult)", "up to 17 Years (Child)" or "ADULT, OLDER_ADULT"."""
    limits, _, groups = " ".join(text.split()).partition(" (")
    found = re.fullmatch(r"(?:(\d+ \w+)(?: to (\d+ \w+)| and older)|up to (\d+ \w+))", limits, re.IGNORECASE)
    if found:
        put(protocol, "eligibilityModule.minimumAge", found[1])
        put(protocol, "eligibilityModule.maximumAge", found[2] or found[3])
    words = [code_of(word) for word in (groups if found else limits).rstrip(")").split(",")]
    put(protocol, "eligibilityModule.stdAges", [word for word in words if word in AGE_GROUP])


def _put_sponsors(protocol: Json, node: Node) -> None:
    """The classic column has them in one cell, the sponsor first, and their classes without order in another."""
    together = _parts(node.text("Sponsor/Collaborators"))
    classes = _parts(node.text("Funded Bys"))
    sponsor = node.text("Sponsor") or next(iter(together), "")
    others = _parts(node.text("Collaborators")) or together[1:]
    kind: Any = node.text("Funder Type") or (classes[0] if len(together) == len(classes) == 1 else "")
    put(
        protocol, "sponsorCollaboratorsModule.leadSponsor", {"name": sponsor, "class": code_of(kind)} if sponsor else {}
    )
    put(protocol, "sponsorCollaboratorsModule.collaborators", [{"name": name} for name in others])
