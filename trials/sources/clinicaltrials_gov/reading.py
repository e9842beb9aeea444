"""Files of ClinicalTrials.gov: one study, a page of a search, an array, one study a line, older exports."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ..containers import as_sent, objects
from ..problems import Problem
from ..study import Study
from .fields import study_of

# Where the studies stand inside a file: a page of a search, the answers of two older addresses.
CONTAINERS = {
    "studies": "studies.item",
    "FullStudiesResponse": "FullStudiesResponse.FullStudies.item",
    "StudyFieldsResponse": "StudyFieldsResponse.StudyFields.item",
}


def read(stream: BinaryIO, name: str) -> Iterator[Study | Problem]:
    """The studies of a file, one after the other, and its problems between them.

    The file is one study, a search page, an array, one study a line, an answer of an older
    address, or any of these packed by zip or gzip. It is read as a stream: memory
    does not grow with it. A study that stands in it twice goes in once.
    """
    seen: set[str] = set()
    for found in objects(stream, name, CONTAINERS):
        if isinstance(found, Problem):
            yield found
            continue
        study, problems = study_of(found.value, found.where)
        yield from problems
        if study is None:
            continue
        if study.identifier in seen:
            sentence = "stands in this file more than once; the first one counts."
            yield Problem(found.where, study.identifier, "", "", sentence, lost=True)
            continue
        seen.add(study.identifier)
        yield replace(study, raw=as_sent(found.value))
