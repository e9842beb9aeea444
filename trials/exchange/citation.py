"""How to cite: a publication as it was printed, or a record of this base by accession, version and release.

``Reference`` holds what is known; nothing is completed. RIS, BibTeX and CSL-JSON are written from it, and a sentence.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from ..choices import AuthorsState, PublicationType, RetractionStatus
from ..models import CuratedRecord, DataVersion, Publication
from ..partial_date import written_out

BASE = "MSCdb"
CONTRIBUTORS = "The MSCdb contributors"


@dataclass(frozen=True)
class Kind:
    """What sort of text it is, in the words of each format; ``holder`` is BibTeX's field for what it stands in."""

    ris: str
    bibtex: str
    csl: str
    holder: str = ""


ARTICLE = Kind("JOUR", "article", "article-journal", "journal")
CHAPTER = Kind("CHAP", "incollection", "chapter", "booktitle")
ABSTRACT = Kind("ABST", "inproceedings", "paper-conference", "booktitle")
NEWS = Kind("NEWS", "misc", "article-newspaper", "howpublished")
DATASET = Kind("DATA", "misc", "dataset", "howpublished")
UNSEEN = Kind("GEN", "misc", "document", "howpublished")
KINDS = {
    PublicationType.BOOK_CHAPTER: CHAPTER,
    PublicationType.CONFERENCE_ABSTRACT: ABSTRACT,
    PublicationType.NEWS: NEWS,
    PublicationType.NOT_RECORDED: UNSEEN,
}


@dataclass(frozen=True)
class Reference:
    """What a reference manager takes in; an empty text is not known."""

    key: str
    kind: Kind
    title: str = ""
    authors: tuple[str, ...] = ()
    has_more_authors: bool = False
    container: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    version: str = ""
    notes: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        return " ".join(self.notes)


def of_publication(publication: Publication) -> Reference:
    """A publication as its record holds it (prefetch ``authors``); a retraction goes along in its notes."""
    authors = tuple(author.name for author in publication.authors.all())
    if not authors and publication.first_author:
        authors = (publication.first_author,)
    return Reference(
        key=publication.accession,
        kind=KINDS.get(publication.publication_type, ARTICLE),
        title=publication.title,
        authors=authors,
        has_more_authors=bool(authors) and publication.authors_state != AuthorsState.COMPLETE,
        container=publication.journal,
        year=publication.year,
        volume=publication.volume,
        issue=publication.issue,
        pages=publication.pages,
        doi=publication.doi,
        pmid=publication.pmid,
        pmcid=publication.pmcid,
        url=publication.url or (f"https://doi.org/{publication.doi}" if publication.doi else ""),
        notes=tuple(_notes(publication)),
    )


def _notes(publication: Publication) -> Iterable[str]:
    if publication.retraction_status == RetractionStatus.RETRACTED:
        yield "RETRACTED."
    elif publication.retraction_status == RetractionStatus.EXPRESSION_OF_CONCERN:
        yield "Under an EXPRESSION OF CONCERN."
    if not publication.title:
        yield f"Title not seen{f'; cited as: {publication.citation_as_seen}' if publication.citation_as_seen else ''}."


def of_pmid(pmid: str) -> Reference:
    """A publication of which only its number in PubMed is known."""
    return Reference(
        key=f"pmid{pmid}",
        kind=UNSEEN,
        pmid=pmid,
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        notes=("Linked by the trial's registry; not yet recorded in MSCdb.",),
    )


def of_record(record: CuratedRecord, data: DataVersion, address: str) -> Reference:
    """A record of this base in its present version; ``address`` is its lasting one."""
    release = f"data release {data.release}, change {data.n}" if data.release else f"change {data.n}"
    return Reference(
        key=f"{record.accession}.{record.version}",
        kind=DATASET,
        title=record.title_text(),
        authors=(CONTRIBUTORS,),
        container=BASE,
        year=record.updated_at.year,
        url=address,
        version=str(record.version),
        notes=(
            f"MSCdb record {record.accession}, version {record.version} of "
            f"{written_out(record.updated_at.date().isoformat())} ({release}). CC BY 4.0.",
        ),
    )


def sentence(reference: Reference) -> str:
    """The reference of a record as a line to copy."""
    parts = [". ".join(reference.authors), reference.title.rstrip("."), reference.note, reference.url]
    return ". ".join(part.rstrip(".") for part in parts[:3] if part) + f". {parts[3]}"


# RIS


def ris(references: Iterable[Reference]) -> str:
    """References as RIS, each from its TY to its ER line."""
    return "".join("".join(f"{tag}  - {text}\r\n" for tag, text in _ris_lines(each)) + "\r\n" for each in references)


def _ris_lines(reference: Reference) -> Iterable[tuple[str, str]]:
    first, _, last = reference.pages.partition("-")
    values = [
        ("TY", reference.kind.ris),
        ("ID", reference.key),
        *(("AU", inverted(name)) for name in reference.authors),
        ("TI", reference.title),
        ("T2", reference.container),
        ("PY", str(reference.year or "")),
        ("VL", reference.volume),
        ("IS", reference.issue),
        ("SP", first),
        ("EP", last),
        ("ET", reference.version),
        ("DO", reference.doi),
        ("AN", reference.pmid),
        ("C2", reference.pmcid),
        ("UR", reference.url),
        *(("N1", note) for note in reference.notes),
    ]
    if reference.has_more_authors:
        values.append(("N1", "The list of authors is or may be incomplete."))
    yield from ((tag, _one_line(text)) for tag, text in values if text)
    yield "ER", ""


# BibTeX

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip


def bibtex(references: Iterable[Reference]) -> str:
    """References as BibTeX in UTF-8; titles keep their capitals."""
    return "\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    authors = [_bibtex_name(name) for name in reference.authors] + ["others"] * reference.has_more_authors
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_tex(reference.title)}}}" if reference.title else "",
        reference.kind.holder: _tex(reference.container),
        "year": str(reference.year or ""),
        "volume": _tex(reference.volume),
        "number": _tex(reference.issue),
        "pages": _tex(reference.pages).replace("-", "--"),
        "version": reference.version,
        "doi": _verbatim(reference.doi),
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "url": _verbatim(reference.url),
        "note": _tex(reference.note),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@{reference.kind.bibtex}{{{reference.key},\n{''.join(lines)}}}\n"


def _bibtex_name(name: str) -> str:
    text = _tex(inverted(name))
    return f"{{{text}}}" if name == CONTRIBUTORS or re.search(r"\band\b", name) else text


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in _one_line(text))


def _verbatim(text: str) -> str:
    """An address or DOI as BibTeX keeps it: without braces and backslashes, which would end the field."""
    return quote(text, safe="".join(map(chr, range(33, 127))).translate({ord(sign): None for sign in "{}\\"}))


# CSL


def csl_json(references: Iterable[Reference]) -> str:
    """References as CSL-JSON, the format of citation processors."""
    return json.dumps([_csl(each) for each in references], ensure_ascii=False, indent=1) + "\n"


def _csl(reference: Reference) -> dict[str, object]:
    more = "The list of authors is or may be incomplete." if reference.has_more_authors else ""
    item = {
        "id": reference.key,
        "type": reference.kind.csl,
        "title": reference.title,
        "author": [_csl_name(name) for name in reference.authors],
        "container-title": reference.container,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "version": reference.version,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "URL": reference.url,
        "note": " ".join(part for part in (reference.note, more) if part),
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = inverted(name).partition(", ")
    return {"family": family, "given": given} if comma and name != CONTRIBUTORS else {"literal": name}


# Words

_INITIALS = re.compile(r"(.+) ([^\W\d_a-z]{1,4}(?:-[^\W\d_a-z])?)")


def inverted(name: str) -> str:
    """ "Doe J" as "Doe, J". Another spelling stays: which part of "Feng Lin" is the family name, nobody said."""
    found = _INITIALS.fullmatch(name)
    is_initials = found and found[2].isupper() and not found[1].isupper()
    return f"{found[1]}, {found[2]}" if is_initials and "," not in name else name


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMATS = {
    "ris": (ris, "application/x-research-info-systems"),
    "bib": (bibtex, "application/x-bibtex"),
    "json": (csl_json, "application/vnd.citationstyles.csl+json"),
}
"""Format → how it is written, and its media type."""

LABELS = {"ris": "RIS", "bib": "BibTeX", "json": "CSL-JSON"}
