"""Which registry's file it is, told by what stands in it, and its studies."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from .. import clinicaltrials_gov
from ..clinicaltrials_gov.reading import CONTAINERS
from ..clinicaltrials_gov.website import NEEDED as WEBSITE
from ..clinicaltrials_gov.website import study_of_row
from ..containers import Found, as_sent, json_objects
from ..node import Paths
from ..packed import broken, unpacked
from ..problems import Problem
from ..streams import HEAD, Joined
from ..study import Study
from ..tables import Row, columns_of, rows
from ..xml_records import records
from . import ctis, euctr, euctr_text, ictrp, isrctn

FORMATS = (
    "ClinicalTrials.gov (JSON of today and of older addresses, XML, CSV), ISRCTN (XML, JSON), WHO ICTRP (XML, CSV), "
    "EU CTR (text, JSON) or CTIS (JSON)"
)
StudyOf = Callable[[Any, str, Paths], tuple[Study | None, list[Problem]]]
# By a key that only its records have.
JSON = {
    "ctNumber": ctis.study_of,
    "isrctn": isrctn.study_of,
    "a2_eudract_number": euctr.study_of,
    "TrialID": ictrp.study_of,
}
# By the element that holds one study.
XML = {
    "clinical_study": clinicaltrials_gov.study_of,
    "fullTrial": isrctn.study_of,
    "Trial": ictrp.study_of,
}
_ELEMENT = re.compile(rb"<(?:\w+:)?(clinical_study|fullTrial|Trial)[\s/>]")
_EUCTR = re.compile(rb"^(EudraCT Number:|A\.2 EudraCT number:)", re.MULTILINE)


def read(stream: BinaryIO, name: str, filled: Counter[str] | None = None) -> Iterator[Study | Problem]:
    """The studies of a file, one after the other, and its problems between them.

    The file is bare or packed by zip or gzip, and read as a stream: memory does not grow with it. A study
    that stands in it twice goes in once. ``filled`` counts in how many studies a value stood at each path.
    """
    seen: set[tuple[str, str]] = set()
    counted = Counter() if filled is None else filled
    for each in _joined(unpacked(stream, name, lambda inner, where: _of_one_file(inner, where, counted))):
        if isinstance(each, Problem):
            yield each
            continue
        where, study = each
        if (key := (study.source, study.identifier)) in seen:
            sentence = "stands in this file more than once; the first one counts."
            yield Problem(where, study.identifier, "", "", sentence, lost=True)
            continue
        seen.add(key)
        yield study


def _joined(found: Iterator[tuple[str, Study] | Problem]) -> Iterator[tuple[str, Study] | Problem]:
    """The same, with records of one EudraCT number that follow each other, one a member state, as one study."""
    waiting: tuple[str, Study] | None = None
    for each in found:
        if isinstance(each, Problem):
            yield each
            continue
        if waiting and each[1].source == euctr.SOURCE and each[1].identifier == waiting[1].identifier:
            whole, problems = euctr.joined(waiting[1], each[1], each[0])
            yield from problems
            waiting = (waiting[0], replace(whole, raw=b"\n".join((waiting[1].raw, each[1].raw))))
            continue
        if waiting:
            yield waiting
        waiting = each
    if waiting:
        yield waiting


def _of_one_file(stream: Joined, name: str, filled: Counter[str]) -> Iterator[tuple[str, Study] | Problem]:
    head = stream.read(HEAD)
    whole, start = Joined(head, stream), head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:1] in (b"{", b"["):
        yield from _studies(json_objects(whole, name, CONTAINERS), _of_json, filled)
    elif start[:1] == b"<" or start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _of_xml(whole, start, name, filled)
    else:
        yield from _of_text(whole, start, name, filled)


def _studies(
    found: Iterator[Found | Problem], study_of: StudyOf, filled: Counter[str]
) -> Iterator[tuple[str, Study] | Problem]:
    for each in found:
        if isinstance(each, Problem):
            yield each
            continue
        study, problems = _counted(each.value, each.where, study_of, filled)
        yield from problems
        if study:
            yield each.where, replace(study, raw=as_sent(each.value))


def _counted(value: Any, where: str, study_of: StudyOf, filled: Counter[str]) -> tuple[Study | None, list[Problem]]:
    asked: Paths = {}
    found = study_of(value, where, asked)
    filled.update(path for path, is_filled in asked.items() if is_filled)
    return found


def _of_json(value: Any, where: str, asked: Paths) -> tuple[Study | None, list[Problem]]:
    kind = next((key for key in JSON if isinstance(value, dict) and key in value), "")
    if isinstance(value, dict) and "resourceType" in value:
        # FHIR passes on what registries say, without their dates; its status is that of the resource, not of the trial.
        return None, [broken(where, f"is a FHIR resource. We read {FORMATS}.", value["resourceType"])]
    return JSON.get(kind, clinicaltrials_gov.study_of)(value, where, asked)


def _of_xml(whole: Joined, start: bytes, name: str, filled: Counter[str]) -> Iterator[tuple[str, Study] | Problem]:
    element = _ELEMENT.search(start.replace(b"\x00", b""))
    if not element:
        yield broken(name, f"is a web page or XML of another kind. We read {FORMATS}.", start[:200])
        return
    tag = element[1].decode()
    yield from _studies(records(whole, name, tag), XML[tag], filled)


def _of_text(whole: Joined, start: bytes, name: str, filled: Counter[str]) -> Iterator[tuple[str, Study] | Problem]:
    columns = columns_of(start)
    if set(WEBSITE) <= set(columns):
        yield from _of_table(rows(whole, name, WEBSITE), study_of_row, filled)
    elif number := next((column for column in columns if column.lower() == "trialid"), ""):
        yield from _of_table(rows(whole, name, (number,)), ictrp.study_of, filled)
    elif _EUCTR.search(start):
        yield from _studies(euctr_text.records(whole, name), euctr.study_of, filled)
    elif not start:
        yield broken(name, "is empty.")
    else:
        yield broken(name, f"is no file of studies that we know. We read {FORMATS}.", start[:200])


def _of_table(
    found: Iterator[Row | Problem], study_of: StudyOf, filled: Counter[str]
) -> Iterator[tuple[str, Study] | Problem]:
    """A row of which signs could not be read stays out: names would go in spoilt."""
    for each in found:
        if isinstance(each, Problem):
            yield each
        elif each.is_damaged:
            yield broken(
                each.where, "is not written in UTF-8; save the file as UTF-8.", next(iter(each.cells.values()))
            )
        else:
            study, problems = _counted(each.cells, each.where, study_of, filled)
            yield from problems
            if study:
                # Whoever made the table chose its columns.
                yield each.where, replace(study, raw=as_sent(each.cells), is_partial=True)
