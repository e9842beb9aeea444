"""Identifiers of the literature as files write them: with resolvers, prefixes, zeros and remarks around them."""

import re
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(
    r"(?:pmid:?\s*|https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/)?0*([1-9]\d{0,7})/?",
    re.IGNORECASE,
)
_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]")


def doi_in(text: str) -> str:
    """The DOI that stands in a text, in lower case, or an empty text."""
    found = _DOI.search(unquote(text) if "%2f" in text.lower() else text)
    if not found:
        return ""
    doi = found[0].rstrip(".,;'\"}>]").lower()
    # A bracket that is closed but not opened belongs to the sentence around it.
    return doi.rstrip(").,;") if doi.count(")") > doi.count("(") else doi


def pmid_in(text: str) -> str:
    """The PubMed number that a text is, without zeros before it, or an empty text."""
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else ""


def pmcid_in(text: str) -> str:
    """The PubMed Central number that stands in a text, or an empty text."""
    found = re.search(r"(?<![A-Za-z])PMC0*([1-9]\d{0,8})(?!\d)", text, re.IGNORECASE)
    return f"PMC{found[1]}" if found else ""


def orcid_in(text: str) -> str:
    """The ORCID in a text, with its four hyphens, when its check digit is right; else an empty text."""
    found = _ORCID.search(text.upper())
    if not found:
        return ""
    signs = found[0].replace("-", "")
    total = 0
    for digit in signs[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if signs[15] != ("X" if check == 10 else str(check)):
        return ""
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))
