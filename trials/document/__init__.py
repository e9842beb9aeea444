"""A record as plain data and back: one declared shape per kind, one diff.

A document is a dict of JSON values: scalars by field name, references as accessions
(null when empty), lists of references and of terms sorted, owned rows as lists of dicts
in their own order. Revisions, versions, releases and forms all speak it.
"""

from .imagining import imagined
from .naming import field_heading, field_words
from .reading import (
    accessions_in,
    brought_up,
    canonical,
    diff,
    empty_document,
    plain,
    records_of,
    sorted_rows,
    to_document,
    whole,
    with_parts,
)
from .shapes import (
    CANCER_TYPE,
    FINDING,
    PAYLOAD,
    PUBLICATION,
    SHAPES,
    TRIAL,
    ChildShape,
    Document,
    Shape,
    shape_of,
    shape_of_accession,
)
from .writing import Resolver, UnknownReference, assign, write, write_all, write_parts

__all__ = [
    "CANCER_TYPE",
    "FINDING",
    "PAYLOAD",
    "PUBLICATION",
    "SHAPES",
    "TRIAL",
    "ChildShape",
    "Document",
    "Resolver",
    "Shape",
    "UnknownReference",
    "accessions_in",
    "assign",
    "brought_up",
    "canonical",
    "diff",
    "empty_document",
    "field_heading",
    "field_words",
    "imagined",
    "plain",
    "records_of",
    "shape_of",
    "shape_of_accession",
    "sorted_rows",
    "to_document",
    "whole",
    "with_parts",
    "write",
    "write_all",
    "write_parts",
]
