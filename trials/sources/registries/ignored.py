"""What of the registries' records is not read, and why. A test walks real records and finds every path read or
named here."""

from collections.abc import Collection

CONTACTS = "names, telephones and addresses of people"
ICTRP = {
    "Internal_Number": "a number inside the portal",
    "Export_date": "when somebody pressed the button",
    "Date_registration3": "a second copy of the date of registration",
    "web_address": "follows from the number",
    "url": "follows from the number",
    "other_records": "whether there are others, not which",
    "Prospective_registration": "follows from two dates",
    "Retrospective_flag": "follows from two dates",
    "Bridging_flag": "how the portal joins records",
    "Bridging_flag_truefalse": "how the portal joins records",
    "Bridged_type": "how the portal joins records",
    "Childs": "how the portal joins records",
    "type_enrolment": "whether a date was planned; of which it does not say",
    "Source_Support": "who pays",
    "results_url_link": "the registry's page links it",
    "results_url_protocol": "the registry's page links it",
    "results_summary": "figures come in as results with their own source",
    "results_baseline_char": "figures come in as results with their own source",
    "results_participant_flow": "figures come in as results with their own source",
    "results_adverse_events": "figures come in as results with their own source",
    "results_outcome_measures": "figures come in as results with their own source",
    "results_date_first_publication": "the publication itself is a record",
    "results_IPD_plan": "plans to share data of participants",
    "results_ipd_plan": "plans to share data of participants",
    "results_IPD_description": "plans to share data of participants",
    **dict.fromkeys(
        (
            "Contact_Firstname", "Contact_Lastname", "Contact_Address", "Contact_Email", "Contact_Tel",
            "Contact_Affiliation", "Ethics_Contact_Name", "Ethics_Contact_Address", "Ethics_Contact_Phone",
            "Ethics_Contact_Email", "Ethics_Status", "Ethics_Approval_Date",
        ),
        CONTACTS,
    ),
}  # fmt: skip
ISRCTN = {
    "trialDescription.acknowledgment": "a form's tick",
    "trialDescription.trialWebsite": "links of the sponsor",
    "trialDescription.ethicsApproval": "who approved it",
    "trialDescription.ethicsApprovalRequired": "who approved it",
    "trialDescription.ethicsCommittees": "who approved it",
    "trialDescription.primaryOutcomes": "empty beside the text of the outcome",
    "trialDescription.secondaryOutcomes": "empty beside the text of the outcome",
    "externalRefs.doi": "follows from the number",
    "trialDesign.trialSettings": "hospital, home or school",
    "participants.trialCentres.trialCentre.address": "streets",
    "participants.recruitmentEnd": "the end of the trial is read",
    "participants.totalTarget": "a second copy of the target",
    "participants.patientInfoSheet": "documents for participants",
    "conditions.condition.diseaseClass1": "the registry's shelves",
    "conditions.condition.diseaseClass2": "the registry's shelves",
    "interventions.intervention.pharmaceuticalStudyTypes": "what of a drug is studied",
    "results.publicationPlan": "plans of the sponsor",
    "results.ipdSharingStatement": "plans to share data of participants",
    "results.dataPolicies": "plans to share data of participants",
    "results.publicationStage": "whether the sponsor has published",
    "results.biomedRelated": "a mark of the publisher",
    "results.plainEnglishReport": "the registry's page links it",
    "miscellaneous.ipdSharingPlan": "plans to share data of participants",
    "outputs.output.description": "what a link is about",
    "outputs.output.productionNotes": "remarks of the registry's staff",
    "parties": "numbers of people and organisations inside the registry",
    "attachedFiles": "documents",
}

EUCTR = {
    "a7_trial_is_part_of_a_paediatric_investigation_plan": "plans for children agreed with the agency",
    "a8_ema_decision_number_of_paediatric_investigation_plan": "plans for children agreed with the agency",
    "b1_sponsor.b134_country": "where the sponsor sits",
    "b1_sponsor.b4_sources_of_monetary_or_material_support": "who pays",
    **dict.fromkeys(
        (
            "b1_sponsor._b1_sponsor", "b1_sponsor.b51_name_of_organisation",
            "b1_sponsor.b52_functional_name_of_contact_point", "b1_sponsor.b531_street_address",
            "b1_sponsor.b532_town_city", "b1_sponsor.b533_post_code", "b1_sponsor.b534_country",
            "b1_sponsor.b54_telephone_number", "b1_sponsor.b55_fax_number", "b1_sponsor.b56_email",
        ),
        CONTACTS,
    ),
    "dimp": "of a product only names, codes and whether it is biological are read",
    "e111_medical_condition_in_easily_understood_language": "the condition is read",
    "e112_therapeutic_area": "the registry's shelves",
    "e12_meddra_classification": "MedDRA's terms, which are licensed; the condition is read",
    "e22_secondary_objectives_of_the_trial": "the secondary outcomes are read",
    "e23_trial_contains_a_substudy": "a substudy is no record here",
    **dict.fromkeys(
        (
            "e610_pharmacogenetic", "e611_pharmacogenomic", "e612_pharmacoeconomic", "e613_others", "e64_safety",
            "e65_efficacy", "e66_pharmacokinetic", "e67_pharmacodynamic", "e68_bioequivalence", "e69_dose_response",
            "e711_first_administration_to_humans", "e712_bioequivalence_study", "e7131_other_trial_type_description",
            "e713_other",
        ),
        "scopes that are no purpose of ours; the outcomes are read",
    ),
    **dict.fromkeys(
        (
            "e81_controlled", "e817_other", "e821_other_medicinal_products", "e822_placebo",
            "e8231_comparator_description", "e823_other", "e824_number_of_treatment_arms_in_the_trial",
            "e87_trial_has_a_data_monitoring_committee",
            "e88_definition_of_the_end_of_the_trial_and_justification_where_it_is_not_the_last_visit_of_the_last_"
            "subject_undergoing_the_trial",
            "e891_in_the_member_state_concerned_days", "e891_in_the_member_state_concerned_months",
            "e891_in_the_member_state_concerned_years", "e892_in_all_countries_concerned_by_the_trial_days",
            "e892_in_all_countries_concerned_by_the_trial_months",
            "e892_in_all_countries_concerned_by_the_trial_years",
        ),
        "details of the design",
    ),
    **dict.fromkeys(
        (
            "e83single_site_trial", "e841_number_of_sites_anticipated_in_member_state_concerned",
            "e84_multiple_sites_in_member_state", "e851_number_of_sites_anticipated_in_the_eea",
            "e85_the_trial_involves_multiple_member_states",
            "e861_trial_being_conducted_both_within_and_outside_the_eea",
            "e862_trial_being_conducted_completely_outside_of_the_eea", "e863_trial_sites_planned_in",
        ),
        "how many sites are planned; countries stand in it without signs between them",
    ),
    **dict.fromkeys(
        (
            "f111_in_utero", "f1121_number_of_subjects_for_this_age_range",
            "f112_preterm_newborn_infants_up_to_gestational_age__37_weeks",
            "f1131_number_of_subjects_for_this_age_range", "f113_newborns_027_days",
            "f1141_number_of_subjects_for_this_age_range", "f114_infants_and_toddlers_28_days23_months",
            "f1151_number_of_subjects_for_this_age_range", "f115_children_211years",
            "f1161_number_of_subjects_for_this_age_range", "f116_adolescents_1217_years",
            "f11_number_of_subjects_for_this_age_range", "f1111_number_of_subjects_for_this_age_range",
            "f121_number_of_subjects_for_this_age_range", "f131_number_of_subjects_for_this_age_range",
        ),
        "parts of an age group, and how many of each",
    ),
    **dict.fromkeys(
        (
            "f32_patients", "f33_specific_vulnerable_populations",
            "f331_women_of_childbearing_potential_not_using_contraception_",
            "f332_women_of_childbearing_potential_using_contraception", "f333_pregnant_women", "f334_nursing_women",
            "f335_emergency_situation", "f3361_details_of_subjects_incapable_of_giving_consent",
            "f336_subjects_incapable_of_giving_consent_personally", "f337_others",
            "f5_plans_for_treatment_or_care_after_the_subject_has_ended_the_participation_in_the_trial_if_it_is_"
            "different_from_the_expected_normal_treatment_of_that_condition",
        ),
        "the eligibility is read",
    ),
    "f41_in_the_member_state": "the number in the whole trial is read",
    "f421_in_the_eea": "the number in the whole trial is read",
    **dict.fromkeys(
        (
            "n_competent_authority_decision", "n_date_of_competent_authority_decision",
            "n_date_of_ethics_committee_opinion", "n_ethics_committee_opinion_of_the_trial_application",
            "n_ethics_committee_opinion_reasons_for_unfavourable_opinion",
        ),
        "what authorities decided",
    ),
    "x4_clinical_trial_type": "which form was filled in",
    "x5_trial_status": "a second copy of the status at the end",
    "trialInformation": "of the results' own head only numbers and dates are read",
    **dict.fromkeys(
        (
            "adverseEvents", "baselineCharacteristics", "endPoints", "subjectAnalysisSets", "subjectDisposition",
            "trialChanges", "sponsor",
        ),
        "figures come in as results with their own source, judged by a curator",
    ),
}  # fmt: skip
_PLACE = "authorizedApplication.authorizedPartsII.trialSites"
CTIS = {
    **dict.fromkeys(("*.id", "*.uuid", "*.businessKey", "*.isBusinessKeyValidated"), "numbers inside the register"),
    **dict.fromkeys(
        (
            "*.fullTitleTranslations", "*.publicTitleTranslations", "*.medicalConditionTranslations",
            "*.mainObjectiveTranslations", "*.secondaryObjectiveTranslations", "*.endPointTranslations",
            "*.principalInclusionCriteriaTranslations", "*.principalExclusionCriteriaTranslations",
        ),
        "other languages",
    ),
    **dict.fromkeys(
        (
            "authorizedApplication.authorizedPartI.sponsors.publicContacts",
            "authorizedApplication.authorizedPartI.sponsors.scientificContacts",
            "authorizedApplication.authorizedPartI.sponsors.addresses",
            f"{_PLACE}.personInfo", f"{_PLACE}.departmentName", f"{_PLACE}.organisationAddressInfo",
        ),
        CONTACTS,
    ),
    "authorizedApplication.authorizedPartI.sponsors.thirdParties": "whom the sponsor pays for parts of the work",
    "authorizedApplication.authorizedPartI.sponsors.commercial": "a second copy of whether it is commercial",
    "authorizedApplication.authorizedPartI.sponsors.organisation": "of a sponsor only its name is read",
    "authorizedApplication.applicationInfo": "what authorities decided, and when",
    "authorizedApplication.authorizedPartsII": "of a member state only its name and sites are read",
    "authorizedApplication.memberStatesConcerned": "of a member state only its name and sites are read",
    "authorizedApplication.eudraCt.isTransitioned": "whether it came from the older register",
    "authorizedApplication.authorizedPartI.products": "of a product only names and whether it is chemical are read",
    "authorizedApplication.authorizedPartI.productRoleGroupInfos": "a second copy of the products",
    "authorizedApplication.authorizedPartI.medicalConditions": "a second copy of the conditions",
    "authorizedApplication.authorizedPartI.therapeuticAreas": "the registry's shelves",
    "authorizedApplication.authorizedPartI.partOneTherapeuticAreas": "the registry's shelves",
    "authorizedApplication.authorizedPartI.rowCountriesInfo": "of a country only its name is read",
    "authorizedApplication.authorizedPartI.rowSubjectCount": "the number in the whole trial is read",
    **dict.fromkeys(
        (
            "authorizedApplication.authorizedPartI.assessmentOutcome",
            "authorizedApplication.authorizedPartI.assessmentOutcomeDate",
            "authorizedApplication.authorizedPartI.conclusionDate",
            "authorizedApplication.authorizedPartI.isLowIntervention",
            "authorizedApplication.authorizedPartI.trialCategoryCode",
            "authorizedApplication.authorizedPartI.trialCategoryJustificationComment",
            "authorizedApplication.authorizedPartI.trialDetails.trialInformation.trialCategory",
            "authorizedApplication.authorizedPartI.trialDetails.scientificAdviceAndPip",
            "authorizedApplication.authorizedPartI.trialDetails.associatedClinicalTrials",
            "decisionDate", "decisionDateOverall", "events",
        ),
        "what authorities decided, and when",
    ),
    **dict.fromkeys(
        (
            "*.number", "*.isPrimary", "*.isConditionRareDisease", "*.ctRegistryCode", "*.meddraConditionTerms",
            "*.trialScopes", "*.secondaryObjectives", "*.ageRangeCategory", "*.ageRangeSecondaryIds", "*.code",
            "*.isVulnerablePopulationSelected",
        ),
        "a position, a mark or a finer shelf of something that is read",
    ),
    "authorizedApplication.authorizedPartI.trialDetails.trialInformation.individualParticipantData": (
        "plans to share data of participants"
    ),
    "authorizedApplication.authorizedPartI.trialDetails.trialInformation.sourceOfMonetarySupport": "who pays",
    "documents": "documents; the register's page links them",
    **dict.fromkeys(
        (
            "ageGroup", "ageRangeSecondary", "gender", "sponsorType", "therapeuticAreas", "trialCountries",
            "trialRegion", "trialRegionCode", "trialPhase", "ctStatus", "shortTitle", "publishDate",
            "lastPublicationUpdate",
        ),
        "the head of the public page: a second copy of what is read",
    ),
}  # fmt: skip


def is_ignored(path: str, reasons: Collection[str]) -> bool:
    """Whether a path, one above it, or a key of that name anywhere (``*.name``) is named."""
    keys = path.split(".")
    above = {".".join(keys[:length]) for length in range(1, len(keys) + 1)}
    return any(each in above or (each.startswith("*.") and each[2:] in keys) for each in reasons)
