"""What a registry is asked about the trials that are known, and which of its answers are about them."""

import io
from collections.abc import Iterable, Iterator

from ..choices import Registry
from ..models import TrialIdentifier
from ..sources import clinicaltrials_gov, questions
from ..sources.client import Client, NoAnswer
from ..sources.problems import Problem
from ..sources.study import Study
from .known import numbers_of
from .reading import Pause, studies

SOURCE = clinicaltrials_gov.SOURCE
# So many numbers fit into one address.
AT_ONCE = 100

Answers = Iterator[Study | Problem | Pause]


def known_numbers() -> list[str]:
    """The numbers that ClinicalTrials.gov gave to trials of ours that are not withdrawn."""
    return list(TrialIdentifier.objects.of_registry(Registry.NCT).values_list("identifier", flat=True))


def answers(numbers: Iterable[str], client: Client, since: str = "") -> Answers:
    """What ClinicalTrials.gov says of these numbers, or of those among them that it changed since a day."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        try:
            for page in questions.studies_by_number(client, wanted[start : start + AT_ONCE], since):
                yield from clinicaltrials_gov.read(io.BytesIO(page), "ClinicalTrials.gov")
        except NoAnswer as error:
            yield Problem("", "", "", "", str(error), lost=True, ends=True)
            return
        yield Pause()


def answers_in_files(numbers: Iterable[str], files: Iterable[str], client: Client) -> Answers:
    """The same from files, such as a whole copy of the registry: what is about none of the numbers is passed over."""
    wanted = set(numbers)
    for each in studies(files, client):
        if isinstance(each, Problem) or wanted & {number for _, number in numbers_of(each)}:
            yield each
