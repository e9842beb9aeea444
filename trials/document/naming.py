"""What the fields of a document are called."""

_SHORT = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
    "hgnc_id": "HGNC id",
    "msc_source": "MSC source",
    "msc_context": "MSC context",
}


def field_words(name: str) -> str:
    """The name of a field as it stands in a sentence."""
    return _SHORT.get(name, name.replace("_", " "))


def field_heading(name: str) -> str:
    """The same as it stands above the field."""
    said = field_words(name)
    return said[:1].upper() + said[1:]
