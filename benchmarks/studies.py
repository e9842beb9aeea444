"""Synthetic studies as ClinicalTrials.gov sends them: with as many rows as real ones have, each with its number."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = [
    "mesenchymal",
    "stromal",
    "cells",
    "umbilical",
    "cord",
    "marrow",
    "glioma",
    "recurrent",
    "refractory",
    "infusion",
    "dose",
    "safety",
    "survival",
    "patients",
    "tumour",
    "response",
    "graft",
    "host",
    "disease",
    "virus",
    "oncolytic",
    "carrier",
    "interferon",
    "arm",
    "week",
    "month",
    "baseline",
    "measured",
]
PLACES = [
    ("Houston", "United States"),
    ("Oslo", "Norway"),
    ("Munich", "Germany"),
    ("Beijing", "China"),
    ("Lyon", "France"),
]
HALVES = ("Inclusion", "Exclusion")
BROWSED = ("condition", "intervention")
STATUSES = ("RECRUITING", "COMPLETED", "UNKNOWN", "TERMINATED", "ACTIVE_NOT_RECRUITING")


def write(path: Path, how_many: int, seed: int = 1, updated: str = "2026-03-03") -> None:
    """A file with one study a line."""
    with path.open("w", encoding="utf-8") as lines:
        for study in studies(how_many, seed, updated):
            lines.write(json.dumps(study))
            lines.write("\n")


def studies(how_many: int, seed: int = 1, updated: str = "2026-03-03") -> Iterator[dict[str, Any]]:
    """The same studies for the same seed; ``updated`` is the registry's date of all of them."""
    for number in range(1, how_many + 1):
        yield _study(number, random.Random(f"{seed}/{number}"), updated)


def _study(number: int, chance: random.Random, updated: str) -> dict[str, Any]:
    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()

    def rows(most: int, make: Any) -> list[Any]:
        return [make(n) for n in range(1, chance.randint(1, most) + 1)]

    def outcome(n: int) -> dict[str, str]:
        return {"measure": words(3, 10), "timeFrame": f"{n} months", "description": words(8, 30)}

    def criteria() -> str:
        halves = ("\n".join([f"{name} Criteria:\n", *rows(12, lambda n: f"* {words(4, 24)}")]) for name in HALVES)
        return "\n\n".join(halves)

    def headings(most: int) -> list[dict[str, str]]:
        return rows(most, lambda n: {"id": f"D{chance.randint(0, 20_000):06}", "term": words(1, 4)})

    def official(n: int) -> dict[str, str]:
        return {"name": words(2, 3), "role": "STUDY_CHAIR", "affiliation": words(2, 5)}

    def given(n: int) -> dict[str, str]:
        return {"type": "BIOLOGICAL", "name": words(2, 4), "description": words(8, 30)}

    protocol = {
        "identificationModule": {
            "nctId": f"NCT{70_000_000 + number}",
            "orgStudyIdInfo": {"id": f"ORG-{number}"},
            "organization": {"fullName": words(2, 4), "class": "OTHER"},
            "briefTitle": words(6, 14),
            "officialTitle": words(12, 24),
        },
        "statusModule": {
            "statusVerifiedDate": "2026-03",
            "overallStatus": chance.choice(STATUSES),
            "startDateStruct": {"date": f"20{chance.randint(10, 25)}-05", "type": "ACTUAL"},
            "completionDateStruct": {"date": f"20{chance.randint(24, 30)}-06-30", "type": "ESTIMATED"},
            "studyFirstPostDateStruct": {"date": "2021-01-05", "type": "ACTUAL"},
            "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": words(2, 4), "class": "OTHER"},
            "collaborators": rows(3, lambda n: {"name": f"{words(2, 4)} {n}", "class": "INDUSTRY"}),
        },
        "descriptionModule": {"briefSummary": words(60, 120), "detailedDescription": words(100, 400)},
        "conditionsModule": {"conditions": rows(4, lambda n: words(1, 4)), "keywords": rows(5, lambda n: words(1, 2))},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE1", "PHASE2"],
            "designInfo": {
                "allocation": "RANDOMIZED", "interventionModel": "PARALLEL", "primaryPurpose": "TREATMENT",
                "maskingInfo": {"masking": "NONE"},
            },
            "enrollmentInfo": {"count": chance.randint(5, 300), "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "armGroups": rows(4, lambda n: {"label": f"Arm {n}", "type": "EXPERIMENTAL", "description": words(10, 40)}),
            "interventions": rows(4, given),
        },
        "outcomesModule": {"primaryOutcomes": rows(4, outcome), "secondaryOutcomes": rows(12, outcome)},
        "eligibilityModule": {
            "eligibilityCriteria": criteria(), "healthyVolunteers": False, "sex": "ALL", "minimumAge": "18 Years",
            "maximumAge": "75 Years", "stdAges": ["ADULT", "OLDER_ADULT"],
        },
        "contactsLocationsModule": {
            "overallOfficials": rows(2, official),
            "locations": rows(12, lambda n: _site(chance, words)),
        },
        "referencesModule": {
            "references": rows(6, lambda n: {
                "pmid": str(10_000_000 + number * 10 + n), "type": "BACKGROUND", "citation": words(15, 30),
            }),
        },
    }  # fmt: skip
    derived = {f"{name}BrowseModule": {"meshes": headings(3), "ancestors": headings(8)} for name in BROWSED}
    return {"protocolSection": protocol, "derivedSection": derived, "hasResults": chance.random() < 0.2}


def _site(chance: random.Random, words: Any) -> dict[str, Any]:
    city, country = chance.choice(PLACES)
    point = {"lat": round(chance.uniform(-60, 60), 5), "lon": round(chance.uniform(-180, 180), 5)}
    return {"facility": words(2, 5), "city": city, "zip": "77030", "country": country, "geoPoint": point}
