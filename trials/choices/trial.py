"""Vocabularies of a trial: what the registry says, and what an oncologist asks."""

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
    SUPPORTIVE_CARE = "SUPPORTIVE_CARE", "To ease the treatment or its harm.", "Supportive care"
    BASIC_SCIENCE = "BASIC_SCIENCE", "To understand.", "Basic science"
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


class Role(Vocabulary):
    """What the cells are given for."""

    CARRIER = "carrier", "They bring a drug, gene, virus or cytokine to the tumour.", "Carrier of a payload"
    ANTI_TUMOUR_AGENT = (
        "anti_tumour_agent",
        "They are themselves meant to act on the tumour.",
        "Anti-tumour agent itself",
    )
    SUPPORTIVE_CARE = (
        "supportive_care",
        "They are meant to treat or prevent harm of the disease or its treatment.",
        "Supportive care",
    )
    HOMING_STUDY = "homing_study", "It is asked whether they reach the tumour.", "Homing study"
    EX_VIVO_SUPPORT = (
        "ex_vivo_support",
        "They stay in the laboratory, as a layer on which a graft is grown.",
        "Culture layer outside the body",
    )


class Modality(Vocabulary):
    """What was done to the cells, or which part of them is given; a list."""

    UNMODIFIED = "unmodified", "Grown, otherwise as they are.", "Unmodified"
    PRIMED = "primed", "Treated with a signal (such as IFN-γ) but not altered in their genes.", "Primed"
    ENGINEERED_GENE = "engineered_gene", "A gene or RNA was brought in.", "Engineered (gene)"
    ONCOLYTIC_VIRUS_CARRIER = (
        "oncolytic_virus_carrier",
        "Infected with a virus that kills tumour cells.",
        "Carrying an oncolytic virus",
    )
    DRUG_LOADED = "drug_loaded", "Loaded with a drug.", "Loaded with a drug"
    NUCLEIC_ACID_LOADED = "nucleic_acid_loaded", "Loaded with siRNA or the like.", "Loaded with nucleic acid"
    EXTRACELLULAR_VESICLE = (
        "extracellular_vesicle",
        "Their vesicles are given, no cells. 'Exosome' only where the source says so.",
        "Extracellular vesicles",
    )
    CONDITIONED_MEDIUM = "conditioned_medium", "The medium they grew in is given.", "Conditioned medium"
    NON_VIABLE_CELLS = "non_viable_cells", "Cells that no longer live.", "Non-viable cells"
    STROMAL_VASCULAR_FRACTION = (
        "stromal_vascular_fraction",
        "Freshly isolated mixed adipose cells: not MSCs by the ISCT criteria.",
        "Stromal vascular fraction (not MSC by ISCT)",
    )
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"


class Donor(Vocabulary):
    """Whose cells."""

    AUTOLOGOUS = "autologous", "The patient's own.", "Autologous"
    ALLOGENEIC = "allogeneic", "Another person's.", "Allogeneic"
    NOT_REPORTED = "not_reported", "Read whole; it is not there.", "not reported"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"
    NOT_APPLICABLE = "not_applicable", "No cells of a donor are meant.", "not applicable"


class DonorDetail(Vocabulary):
    """Kinship of an allogeneic donor."""

    RELATED = "related", "A relative, haploidentical ones included.", "related donor"
    THIRD_PARTY = "third_party", "Unrelated to patient and graft, or a bank.", "third-party donor"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "kinship not yet recorded here"
    NOT_APPLICABLE = "not_applicable", "Own cells.", "not applicable"


class MscSource(Vocabulary):
    """Tissue of origin."""

    BONE_MARROW = "bone_marrow", "Bone marrow.", "Bone marrow"
    ADIPOSE = "adipose", "Adipose tissue.", "Adipose tissue"
    UMBILICAL_CORD = "umbilical_cord", "Tissue of the umbilical cord, part not said.", "Umbilical cord"
    WHARTON_JELLY = "wharton_jelly", "Jelly of the umbilical cord.", "Wharton's jelly (umbilical cord)"
    CORD_BLOOD = "cord_blood", "Blood of the umbilical cord.", "Cord blood"
    PLACENTA = "placenta", "Placenta, part not said.", "Placenta"
    AMNION = "amnion", "Amnion.", "Amnion"
    AMNIOTIC_FLUID = "amniotic_fluid", "Amniotic fluid.", "Amniotic fluid"
    DENTAL_PULP = "dental_pulp", "Dental pulp.", "Dental pulp"
    MENSTRUAL_BLOOD = "menstrual_blood", "Menstrual blood.", "Menstrual blood"
    PERIPHERAL_BLOOD = "peripheral_blood", "Peripheral blood.", "Peripheral blood"
    UTERUS = "uterus", "Uterus or cervix.", "Uterus"
    TUMOUR_TISSUE = "tumour_tissue", "Taken from a tumour.", "Tumour tissue"
    PLURIPOTENT_STEM_CELLS = (
        "pluripotent_stem_cells",
        "Differentiated from pluripotent stem cells.",
        "Pluripotent stem cells",
    )
    CELL_LINE = "cell_line", "An immortalised line.", "Cell line"
    OTHER = "other", "Another tissue, named in the text.", "Other"
    NOT_REPORTED = "not_reported", "Read whole; it is not there.", "not reported"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"
    NOT_APPLICABLE = "not_applicable", "No cells of a source are meant.", "not applicable"


class Route(Vocabulary):
    """Where the product is put; a list. The same fact as DOSES 'site of delivery'."""

    INTRAVENOUS = "intravenous", "Into a vein.", "Intravenous"
    INFUSION_NOT_SPECIFIED = (
        "infusion_not_specified",
        "The source says infusion and no more; this is not 'intravenous'.",
        "Infusion, vessel not specified",
    )
    INTRA_ARTERIAL = "intra_arterial", "Into an artery.", "Intra-arterial"
    INTRAPERITONEAL = "intraperitoneal", "Into the abdominal cavity.", "Intraperitoneal"
    INTRAPLEURAL = "intrapleural", "Into the pleural space.", "Intrapleural"
    INTRATUMORAL_OR_CAVITY = (
        "intratumoral_or_cavity",
        "Into the tumour, or the cavity it was cut from.",
        "Into the tumour or its cavity",
    )
    INTRA_BONE_MARROW = "intra_bone_marrow", "Into the marrow.", "Into bone marrow"
    TRANSENDOCARDIAL = "transendocardial", "Into the heart muscle from within.", "Transendocardial"
    SALIVARY_GLAND = "salivary_gland", "Into salivary glands.", "Into salivary glands"
    TOPICAL_ORAL_OR_BLADDER = (
        "topical_oral_or_bladder",
        "Spray, mouthwash or irrigation.",
        "Topical, mouth or bladder",
    )
    AXILLARY = "axillary", "Into the axilla.", "Into the axilla"
    OTHER_LOCAL = "other_local", "Another place, named in the text.", "Other local"
    INJECTION_NOT_SPECIFIED = (
        "injection_not_specified",
        "The source says injection and no more.",
        "Injection, site not specified",
    )
    NOT_REPORTED = "not_reported", "Read whole; it is not there.", "not reported"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"
    NOT_APPLICABLE = "not_applicable", "Nothing of the cells is given.", "not applicable"


class DiseaseSetting(Vocabulary):
    """State of the disease in those who may take part; a list."""

    NEWLY_DIAGNOSED = "newly_diagnosed", "First diagnosis.", "Newly diagnosed"
    RECURRENT_OR_REFRACTORY = "recurrent_or_refractory", "Came back or did not respond.", "Recurrent or refractory"
    METASTATIC = "metastatic", "Spread or advanced.", "Metastatic or advanced"
    SURVIVOR = "survivor", "After treatment, with late effects.", "After treatment (survivor)"
    AFTER_TRANSPLANT = "after_transplant", "Around or after a stem-cell transplant.", "Around or after a transplant"


class AgeGroup(Vocabulary):
    """Ages that may take part; a list."""

    CHILD = "CHILD", "Up to 17 years.", "Children"
    ADULT = "ADULT", "18 to 64 years.", "Adults"
    OLDER_ADULT = "OLDER_ADULT", "65 years and over.", "Older adults"

    @classmethod
    def source(cls) -> str:
        return f"{CTGOV}, StandardAge"


class SupportiveIndication(Vocabulary):
    """Which harm supportive cells are meant to treat or prevent."""

    GVHD = "gvhd", "Graft-versus-host disease.", "Graft-versus-host disease"
    ENGRAFTMENT_OR_BLOOD_RECOVERY = (
        "engraftment_or_blood_recovery",
        "The graft takes, the blood comes back.",
        "Engraftment or blood recovery",
    )
    XEROSTOMIA = "xerostomia", "Dry mouth after radiotherapy.", "Xerostomia"
    OTHER_RADIATION_INJURY = "other_radiation_injury", "Another harm of radiotherapy.", "Other radiation injury"
    CARDIOTOXICITY = "cardiotoxicity", "Heart damage of treatment.", "Cardiotoxicity"
    CYTOPENIA_AFTER_TREATMENT = (
        "cytopenia_after_treatment",
        "Low blood counts after treatment.",
        "Cytopenia after treatment",
    )
    LYMPHOEDEMA = "lymphoedema", "Lymphoedema after treatment.", "Lymphoedema"
    ARDS = "ards", "Acute respiratory distress.", "Acute respiratory distress"
    ERECTILE_DYSFUNCTION = "erectile_dysfunction", "After surgery.", "Erectile dysfunction"
    OTHER = "other", "Another one, named in the text.", "Other"
    NOT_APPLICABLE = "not_applicable", "The cells are not supportive care.", "not applicable"


class PopulationLink(Vocabulary):
    """How people with cancer stand in a trial that names no tumour type."""

    TUMOUR_TYPES = "tumour_types", "Tumour types are named; it has cancer types.", "Tumour types named"
    MALIGNANCY_NOT_STATED = (
        "malignancy_not_stated",
        "Many participants will have cancer, but the record does not say so.",
        "Malignancy not stated in the record",
    )
    MALIGNANT_OR_NOT = (
        "malignant_or_not",
        "The record takes people with malignant and benign disease and names no tumour type.",
        "Malignant or not",
    )


class ConditionKind(Vocabulary):
    """What a registered condition, kept verbatim, is about."""

    TUMOUR = "tumour", "A tumour type or cancer at large.", "tumour"
    COMPLICATION = "complication", "A harm of the disease or its treatment.", "complication"
    POPULATION = "population", "A group of people or a treatment they had.", "population"
    OTHER = "other", "None of these.", "other"


class CriterionKind(Vocabulary):
    """Whether a criterion lets in or keeps out."""

    INCLUSION = "inclusion", "Must be true to take part.", "Inclusion"
    EXCLUSION = "exclusion", "Keeps out.", "Exclusion"


class DosesElement(Vocabulary):
    """The five items that describe a cell product."""

    DONOR = "donor", "Whose cells; healthy or ill.", "Donor"
    ORIGIN_TISSUE = "origin_tissue", "Which tissue.", "Origin tissue"
    SEPARATION = "separation", "How separated and prepared.", "Separation and preparation"
    EXHIBITED = "exhibited", "What the cells show: markers, tests.", "Exhibited characteristics"
    SITE = "site", "Where they are delivered.", "Site of delivery"

    @classmethod
    def source(cls) -> str:
        return "DOSES reporting tool (Murray et al. 2019)"


class Knowledge(Vocabulary):
    """Why a text is there or not: three different kinds of nothing."""

    STATED = "stated", "The source says it; the text gives it.", "stated"
    NOT_REPORTED = "not_reported", "Somebody read the named source whole, and it is not there.", "not reported"
    NOT_RECORDED = "not_recorded", "Not seen by us.", "not yet recorded here"
    NOT_APPLICABLE = "not_applicable", "The question does not arise.", "not applicable"


class ResultMeasure(Vocabulary):
    """What a row of results measured."""

    TREATED = "treated", "How many were treated or enrolled.", "Treated"
    EVALUABLE = "evaluable", "How many could be assessed.", "Evaluable"
    COMPLETE_RESPONSE = "complete_response", "Tumour gone.", "Complete response"
    PARTIAL_RESPONSE = "partial_response", "Tumour smaller by the criteria used.", "Partial response"
    STABLE_DISEASE = "stable_disease", "Neither response nor progression.", "Stable disease"
    PROGRESSIVE_DISEASE = "progressive_disease", "Tumour grew.", "Progressive disease"
    MEDIAN_PFS = "median_pfs", "Median progression-free survival.", "Median progression-free survival"
    MEDIAN_TTP = "median_ttp", "Median time to progression.", "Median time to progression"
    MEDIAN_OS = "median_os", "Median overall survival.", "Median overall survival"
    SURVIVAL = "survival", "Another statement about survival.", "Survival"
    DOSE_LIMITING_TOXICITY = "dose_limiting_toxicity", "Harm that limits the dose.", "Dose-limiting toxicity"
    GRADE_3_OR_MORE = "grade_3_or_more", "Related harm of grade 3 or more.", "Related harm, grade 3 or more"
    SERIOUS_ADVERSE_EVENTS = "serious_adverse_events", "Serious adverse events.", "Serious adverse events"
    ADVERSE_EVENTS = "adverse_events", "Adverse events at large.", "Adverse events"
    SUPPORTIVE_OUTCOME = "supportive_outcome", "The harm that supportive cells were given for.", "Supportive outcome"
    HOMING = "homing", "Cells or virus found in the tumour or not.", "Cells or payload found at the tumour"
    PRODUCT_FAILURE = "product_failure", "The product could not be made or given.", "Product failure"
    OTHER = "other", "Something else, said in the text.", "Other"


class ControlGroup(Vocabulary):
    """Whether a result was held against a control group."""

    CONTROLLED = "controlled", "There was a control group.", "with a control group"
    UNCONTROLLED = "uncontrolled", "There was none.", "no control group"
    NOT_RECORDED = "not_recorded", "We have not seen whether there was one.", "control group not yet recorded here"


class ResultSourceType(Vocabulary):
    """Where a result was published."""

    JOURNAL = "journal", "A journal article.", "Journal article"
    REGISTRY_POSTED = "registry_posted", "Results posted in the registry.", "Posted in the registry"
    CONFERENCE = "conference", "A conference abstract.", "Conference abstract"
    TABULATED_IN_REVIEW = "tabulated_in_review", "A line in a review's table.", "Tabulated in a review"
    PRESS_OR_COMPANY = "press_or_company", "A press or company text.", "Press or company"


class LinkBasis(Vocabulary):
    """Why a result is said to belong to a trial."""

    REGISTRY_LINKS_IT = "registry_links_it", "The registry record names it or holds it.", "Linked by the registry"
    PAPER_NAMES_ID = "paper_names_id", "The source names the trial's number.", "Source names the number"
    MATCHED_BY_CURATOR = (
        "matched_by_curator",
        "Matched by setting, product and number of patients; no number was seen.",
        "Matched by a curator",
    )


class SourceBreadth(Vocabulary):
    """In how many places the facts of a trial were seen."""

    ONE_SOURCE = "one_source", "Seen in one source only.", "seen in one source"
    TWO_OR_MORE = "two_or_more", "Seen in two or more sources.", "seen in two or more sources"
    NOT_RECORDED = "not_recorded", "Not counted.", "number of sources not recorded"
