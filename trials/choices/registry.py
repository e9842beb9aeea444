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


class DateType(Vocabulary):
    """Whether a day of a trial has come or is planned."""

    ACTUAL = "ACTUAL", "It happened then.", "actual"
    ESTIMATED = "ESTIMATED", "It was expected then when the record was last updated.", "estimated"
    NOT_RECORDED = "not_recorded", "We have not seen which of the two it is.", "planned or past not recorded"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, DateType"


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


class WhoMasked(Vocabulary):
    """Who does not know the arm; a list."""

    PARTICIPANT = "PARTICIPANT", "Those who take part.", "Participant"
    CARE_PROVIDER = "CARE_PROVIDER", "Those who treat them.", "Care provider"
    INVESTIGATOR = "INVESTIGATOR", "Those who run the trial.", "Investigator"
    OUTCOMES_ASSESSOR = "OUTCOMES_ASSESSOR", "Those who measure what came of it.", "Outcomes assessor"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, WhoMasked"


class ObservationalModel(Vocabulary):
    """How those who are only observed were chosen and compared."""

    COHORT = "COHORT", "A group, followed.", "Cohort"
    CASE_CONTROL = "CASE_CONTROL", "People with a condition beside like people without it.", "Case-control"
    CASE_ONLY = "CASE_ONLY", "Only people with the condition.", "Case-only"
    CASE_CROSSOVER = "CASE_CROSSOVER", "The same people before it and when it came.", "Case-crossover"
    ECOLOGIC_OR_COMMUNITY = "ECOLOGIC_OR_COMMUNITY", "Whole populations.", "Ecological or community"
    FAMILY_BASED = "FAMILY_BASED", "Members of families.", "Family-based"
    DEFINED_POPULATION = "DEFINED_POPULATION", "A registry value of older records.", "Defined population"
    NATURAL_HISTORY = "NATURAL_HISTORY", "A registry value of older records.", "Natural history"
    OTHER = "OTHER", "Something else.", "Other"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, ObservationalModel"


class TimePerspective(Vocabulary):
    """Whether one looks back or waits, in a study that only observes."""

    RETROSPECTIVE = "RETROSPECTIVE", "Looks back.", "Retrospective"
    PROSPECTIVE = "PROSPECTIVE", "Looks ahead.", "Prospective"
    CROSS_SECTIONAL = "CROSS_SECTIONAL", "Looks at one moment.", "Cross-sectional"
    OTHER = "OTHER", "Something else.", "Other"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, DesignTimePerspective"


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
    UNDIVIDED = "undivided", "The registry's text does not say which of the two it is.", "Not divided"


class CriterionWording(Vocabulary):
    """Whose words a criterion is in."""

    OWN = "own", "Shortened, in our own words.", "our own words"
    REGISTRY = "registry", "As the registry gives it; follows the registry.", "the registry's words"


class OutcomeKind(Vocabulary):
    """How much a trial rests on what it measures."""

    PRIMARY = "primary", "What the trial is to show.", "Primary"
    SECONDARY = "secondary", "What it also looks at.", "Secondary"
    OTHER = "other", "Further measures, exploratory ones too.", "Other"


class OfficialRole(Vocabulary):
    """As what a person answers for a trial."""

    STUDY_CHAIR = "STUDY_CHAIR", "Leads it over all sites.", "Study chair"
    STUDY_DIRECTOR = "STUDY_DIRECTOR", "Answers for it at the sponsor.", "Study director"
    PRINCIPAL_INVESTIGATOR = "PRINCIPAL_INVESTIGATOR", "Leads it where it runs.", "Principal investigator"
    SUB_INVESTIGATOR = "SUB_INVESTIGATOR", "Works under the one who leads it.", "Sub-investigator"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "role not yet recorded here"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, OfficialRole"


class MeshTermKind(Vocabulary):
    """What a MeSH heading that the registry assigned stands for."""

    CONDITION = "condition", "A registered condition.", "condition"
    CONDITION_ANCESTOR = "condition_ancestor", "Stands above such a heading in the tree.", "above a condition"
    INTERVENTION = "intervention", "A registered intervention.", "intervention"
    INTERVENTION_ANCESTOR = "intervention_ancestor", "Stands above such a heading in the tree.", "above an intervention"


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
