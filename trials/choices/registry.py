"""Vocabularies of a registry record: the enumerations of ClinicalTrials.gov, and the registries."""

from .vocabulary import Vocabulary

CTGOV = "ClinicalTrials.gov API v2"


class OverallStatus(Vocabulary):
    """Recruitment status of a trial, as its registry gives it. Empty: status not seen."""

    RECRUITING = "RECRUITING", "Taking in participants.", "Recruiting"
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING", "Announced; nobody is taken in yet.", "Not yet recruiting"
    ENROLLING_BY_INVITATION = (
        "ENROLLING_BY_INVITATION",
        "Participants are chosen from a set group and invited.",
        "Enrolling by invitation",
    )
    ACTIVE_NOT_RECRUITING = (
        "ACTIVE_NOT_RECRUITING",
        "Running, but no longer taking in participants.",
        "Active, not recruiting",
    )
    COMPLETED = "COMPLETED", "Ended as planned; the last participant was seen.", "Completed"
    SUSPENDED = "SUSPENDED", "Halted; may start again.", "Suspended"
    TERMINATED = "TERMINATED", "Stopped early; will not start again.", "Terminated"
    WITHDRAWN = "WITHDRAWN", "Stopped before the first participant.", "Withdrawn"
    UNKNOWN = (
        "UNKNOWN",
        "A registry value: last listed as open, past its completion date and not verified for two years.",
        "Unknown (registry value)",
    )
    AVAILABLE = "AVAILABLE", "Expanded access is open.", "Expanded access available"
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE", "Expanded access has closed.", "Expanded access no longer available"
    TEMPORARILY_NOT_AVAILABLE = (
        "TEMPORARILY_NOT_AVAILABLE",
        "Expanded access is closed for now.",
        "Expanded access temporarily not available",
    )
    APPROVED_FOR_MARKETING = (
        "APPROVED_FOR_MARKETING",
        "The product of an expanded-access record was approved for sale.",
        "Approved for marketing",
    )
    WITHHELD = "WITHHELD", "The sponsor delays the publication of the record.", "Withheld"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, Status"


class Phase(Vocabulary):
    """Phase; a list, so that a phase 1/2 trial holds two values. Empty: not recorded."""

    NA = "NA", "The registry says that phases do not apply.", "Not applicable"
    EARLY_PHASE1 = "EARLY_PHASE1", "Exploratory, before usual phase 1 (formerly phase 0).", "Early phase 1"
    PHASE1 = "PHASE1", "Safety and dose first.", "Phase 1"
    PHASE2 = "PHASE2", "First look at effect, further safety.", "Phase 2"
    PHASE3 = "PHASE3", "Comparison in many patients.", "Phase 3"
    PHASE4 = "PHASE4", "After approval.", "Phase 4"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, Phase"


class EnrolmentType(Vocabulary):
    """Whether the number of participants was planned or counted."""

    ACTUAL = "ACTUAL", "Participants who took part.", "actual"
    ESTIMATED = "ESTIMATED", "Participants planned.", "estimated"
    NOT_RECORDED = "not_recorded", "We have not seen which of the two it is.", "planned or actual not recorded"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, EnrollmentType"


class StudyType(Vocabulary):
    """Kind of registry record."""

    INTERVENTIONAL = "INTERVENTIONAL", "Participants are given something.", "Interventional"
    OBSERVATIONAL = "OBSERVATIONAL", "Participants are only observed.", "Observational"
    EXPANDED_ACCESS = "EXPANDED_ACCESS", "Treatment outside a trial; not a study to join.", "Expanded access"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, StudyType"


class Allocation(Vocabulary):
    """How participants are assigned to arms."""

    RANDOMIZED = "RANDOMIZED", "By chance.", "Randomised"
    NON_RANDOMIZED = "NON_RANDOMIZED", "Several arms, not by chance.", "Non-randomised"
    NA = "NA", "One arm only.", "Not applicable (one arm)"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, DesignAllocation"


class InterventionModel(Vocabulary):
    """How the arms stand to one another."""

    SINGLE_GROUP = "SINGLE_GROUP", "One arm.", "Single group"
    PARALLEL = "PARALLEL", "Arms side by side.", "Parallel"
    CROSSOVER = "CROSSOVER", "Participants change arms.", "Crossover"
    FACTORIAL = "FACTORIAL", "Combinations of interventions.", "Factorial"
    SEQUENTIAL = "SEQUENTIAL", "Groups after one another, as in dose escalation.", "Sequential"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, InterventionalAssignment"


class Masking(Vocabulary):
    """How many of those involved do not know the arm."""

    NONE = "NONE", "Open label.", "None (open label)"
    SINGLE = "SINGLE", "One role is blinded.", "Single"
    DOUBLE = "DOUBLE", "Two roles are blinded.", "Double"
    TRIPLE = "TRIPLE", "Three roles are blinded.", "Triple"
    QUADRUPLE = "QUADRUPLE", "Four roles are blinded.", "Quadruple"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, DesignMasking"


class PrimaryPurpose(Vocabulary):
    """Main aim, as registered."""

    TREATMENT = "TREATMENT", "To treat.", "Treatment"
    PREVENTION = "PREVENTION", "To prevent.", "Prevention"
    DIAGNOSTIC = "DIAGNOSTIC", "To find out.", "Diagnostic"
    ECT = "ECT", "To teach, counsel or train.", "Educational, counselling or training"
    SUPPORTIVE_CARE = "SUPPORTIVE_CARE", "To ease the treatment or its harm.", "Supportive care"
    SCREENING = "SCREENING", "To find those who have the disease and do not know it.", "Screening"
    HEALTH_SERVICES_RESEARCH = (
        "HEALTH_SERVICES_RESEARCH",
        "To learn how care is delivered, organised or paid for.",
        "Health services research",
    )
    BASIC_SCIENCE = "BASIC_SCIENCE", "To understand.", "Basic science"
    DEVICE_FEASIBILITY = "DEVICE_FEASIBILITY", "To see whether a device can work at all.", "Device feasibility"
    OTHER = "OTHER", "Something else.", "Other"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, PrimaryPurpose"


class SponsorClass(Vocabulary):
    """Kind of organisation that answers for a trial."""

    INDUSTRY = "INDUSTRY", "A company.", "Industry"
    NIH = "NIH", "The US National Institutes of Health.", "NIH"
    FED = "FED", "Another agency of the US government.", "US federal"
    OTHER_GOV = "OTHER_GOV", "Another government.", "Other government"
    NETWORK = "NETWORK", "A network of organisations.", "Network"
    INDIV = "INDIV", "A person.", "Individual"
    AMBIG = "AMBIG", "A registry value: which kind it is cannot be told.", "Ambiguous (registry value)"
    OTHER = "OTHER", "Mostly universities and hospitals.", "Other (hospital, university …)"
    UNKNOWN = "UNKNOWN", "A registry value.", "Unknown (registry value)"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, AgencyClass"


class Sex(Vocabulary):
    """Who may take part, by sex."""

    ALL = "ALL", "Both.", "All"
    FEMALE = "FEMALE", "Women only.", "Female"
    MALE = "MALE", "Men only.", "Male"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, Sex"


class AgeGroup(Vocabulary):
    """Ages that may take part; a list."""

    CHILD = "CHILD", "Up to 17 years.", "Children"
    ADULT = "ADULT", "18 to 64 years.", "Adults"
    OLDER_ADULT = "OLDER_ADULT", "65 years and over.", "Older adults"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, StandardAge"


class CriterionKind(Vocabulary):
    """Whether a criterion lets in or keeps out."""

    INCLUSION = "inclusion", "Must be true to take part.", "Inclusion"
    EXCLUSION = "exclusion", "Keeps out.", "Exclusion"


class Registry(Vocabulary):
    """Registries in the order in which they give a trial its address."""

    NCT = "nct", "ClinicalTrials.gov.", "ClinicalTrials.gov"
    CTIS = "ctis", "EU Clinical Trials Information System (EU CT number).", "CTIS"
    EUDRACT = "eudract", "EU Clinical Trials Register (until January 2023).", "EudraCT"
    ISRCTN = "isrctn", "ISRCTN registry.", "ISRCTN"
    JRCT = "jrct", "Japan Registry of Clinical Trials.", "jRCT"
    UMIN = "umin", "UMIN Clinical Trials Registry, Japan.", "UMIN-CTR"
    CHICTR = "chictr", "Chinese Clinical Trial Registry.", "ChiCTR"
    IRCT = "irct", "Iranian Registry of Clinical Trials.", "IRCT"
    DRKS = "drks", "German Clinical Trials Register.", "DRKS"
    ACTRN = "actrn", "Australian New Zealand Clinical Trials Registry.", "ANZCTR"
    CTRI = "ctri", "Clinical Trials Registry India.", "CTRI"
    KCT = "kct", "Clinical Research Information Service, Korea.", "CRIS"

    @classmethod
    def source(cls) -> str:
        return "WHO primary registries and ClinicalTrials.gov"


class SecondaryIdKind(Vocabulary):
    """What a further number of a trial is, when no registry gave it."""

    ORG = "org", "The sponsor's or site's own study number.", "organisation's number"
    NCI = "nci", "NCI Clinical Trials Reporting Program, or PDQ.", "NCI number"
    GRANT = "grant", "A grant that pays for it.", "grant"
    REGULATOR = "regulator", "Given by a regulator or an ethics or safety authority.", "regulator's number"
    OTHER = "other", "Registered as an id, but no number of the kinds above.", "other"


class RegistryField(Vocabulary):
    """What a registry owns of a trial, as far as curators may hold it against the registry."""

    TITLE = "title", "Title.", "Title"
    ACRONYM = "acronym", "Acronym.", "Acronym"
    OVERALL_STATUS = "overall_status", "Recruitment status.", "Status"
    WHY_STOPPED = "why_stopped", "Why it was stopped.", "Why stopped"
    ENROLMENT = "enrolment", "Number of participants.", "Enrolment"
    ENROLMENT_TYPE = "enrolment_type", "Whether that number is planned or counted.", "Enrolment type"
    START_DATE = "start_date", "Start date.", "Start date"
    COMPLETION_DATE = "completion_date", "Completion date.", "Completion date"
    SPONSOR_NAME = "sponsor_name", "Sponsor.", "Sponsor name"
    SPONSOR_CLASS = "sponsor_class", "Class of the sponsor.", "Sponsor class"
    STUDY_TYPE = "study_type", "Type of study.", "Study type"
    ALLOCATION = "allocation", "Allocation.", "Allocation"
    INTERVENTION_MODEL = "intervention_model", "Intervention model.", "Intervention model"
    MASKING = "masking", "Masking.", "Masking"
    PRIMARY_PURPOSE = "primary_purpose", "Primary purpose.", "Primary purpose"
    MINIMUM_AGE = "minimum_age", "Minimum age.", "Minimum age"
    MAXIMUM_AGE = "maximum_age", "Maximum age.", "Maximum age"
    SEX = "sex", "Sex.", "Sex"
    RESULTS_POSTED = "results_posted", "Whether results are posted in the registry.", "Results posted"
    FIRST_POSTED_ON = "first_posted_on", "First day in the registry.", "First posted on"
    AGE_GROUP = "age_group", "Age groups.", "Age groups"
    COUNTRY = "country", "Countries.", "Countries"
    PHASE = "phase", "Phases.", "Phases"
    ARMS = "arms", "Arms, all of them.", "Arms"
    COLLABORATORS = "collaborators", "Collaborators, all of them.", "Collaborators"
    INTERVENTIONS = "interventions", "Interventions, all of them.", "Interventions"
    OUTCOMES = "outcomes", "Primary outcomes, all of them.", "Primary outcomes"
    REGISTRY_REFERENCES = "registry_references", "Papers that the registry links, all of them.", "Linked papers"
    SITES = "sites", "Places, all of them.", "Sites"
