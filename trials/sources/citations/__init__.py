"""Citation files: RIS, NBIB (MEDLINE), BibTeX, CSL-JSON and Crossref works, under one typed record."""

from .reading import read

__all__ = ["read"]
