"""ClinicalTrials.gov: studies as its API (version 2) and its downloads give them, and as older exports did."""

from .fields import SOURCE, plain_text, study_of
from .ignored import IGNORED
from .reading import read

__all__ = ["IGNORED", "SOURCE", "plain_text", "read", "study_of"]
