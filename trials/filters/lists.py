"""The lists of the site by name, each with the words that it understands."""

from .of_findings import FINDINGS
from .of_others import CANCER_TYPES, PAYLOADS
from .of_publications import PUBLICATIONS, REVIEWS
from .of_trials import TRIALS
from .shared import List

LISTS: dict[str, List] = {each.name: each for each in (TRIALS, REVIEWS, PUBLICATIONS, FINDINGS, CANCER_TYPES, PAYLOADS)}
