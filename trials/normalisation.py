"""One normaliser before both search engines: case, accents, Greek letters, hyphens.

"IFN-beta", "IFN-β" and "ifnβ" become the same words, so that each finds the others.
"""

import re
import unicodedata

from django.utils.text import slugify

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SPELLINGS = {
    "tumor": "tumour", "tumors": "tumours", "leukemia": "leukaemia", "leukemias": "leukaemias",
    "hematological": "haematological", "hematopoietic": "haematopoietic", "pediatric": "paediatric",
    "esophageal": "oesophageal", "lymphedema": "lymphoedema", "gynecological": "gynaecological",
}  # fmt: skip


def slug_of(name: str) -> str:
    """The part of an address that stands for a name; Greek letters by name."""
    return slugify(_spelled_out(name))[:110].strip("-")


def _spelled_out(text: str) -> str:
    return "".join(f" {_GREEK[letter]} " if letter in _GREEK else letter for letter in text.lower())


def normalise_text(text: str) -> str:
    """Lower case, no accents, Greek letters by name, hyphens and marks as spaces, one spelling."""
    lowered = _spelled_out(text)
    stripped = "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(letter))
    words = re.findall(r"[a-z]+|\d+", stripped)
    return " ".join(_SPELLINGS.get(word, word) for word in words)
