"""Vocabularies of a trial: what an oncologist asks."""

from .vocabulary import Vocabulary


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


class SourceBreadth(Vocabulary):
    """In how many places the facts of a trial were seen."""

    ONE_SOURCE = "one_source", "Seen in one source only.", "seen in one source"
    TWO_OR_MORE = "two_or_more", "Seen in two or more sources.", "seen in two or more sources"
    NOT_RECORDED = "not_recorded", "Not counted.", "number of sources not recorded"
