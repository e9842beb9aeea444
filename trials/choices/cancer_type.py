"""Vocabularies of the tumour tree."""

from .vocabulary import Vocabulary


class NodeKind(Vocabulary):
    """What a node of the tree is."""

    ROOT = "root", "All cancer.", "All cancer"
    ORGAN_SYSTEM = "organ_system", "A group by organ system.", "Organ system"
    TUMOUR_TYPE = "tumour_type", "A tumour type.", "Tumour type"
    SUBTYPE = "subtype", "A subtype.", "Subtype"
    BASKET = "basket", "A collective name used by trials that take many types; says what it covers.", "Basket"
    SITE_OF_SPREAD = "site_of_spread", "Where tumours spread to; no type of its own.", "Site of spread"


class CodeSystem(Vocabulary):
    """Code systems, by their Bioregistry prefix."""

    NCIT = "ncit", "NCI Thesaurus.", "NCIt"
    ONCOTREE = "oncotree", "OncoTree.", "OncoTree"
    MONDO = "mondo", "Mondo Disease Ontology.", "MONDO"
    DOID = "doid", "Human Disease Ontology.", "DOID"
    MESH = "mesh", "Medical Subject Headings.", "MeSH"
    ICD10 = "icd10", "ICD-10, WHO 2019; codes only.", "ICD-10"

    @classmethod
    def source(cls) -> str:
        return "Bioregistry prefixes"


class CodeRelation(Vocabulary):
    """How a code's concept stands to our node."""

    EXACT = "exact", "The same.", "exact"
    BROADER = "broader", "The code means more.", "broader"
    NARROWER = "narrower", "The code means less.", "narrower"
    RELATED = "related", "Near it.", "related"
    CLOSE = "close", "Nearly the same.", "close"

    @classmethod
    def source(cls) -> str:
        return "SKOS mapping relations"
