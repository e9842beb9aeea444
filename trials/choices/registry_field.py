"""Vocabulary of what a registry owns of a trial."""

from .vocabulary import Vocabulary


class RegistryField(Vocabulary):
    """What a registry owns of a trial, as far as curators may hold it against the registry."""

    TITLE = "title", "Title.", "Title"
    OFFICIAL_TITLE = "official_title", "Official title.", "Official title"
    ACRONYM = "acronym", "Acronym.", "Acronym"
    OVERALL_STATUS = "overall_status", "Recruitment status.", "Status"
    LAST_KNOWN_STATUS = "last_known_status", "Status before it became unknown.", "Last known status"
    WHY_STOPPED = "why_stopped", "Why it was stopped.", "Why stopped"
    ENROLMENT = "enrolment", "Number of participants.", "Enrolment"
    ENROLMENT_TYPE = "enrolment_type", "Whether that number is planned or counted.", "Enrolment type"
    START_DATE = "start_date", "Start date.", "Start date"
    START_DATE_TYPE = "start_date_type", "Whether the start is planned or happened.", "Start date type"
    PRIMARY_COMPLETION_DATE = "primary_completion_date", "Primary completion date.", "Primary completion date"
    PRIMARY_COMPLETION_DATE_TYPE = (
        "primary_completion_date_type",
        "Whether the primary completion is planned or happened.",
        "Primary completion date type",
    )
    COMPLETION_DATE = "completion_date", "Completion date.", "Completion date"
    COMPLETION_DATE_TYPE = (
        "completion_date_type",
        "Whether the completion is planned or happened.",
        "Completion date type",
    )
    SPONSOR_NAME = "sponsor_name", "Sponsor.", "Sponsor name"
    SPONSOR_CLASS = "sponsor_class", "Class of the sponsor.", "Sponsor class"
    STUDY_TYPE = "study_type", "Type of study.", "Study type"
    ALLOCATION = "allocation", "Allocation.", "Allocation"
    INTERVENTION_MODEL = "intervention_model", "Intervention model.", "Intervention model"
    MASKING = "masking", "Masking.", "Masking"
    PRIMARY_PURPOSE = "primary_purpose", "Primary purpose.", "Primary purpose"
    OBSERVATIONAL_MODEL = "observational_model", "Observational model.", "Observational model"
    TIME_PERSPECTIVE = "time_perspective", "Time perspective.", "Time perspective"
    MINIMUM_AGE = "minimum_age", "Minimum age.", "Minimum age"
    MINIMUM_AGE_YEARS = "minimum_age_years", "Minimum age in years.", "Minimum age in years"
    MAXIMUM_AGE = "maximum_age", "Maximum age.", "Maximum age"
    MAXIMUM_AGE_YEARS = "maximum_age_years", "Maximum age in years.", "Maximum age in years"
    SEX = "sex", "Sex.", "Sex"
    HEALTHY_VOLUNTEERS = "healthy_volunteers", "Whether healthy people may take part.", "Healthy volunteers"
    RESULTS_POSTED = "results_posted", "Whether results are posted in the registry.", "Results posted"
    FIRST_POSTED_ON = "first_posted_on", "First day in the registry.", "First posted on"
    AGE_GROUP = "age_group", "Age groups.", "Age groups"
    COUNTRY = "country", "Countries.", "Countries"
    KEYWORD = "keyword", "Keywords.", "Keywords"
    PHASE = "phase", "Phases.", "Phases"
    WHO_MASKED = "who_masked", "Who does not know the arm.", "Who is masked"
    ARMS = "arms", "Arms, all of them.", "Arms"
    COLLABORATORS = "collaborators", "Collaborators, all of them.", "Collaborators"
    INTERVENTIONS = "interventions", "Interventions, all of them.", "Interventions"
    MESH_TERMS = "mesh_terms", "MeSH headings, all of them.", "MeSH headings"
    OFFICIALS = "officials", "Officials, all of them.", "Officials"
    OUTCOMES = "outcomes", "Outcomes, all of them.", "Outcomes"
    REGISTRY_REFERENCES = "registry_references", "Papers that the registry links, all of them.", "Linked papers"
    SITES = "sites", "Places, all of them.", "Sites"
