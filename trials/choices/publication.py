"""Vocabularies of a publication."""

from .vocabulary import Vocabulary


class PublicationType(Vocabulary):
    """What sort of text it is."""

    REVIEW = "review", "A review; its kind is not said.", "Review"
    MINI_REVIEW = "mini_review", "A short review.", "Mini-review"
    SYSTEMATIC_REVIEW = "systematic_review", "A systematic review.", "Systematic review"
    META_ANALYSIS = "meta_analysis", "A systematic review with pooled figures.", "Meta-analysis"
    BOOK_CHAPTER = "book_chapter", "A chapter that reviews.", "Book chapter"
    PRIMARY_STUDY = "primary_study", "Reports a study in cells, animals or people.", "Primary study"
    CLINICAL_TRIAL_REPORT = "clinical_trial_report", "Reports a trial.", "Clinical trial report"
    TRIAL_PROTOCOL = "trial_protocol", "Describes a planned trial.", "Trial protocol"
    CONFERENCE_ABSTRACT = "conference_abstract", "An abstract of a meeting.", "Conference abstract"
    NEWS = "news", "A news item about another publication.", "News item"
    NOT_RECORDED = "not_recorded", "Not yet recorded here.", "type not yet recorded here"


REVIEW_TYPES = (
    PublicationType.REVIEW,
    PublicationType.MINI_REVIEW,
    PublicationType.SYSTEMATIC_REVIEW,
    PublicationType.META_ANALYSIS,
    PublicationType.BOOK_CHAPTER,
)


class RetractionStatus(Vocabulary):
    """Whether the literature has taken it back. Starts as not checked, never as none."""

    NOT_CHECKED = "not_checked", "Nobody looked.", "retraction not checked"
    NONE_FOUND = "none_found", "Looked for on the date given; none found.", "no retraction found"
    EXPRESSION_OF_CONCERN = "expression_of_concern", "The journal voices concern.", "Expression of concern"
    RETRACTED = "retracted", "Retracted.", "Retracted"


class AuthorsState(Vocabulary):
    """How much of the author list we have."""

    COMPLETE = "complete", "As the source gave it.", "as the source gave it"
    PARTIAL = "partial", "Some of them; there are or may be more.", "list incomplete"
    FIRST_ONLY = "first_only", "First author only.", "only the first author recorded"
    NOT_RECORDED = "not_recorded", "None seen.", "authors not yet recorded here"


class LinkKind(Vocabulary):
    """What one text does to another, as a library says; the first named is the one that does it."""

    CITES = "cites", "Names it in its list of references.", "Cites"
    COMMENT_ON = "comment_on", "A comment, letter or editorial about it.", "Comments on"
    ERRATUM_FOR = "erratum_for", "A correction of it.", "Corrects"
    RETRACTION_OF = "retraction_of", "The notice that takes it back.", "Retracts"
    PARTIAL_RETRACTION_OF = "partial_retraction_of", "The notice that takes a part of it back.", "Retracts a part of"
    CONCERN_ABOUT = "concern_about", "An expression of concern about it.", "Voices concern about"
    REPUBLISHED_FROM = "republished_from", "The same text, published again.", "Republishes"
    CORRECTED_AND_REPUBLISHED_FROM = (
        "corrected_and_republished_from",
        "The text published again after correction.",
        "Corrects and republishes",
    )
    RETRACTED_AND_REPUBLISHED_FROM = (
        "retracted_and_republished_from",
        "A text in place of one that was taken back.",
        "Replaces, after retraction,",
    )
    UPDATE_OF = "update_of", "A newer version of it.", "Updates"
    RELATED = "related", "Named beside it; the library says more.", "Is named with"

    @classmethod
    def source(cls) -> str:
        return "PubMed, types of CommentsCorrections"

    @property
    def passive(self) -> str:
        """The same, said of the text to which it is done."""
        return _PASSIVE.get(self, self.label)


_PASSIVE = {
    LinkKind.CITES: "Cited by",
    LinkKind.COMMENT_ON: "Commented on by",
    LinkKind.ERRATUM_FOR: "Corrected by",
    LinkKind.RETRACTION_OF: "Retracted by",
    LinkKind.PARTIAL_RETRACTION_OF: "Retracted in part by",
    LinkKind.CONCERN_ABOUT: "Concern voiced by",
    LinkKind.REPUBLISHED_FROM: "Republished as",
    LinkKind.CORRECTED_AND_REPUBLISHED_FROM: "Corrected and republished as",
    LinkKind.RETRACTED_AND_REPUBLISHED_FROM: "Replaced, after retraction, by",
    LinkKind.UPDATE_OF: "Updated by",
}
