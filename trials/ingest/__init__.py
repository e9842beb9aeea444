"""From what sources say to what we keep: look-ups, source records, documents of trials and publications."""

from .kept import claim
from .look_up import SCHEMES, LookUp, Source, look_up, recall
from .reading import FORMATS, papers, studies, studies_found
from .taking_in import NotStrict, Summary, take_in
from .way_out import way_out

__all__ = [
    "FORMATS",
    "SCHEMES",
    "LookUp",
    "NotStrict",
    "Source",
    "Summary",
    "claim",
    "look_up",
    "papers",
    "recall",
    "studies",
    "studies_found",
    "take_in",
    "way_out",
]
