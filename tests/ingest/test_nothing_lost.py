"""No field of a typed study is lost unnoticed: the mapping reads it, or it is named with the reason why not."""

import dataclasses
from typing import Any

import pytest

from tests.sources import registry_records
from tests.sources.small import read, study
from trials.forms import form_of
from trials.ingest.mapping import document_of_study
from trials.ingest.mapping.criteria import criteria_of
from trials.ingest.mapping.left_out import LEFT_OUT
from trials.models import Trial
from trials.sources import registries
from trials.sources.clinicaltrials_gov import study_of
from trials.sources.study import (
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
)

DAY = "2026-11-22"
TYPES = (Study, Arm, DatedAs, Intervention, Mesh, Official, Organisation, Outcome, Reference, Retraction)
TYPES += (SecondaryId, Site)


class Read:
    """Stands for a typed value, and notes each of its fields that is asked for."""

    def __init__(self, value: Any, noted: set[str]):
        self._value, self._noted = value, noted

    def __getattr__(self, name: str) -> Any:
        owner = type(self._value)
        if isinstance(getattr(owner, name, None), property):
            return getattr(owner, name).fget(self)
        self._noted.add(f"{owner.__name__}.{name}")
        return self._wrapped(getattr(self._value, name))

    def _wrapped(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._wrapped, value))
        return Read(value, self._noted) if dataclasses.is_dataclass(value) else value


def full_study() -> Study:
    found, _ = study_of(
        study(
            designModule__designInfo__maskingInfo={"masking": "SINGLE", "whoMasked": ["INVESTIGATOR"]},
            armsInterventionsModule__interventions__0__armGroupLabels=["Cells"],
            armsInterventionsModule__interventions__0__description="Grown\nfrom marrow",
            contactsLocationsModule__locations__0__state="Oslo",
            contactsLocationsModule__locations__0__zip="0372",
        )
    )
    return found


def test_every_field_of_a_typed_study_is_read_or_left_out_for_a_reason():
    noted: set[str] = set()
    # Without the registry's date and first day the others that stand for them are asked for.
    whole = full_study()
    bare = dataclasses.replace(whole, first_posted=DatedAs(), last_update_posted=DatedAs())
    for each in (whole, bare, dataclasses.replace(bare, identifier="no number", last_update_submitted_on="")):
        document_of_study(Read(each, noted), DAY)
    every = {f"{kind.__name__}.{field.name}" for kind in TYPES for field in dataclasses.fields(kind)}
    assert every - noted == LEFT_OUT.keys() - noted
    assert LEFT_OUT.keys() <= every


@pytest.mark.django_db
def test_what_the_registry_says_arrives_whole_and_passes_the_form():
    document, remarks = document_of_study(full_study(), DAY)
    assert [remark for remark in remarks if not remark.startswith("conditions:")] == []
    assert document["who_masked"] == ["INVESTIGATOR"]
    assert document["healthy_volunteers"] is False
    assert document["interventions"][0] == {
        "position": 1, "intervention_type": "Biological", "name": "MSC", "description": "Grown\nfrom marrow",
        "other_names": "stromal cells", "arm_labels": "Cells",
    }  # fmt: skip
    assert [(row["kind"], row["measure"]) for row in document["outcomes"]] == [
        ("primary", "Dose-limiting toxicity"), ("secondary", "Survival"),
    ]  # fmt: skip
    assert (document["sites"][0]["state"], document["sites"][0]["zip"]) == ("Oslo", "0372")
    form = form_of(Trial).of_document(document)
    assert form.is_valid(), form.problems()
    written = form.document()
    rows = ("interventions", "outcomes", "criteria", "mesh_terms", "officials", "registry_references", "sites")
    assert {name: written[name] for name in (*rows, "keyword")} == {
        name: document[name] for name in (*rows, "keyword")
    }  # fmt: skip


def test_a_keyword_that_is_a_whole_sentence_is_cut_and_remarked():
    found, _ = study_of(study(conditionsModule__keywords=["word " * 50]))
    document, remarks = document_of_study(found, DAY)
    assert len(document["keyword"][0]) <= 200
    assert any(remark.startswith("keyword: value: “word word") for remark in remarks)


# Criteria


def texts(text: str) -> list[tuple[str, int, str]]:
    return [(row["kind"], row["position"], row["text"]) for row in criteria_of(text)]


def test_criteria_are_the_registrys_points_under_what_they_do():
    assert texts(
        "To take part:\n\nKey Inclusion Criteria:\n\n* Age 18\n* Organ function:\n\n  * ANC > 1\n  * Hb > 8\n* Last\n\n"
        "Exclusion Criteria: \n\n1. Pregnant\n   or nursing\n2. Inclusion criteria of another trial met\n\nNo consent\n"
    ) == [
        ("undivided", 1, "To take part:"),
        ("inclusion", 1, "Age 18"),
        ("inclusion", 2, "Organ function:\nANC > 1\nHb > 8"),
        ("inclusion", 3, "Last"),
        ("exclusion", 1, "Pregnant\nor nursing"),
        ("exclusion", 2, "Inclusion criteria of another trial met"),
        ("exclusion", 3, "No consent"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("DISEASE CHARACTERISTICS:\n\n* Glioma", [("undivided", 1, "DISEASE CHARACTERISTICS:"),
                                                  ("undivided", 2, "Glioma")]),
        ("Inclusion criteria: adults\nEXCLUSION CRITERIA - none", [("inclusion", 1, "adults"),
                                                                  ("exclusion", 1, "none")]),
        ("Exclusion Criteria for Part B: HIV", [("exclusion", 1, "Exclusion Criteria for Part B: HIV")]),
        ("Donor inclusion criteria\n- healthy", [("inclusion", 1, "Donor inclusion criteria"),
                                                 ("inclusion", 2, "healthy")]),
        ("**Inclusion Criteria**\n* a", [("inclusion", 1, "a")]),
    ],
)  # fmt: skip
def test_a_heading_is_one_only_where_the_line_is_nothing_else(text, expected):
    assert texts(text) == expected


def test_criteria_of_other_registries_stay_there():
    (found,), _ = read(registries.read, registry_records.ISRCTN)
    document, _ = document_of_study(found, DAY)
    assert found.eligibility
    assert "criteria" not in document
