"""Studies of ClinicalTrials.gov: every field from its path, every envelope, older exports, and what is odd."""

import pytest

from tests.sources.small import read, study
from trials.sources import clinicaltrials_gov
from trials.sources.clinicaltrials_gov import plain_text, study_of
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
    age_in_years,
)


def the_study(**values):
    found, problems = study_of(study(**values), "file")
    return found, [str(problem) for problem in problems]


def test_every_field_comes_from_its_path():
    found, problems = the_study()
    assert problems == []
    assert (found.source, found.identifier, found.aliases) == (
        "registry:clinicaltrials.gov", "NCT90000001", ("NCT90000099",),
    )  # fmt: skip
    assert found.title == "Stromal Cells That Carry a Virus in Glioma"
    assert found.official_title.startswith("A Phase 1/2 Study")
    assert found.acronym == "CARRY"
    assert found.organisation == found.sponsor == Organisation("Example Hospital", "OTHER")
    assert found.organisation_id == "ORG-1"
    assert found.secondary_ids[0] == SecondaryId("2012-000001-10", "EUDRACT_NUMBER")
    assert found.secondary_ids[2].link == "https://example.org/R01CA000001"
    assert (found.overall_status, found.last_known_status) == ("UNKNOWN", "RECRUITING")
    assert found.has_expanded_access is False
    assert found.start == DatedAs("2021-05", "ACTUAL")
    assert found.primary_completion == DatedAs("2024-06-30", "ESTIMATED")
    assert found.completion == DatedAs("2025-06-30", "ESTIMATED")
    assert (found.first_submitted_on, found.first_posted.date) == ("2021-01-02", "2021-01-05")
    assert (found.verified_on, found.version_held_on, found.version_date) == ("2026-03", "2026-04-01", "2026-03-03")
    assert found.collaborators == (Organisation("Example Biotech", "INDUSTRY"),)
    assert found.conditions == ("Recurrent Glioma", "Graft Versus Host Disease")
    assert found.keywords == ("MSC",)
    assert (found.study_type, found.phases) == ("INTERVENTIONAL", ("PHASE1", "PHASE2"))
    assert (found.allocation, found.intervention_model) == ("NON_RANDOMIZED", "SEQUENTIAL")
    assert (found.masking, found.primary_purpose) == ("NONE", "TREATMENT")
    assert (found.enrolment, found.enrolment_type) == (36, "ESTIMATED")
    assert found.arms == (Arm("Cells", "ACTIVE_COMPARATOR", "Age >= 18", ("a",)),)
    assert found.interventions == (Intervention("MSC", "BIOLOGICAL", "", ("stromal cells",)),)
    assert found.primary_outcomes == (Outcome("Dose-limiting toxicity", "28 days"),)
    assert found.secondary_outcomes == (Outcome("Survival", "2 years"),)
    assert found.eligibility.startswith("Inclusion Criteria")
    assert (found.minimum_age, found.minimum_age_years) == ("18 Years", 18)
    assert (found.maximum_age, found.maximum_age_years) == ("6 Months", 0.5)
    assert (found.sex, found.healthy_volunteers, found.age_groups) == ("ALL", False, ("ADULT", "OLDER_ADULT"))
    assert found.sites == (Site("Example Hospital", "RECRUITING", "Oslo", "", "", "Norway", 59.9, 10.7),)
    assert found.officials == (Official("A. Person", "PRINCIPAL_INVESTIGATOR", "Example"),)
    retraction = Retraction("22222222", "A journal.")
    assert found.references == (Reference("11111111", "DERIVED", "A paper.", (retraction,)),)
    assert found.has_results is False
    assert found.condition_meshes == (Mesh("D005910", "Glioma"),)
    assert found.condition_ancestors == (Mesh("D009369", "Neoplasms"),)


def test_what_is_missing_is_empty_and_no_problem():
    found, problems = study_of({"protocolSection": {"identificationModule": {"nctId": "NCT90000001"}}})
    assert problems == []
    assert (found.title, found.overall_status, found.phases, found.enrolment) == ("", "", (), None)
    assert found.has_results is None


# Envelopes


@pytest.mark.parametrize(
    "envelope",
    [
        lambda studies: {"studies": studies, "nextPageToken": "t"},
        lambda studies: {"totalCount": 2, "nextPageToken": "t", "studies": studies},
        lambda studies: studies,
    ],
)
def test_pages_and_arrays_hold_studies(envelope):
    records, problems = read(clinicaltrials_gov.read, envelope([study("NCT90000001"), study("NCT90000002")]))
    assert [record.identifier for record in records] == ["NCT90000001", "NCT90000002"]
    assert problems == []


def test_one_bare_study_and_an_empty_page_are_read():
    records, problems = read(clinicaltrials_gov.read, study())
    assert ([record.identifier for record in records], problems) == (["NCT90000001"], [])
    assert read(clinicaltrials_gov.read, {"studies": []}) == ([], [])


# Older exports

OLDER = {
    "Rank": 1,
    "Study": {
        "ProtocolSection": {
            "IdentificationModule": {
                "NCTId": "NCT90000003",
                "OrgStudyIdInfo": {"OrgStudyId": "X"},
                "SecondaryIdInfoList": {
                    "SecondaryIdInfo": [{"SecondaryId": "2012-000001-10", "SecondaryIdType": "EudraCT Number"}]
                },
                "BriefTitle": "Older",
            },
            "StatusModule": {
                "OverallStatus": "Active, not recruiting",
                "StartDateStruct": {"StartDate": "March 4, 2021", "StartDateType": "Anticipated"},
                "LastUpdatePostDateStruct": {"LastUpdatePostDate": "March 2021"},
            },
            "DesignModule": {
                "PhaseList": {"Phase": ["Phase 1", "Phase 2"]},
                "DesignInfo": {
                    "DesignInterventionModel": "Single Group Assignment",
                    "DesignMaskingInfo": {"DesignMasking": "None (Open Label)"},
                    "DesignObservationalModelList": {"DesignObservationalModel": ["Case-Only"]},
                },
                "EnrollmentInfo": {"EnrollmentCount": "168", "EnrollmentType": "Anticipated"},
            },
            "ArmsInterventionsModule": {
                "ArmGroupList": {
                    "ArmGroup": [
                        {
                            "ArmGroupLabel": "One",
                            "ArmGroupType": "Placebo Comparator",
                            "ArmGroupInterventionList": {"ArmGroupInterventionName": ["Drug: x"]},
                        }
                    ]
                }
            },
            "EligibilityModule": {"Gender": "Female", "HealthyVolunteers": "No"},
            "ContactsLocationsModule": {"LocationList": {"Location": [{"LocationCountry": "Norway"}]}},
        },
        "ResultsSection": {},
    },
}


def test_full_studies_of_the_old_address_give_the_same_record():
    (found,), problems = read(
        clinicaltrials_gov.read, {"FullStudiesResponse": {"NStudiesFound": 1, "FullStudies": [OLDER]}}
    )
    assert problems == []
    assert (found.identifier, found.title, found.organisation_id) == ("NCT90000003", "Older", "X")
    assert found.secondary_ids == (SecondaryId("2012-000001-10", "EUDRACT_NUMBER"),)
    assert (found.overall_status, found.start) == ("ACTIVE_NOT_RECRUITING", DatedAs("2021-03-04", "ESTIMATED"))
    assert (found.last_update_posted.date, found.phases) == ("2021-03", ("PHASE1", "PHASE2"))
    assert (found.intervention_model, found.masking, found.observational_model) == ("SINGLE_GROUP", "NONE", "CASE_ONLY")
    assert (found.enrolment, found.enrolment_type) == (168, "ESTIMATED")
    assert found.arms == (Arm("One", "PLACEBO_COMPARATOR", "", ("Drug: x",)),)
    assert (found.sex, found.healthy_volunteers, found.has_results) == ("FEMALE", False, True)
    assert found.sites[0].country == "Norway"


def test_flat_study_fields_become_rows_where_they_can_be_told_apart():
    flat = {
        "NCTId": ["NCT90000004"],
        "BriefTitle": ["Flat"],
        "OverallStatus": ["Unknown status"],
        "Phase": ["Not Applicable"],
        "LocationCountry": ["Norway", "Spain"],
        "LocationCity": ["Oslo", "Madrid"],
        "LocationState": ["Castile"],
        "ArmGroupLabel": ["One"],
        "ArmGroupInterventionName": ["a", "b"],
        "Acronym": [],
    }
    (found,), problems = read(clinicaltrials_gov.read, flat)
    assert (found.overall_status, found.phases) == ("UNKNOWN", ("NA",))
    assert [(site.city, site.country) for site in found.sites] == [("Oslo", "Norway"), ("Madrid", "Spain")]
    assert found.arms[0].interventions == ("a", "b")
    assert [(problem.record, problem.path) for problem in problems] == [("NCT90000004", "LocationState")]
    assert "1 values for 2 rows" in str(problems[0])


# What is odd


@pytest.mark.parametrize(
    ("change", "said", "kept"),
    [
        ({"statusModule__overallStatus": "PAUSED"}, "overallStatus: “PAUSED” is a value that we do not know", "PAUSED"),
        ({"designModule__phases": ["PHASE9"]}, "phases[]: “PHASE9” is a value that we do not know", ("PHASE9",)),
    ],
)
def test_an_unknown_value_is_kept_and_said(change, said, kept):
    found, problems = the_study(**change)
    assert kept in (found.overall_status, found.phases)
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith("file NCT90000001 protocolSection.")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"statusModule__startDateStruct": {"date": "2019-13"}}, "startDateStruct.date: “2019-13” is a day or month"),
        ({"statusModule__startDateStruct": {"date": "soon"}}, "“soon” is no date that we can read"),
        ({"statusModule__startDateStruct": "2019"}, "startDateStruct: “2019” should be an object"),
        ({"designModule__enrollmentInfo": {"count": -4}}, "“-4” is no number of things"),
        ({"designModule__enrollmentInfo": {"count": "many"}}, "“many” is no number of things"),
        ({"designModule__phases": "PHASE1"}, "phases: “PHASE1” should be a list"),
        ({"identificationModule__acronym": ["A"]}, "acronym: “['A']” should be a text"),
        ({"identificationModule__briefTitle": "A <b>bold</b> title"}, "holds HTML"),
        ({"contactsLocationsModule__locations__0__country": None}, "“Example Hospital” is a site in no country"),
        ({"contactsLocationsModule__locations__0__geoPoint": {"lat": "north"}}, "“north” is no number"),
        ({"eligibilityModule__minimumAge": "old"}, "“old” is no age"),
        ({"eligibilityModule__healthyVolunteers": "maybe"}, "“maybe” is neither yes nor no"),
    ],
)
def test_a_value_that_is_wrong_is_named_and_the_rest_goes_in(change, said):
    found, problems = the_study(**change)
    assert len(problems) == 1
    assert said in problems[0]
    assert found.identifier == "NCT90000001"
    assert found.conditions


def test_older_dates_are_read_wherever_they_stand():
    found, problems = the_study(statusModule__startDateStruct={"date": "Feb 2019"})
    assert (found.start.date, problems) == ("2019-02", [])


def test_a_title_loses_its_tags_not_its_signs():
    found, _ = the_study(identificationModule__briefTitle="<i>p</i> < 5 &amp; x\\*")
    assert found.title == "p < 5 & x*"


@pytest.mark.parametrize("number", [None, "", "NCT1", "nope", 7])
def test_a_study_without_its_number_stays_out(number):
    broken = study()
    broken["protocolSection"]["identificationModule"]["nctId"] = number
    records, problems = read(clinicaltrials_gov.read, [broken, study("NCT90000002")])
    assert [record.identifier for record in records] == ["NCT90000002"]
    assert [problem.lost for problem in problems] == [True]
    assert "without its NCT number" in problems[0].sentence


def test_the_second_of_two_studies_with_one_number_stays_out():
    records, problems = read(clinicaltrials_gov.read, [study(), study(identificationModule__briefTitle="Other")])
    assert [record.title for record in records] == ["Stromal Cells That Carry a Virus in Glioma"]
    assert "more than once" in str(problems[0])


def test_what_a_database_would_refuse_is_taken_out():
    found, _ = the_study(identificationModule__briefTitle="a\x00b\ud800c")
    assert found.title == "ab?c"


def test_texts_lose_the_back_slashes_of_markdown():
    assert plain_text(r"age \>= 18 &amp; \[adults\] \\o/") == "age >= 18 & [adults] \\o/"


def test_ages_count_in_years():
    assert [age_in_years(text) for text in ("18 Years", "1 Year", "6 Months", "N/A", "18")] == [18, 1, 0.5, None, None]
