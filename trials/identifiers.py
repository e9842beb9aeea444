"""Identifiers of registries, literature and ontologies: how they look, where they lead.

Patterns were checked against real positives and negatives; an identifier is stored
normalised (DOI in lower case without resolver, PMID without zeros, registry ids as
their registry writes them), so that two spellings of one identifier are one value.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from .choices import CodeSystem, Registry

# Signs of identifiers that are themselves in an address; others, such as # in old DOIs, are escaped.
_SAFE = "/:;(),+!*'@"


@dataclass(frozen=True)
class Scheme:
    """One kind of identifier: its pattern and the address of its authority."""

    prefix: str
    label: str
    pattern: str
    url: str
    example: str

    def matches(self, identifier: str) -> bool:
        return re.fullmatch(self.pattern, identifier) is not None

    def address(self, identifier: str) -> str:
        """Address at the authority; empty where the authority offers none per record."""
        return self.url.format(id=quote(identifier, safe=_SAFE)) if self.url else ""


def _scheme(prefix: str, label: str, pattern: str, url: str, example: str) -> Scheme:
    return Scheme(str(prefix), label, pattern, url, example)


# CTIS stands before EudraCT: a CTIS number without its last part also fits EudraCT.
REGISTRY_SCHEMES = {
    scheme.prefix: scheme
    for scheme in (
        _scheme(
            Registry.NCT, "ClinicalTrials.gov", r"NCT\d{8}", "https://clinicaltrials.gov/study/{id}", "NCT02530047"
        ),
        _scheme(
            Registry.CTIS,
            "CTIS",
            r"20\d{2}-5\d{5}-\d{2}(?:-\d{2})?",
            "https://euclinicaltrials.eu/ctis-public/view/{id}",
            "2025-523586-18-00",
        ),
        _scheme(
            Registry.EUDRACT,
            "EudraCT",
            r"20\d{2}-(?!5)\d{6}-\d{2}",
            "https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number:{id}",
            "2012-003741-15",
        ),
        _scheme(Registry.ISRCTN, "ISRCTN", r"ISRCTN\d{8}", "https://www.isrctn.com/{id}", "ISRCTN12345678"),
        _scheme(
            Registry.JRCT, "jRCT", r"jRCTs?\d{9,10}", "https://jrct.mhlw.go.jp/en-latest-detail/{id}", "jRCT2033180077"
        ),
        _scheme(
            Registry.UMIN,
            "UMIN-CTR",
            r"UMIN\d{9}",
            "https://rctportal.mhlw.go.jp/en/detail?trial_id={id}",
            "UMIN000024291",
        ),
        _scheme(Registry.CHICTR, "ChiCTR", r"ChiCTR(?:\d{10}|-[A-Z]{2,5}-\d{8})", "", "ChiCTR2000012345"),
        _scheme(
            Registry.IRCT,
            "IRCT",
            r"IRCT\d{8,20}N\d{1,3}",
            "https://irct.behdasht.gov.ir/search/result?query={id}",
            "IRCT20140911019125N10",
        ),
        _scheme(Registry.DRKS, "DRKS", r"DRKS\d{8}", "https://drks.de/search/en/trial/{id}", "DRKS00012345"),
        _scheme(
            Registry.ACTRN,
            "ANZCTR",
            r"ACTRN126\d{11}",
            "https://www.anzctr.org.au/{id}.aspx",
            "ACTRN12612345678901",
        ),
        _scheme(Registry.CTRI, "CTRI", r"CTRI/\d{4}/\d{2,3}/\d{6}", "", "CTRI/2012/01/123456"),
        _scheme(Registry.KCT, "CRIS", r"KCT\d{7}", "", "KCT0001234"),
    )
}

LITERATURE_SCHEMES = {
    scheme.prefix: scheme
    for scheme in (
        _scheme("doi", "DOI", r"10\.\d{4,9}/\S+", "https://doi.org/{id}", "10.18632/oncotarget.28672"),
        _scheme("pmid", "PubMed", r"[1-9]\d{0,7}", "https://pubmed.ncbi.nlm.nih.gov/{id}/", "38797895"),
        _scheme(
            "pmcid", "PubMed Central", r"PMC[1-9]\d{0,8}", "https://pmc.ncbi.nlm.nih.gov/articles/{id}/", "PMC6699108"
        ),
    )
}

CODE_SCHEMES = {
    scheme.prefix: scheme
    for scheme in (
        _scheme(
            CodeSystem.NCIT,
            "NCIt",
            r"C\d{3,7}",
            "https://evsexplore.semantics.cancer.gov/evsexplore/concept/ncit/{id}",
            "C3058",
        ),
        _scheme(
            CodeSystem.ONCOTREE,
            "OncoTree",
            r"[A-Z0-9_]{2,20}",
            "https://oncotree.mskcc.org/?version=oncotree_latest_stable&search_term={id}",
            "GB",
        ),
        _scheme(CodeSystem.MONDO, "MONDO", r"MONDO:\d{7}", "https://monarchinitiative.org/{id}", "MONDO:0018177"),
        _scheme(CodeSystem.DOID, "DOID", r"DOID:\d{1,7}", "https://disease-ontology.org/?id={id}", "DOID:3068"),
        _scheme(CodeSystem.MESH, "MeSH", r"D\d{6,9}", "https://meshb.nlm.nih.gov/record/ui?ui={id}", "D005909"),
        _scheme(CodeSystem.ICD10, "ICD-10", r"[A-Z]\d{2}(?:\.\d)?(?:-[A-Z]\d{2}(?:\.\d)?)?", "", "C71"),
    )
}

GENE_SCHEMES = {
    "hgnc": _scheme(
        "hgnc",
        "HGNC",
        r"HGNC:\d{1,6}",
        "https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/{id}",
        "HGNC:11925",
    )
}

SCHEMES = {**REGISTRY_SCHEMES, **LITERATURE_SCHEMES, **CODE_SCHEMES, **GENE_SCHEMES}

# The codes by which registries and libraries act and are quoted, in words.
SOURCE_NAMES = {
    "registry:clinicaltrials.gov": "ClinicalTrials.gov",
    "registry:isrctn": "ISRCTN",
    "registry:ictrp": "WHO ICTRP",
    "registry:euctr": "EU Clinical Trials Register",
    "registry:ctis": "CTIS",
    "library:pubmed": "PubMed",
    "library:crossref": "Crossref",
    "library:retraction_watch": "Retraction Watch",
}

_PREFIXED = re.compile(
    r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*|eudract(?:\s*number)?:?\s*|euctr|eu\s?ct(?:\s*number)?:?\s*|ctis:?\s*|jprn-"
    r"|pmid:?\s*|pmcid:?\s*)",
    re.IGNORECASE,
)


_IN_CAPITALS = {
    Registry.NCT, Registry.ISRCTN, Registry.UMIN, Registry.IRCT, Registry.DRKS, Registry.ACTRN, Registry.CTRI,
    Registry.KCT, "pmcid",
}  # fmt: skip


def normalise(prefix: str, text: str) -> str:
    """The one spelling of an identifier of a scheme.

    Raises ValueError with a sentence for the user when it is not one.
    """
    scheme = SCHEMES[prefix]
    identifier = _PREFIXED.sub("", text.strip()).strip()
    if prefix == "doi":
        identifier = identifier.lower()
    elif prefix == "pmid":
        identifier = identifier.lstrip("0")
    elif prefix in _IN_CAPITALS:
        identifier = identifier.upper()
    elif prefix == Registry.CHICTR:
        identifier = identifier.upper().replace("CHICTR", "ChiCTR", 1)
    elif prefix == Registry.JRCT:
        identifier = identifier.upper().replace("JRCTS", "jRCTs", 1).replace("JRCT", "jRCT", 1)
    elif prefix == Registry.EUDRACT:
        identifier = re.sub(r"-[A-Z]{2}$", "", identifier)
    if not scheme.matches(identifier):
        raise ValueError(f"“{text}” is no {scheme.label} identifier; one looks like {scheme.example}.")
    if prefix == Registry.EUDRACT and REGISTRY_SCHEMES[Registry.CTIS].matches(identifier):
        raise ValueError(f"“{text}” is a CTIS number; choose CTIS as its registry.")
    return identifier


def recognise_registry_id(text: str) -> tuple[str, str] | None:
    """(registry, normalised identifier) for any spelling of a registry number, or None."""
    for prefix in REGISTRY_SCHEMES:
        try:
            return str(prefix), normalise(prefix, text)
        except ValueError:
            continue
    return None


def recognise(text: str) -> tuple[str, str] | None:
    """(scheme, normalised identifier) of a registry number, DOI, PMCID or PMID, also as an address at its
    authority; or None. A bare number is a PMID."""
    text = text.strip()
    if found := recognise_registry_id(_without_address(text, REGISTRY_SCHEMES)):
        return found
    text = _without_address(text, LITERATURE_SCHEMES)
    for prefix in ("pmcid", "doi", "pmid"):
        try:
            return prefix, normalise(prefix, text)
        except ValueError:
            continue
    return None


def _without_address(text: str, schemes: dict[str, Scheme]) -> str:
    """An identifier taken out of the address that its authority gives it."""
    for scheme in schemes.values():
        before = re.sub(r"^https?://(www\.)?", "", scheme.url.partition("{id}")[0])
        found = (
            re.match(rf"(?:https?://)?(?:www\.)?{re.escape(before)}([^?#]+)", text, re.IGNORECASE) if before else None
        )
        if found:
            return found[1] if scheme.prefix == "doi" else found[1].strip("/")
    return text


def normalise_orcid(text: str) -> str:
    """An ORCID iD with its hyphens. Raises ValueError with a sentence when it is none or its check digit is wrong."""
    bare = re.sub(r"^https?://(?:www\.)?orcid\.org/|[\s-]", "", text.strip(), flags=re.IGNORECASE).upper()
    if not re.fullmatch(r"\d{15}[\dX]", bare):
        raise ValueError(f"“{text}” is no ORCID iD; one looks like 0000-0002-1825-0097.")
    total = 0
    for digit in bare[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if bare[15] != ("X" if check == 10 else str(check)):
        raise ValueError(
            f"The last digit of the ORCID iD “{text}” does not fit the others; look for a slip of the pen."
        )
    return "-".join(bare[at : at + 4] for at in range(0, 16, 4))


def address(prefix: str, identifier: str) -> str:
    """Address of an identifier at its authority, or an empty string."""
    scheme = SCHEMES.get(prefix)
    return scheme.address(identifier) if scheme else ""
