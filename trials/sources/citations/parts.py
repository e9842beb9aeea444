"""What citation files of all kinds share: names of people, pages, dates, and the last look at a publication."""

import re
from collections.abc import Iterable, Iterator

from ..dates import partial_date, year_in
from ..paper import Author, Paper, is_nobody
from ..problems import Log, Problem

_OTHERS = re.compile(r"^(?:others|et\.? al\.?)$", re.IGNORECASE)


def is_others(name: str) -> bool:
    """Whether a name only says that there are more."""
    return _OTHERS.match(name.strip()) is not None


def author_of(text: str) -> Author | None:
    """A name as "Family, Given", "Family,A.B." or "Given Family"; a name of one word is kept whole."""
    words = " ".join(text.split()).strip(",; ")
    if not words or is_others(words) or is_nobody(words):
        return None
    if "," in words:
        family, given, *suffix = (part.strip() for part in words.split(",", 2))
        if suffix:  # "Family, Jr., Given" in RIS is "Family, Given, Jr."
            return _person(family, given, suffix[0])
        return _person(family, given)
    return Author(words, is_group=True)


def _person(family: str, given: str, suffix: str = "") -> Author:
    if not given:
        return Author(family, is_group=" " in family, suffix=suffix)
    if re.fullmatch(r"(?:[^\W\d_]\.?[ -]?){1,4}", given) and given.upper() == given:
        return Author(family, initials=re.sub(r"[. ]", "", given), suffix=suffix)
    return Author(family, given, suffix=suffix)


def authors_of(names: Iterable[str]) -> dict[str, object]:
    """``authors``, and that they are not all where the list ends in "et al."."""
    names = list(names)
    authors = tuple(author for name in names if (author := author_of(name)))
    cut = any(map(is_others, names))
    return {"authors": authors, "authors_are_all": False if cut else True if authors else None}


def pages_of(first: str, last: str = "") -> str:
    """Pages with one hyphen between them."""
    whole = f"{first}-{last}" if last and last != first and "-" not in first else first
    return re.sub(r"\s*[-–—]+\s*", "-", whole.strip())


def dated(texts: Iterable[str], log: Log) -> dict[str, object]:
    """The first date that can be read, and its year; else the year that stands in one of the texts."""
    texts = [text.strip(" /") for text in texts if text and text.strip(" /")]
    for text in texts:
        try:
            date = partial_date(text)
        except ValueError:
            continue
        return {"published_on": date, "year": int(date[:4])}
    for text in texts:
        if year := year_in(text):
            return {"published_on": str(year), "published_text": text, "year": year}
    if texts:
        log.note("date", texts[0], "is no date that we can read; it was left out.")
    return {}


def checked(paper: Paper, log: Log) -> Iterator[Paper | Problem]:
    """The publication, its problems before it; none where nothing says which publication it is."""
    log.record = paper.identifier
    yield from log.problems
    if paper.title or paper.doi or paper.pmid or paper.pmcid:
        yield paper
    else:
        yield log.lose("", "", "An entry without title and without identifier was left out.")
