"""Vocabularies of a payload: what an MSC carries, makes or is loaded with."""

from .vocabulary import Vocabulary


class MoleculeClass(Vocabulary):
    """What the payload is made of."""

    PROTEIN = "protein", "A protein or peptide that the cells make.", "Protein"
    ENZYME_PRODRUG = "enzyme_prodrug", "An enzyme that turns a harmless drug into a toxic one.", "Enzyme and prodrug"
    ONCOLYTIC_VIRUS = "oncolytic_virus", "A virus that kills tumour cells.", "Oncolytic virus"
    NUCLEIC_ACID = "nucleic_acid", "microRNA, siRNA and the like.", "Nucleic acid"
    SMALL_MOLECULE = "small_molecule", "A drug.", "Small molecule"
    NANOPARTICLE = "nanoparticle", "Particles, with or without a drug.", "Nanoparticle"
    RADIONUCLIDE_OR_SENSITISER = (
        "radionuclide_or_sensitiser",
        "A radionuclide, its uptake, or what makes radiation stronger.",
        "Radionuclide or radiosensitiser",
    )


class PayloadEffect(Vocabulary):
    """What it is meant to do; several. Assigned from its category where no source says."""

    CYTOKINE = "cytokine", "Acts as a cytokine.", "Cytokine"
    CHEMOKINE = "chemokine", "Draws immune cells.", "Chemokine"
    IMMUNOSTIMULATORY = "immunostimulatory", "Stirs up immunity.", "Immunostimulatory"
    IMMUNE_CHECKPOINT = "immune_checkpoint", "Blocks an immune checkpoint.", "Checkpoint blockade"
    T_CELL_ENGAGING = (
        "t_cell_engaging",
        "An antibody or bispecific that binds target or T cells.",
        "Antibody or T-cell engager",
    )
    PRO_APOPTOTIC = "pro_apoptotic", "Drives tumour cells into death.", "Pro-apoptotic"
    ANTI_PROLIFERATIVE = "anti_proliferative", "Slows growth.", "Anti-proliferative"
    GROWTH_FACTOR_ANTAGONIST = "growth_factor_antagonist", "Blocks a growth factor.", "Growth-factor antagonist"
    ANTI_ANGIOGENIC = "anti_angiogenic", "Hinders vessels.", "Anti-angiogenic"
    PRODRUG_ACTIVATING = "prodrug_activating", "Turns on a prodrug.", "Prodrug-activating"
    ONCOLYTIC = "oncolytic", "Lyses tumour cells by infection.", "Oncolytic"
    GENE_SILENCING = "gene_silencing", "Silences or regulates genes.", "Gene silencing or regulation"
    CYTOTOXIC = "cytotoxic", "Poisons cells.", "Cytotoxic"
    PHOTOTHERMAL = "photothermal", "Heat or light does the harm.", "Photothermal or photodynamic"
    RADIOSENSITISING = "radiosensitising", "Makes radiation stronger.", "Radiosensitising"
    RADIONUCLIDE_UPTAKE = "radionuclide_uptake", "Takes up a radionuclide.", "Radionuclide uptake"
    IMAGING = "imaging", "Can be imaged.", "Imaging"
    OTHER = "other", "Something else.", "Other"


class PayloadOrigin(Vocabulary):
    """How the payload got into the cells or vesicles."""

    ENGINEERED = "engineered", "A gene, RNA or virus was brought in.", "Engineered"
    LOADED = "loaded", "It was loaded.", "Loaded"
    NATIVE = "native", "The cells carry it by themselves; no engineered payload.", "Native cargo"
    NOT_STATED = "not_stated", "Not said.", "Origin not stated"


class DeliveryMethod(Vocabulary):
    """How it was brought into the cells; a list."""

    LENTIVIRUS = "lentivirus", "Lentiviral vector.", "Lentiviral vector"
    RETROVIRUS = "retrovirus", "Gamma-retroviral vector.", "Retroviral vector"
    ADENOVIRUS = "adenovirus", "Adenoviral vector.", "Adenoviral vector"
    ADENO_ASSOCIATED_VIRUS = "adeno_associated_virus", "AAV vector.", "Adeno-associated viral vector"
    PLASMID_OR_RNA = "plasmid_or_rna", "Plasmid, RNA, transfection, electroporation.", "Plasmid or RNA transfer"
    GENOMIC_INTEGRATION = "genomic_integration", "Site-specific insertion without a virus.", "Non-viral integration"
    GENE_TRANSFER_NOT_STATED = (
        "gene_transfer_not_stated",
        "Gene transfer; vector not said.",
        "Gene transfer, vector not stated",
    )
    INFECTION = "infection", "Infected with the virus it carries.", "Infection of the cells"
    LOADING = "loading", "Incubated with or fed the drug or particle.", "Loading"
    VESICLE = "vesicle", "Carried in vesicles.", "Extracellular vesicles"
    NOT_STATED = "not_stated", "Not said.", "Not stated"


class GeneRole(Vocabulary):
    """What a gene is to the payload."""

    ENCODES = "encodes", "The payload is its product.", "encodes it"
    TARGETS = "targets", "The payload acts on it.", "is its target"
    REPORTER = "reporter", "Used to see the cells.", "reporter"


class MechanismBasis(Vocabulary):
    """Whether the text on how it works comes from the sources named."""

    SOURCE = "source", "From the sources named.", "from the sources named"
    PARTLY_BACKGROUND = "partly_background", "Partly general knowledge.", "partly general knowledge"


class TriedIn(Vocabulary):
    """The farthest model in which a cited table row says it was tried."""

    CLINICAL = "clinical", "Patients.", "patients"
    ANIMAL = "animal", "Animals.", "animals"
    IN_VITRO = "in_vitro", "Cells.", "cells"
    NOT_RECORDED = "not_recorded", "Model not recorded.", "model not yet recorded here"
