"""Vocabulary of the scope page: why something that was considered is not in the base."""

from .vocabulary import Vocabulary


class LeftOutReason(Vocabulary):
    """Why a trial or text that was considered was left out."""

    CANCER_NOT_STATED = (
        "cancer_not_stated",
        "The record does not state that those treated have cancer, though many of them may.",
        "Cancer not stated",
    )
    NAMED_IN_PASSING = (
        "named_in_passing",
        "Cancer stands in the background, the exclusions or a laboratory text, not in those treated.",
        "Cancer named in passing only",
    )
    OTHER_DISEASE = "other_disease", "The disease treated is not cancer.", "Another disease"
    NO_MSC = "no_msc", "No mesenchymal stromal cells are given, nor anything made of them.", "No MSCs given"
    OTHER_CELLS = "other_cells", "Cells that are no mesenchymal stromal cells.", "Other cells"
    NOT_VISIBLE = "not_visible", "What decides could not be read or found.", "Could not be read or found"
    SAME_RECORD = "same_record", "Another number of what is in the base.", "In the base under another number"
    DECIDED_HERE = "decided_here", "A curator of this base left it out, for the reason said.", "Left out by a curator"
