"""A publication as a library or a citation file describes it: the typed record that every parser of them makes."""

import re
from dataclasses import dataclass, field

_NOBODY = re.compile(r"\[?(?:anonymous|anon\.?|no authors? (?:listed|given)|&na;)\]?", re.IGNORECASE)


@dataclass(frozen=True)
class Author:
    """A person, or a group that signs as one; spelt as the source spells."""

    family: str
    given: str = ""
    initials: str = ""
    suffix: str = ""
    is_group: bool = False
    orcid: str = ""

    @property
    def name(self) -> str:
        """As printed: given name first where it is known."""
        if self.given:
            return " ".join(part for part in (self.given, self.family, self.suffix) if part)
        return self.short

    @property
    def short(self) -> str:
        """Family name and initials."""
        letters = self.initials or "".join(part[0] for part in re.split(r"[\s.-]+", self.given) if part)
        return " ".join(part for part in (self.family, letters, self.suffix) if part)


def is_nobody(name: str) -> bool:
    """Whether what stands where an author should be only says that none is named."""
    return _NOBODY.fullmatch(name.strip()) is not None


@dataclass(frozen=True)
class Notice:
    """Another publication that comments, corrects or takes back; the kind is the source's word."""

    kind: str
    citation: str = ""
    pmid: str = ""
    doi: str = ""


@dataclass(frozen=True)
class Reference:
    """An entry of a list of references that has an identifier; its words are not kept."""

    pmid: str = ""
    doi: str = ""
    pmcid: str = ""


@dataclass(frozen=True)
class Paper:
    """One publication. Texts are verbatim, without mark-up; nothing is completed; abstracts are not read."""

    source: str
    pmid: str = ""
    doi: str = ""
    pmcid: str = ""
    title: str = ""
    vernacular_title: str = ""
    types: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    authors_are_all: bool | None = None
    journal: str = ""
    journal_abbreviation: str = ""
    book_title: str = ""
    year: int | None = None
    published_on: str = ""
    published_text: str = ""
    is_ahead_of_print: bool = False
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    references: tuple[Reference, ...] = ()
    references_listed: int = 0
    updated_on: str = ""
    raw: bytes = field(default=b"", repr=False, compare=False)

    @property
    def identifier(self) -> str:
        """By which its source knows it."""
        return self.pmid or self.doi or self.pmcid or self.title[:120]

    @property
    def version_date(self) -> str:
        """The source's own date of this version; often there is none."""
        return self.updated_on
