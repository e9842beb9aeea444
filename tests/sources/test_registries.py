"""Registries of trials: each file known by what stands in it, each field from its place, and what is odd."""

import gzip
import json

import pytest

from tests.sources import registry_records as records
from tests.sources.small import read, study
from tests.sources.test_files import zipped
from trials.sources import registries
from trials.sources.node import Node
from trials.sources.problems import Log
from trials.sources.registries.words import phases_of, plain_text
from trials.sources.study import Arm, DatedAs, Intervention, Organisation, Outcome, Reference, SecondaryId, Site


def studies(data):
    found, problems = read(registries.read, data)
    return found, [str(problem) for problem in problems]


def test_the_xml_of_the_classic_site():
    (found,), problems = studies(records.CLASSIC)
    assert problems == []
    assert (found.source, found.identifier) == ("registry:clinicaltrials.gov", "NCT90000001")
    assert (found.aliases, found.organisation_id) == (("NCT90000099",), "ORG-1")
    assert found.secondary_ids == (SecondaryId("2012-000001-10"),)
    assert (found.title, found.brief_summary) == ("Cells & Glioma", "Cells are\ngiven.")
    assert found.sponsor == Organisation("Example Hospital", "OTHER")
    assert found.collaborators == (Organisation("Example Biotech", "FED"),)
    assert found.overall_status == "ACTIVE_NOT_RECRUITING"
    assert (found.start, found.completion) == (DatedAs("2020-06-17", "ESTIMATED"), DatedAs("2023-01", "ACTUAL"))
    assert (found.version_date, found.version_held_on) == ("2016-03-10", "2018-05-11")
    assert (found.phases, found.study_type) == (("PHASE1", "PHASE2"), "INTERVENTIONAL")
    assert (found.allocation, found.intervention_model) == ("NON_RANDOMIZED", "SINGLE_GROUP")
    assert (found.masking, found.who_masked) == ("DOUBLE", ("PARTICIPANT", "OUTCOMES_ASSESSOR"))
    assert found.primary_purpose == "DEVICE_FEASIBILITY"
    assert (found.enrolment, found.enrolment_type) == (47, "ACTUAL")
    assert found.arms == (Arm("Cells", "EXPERIMENTAL"),)
    assert found.interventions == (Intervention("MSC", "BIOLOGICAL", "", ("stromal cells",), ("Cells",)),)
    assert found.primary_outcomes == (Outcome("Toxicity", "28 days"),)
    assert (found.sex, found.minimum_age_years, found.maximum_age) == ("ALL", 18, "N/A")
    assert found.healthy_volunteers is True
    assert found.sites == (Site("Example Hospital", "RECRUITING", "Oslo", country="Norway"),)
    assert found.officials[0].name == "A. Person, MD"
    assert found.references == (Reference("11111111", "RESULT", "A paper."),)
    assert found.condition_meshes[0].term == "Glioma"


def test_the_csv_of_the_website():
    (found,), problems = studies(records.WEBSITE)
    assert problems == []
    assert (found.title, found.overall_status, found.has_results) == ("Cells, that home", "RECRUITING", True)
    assert (found.conditions, found.phases) == (("Glioma", "Pain"), ("PHASE1", "PHASE2"))
    assert found.interventions == (Intervention("MSC", "BIOLOGICAL"), Intervention("Placebo", "OTHER"))
    assert (found.sponsor, found.collaborators) == (
        Organisation("Example Hospital", "INDUSTRY"), (Organisation("Example Biotech"),),
    )  # fmt: skip
    assert (found.masking, found.who_masked) == ("DOUBLE", ("PARTICIPANT", "INVESTIGATOR"))
    assert [number.value for number in found.secondary_ids] == ["ORG-1", "2012-000001-10"]
    assert found.sites == (
        Site("A Hospital, Seoul, 03080", country="Korea, Republic of"), Site("B Clinic, Oslo", country="Norway"),
    )  # fmt: skip
    assert found.version_date == "2026-03-03"


def test_the_csv_of_the_classic_site():
    (first, second, third), problems = studies(records.CLASSIC_TABLE)
    assert problems == []
    assert (first.overall_status, first.phases, first.study_type) == ("UNKNOWN", ("NA",), "EXPANDED_ACCESS")
    assert (first.minimum_age, first.maximum_age, first.age_groups) == (
        "18 Years",
        "65 Years",
        ("ADULT", "OLDER_ADULT"),
    )
    assert (first.masking, first.sponsor) == ("NONE", Organisation("Example Hospital", "OTHER"))
    assert (second.minimum_age, second.maximum_age, second.age_groups) == ("", "17 Years", ("CHILD",))
    assert (second.sponsor, second.collaborators) == (Organisation("A"), (Organisation("B"),))
    assert (second.observational_model, second.time_perspective) == ("CASE_ONLY", "PROSPECTIVE")
    assert (third.minimum_age, third.maximum_age, third.start.date) == ("18 Years", "", "")


def test_isrctn():
    (found,), problems = studies(records.ISRCTN)
    assert problems == []
    assert (found.source, found.identifier) == ("registry:isrctn", "ISRCTN90000001")
    assert (found.overall_status, found.version_date) == ("TERMINATED", "2026-08-01")
    assert (found.start.date, found.completion.date, found.first_posted.date) == (
        "2020-01-01",
        "2023-06-30",
        "2019-02-03",
    )
    assert found.organisation_id == "PROT-1"
    assert found.secondary_ids == (
        SecondaryId("2012-000001-10", "EUDRACT_NUMBER"), SecondaryId("NCT90000001", "REGISTRY", "ClinicalTrials.gov"),
        SecondaryId("X 2"),
    )  # fmt: skip
    assert (found.phases, found.allocation, found.primary_purpose) == (("PHASE1", "PHASE2"), "RANDOMIZED", "TREATMENT")
    assert (found.enrolment, found.enrolment_type) == (40, "ESTIMATED")
    assert found.sites == (Site("Example Hospital", city="Oslo", country="Norway"), Site(country="Ireland"))
    assert found.sponsor == Organisation("Example Trust", "OTHER")
    assert found.interventions == (Intervention("MSC", "BIOLOGICAL"),)
    assert found.eligibility == "Inclusion Criteria:\n\nglioma\n\nExclusion Criteria:\n\nnone"
    assert (found.references, found.has_results) == ((Reference("11111111"),), True)
    assert (found.minimum_age_years, found.age_groups, found.sex) == (18, ("ADULT",), "ALL")


def test_the_portal_of_who_passes_on_the_numbers_of_registries():
    (first, second), problems = studies(records.ICTRP)
    assert problems == ["file#1 ChiCTR2600000001 Recruitment_Status: “Not Recruiting” has no equivalent among our "
                        "values; it was kept as it stands."]  # fmt: skip
    assert (first.source, first.identifier, first.register) == ("registry:ictrp", "ChiCTR2600000001", "ChiCTR")
    assert (first.version_date, first.first_posted.date, first.start.date) == ("2026-09-21", "2026-09-20", "2026-10-01")
    assert first.overall_status == "Not Recruiting"
    assert (first.enrolment, first.enrolment_type, first.sex) == (100, "ESTIMATED", "FEMALE")
    assert (first.minimum_age, first.minimum_age_years, first.maximum_age) == ("18Y", 18, "")
    assert (first.conditions, first.phases) == (("Glioma", "Pain"), ("PHASE2", "PHASE3"))
    assert first.interventions == (Intervention("MSC", "BIOLOGICAL"), Intervention("x", "DRUG"))
    assert first.sites == (Site(country="China"), Site(country="Norway"))
    assert first.eligibility == "Inclusion criteria: glioma;\nover 18"
    assert (first.has_results, first.design_text) == (True, "Parallel")
    assert first.secondary_ids == (SecondaryId("U1111-0000-0001"),)
    assert (second.identifier, second.phases, second.enrolment) == ("EUCTR2012-000001-10-DE", ("PHASE2",), None)


def test_the_portals_table_names_the_same_fields():
    columns = "TrialID,Public title,Recruitment Status,Target size,Date registration"
    table = f"{columns}\nJPRN-UMIN000000001,Cells,Recruiting,NA,31/12/2019\n"
    (found,), problems = studies(table)
    assert (found.identifier, found.title, found.overall_status) == ("JPRN-UMIN000000001", "Cells", "RECRUITING")
    assert (found.first_posted.date, found.enrolment, problems) == ("2019-12-31", None, [])


def test_eu_clinical_trials_register():
    (found,), problems = studies(records.EUCTR | {"trialInformation": {"isrctnIdentifier": {}}})
    assert problems == []
    assert (found.source, found.identifier, found.overall_status) == ("registry:euctr", "2012-000001-10", "TERMINATED")
    assert (found.title, found.organisation_id) == ("A trial of cells", "PROT-1")
    assert found.secondary_ids == (SecondaryId("NCT90000001", "REGISTRY", "ClinicalTrials.gov"),)
    assert (found.sponsor, found.sites) == (Organisation("Example AG", "INDUSTRY"), (Site(country="Germany"),))
    assert found.interventions == (Intervention("MSC", "BIOLOGICAL", other_names=("STROMAL CELLS",)),)
    assert (found.phases, found.masking, found.allocation) == (("PHASE1", "PHASE2"), "NONE", "RANDOMIZED")
    assert (found.primary_purpose, found.sex, found.age_groups) == ("TREATMENT", "ALL", ("ADULT",))
    assert found.primary_outcomes == (Outcome("Survival", "2 years"),)
    assert (found.enrolment, found.enrolment_type, found.healthy_volunteers) == (36, "ESTIMATED", False)
    assert (found.completion, found.first_submitted_on) == (DatedAs("2015-05-20", "ACTUAL"), "2012-04-13")
    assert found.version_date == "2026-03-08"


def test_member_states_of_a_text_download_are_one_trial():
    (found,), problems = studies(records.EUCTR_TEXT.format(second="Completed"))
    assert problems == []
    assert found.official_title == "A trial of cells that home"
    assert (found.overall_status, found.sites) == ("COMPLETED", (Site(country="Germany"), Site(country="France")))
    assert [(each.name, each.type) for each in found.interventions] == [("MSC", "BIOLOGICAL"), ("Placebo", "")]
    assert found.eligibility == "Inclusion Criteria:\n\nglioma\n- over 18: yes"
    assert (found.phases, found.age_groups, found.enrolment) == (("PHASE2",), (), 36)


def test_member_states_that_differ_leave_the_status_open():
    (found,), problems = studies(records.EUCTR_TEXT.format(second="Ongoing"))
    assert found.overall_status == ""
    assert problems[0].endswith("“Ongoing” has no equivalent among our values; it was kept as it stands.")
    assert "“Germany: COMPLETED; France: Ongoing” differs between member states" in problems[1]


def test_ctis():
    (found,), problems = studies(records.CTIS)
    assert problems == []
    assert (found.source, found.identifier) == ("registry:ctis", "2023-500001-12-00")
    assert (found.overall_status, found.phases) == ("ACTIVE_NOT_RECRUITING", ("PHASE1", "PHASE2"))
    assert (found.start, found.completion) == (DatedAs("2024-04-28", "ACTUAL"), DatedAs("2026-12-09", "ESTIMATED"))
    assert (found.version_date, found.has_results) == ("2025-09-15", False)
    assert [(number.value, number.type) for number in found.secondary_ids] == [
        ("2012-000001-10", "EUDRACT_NUMBER"), ("NCT90000001", "REGISTRY"), ("4711", "OTHER"),
    ]  # fmt: skip
    assert found.sponsor == Organisation("Example Hospital", "OTHER")
    assert found.collaborators == (Organisation("Example AG", "INDUSTRY"),)
    assert found.sites == (
        Site("Example Hospital", city="Oslo", zip="0001", country="Norway"), Site(country="Spain"),
    )  # fmt: skip
    assert (found.sex, found.age_groups, found.healthy_volunteers) == ("FEMALE", ("ADULT",), False)
    assert found.eligibility == "Inclusion Criteria:\n\n* glioma\n\nExclusion Criteria:\n\n* none"


@pytest.mark.parametrize(("code", "word"), [(8, "Ended"), (11, "Not authorised"), (99, "99")])
def test_a_status_without_an_equivalent_is_kept_in_the_registrys_word(code, word):
    (found,), problems = studies(records.CTIS | {"ctPublicStatusCode": code})
    assert found.overall_status == word
    assert problems == [f"file 2023-500001-12-00 ctPublicStatusCode: “{word}” has no equivalent among our values; "
                        "it was kept as it stands."]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("Phase I/II", ("PHASE1", "PHASE2")), ("Phase 1/Phase 2", ("PHASE1", "PHASE2")),
        ("PHASE II TRIAL", ("PHASE2",)),
        ("2", ("PHASE2",)), ("Phase IIb", ("PHASE2",)), ("II & III", ("PHASE2", "PHASE3")), ("N/A", ("NA",)),
        ("Not Specified", ()), ("", ()), ("Early Phase 1", ("EARLY_PHASE1",)), ("Phase 0", ("EARLY_PHASE1",)),
        ("Therapeutic exploratory (Phase II)", ("PHASE2",)), ("New Treatment Measure", ("New Treatment Measure",)),
    ],
)  # fmt: skip
def test_phases_in_any_spelling(text, phases):
    log = Log("file", "1")
    assert phases_of(Node({"phase": text}, "", log, {}), "phase") == phases
    assert bool(log.problems) == (phases == (text,))


def test_tags_and_entities_are_taken_out_of_texts():
    assert plain_text("a<br>b &amp; <b>c</b> &lt;3") == "a\nb & c <3"


# Files


@pytest.mark.parametrize("kind", records.ALL)
def test_every_format_is_known_bare_and_packed(kind):
    data = records.ALL[kind].encode()
    bare, _ = studies(data)
    assert bare
    assert studies(gzip.compress(data))[0] == bare
    assert studies(b"\xef\xbb\xbf" + data)[0] == bare
    ending = "csv" if "table" in kind or kind == "website" else "txt" if "text" in kind else "xml"
    assert studies(zipped(**{f"a_{ending}": data}))[0] == bare


def test_a_zip_may_hold_files_of_several_registries():
    packed = zipped(
        a_xml=records.ISRCTN, b_xml=records.CLASSIC, c_json=json.dumps(study("NCT90000007")), d_csv=records.WEBSITE,
        e_pdf="not looked at",
    )  # fmt: skip
    found, problems = studies(packed)
    assert [each.identifier for each in found] == ["ISRCTN90000001", "NCT90000001", "NCT90000007"]
    assert problems == ["file/d.csv:2 NCT90000001: stands in this file more than once; the first one counts."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"<html><body>Sorry</body></html>", "is a web page or XML of another kind"),
        (b"name,value\n1,2\n", "is no file of studies that we know"),
        (b"%PDF-1.4", "is no file of studies that we know"),
        (b"Summary\n", "is no file of studies that we know"),
        (b"<Trials_downloaded_from_ICTRP><Trial><TrialID></TrialID></Trial></Trials_downloaded_from_ICTRP>",
         "A trial without the number of its registry was left out"),
        (b'{"isrctn": "12"}', "A trial without its ISRCTN was left out"),
        (b'{"ctNumber": ["2023"]}', "A trial without its EU CT number was left out"),
        (b'{"a2_eudract_number": null}', "A trial without its EudraCT number was left out"),
        (b'{"resourceType": "ResearchStudy"}', "ResearchStudy\u201d is a FHIR resource"),
        (b'{"id_info": {}}', "A study without its NCT number was left out"),
        ("NCT Number,Study Title\nNCT90000001,f\u00fcr\n".encode("latin-1"), "is not written in UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(data, said):
    found, problems = studies(data)
    assert found == []
    assert said in "\n".join(problems)
