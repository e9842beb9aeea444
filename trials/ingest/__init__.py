"""From what sources say to what we keep: look-ups, source records, documents of trials and publications."""

from .applying import NotStrict, apply
from .kept import claim, unpacked
from .look_up import SCHEMES, LookUp, Source, look_up, recall
from .reading import FORMATS, how_many, papers, studies, studies_found
from .runs import Asked, Summary
from .syncing import SOURCE, answers, answers_in_files, known_numbers
from .taking_retractions import take_retractions
from .way_out import way_out

__all__ = [
    "FORMATS",
    "SCHEMES",
    "Asked",
    "LookUp",
    "NotStrict",
    "SOURCE",
    "Source",
    "Summary",
    "answers",
    "answers_in_files",
    "apply",
    "claim",
    "how_many",
    "known_numbers",
    "look_up",
    "papers",
    "recall",
    "studies",
    "studies_found",
    "take_retractions",
    "unpacked",
    "way_out",
]
