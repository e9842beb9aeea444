"""From a typed record of a source to the fields of our document, with a remark on all that did not fit."""

from .publications import LABELS, document_of_paper, retraction_said_by
from .trials import document_of_study

__all__ = ["LABELS", "document_of_paper", "document_of_study", "retraction_said_by"]
