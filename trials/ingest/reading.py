"""What an import is given on the command line, read: files, identifiers, a search; with a cursor kept on disk."""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from ..identifiers import normalise
from ..sources import citations, clinicaltrials_gov, questions, registries
from ..sources.client import Client, NoAnswer
from ..sources.paper import Paper
from ..sources.problems import Problem
from ..sources.registries import FORMATS
from ..sources.study import Study
from .look_up import asked

__all__ = ["FORMATS", "Pause", "how_many", "papers", "studies", "studies_found"]
T = TypeVar("T")
_LITERATURE = {
    "doi": re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/.+", re.IGNORECASE),
    "pmcid": re.compile(r"PMC\d+", re.IGNORECASE),
    "pmid": re.compile(r"(?:pmid:?)?\d{1,8}", re.IGNORECASE),
}


def studies(words: Iterable[str], client: Client, filled: Counter[str] | None = None) -> Iterator[Study | Problem]:
    """The studies of files and NCT numbers; ``filled`` counts in how many of the files' a value stood at each path."""
    for word in words:
        if re.fullmatch(r"NCT\d+", word, re.IGNORECASE):
            yield from _answered("nct", word, client)
        else:
            yield from _of_file(word, lambda stream, name: registries.read(stream, name, filled))


class Pause:
    """Said between records: what came before is to be written before the reader goes on."""


def studies_found(expression: str, client: Client, cursor: Path | None = None) -> Iterator[Study | Problem | Pause]:
    """The studies of a search of ClinicalTrials.gov, page by page.

    With a cursor the place is kept in that file after each page that was taken in whole; the
    same search begun anew goes on from there, and the file is gone at the end.
    """
    token = _token(cursor, expression)
    try:
        for page, following in questions.study_pages(client, expression, token):
            yield from clinicaltrials_gov.read(io.BytesIO(page), "ClinicalTrials.gov")
            yield Pause()
            if cursor and following:
                cursor.write_text(json.dumps({"expression": expression, "token": following}), encoding="utf-8")
    except NoAnswer as error:
        yield Problem("", "", "", "", str(error), lost=True, ends=True)
        return
    if cursor:
        cursor.unlink(missing_ok=True)


def how_many(expression: str, client: Client) -> int | None:
    """How many studies a search should find; None where the registry does not say."""
    try:
        return questions.how_many_studies(client, expression)
    except NoAnswer:
        return None


def papers(words: Iterable[str], client: Client) -> Iterator[Paper | Problem]:
    """The publications of files, PubMed numbers, DOIs and PMCIDs."""
    for word in words:
        if scheme := _scheme(word):
            yield from _answered(scheme, word, client)
        else:
            yield from _of_file(word, citations.read)


def _scheme(word: str) -> str:
    if Path(word).exists():
        return ""
    return next((scheme for scheme, form in _LITERATURE.items() if form.fullmatch(word)), "")


def _answered(scheme: str, word: str, client: Client) -> Iterator[Study | Paper | Problem]:
    try:
        found, problems = asked(scheme, normalise(scheme, word), client)
    except (NoAnswer, ValueError) as error:
        yield Problem("", word, "", "", str(error), lost=True)
        return
    yield from (Problem("", word, "", "", sentence) for sentence in problems)
    yield found


def _of_file(name: str, read: Callable[[BinaryIO, str], Iterator[T]]) -> Iterator[T | Problem]:
    try:
        with Path(name).open("rb") as stream:
            yield from read(stream, name)
    except OSError as error:
        yield Problem(name, "", "", "", f"cannot be opened: {error.strerror}.", lost=True)


def _token(cursor: Path | None, expression: str) -> str:
    if cursor is None or not cursor.exists():
        return ""
    try:
        kept = json.loads(cursor.read_text(encoding="utf-8"))
    except ValueError:
        return ""
    return kept.get("token", "") if isinstance(kept, dict) and kept.get("expression") == expression else ""
