"""What a retraction touches, as rows of a release: derived from its publications and findings, and checked when read.

``findings.csv`` says on what a finding rests, ``publications.csv`` which text is retracted or of concern; these rows
spare whoever loads the one the look into the other.
"""

from collections.abc import Iterable

from ..choices import RecordStatus, RetractionStatus
from ..models.finding import RESTS_ON
from .package import Entry

FILE = "findings_retracted_sources.csv"
FIELDS = ("accession", "through", "publication", "retraction_status")
_MARKS = (RetractionStatus.RETRACTED, RetractionStatus.EXPRESSION_OF_CONCERN)


def rows(findings: Iterable[Entry], publications: Iterable[Entry]) -> list[tuple[str, ...]]:
    """(finding, the reference by which it rests on it, publication, its mark), in the order of the findings."""
    marks = {entry.meta["accession"]: entry.document["retraction_status"] for entry in publications}
    marked = {accession: mark for accession, mark in marks.items() if mark in _MARKS}
    return [
        (entry.meta["accession"], through, text, marked[text])
        for entry in findings
        if entry.meta["status"] == RecordStatus.PUBLISHED
        for through in RESTS_ON
        if (text := entry.document[through]) in marked
    ]
