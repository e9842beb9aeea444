"""Vocabularies of a finding: what is claimed, on what ground, in which cells."""

from .vocabulary import Vocabulary

CIVIC = "CIViC evidence levels"


class ClaimKind(Vocabulary):
    """What sort of statement a finding is. Only a result has a level and enters a balance."""

    RESULT = "result", "Something was measured or seen in a study.", "Result"
    AUTHOR_STATEMENT = "author_statement", "Authors say or conclude it.", "Authors' statement"
    STUDY_RECORD = "study_record", "It describes a study: design, plan, product.", "Study record"
    SURVEY = "survey", "It counts studies or practice.", "Survey of studies"


class Effect(Vocabulary):
    """What happened to the tumour."""

    INHIBITS = (
        "inhibits",
        "The tumour was held back: its growth, spread, vessels, or its resistance to treatment.",
        "Inhibits",
    )
    PROMOTES = (
        "promotes",
        "The tumour was helped: its growth, spread, vessels, or its resistance to treatment.",
        "Promotes",
    )
    MIXED = "mixed", "Both, in the same study.", "Mixed"
    NO_EFFECT = "no_effect", "Looked for and not seen.", "No effect"
    UNCONTROLLED = "uncontrolled", "Seen in patients without a control group.", "Uncontrolled observation"
    NOT_APPLICABLE = "not_applicable", "The claim is not about tumour growth.", "Not about tumour growth"


class Stance(Vocabulary):
    """What the claim says on using MSCs against cancer; a separate axis from effect."""

    FOR = "for", "Speaks for it.", "For"
    AGAINST = "against", "Speaks against it, a missed endpoint included.", "Against"
    MIXED = "mixed", "Speaks for and against it.", "Mixed"
    CONTEXT = "context", "Background; neither.", "Context"


class EvidenceLevel(Vocabulary):
    """Level of a result; never of an opinion, and never a sum."""

    A = "A", "Validated: accepted in practice or by large trials.", "A validated"
    B = "B", "Clinical: patients in a trial or cohort.", "B clinical"
    C = "C", "Case: one or a few patients.", "C case study"
    D = "D", "Preclinical: animals or cells.", "D preclinical"
    E = "E", "Inferential: reasoned from other data.", "E inferential"
    NOT_APPLICABLE = "not_applicable", "No result, so no level.", "no level (not a result)"

    @classmethod
    def source(cls) -> str:
        return CIVIC


class LevelBasis(Vocabulary):
    """Whether the source said the level or we took the lowest that fits."""

    STATED = "stated", "The source shows it.", "stated by the source"
    ASSIGNED = "assigned", "The source does not say; the least that fits was assigned.", "assigned, not stated"


class ModelSystem(Vocabulary):
    """In what it was seen."""

    HUMAN = "human", "In patients or volunteers.", "In patients"
    ANIMAL = "animal", "In animals.", "In animals"
    IN_VITRO = "in_vitro", "In cells or tissue outside a body.", "In cells"
    IN_SILICO = "in_silico", "In a computer.", "In silico"
    OPINION = "opinion", "Said by authors; no primary study traced.", "Said, study not traced"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"


class CellState(Vocabulary):
    """What had been done to the MSCs the claim is about."""

    UNMODIFIED = "unmodified", "Nothing.", "Unmodified"
    PRIMED = "primed", "Given a signal beforehand.", "Primed"
    ENGINEERED = "engineered", "A gene or RNA was brought in, or a virus.", "Engineered"
    LOADED = "loaded", "A drug, particle or nucleic acid was loaded.", "Loaded"
    NOT_STATED = "not_stated", "The source does not say, or several are meant.", "Cell state not stated"


class ProductForm(Vocabulary):
    """Cells, or what they give off."""

    CELLS = "cells", "Cells.", "Cells"
    EXTRACELLULAR_VESICLE = "extracellular_vesicle", "Their vesicles.", "Extracellular vesicles"
    CONDITIONED_MEDIUM = "conditioned_medium", "Their medium.", "Conditioned medium"
    NOT_STATED = "not_stated", "Not said.", "Form not stated"


class MscContext(Vocabulary):
    """Where the MSCs came from, seen from the tumour."""

    GIVEN_AS_TREATMENT = "given_as_treatment", "They were given.", "Given as treatment"
    RESIDENT_IN_TUMOUR = "resident_in_tumour", "They live in or around the tumour.", "Resident in the tumour"
    CO_CULTURE = "co_culture", "They were mixed or cultured with tumour cells.", "Co-culture or co-injection"
    NOT_STATED = "not_stated", "Not said, or not about one of these.", "Context not stated"


class CellSpecies(Vocabulary):
    """Species of the MSCs."""

    HUMAN = "human", "Human.", "Human"
    MOUSE = "mouse", "Mouse.", "Mouse"
    RAT = "rat", "Rat.", "Rat"
    DOG = "dog", "Dog.", "Dog"
    OTHER = "other", "Another one, named in the text.", "Other"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "not yet recorded here"


class ReadDepth(Vocabulary):
    """How much of the source was read for this claim."""

    TITLE = "title", "Its title only.", "title only"
    ABSTRACT = "abstract", "Its abstract.", "abstract"
    TABLE_OR_FIGURE = "table_or_figure", "A table, figure or legend.", "table or figure"
    FULL_TEXT = "full_text", "The text, or a section of it.", "full text"
    REGISTRY = "registry", "A registry record.", "registry record"
    NEWS = "news", "A news item about it.", "news item"


class Scope(Vocabulary):
    """How widely a claim is meant."""

    CANCER_TYPES = "cancer_types", "About the cancer types named.", "Cancer types named"
    PAN_CANCER = "pan_cancer", "About cancer of any type.", "Any cancer"
    GENERAL = "general", "About MSCs or methods; no tumour type is meant.", "General"


class Topic(Vocabulary):
    """What it is about; a list."""

    HOMING_TROPISM = "homing_tropism", "Whether MSCs reach tumours.", "Homing"
    DELIVERY_VEHICLE = "delivery_vehicle", "MSCs or vesicles as carriers.", "Delivery vehicle"
    IMMUNOMODULATION = "immunomodulation", "Effects on immune cells.", "Immunomodulation"
    ANGIOGENESIS = "angiogenesis", "Vessel growth.", "Angiogenesis"
    PROLIFERATION = "proliferation", "Growth of tumour or tumour cells.", "Proliferation"
    APOPTOSIS = "apoptosis", "Death of tumour cells.", "Apoptosis"
    METASTASIS_INVASION = "metastasis_invasion", "Spread and invasion.", "Metastasis and invasion"
    DRUG_RESISTANCE = "drug_resistance", "Response to other treatment.", "Drug resistance"
    EMT = "emt", "Epithelial-mesenchymal transition.", "Epithelial-mesenchymal transition"
    TME_REMODELLING = "tme_remodelling", "Changes of the tumour's surroundings.", "Tumour microenvironment"
    SAFETY = "safety", "Harm or its absence.", "Safety"
    RELAPSE = "relapse", "The cancer coming back.", "Relapse"
    FEASIBILITY = "feasibility", "Whether it can be done.", "Feasibility"
    MANUFACTURING_VARIABILITY = (
        "manufacturing_variability",
        "Making and comparing products.",
        "Manufacturing and variability",
    )
    CLINICAL_OUTCOME = "clinical_outcome", "What happened to patients.", "Clinical outcome"
    GENE_THERAPY = "gene_therapy", "Genes brought in by MSCs.", "Gene therapy"
    OTHER = "other", "Something else.", "Other"


class MoleculeKind(Vocabulary):
    """What sort of molecule is named."""

    GENE = "gene", "A gene or its protein; HGNC symbol.", "gene or protein"
    MIRNA = "mirna", "A microRNA.", "microRNA"
    LNCRNA = "lncrna", "A long non-coding RNA.", "long non-coding RNA"
    PATHWAY = "pathway", "A signalling pathway.", "pathway"
    FAMILY = "family", "A group of related molecules.", "family"
    METABOLITE = "metabolite", "A small molecule of metabolism.", "metabolite"
    SURFACE_MARKER = "surface_marker", "A marker of cell surfaces, by its CD number or common name.", "surface marker"


class TrialRelation(Vocabulary):
    """How a finding stands to a trial."""

    RESULT_OF = "result_of", "It is a result of the trial.", "Result of"
    BACKGROUND_FOR = "background_for", "It is part of the reason for it.", "Background for"
    DESCRIBES = "describes", "It describes the trial.", "Describes"
