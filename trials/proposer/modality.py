"""What was done to the cells, or which part of them is given."""

import re

from ..choices import Modality, MoleculeClass
from . import cells
from .reading import GIVEN, TITLES, Passage, Proposal, Span, Text, any_of, first
from .vocabulary import Vocabulary

_ENGINEERED = any_of(
    r"genetic(?:ally)?[\s-]+(?:modif|engineer)\w*",
    r"\b(?:bio)?engineer(?:ed|ing)\b",
    r"\btransfect\w*",
    r"\btransduc(?:ed|tion)\b",
    r"\b(?:over-?)?express(?:ing)\b", r"\b(?:secret|produc|releas)ing\b(?=[\w\s-]{0,30}(?:mesench|MSC|cells?))",
    r"(?:mesenchymal (?:stem|stromal) cells?|MSCs?) (?:secret|produc|releas)ing\b",
    r"\bgene[\s-]+(?:therap|deliver|transfer|modif|vehicle)\w*",
    r"\bsuicide[\s-]gene\b",
    r"CAR[\s-]MSCs?",
    r"\bmodified (?:with|by)\b",
    r"chimeric antigen",
    r"\barmou?red\b|\barming\b",
    r"\b\w+-modified mesench",
    r"gene[\s-]modified",
    r"\btherapeutic genes\b",
    r"\boverexpress\w*",
    r"symporter (?:gene )?deliver",
    r"-?mediated delivery of the sodium",
)  # fmt: skip
_MODALITIES = {
    Modality.STROMAL_VASCULAR_FRACTION: any_of(
        r"stromal vascular (?:fraction|cells)",
        r"\bSVF\b",
        r"\bADRCs?\b",
        r"(?:adipose|fat)[\s\w-]{0,20}regenerative cells",
        r"regenerative cells of adipose",
    ),
    Modality.EXTRACELLULAR_VESICLE: any_of(
        r"\bi?exosom\w+",
        r"extracellular[\s-]+(?:micro)?vesicles?",
        r"\bmicro-?vesicles?\b",
        r"\bMSC-?(?:EVs?|Exo)\b",
    ),
    Modality.CONDITIONED_MEDIUM: any_of(
        r"(?<!\bin )condition(?:ed|al)[\s-]+medi(?:um|a)\b",
        r"\bsupernatant\b",
        r"\bsecretome\b",
        r"\btrophic factors?\b",
    ),
    Modality.NON_VIABLE_CELLS: any_of(
        r"\b(?:dead|apoptotic|non-?viable|inactivated) (?:mesench|MSC|cells)\w*",
    ),
    Modality.ONCOLYTIC_VIRUS_CARRIER: any_of(
        r"\boncolytic\b(?! effect)",
        r"\binfected (?:with|mesench)",
        r"\bvirotherap\w*",
    ),
    Modality.NUCLEIC_ACID_LOADED: any_of(
        r"(?:with|loaded with)[\s\w-]{0,20}\b(?:siRNA|miRNA|microRNA)\b",
        r"siRNA[- ]loaded",
    ),
    Modality.DRUG_LOADED: any_of(
        r"drug[\s-]loaded",
        r"(?:drugs?|agents?)[\s-]+(?:loading|delivery|carr)",
        r"anti-?(?:cancer|tumou?r|neoplastic)[\s-]drug[\s-]load",
        r"carriers for drug",
    ),
    Modality.PRIMED: any_of(
        r"(?:primed|licensed|pre-?conditioned|stimulated|pre-?activated)(?=[\s\w,-]{0,40}(?:mesench|MSC))",
        r"(?:mesench\w+[\s\w/]{0,25}cells?|MSCs?),? (?:primed|stimulated|licensed|preconditioned) (?:with|by)",
    ),
    Modality.ENGINEERED_GENE: _ENGINEERED,
}
_CLASS_SAYS = {
    MoleculeClass.PROTEIN: Modality.ENGINEERED_GENE,
    MoleculeClass.ENZYME_PRODRUG: Modality.ENGINEERED_GENE,
    MoleculeClass.RADIONUCLIDE_OR_SENSITISER: Modality.ENGINEERED_GENE,
    MoleculeClass.ONCOLYTIC_VIRUS: Modality.ONCOLYTIC_VIRUS_CARRIER,
    MoleculeClass.SMALL_MOLECULE: Modality.DRUG_LOADED,
    MoleculeClass.NUCLEIC_ACID: Modality.NUCLEIC_ACID_LOADED,
}
# Whatever else is given, these say that it is no plain cell; vesicles may be loaded and engineered besides.
_VESICLE_CARGO = {Modality.NUCLEIC_ACID_LOADED, Modality.DRUG_LOADED, Modality.EXTRACELLULAR_VESICLE}


def modalities(text: Text, vocabulary: Vocabulary, payloads: list[Proposal], cell: Span) -> list[Proposal]:
    """What was done to the cells or which part of them is given; plain cells in a trial that says nothing of it."""
    found: dict[str, Proposal] = {}
    for payload in payloads:
        if value := _CLASS_SAYS.get(MoleculeClass(vocabulary.classes[payload.value])):
            found[value] = Proposal("modality", value.value, payload.span, "by the class of the payload", value.label)
    parts = (*TITLES, *GIVEN, "keywords") if text.is_trial else (*TITLES, "abstract")
    for modality, pattern in _MODALITIES.items():
        if modality not in found and (span := _spoken_of(pattern, text, text.of(*parts), vocabulary)):
            found[modality] = Proposal("modality", modality.value, span, "said of the cells", modality.label)
    if Modality.DRUG_LOADED in found:
        found.pop(Modality.PRIMED, None)
    if Modality.ONCOLYTIC_VIRUS_CARRIER in found:
        found.pop(Modality.ENGINEERED_GENE, None)
    if Modality.STROMAL_VASCULAR_FRACTION in found and text.is_trial:
        found.pop(Modality.EXTRACELLULAR_VESICLE, None)
    if not found and text.is_trial:
        plain = Modality.UNMODIFIED
        found[plain] = Proposal("modality", plain.value, cell, "no word of a modification", plain.label)
    return list(found.values())


def _spoken_of(pattern: re.Pattern[str], text: Text, passages: list[Passage], vocabulary: Vocabulary) -> Span | None:
    """In a trial only where the passage, or the title, speaks of the cells."""
    spoken = [
        each for each in passages if not text.is_trial or any(True for _ in cells.mentions([each], vocabulary, text))
    ]
    return first(pattern, spoken)
