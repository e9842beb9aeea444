"""Small records of registries other than ClinicalTrials.gov's API, made by hand in the shapes that they send."""

import json
from typing import Any

CLASSIC = """<?xml version="1.0" encoding="UTF-8"?>
<clinical_study rank="7">
  <required_header><download_date>ClinicalTrials.gov processed this data on May 11, 2018</download_date></required_header>
  <id_info>
    <org_study_id>ORG-1</org_study_id><secondary_id>2012-000001-10</secondary_id><nct_id>NCT90000001</nct_id>
    <nct_alias>NCT90000099</nct_alias>
  </id_info>
  <brief_title>Cells &amp; Glioma</brief_title>
  <sponsors>
    <lead_sponsor><agency>Example Hospital</agency><agency_class>Other</agency_class></lead_sponsor>
    <collaborator><agency>Example Biotech</agency><agency_class>U.S. Fed</agency_class></collaborator>
  </sponsors>
  <brief_summary><textblock>
      Cells are
      given.
  </textblock></brief_summary>
  <overall_status>Active, not recruiting</overall_status>
  <start_date type="Anticipated">June 17, 2020</start_date>
  <completion_date type="Actual">January 2023</completion_date>
  <phase>Phase 1/Phase 2</phase>
  <study_type>Interventional</study_type>
  <study_design_info>
    <allocation>Non-Randomized</allocation><intervention_model>Single Group Assignment</intervention_model>
    <primary_purpose>Device Feasibility</primary_purpose><masking>Double (Participant, Outcomes Assessor)</masking>
  </study_design_info>
  <primary_outcome><measure>Toxicity</measure><time_frame>28 days</time_frame></primary_outcome>
  <enrollment type="Actual">47</enrollment>
  <condition>Glioma</condition>
  <arm_group><arm_group_label>Cells</arm_group_label><arm_group_type>Experimental</arm_group_type></arm_group>
  <intervention>
    <intervention_type>Biological</intervention_type><intervention_name>MSC</intervention_name>
    <arm_group_label>Cells</arm_group_label><other_name>stromal cells</other_name>
  </intervention>
  <eligibility>
    <criteria><textblock>Inclusion Criteria: glioma</textblock></criteria>
    <gender>Both</gender><minimum_age>18 Years</minimum_age><maximum_age>N/A</maximum_age>
    <healthy_volunteers>Accepts Healthy Volunteers</healthy_volunteers>
  </eligibility>
  <overall_official>
    <last_name>A. Person, MD</last_name><role>Principal Investigator</role><affiliation>Example</affiliation>
  </overall_official>
  <location>
    <facility><name>Example Hospital</name><address><city>Oslo</city><country>Norway</country></address></facility>
    <status>Recruiting</status>
  </location>
  <results_reference><citation>A paper.</citation><PMID>11111111</PMID></results_reference>
  <last_update_posted type="Estimate">March 10, 2016</last_update_posted>
  <condition_browse><mesh_term>Glioma</mesh_term></condition_browse>
</clinical_study>"""  # noqa: E501

WEBSITE = """NCT Number,Study Title,Study Status,Study Results,Conditions,Interventions,Primary Outcome Measures,Sponsor,\
Collaborators,Sex,Age,Phases,Enrollment,Funder Type,Study Type,Study Design,Other IDs,Start Date,Last Update Posted,Locations
NCT90000001,"Cells, that home",RECRUITING,YES,Glioma|Pain,BIOLOGICAL: MSC|OTHER: Placebo,"Toxicity, 28 days",Example Hospital,\
Example Biotech,FEMALE,"ADULT, OLDER_ADULT",PHASE1|PHASE2,36,INDUSTRY,INTERVENTIONAL,\
"Allocation: RANDOMIZED|Intervention Model: PARALLEL|Masking: DOUBLE (PARTICIPANT, INVESTIGATOR)|Primary Purpose: TREATMENT",\
ORG-1|2012-000001-10,2021-05,2026-03-03,"A Hospital, Seoul, 03080, Korea, Republic of|B Clinic, Oslo, Norway"
"""  # noqa: E501

CLASSIC_TABLE = """"Rank","NCT Number","Title","Status","Sponsor/Collaborators","Gender","Age","Phases","Funded Bys","Study Type",\
"Study Designs","Start Date"
1,"NCT90000002","Cells","Unknown status","Example Hospital","All","18 Years to 65 Years   (Adult, Older Adult)","Not Applicable",\
"Other","Expanded Access:Individual Patients","Masking: None (Open Label)","June 17, 2020"
2,"NCT90000003","Cells","Completed","A|B","Male","up to 17 Years   (Child)","Phase 4","Industry|Other","Observational",\
"Observational Model: Case-Only|Time Perspective: Prospective","June 2020"
3,"NCT90000004","Cells","Completed","A","Male","18 Years and older   (Adult, Older Adult)","","NIH","Interventional","",""
"""  # noqa: E501

ISRCTN = """<allTrials xmlns="http://www.67bricks.com/isrctn" totalCount="1"><fullTrial>
  <trial lastUpdated="2026-08-01T00:00:00Z" version="3">
    <isrctn dateAssigned="2019-02-03T00:00:00Z">90000001</isrctn>
    <trialDescription>
      <title>Cells for gliomas</title><scientificTitle>A trial of cells</scientificTitle><acronym>CELLS</acronym>
      <primaryOutcome>Survival</primaryOutcome>
    </trialDescription>
    <externalRefs>
      <eudraCTNumber>2012-000001-10</eudraCTNumber><clinicalTrialsGovNumber>NCT90000001</clinicalTrialsGovNumber>
      <protocolSerialNumber>PROT-1</protocolSerialNumber>
      <secondaryNumbers><secondaryNumber>PROT-1</secondaryNumber><secondaryNumber>X 2</secondaryNumber></secondaryNumbers>
    </externalRefs>
    <trialDesign>
      <studyDesign>Randomised trial in two centres</studyDesign><primaryStudyDesign>Interventional</primaryStudyDesign>
      <secondaryStudyDesign>Randomised controlled trial</secondaryStudyDesign>
      <trialTypes><trialType>Treatment</trialType></trialTypes>
      <overallEndDate>2023-06-30T00:00:00.000Z</overallEndDate>
    </trialDesign>
    <participants>
      <recruitmentCountries><country>Norway</country><country>Ireland</country></recruitmentCountries>
      <trialCentres><trialCentre id="x"><name>Example Hospital</name><city>Oslo</city><country>Norway</country></trialCentre></trialCentres>
      <inclusion>glioma</inclusion><exclusion>none</exclusion><ageRange>Adult</ageRange>
      <lowerAgeLimit unit="years" value="18.0">18 Years</lowerAgeLimit><gender>All</gender>
      <targetEnrolment>40</targetEnrolment><totalFinalEnrolment>0</totalFinalEnrolment>
      <recruitmentStart>2020-01-01T00:00:00.000Z</recruitmentStart>
      <recruitmentStatusOverride>Stopped</recruitmentStatusOverride>
    </participants>
    <conditions><condition><description>Glioma</description></condition></conditions>
    <interventions><intervention>
      <interventionType>Biological/Vaccine</interventionType><phase>Phase I/II</phase><drugNames>MSC</drugNames>
    </intervention></interventions>
    <results><publicationDetails>https://pubmed.ncbi.nlm.nih.gov/11111111/ (added)</publicationDetails></results>
    <outputs><output outputType="basicresults"><description>x</description></output></outputs>
  </trial>
  <sponsor id="s"><organisation>Example Trust</organisation><sponsorType>University/education</sponsorType></sponsor>
</fullTrial></allTrials>"""  # noqa: E501

ICTRP = """<?xml version='1.0' encoding='UTF-8' ?>
<Trials_downloaded_from_ICTRP>
<Trial>
  <Internal_Number>1</Internal_Number><TrialID>ChiCTR2600000001
  </TrialID><Last_Refreshed_on>21 September 2026</Last_Refreshed_on>
  <Public_title>Cells after resection</Public_title><Primary_sponsor>Example University</Primary_sponsor>
  <Date_registration>20/09/2026</Date_registration><Source_Register>ChiCTR</Source_Register>
  <Recruitment_Status>Not Recruiting</Recruitment_Status>
  <Inclusion_agemin>18Y</Inclusion_agemin><Inclusion_agemax>No limit</Inclusion_agemax>
  <Inclusion_gender>&lt;br&gt;Female: yes&lt;br&gt;Male: no&lt;br&gt;</Inclusion_gender>
  <Date_enrollement>2026-10-01</Date_enrollement><Target_size>A group:49;B group:51;</Target_size>
  <Study_type>Interventional study</Study_type><Study_design>Parallel</Study_design><Phase>Phase II-III</Phase>
  <Countries>China;Norway</Countries><Contact_Email>x</Contact_Email>
  <Inclusion_Criteria>Inclusion criteria: glioma;&#x0D;&lt;br&gt;over 18</Inclusion_Criteria>
  <Condition>Glioma;&lt;br&gt;Pain</Condition><Intervention>Biological: MSC;Drug: x</Intervention>
  <Primary_outcome>Survival;Toxicity;</Primary_outcome><Secondary_ID>U1111-0000-0001</Secondary_ID>
  <results_yes_no>Yes</results_yes_no>
</Trial>
<Trial>
  <TrialID>EUCTR2012-000001-10-DE</TrialID><Source_Register>EU Clinical Trials Register</Source_Register>
  <Recruitment_Status>Recruiting</Recruitment_Status><Target_size>0</Target_size>
  <Phase>Human pharmacology (Phase I): no Therapeutic exploratory (Phase II): yes Therapeutic use (Phase IV): no</Phase>
</Trial>
</Trials_downloaded_from_ICTRP>"""

EUCTR: dict[str, Any] = {
    "a1_member_state_concerned": "Germany - PEI",
    "a2_eudract_number": "2012-000001-10",
    "a3_full_title_of_the_trial": "A trial of cells",
    "a41_sponsors_protocol_code_number": "PROT-1",
    "a52_us_nct_clinicaltrialsgov_registry_number": "NCT90000001",
    "b1_sponsor": [{"b11_name_of_sponsor": "Example AG", "b31_and_b32_status_of_the_sponsor": "Commercial"}],
    "dimp": [
        {
            "d31_product_name": "MSC",
            "d3113_advanced_therapy_imp_atimp": "Yes",
            "d38_imp_identification_details": [{"d393_other_descriptive_name": "STROMAL CELLS"}],
        }
    ],
    "e11_medical_conditions_being_investigated": "Glioma",
    "e3_principal_inclusion_criteria": "glioma",
    "e51_primary_end_points": "Survival",
    "e511_timepoints_of_evaluation_of_this_end_point": "2 years",
    "e63_therapy": "Yes",
    "e71_human_pharmacology_phase_i": "Yes",
    "e72_therapeutic_exploratory_phase_ii": "Yes",
    "e811_randomised": "Yes",
    "e812_open": "Yes",
    "f12_adults_1864_years": "Yes",
    "f21_female": "Yes",
    "f22_male": "Yes",
    "f31_healthy_volunteers": "No",
    "f422_in_the_whole_clinical_trial": "36",
    "p_end_of_trial_status": "Prematurely Ended",
    "p_date_of_the_global_end_of_the_trial": "2015-05-20",
    "x6_date_on_which_this_record_was_first_entered_in_the_eudract_database": "2012-04-13",
    "record_last_import": "2026-03-08 17:24:50",
}

EUCTR_TEXT = """This file contains 2 records.

Summary
EudraCT Number: 2012-000001-10
Date on which this record was first entered in the EudraCT database: 2012-04-13

A. Protocol Information
A.1 Member State Concerned: Germany - PEI
A.2 EudraCT number: 2012-000001-10
A.3 Full title of the trial: A trial of cells
that home
A.5.2 US NCT (ClinicalTrials.gov registry) number: NCT90000001

B. Sponsor Information
B.Sponsor: 1
B.1.1 Name of Sponsor: Example AG
B.3.1 and B.3.2 Status of the sponsor: Commercial
D. IMP Identification
D.IMP: 1
D.3.1 Product name: MSC
D.3.11.3 Advanced Therapy IMP (ATIMP): Yes
D.IMP: 2
D.3.1 Product name: Placebo
E. General Information on the Trial
E.1.1 Medical condition(s) being investigated: Glioma
E.3 Principal inclusion criteria: glioma
- over 18: yes
E.7.2 Therapeutic exploratory (Phase II): Yes
F.1.1 Trial has subjects under 18: No
F.1.1 Number of subjects for this age range: 5
F.4.2.2 In the whole clinical trial: 36
P. End of Trial
P. End of Trial Status: Completed

Summary
EudraCT Number: 2012-000001-10
A.1 Member State Concerned: France - ANSM
A.2 EudraCT number: 2012-000001-10
P. End of Trial Status: {second}
"""

CTIS: dict[str, Any] = {
    "ctNumber": "2023-500001-12-00",
    "ctPublicStatusCode": 5,
    "startDateEU": "28/04/2024",
    "lastUpdated": "15/09/2025",
    "totalNumberEnrolled": 13,
    "resultsFirstReceived": "No",
    "authorizedApplication": {
        "eudraCt": {"eudraCtCode": "2012-000001-10"},
        "memberStatesConcerned": [{"mscName": "Norway"}, {"mscName": "Spain"}],
        "authorizedPartI": {
            "sponsors": [
                {"primary": True, "isCommercial": False, "organisation": {"name": "Example Hospital"}},
                {"primary": False, "isCommercial": True, "organisation": {"name": "Example AG"}},
            ],
            "products": [{"productName": "MSC", "productDictionaryInfo": {"activeSubstanceName": "STROMAL CELLS"}}],
            "trialDetails": {
                "clinicalTrialIdentifiers": {
                    "publicTitle": "Cells for gliomas",
                    "fullTitle": "A trial of cells",
                    "shortTitle": "PROT-1",
                    "secondaryIdentifyingNumbers": {
                        "nctNumber": {"number": "NCT90000001"},
                        "additionalRegistries": [{"number": "4711", "otherRegistryName": "IND"}],
                    },
                },
                "trialInformation": {
                    "trialCategory": {"trialPhase": "7"},
                    "medicalCondition": {"partIMedicalConditions": [{"medicalCondition": "Glioma"}]},
                    "eligibilityCriteria": {
                        "principalInclusionCriteria": [{"principalInclusionCriteria": "glioma"}],
                        "principalExclusionCriteria": [{"principalExclusionCriteria": "none"}],
                    },
                    "endPoint": {"primaryEndPoints": [{"endPoint": "Survival"}]},
                    "trialDuration": {"estimatedEndDate": "2026-12-09"},
                    "populationOfTrialSubjects": {
                        "ageRanges": [{"ageRangeCategoryCode": "3"}],
                        "clinicalTrialGroups": [{"name": "Patients"}],
                        "isFemaleSubjects": True,
                        "isMaleSubjects": False,
                    },
                },
            },
        },
        "authorizedPartsII": [
            {
                "mscInfo": {"mscName": "Norway"},
                "trialSites": [
                    {
                        "organisationAddressInfo": {
                            "organisation": {"name": "Example Hospital"},
                            "address": {"city": "Oslo", "postcode": "0001", "countryName": "Norway"},
                        }
                    }
                ],
            }
        ],
    },
}

ALL = {
    "classic": CLASSIC,
    "website": WEBSITE,
    "classic_table": CLASSIC_TABLE,
    "isrctn": ISRCTN,
    "ictrp": ICTRP,
    "euctr": json.dumps(EUCTR),
    "euctr_text": EUCTR_TEXT.format(second="Completed"),
    "ctis": json.dumps(CTIS),
}
