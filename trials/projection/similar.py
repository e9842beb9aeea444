"""Similar publications: for each public one the nearest others by their words, and which words those were.

The method and its weights were chosen on labelled pairs (docs/decisions/0017); `benchmarks/similar` holds them.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction

from ..models import DataVersion, Finding, Publication, SimilarPublication, SourceRecord
from ..ranking import Near, TfIdf, Weights, weighted, words

# How much a word counts by where it stands.
TITLE, SUBJECT, NAME, CLAIM = 2.0, 2.0, 3.0, 1.0
MOST, LEAST_SCORE = 5, 0.10
MOST_REASONS = 4
# A word that more than this share of texts has, and more than a few, is no reason to name.
TELLING, FEW = 0.05, 5
# Words that more than this share of texts have make no subject of their own.
GENERIC = 0.2
ACRONYMS = {word.lower(): word for word in ("CAR", "EMT", "MSC", "TME", "TRAIL")}
# Before a name that counts as a whole, beside its words.
WHOLE = "="


@dataclass
class Text:
    """What a publication is compared by. Subjects are keywords, tags and MeSH; names those of its claims' records."""

    title: str
    subjects: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)

    def terms(self, generic: Container[str] = ()) -> Weights:
        """Its words, and its subjects and names as wholes unless all their words are generic, each with its weight."""
        wholes = [whole for whole in self.spelt if not all(word in generic for word in words(whole))]
        return weighted(
            (
                (TITLE, words(self.title)),
                (SUBJECT, _words_of(self.subjects)),
                (NAME, _words_of(self.names)),
                (NAME, [f"{WHOLE}{whole}" for whole in wholes]),
                (CLAIM, _words_of(self.claims)),
            )
        )

    @property
    def spelt(self) -> dict[str, str]:
        """Names and subjects in small letters → as they are spelt; names before subjects."""
        return {whole.casefold(): whole for whole in (*self.subjects, *self.names)}


def _words_of(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words(text)]


def texts() -> dict[str, Text]:
    """What every public publication is compared by, by accession."""
    mesh = _mesh()
    found: dict[int, Text] = {}
    accessions: dict[int, str] = {}
    for publication in Publication.objects.public().prefetch_related("terms"):
        tags = [tag.replace("_", " ") for tag in publication.term_values("scope_tag")]
        subjects = [*tags, *publication.term_values("keyword"), *mesh.get(publication.pmid, ())]
        found[publication.pk] = Text(publication.title, list(dict.fromkeys(subjects)))
        accessions[publication.pk] = publication.accession
    findings = Finding.objects.public().filter(publication__in=found).in_order()
    for finding in findings.prefetch_related("payloads", "cancer_types"):
        text = found[finding.publication_id]
        text.claims.append(finding.statement)
        names = [record.name for record in (*finding.payloads.all(), *finding.cancer_types.all())]
        text.names += [name for name in names if name not in text.names]
    return {accessions[key]: text for key, text in found.items()}


def _mesh() -> dict[str, list[str]]:
    """MeSH headings by PMID, as the newest record of PubMed has them."""
    told = SourceRecord.objects.filter(source="library:pubmed").order_by("version_date", "fetched_on", "pk")
    return {pmid: headings or [] for pmid, headings in told.values_list("identifier", "parsed__mesh")}


def rebuild_similar() -> int:
    """Find the similar publications of each anew, and only then write them; how many pairs there are."""
    keys = dict(Publication.objects.public().values_list("accession", "pk"))
    n = data_version()
    rows = [
        SimilarPublication(
            publication_id=keys[accession], other_id=keys[near.key], position=position, score=near.score,
            reasons=reasons, n=n,
        )
        for accession, position, near, reasons in similar(texts())
    ]  # fmt: skip
    with transaction.atomic():
        SimilarPublication.objects.all().delete()
        SimilarPublication.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def similar_are_stale() -> bool:
    """Whether something public changed since they were found."""
    return SimilarPublication.objects.values_list("n", flat=True).order_by("-n").first() != data_version()


def data_version() -> int:
    return DataVersion.objects.values_list("n", flat=True).first() or 0


def terms_of(compared: dict[str, Text]) -> dict[str, Weights]:
    """The terms of each text; a subject such as "stem cells" counts by its words only, which nearly all texts have."""
    held = Counter(word for text in compared.values() for word in text.terms())
    generic = {word for word, holders in held.items() if holders > max(FEW, GENERIC * len(compared))}
    return {accession: text.terms(generic) for accession, text in compared.items()}


def similar(compared: dict[str, Text]) -> Iterator[tuple[str, int, Near, list[str]]]:
    """(accession, place, the other, what both have) of each publication, the nearest first."""
    method = TfIdf(terms_of(compared))
    most = max(FEW, TELLING * len(compared))
    telling = {term for term, holders in method.holders.items() if holders <= most}
    for accession, text in compared.items():
        near = [each for each in method.nearest(accession, MOST) if each.score >= LEAST_SCORE]
        spelt = _spelt(text, telling) if near else {}
        for position, each in enumerate(near, start=1):
            yield accession, position, each, reasons(each.shares, text, spelt)


def reasons(shares: dict[str, float], text: Text, spelt: dict[str, str]) -> list[str]:
    """What both have that made them near, in words: names and subjects first, then telling words as they are spelt."""
    terms = sorted(shares, key=lambda term: (-shares[term], term))
    own = text.spelt
    wholes = _without_parts([own[term.removeprefix(WHOLE)] for term in terms if term.startswith(WHOLE)])
    said = set(_words_of(wholes))
    loose = [spelt[term] for term in terms if term in spelt and term not in said]
    return [*map(_shown, wholes[:MOST_REASONS]), *dict.fromkeys(loose)][:MOST_REASONS]


def _without_parts(wholes: list[str]) -> list[str]:
    """Without those whose words are all in another: "breast" beside "Breast cancer", or the same in small letters."""
    sets = [frozenset(words(whole)) for whole in wholes]
    firsts = [place for place, own in enumerate(sets) if sets.index(own) == place]
    return [wholes[place] for place in firsts if not any(sets[place] < other for other in sets)]


def _shown(whole: str) -> str:
    return " ".join(ACRONYMS.get(word, word) for word in whole.split())


def _spelt(text: Text, telling: Container[str]) -> dict[str, str]:
    """The telling words of the title, or of the claims where no title was seen, as they are spelt there."""
    spelt: dict[str, str] = {}
    for piece in re.findall(r"[^\W_]+(?:-\d+)?", text.title or " ".join(text.claims)):
        for word in words(piece):
            if word in telling:
                spelt.setdefault(word, piece.lower() if piece.istitle() else piece)
    return spelt
