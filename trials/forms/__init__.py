"""One form per kind of record: admin, API writes and sheets are validated by it."""

from .fields import (
    FreeTermsField,
    ReferenceField,
    ReferenceListField,
    TermsField,
    ask_for_holders,
    asking_once,
    vocabulary_of,
)
from .kinds import CancerTypeForm, FindingForm, PayloadForm, PublicationForm, TrialForm, form_of
from .record import Problem, RecordForm
from .verdict import Verdict, judge
from .vocabularies import vocabulary_of_facet

__all__ = [
    "CancerTypeForm",
    "FindingForm",
    "FreeTermsField",
    "PayloadForm",
    "Problem",
    "PublicationForm",
    "RecordForm",
    "ReferenceField",
    "ReferenceListField",
    "TermsField",
    "TrialForm",
    "Verdict",
    "ask_for_holders",
    "asking_once",
    "form_of",
    "judge",
    "vocabulary_of",
    "vocabulary_of_facet",
]
