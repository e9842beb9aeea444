"""What stands around a publication: what it cites, what cites it, corrections and comments; public texts as records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .choices import LinkKind
from .identifiers import SOURCE_NAMES
from .models import Publication, PublicationLink, SimilarPublication, SourceRecord, numbers_of

# A list of references is longer than this nowhere; what cites a text is cut, and said to be.
MOST_LINKS = 5000
SCHEMES = ("pmid", "doi", "pmcid")


@dataclass(frozen=True)
class Text:
    """The other end of a link: a public publication, or else the numbers and words that a library has for it."""

    publication: Publication | None
    pmid: str = ""
    doi: str = ""
    pmcid: str = ""
    citation: str = ""


@dataclass(frozen=True)
class Notice:
    """A correction, retraction, comment …: of this text (``is_own``), or by this text about another."""

    kind: LinkKind
    is_own: bool
    text: Text

    @property
    def label(self) -> str:
        return self.kind.label if self.is_own else self.kind.passive


@dataclass(frozen=True)
class Listed:
    """A library's list of references: which library, when it was read, and how many entries it has."""

    library: str
    read_on: str
    count: int


@dataclass(frozen=True)
class Surroundings:
    """All links of a publication. ``elsewhere`` are references that are no public record here."""

    here: list[Publication] = field(default_factory=list)
    elsewhere: list[Text] = field(default_factory=list)
    cited_by: list[Publication] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    lists: list[Listed] = field(default_factory=list)


def surroundings_of(publication: Publication) -> Surroundings:
    """In at most four queries, however many links there are."""
    if not numbers_of(publication):
        return Surroundings()
    out = list(PublicationLink.objects.out_of(publication)[:MOST_LINKS])
    into = list(PublicationLink.objects.into(publication)[:MOST_LINKS])
    ends = [*(_end(link, "to") for link in out), *(_end(link, "from") for link in into)]
    known = _public(ends)
    cited = _texts((link for link in out if link.kind == LinkKind.CITES), "to", known)
    citing = _texts((link for link in into if link.kind == LinkKind.CITES), "from", known)
    return Surroundings(
        here=_records(cited),
        elsewhere=[text for text in cited if text.publication is None],
        cited_by=_records(citing),
        notices=[*_notices(into, "from", known), *_notices(out, "to", known)],
        lists=_lists(out),
    )


def similar_to(publication: Publication) -> list[SimilarPublication]:
    """The nearest public publications, each with what both have."""
    return list(SimilarPublication.objects.of(publication))


Numbers = dict[str, str]
Known = dict[tuple[str, str], Publication]


def _end(link: PublicationLink, end: str) -> Numbers:
    return {scheme: value for scheme in SCHEMES if (value := getattr(link, f"{end}_{scheme}"))}


def _public(ends: Iterable[Numbers]) -> Known:
    """Public publications by scheme and number. A draft is not among them, and so answers like a text unknown here."""
    wanted: dict[str, set[str]] = {}
    for numbers in ends:
        for scheme, value in numbers.items():
            wanted.setdefault(scheme, set()).add(value)
    found = Publication.objects.public().with_numbers(wanted) if wanted else ()
    return {number: each for each in found for number in numbers_of(each).items()}


def _texts(links: Iterable[PublicationLink], end: str, known: Known) -> list[Text]:
    """Each text once, though two libraries may name it by different numbers."""
    merged: list[Numbers] = []
    at: dict[tuple[str, str], Numbers] = {}
    for numbers in (_end(link, end) for link in links):
        same = next((at[number] for number in numbers.items() if number in at), None)
        if same is None:
            same = {}
            merged.append(same)
        same.update({scheme: value for scheme, value in numbers.items() if scheme not in same})
        at.update(dict.fromkeys(numbers.items(), same))
    return [_text(numbers, known) for numbers in merged]


def _text(numbers: Numbers, known: Known, citation: str = "") -> Text:
    publication = next((known[number] for number in numbers.items() if number in known), None)
    return Text(publication, **numbers, citation=citation)


def _records(texts: Iterable[Text]) -> list[Publication]:
    """The records among them, each once, newest first."""
    found = {text.publication.accession: text.publication for text in texts if text.publication}
    return sorted(found.values(), key=lambda record: (-(record.year or 0), record.number))


def _notices(links: Iterable[PublicationLink], end: str, known: Known) -> Iterator[Notice]:
    """Each once; where one library has words for it and another has none, those with words."""
    seen: set[tuple[str, str, str]] = set()
    said = sorted((link for link in links if link.kind != LinkKind.CITES), key=lambda link: not link.citation)
    for link in said:
        numbers = _end(link, end)
        keys = {(link.kind, scheme, value) for scheme, value in numbers.items()} or {(link.kind, "", link.citation)}
        if not keys & seen:
            yield Notice(LinkKind(link.kind), end == "to", _text(numbers, known, link.citation))
        seen |= keys


def _lists(out: Iterable[PublicationLink]) -> list[Listed]:
    told = {link.source_record_id for link in out if link.kind == LinkKind.CITES}
    if not told:
        return []
    rows = SourceRecord.objects.filter(pk__in=told).order_by("-source")
    found = rows.values_list("source", "fetched_on", "parsed__references_listed")
    return [Listed(SOURCE_NAMES.get(source, source), read_on, count or 0) for source, read_on, count in found]
