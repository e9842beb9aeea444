"""The shape of every item of the API, field by field."""

from .cancer_type import CancerTypeItem, CancerTypeSummary
from .finding import FindingItem, FindingSummary
from .payload import PayloadItem, PayloadSummary
from .publication import PublicationItem, PublicationSummary
from .trial import TrialItem, TrialSummary

__all__ = [
    "CancerTypeItem",
    "CancerTypeSummary",
    "FindingItem",
    "FindingSummary",
    "PayloadItem",
    "PayloadSummary",
    "PublicationItem",
    "PublicationSummary",
    "TrialItem",
    "TrialSummary",
]
