"""Vocabularies of a result of a trial."""

from .vocabulary import Vocabulary


class ResultMeasure(Vocabulary):
    """What a row of results measured."""

    TREATED = "treated", "How many were treated or enrolled.", "Treated"
    EVALUABLE = "evaluable", "How many could be assessed.", "Evaluable"
    COMPLETE_RESPONSE = "complete_response", "Tumour gone.", "Complete response"
    PARTIAL_RESPONSE = "partial_response", "Tumour smaller by the criteria used.", "Partial response"
    STABLE_DISEASE = "stable_disease", "Neither response nor progression.", "Stable disease"
    PROGRESSIVE_DISEASE = "progressive_disease", "Tumour grew.", "Progressive disease"
    MEDIAN_PFS = "median_pfs", "Median progression-free survival.", "Median progression-free survival"
    MEDIAN_TTP = "median_ttp", "Median time to progression.", "Median time to progression"
    MEDIAN_OS = "median_os", "Median overall survival.", "Median overall survival"
    SURVIVAL = "survival", "Another statement about survival.", "Survival"
    DOSE_LIMITING_TOXICITY = "dose_limiting_toxicity", "Harm that limits the dose.", "Dose-limiting toxicity"
    GRADE_3_OR_MORE = "grade_3_or_more", "Related harm of grade 3 or more.", "Related harm, grade 3 or more"
    SERIOUS_ADVERSE_EVENTS = "serious_adverse_events", "Serious adverse events.", "Serious adverse events"
    ADVERSE_EVENTS = "adverse_events", "Adverse events at large.", "Adverse events"
    SUPPORTIVE_OUTCOME = "supportive_outcome", "The harm that supportive cells were given for.", "Supportive outcome"
    HOMING = "homing", "Cells or virus found in the tumour or not.", "Cells or payload found at the tumour"
    PRODUCT_FAILURE = "product_failure", "The product could not be made or given.", "Product failure"
    OTHER = "other", "Something else, said in the text.", "Other"


class ControlGroup(Vocabulary):
    """Whether a result was held against a control group."""

    CONTROLLED = "controlled", "There was a control group.", "with a control group"
    UNCONTROLLED = "uncontrolled", "There was none.", "no control group"
    NOT_RECORDED = "not_recorded", "We have not seen whether there was one.", "control group not yet recorded here"


class ResultSourceType(Vocabulary):
    """Where a result was published."""

    JOURNAL = "journal", "A journal article.", "Journal article"
    REGISTRY_POSTED = "registry_posted", "Results posted in the registry.", "Posted in the registry"
    CONFERENCE = "conference", "A conference abstract.", "Conference abstract"
    TABULATED_IN_REVIEW = "tabulated_in_review", "A line in a review's table.", "Tabulated in a review"
    PRESS_OR_COMPANY = "press_or_company", "A press or company text.", "Press or company"


class LinkBasis(Vocabulary):
    """Why a result is said to belong to a trial."""

    REGISTRY_LINKS_IT = "registry_links_it", "The registry record names it or holds it.", "Linked by the registry"
    PAPER_NAMES_ID = "paper_names_id", "The source names the trial's number.", "Source names the number"
    MATCHED_BY_CURATOR = (
        "matched_by_curator",
        "Matched by setting, product and number of patients; no number was seen.",
        "Matched by a curator",
    )
