"""Names of public cancer types, payloads and genes, and all words of names, kept in memory per state of the data."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..choices import GeneRole, MoleculeKind, NodeKind
from ..models import CancerType, DataVersion, Finding, Payload, SearchText
from ..normalisation import normalise_text

SHORTEST_MENDED = 4
"""Letters; shorter words have too many neighbours."""
PAYLOADS_OF_A_GENE = 3
MOST_NAMES = 20_000

T = TypeVar("T")


@dataclass(frozen=True)
class Name:
    """A name or synonym of a record; ``name`` is the record's own, ``called`` what it is called here."""

    accession: str
    name: str
    slug: str
    called: str

    @property
    def is_synonym(self) -> bool:
        return self.called != self.name


@dataclass(frozen=True)
class Gene:
    """A gene that payloads or findings name."""

    symbol: str
    name: str = ""


@dataclass
class KnownNames:
    """All names; ``by_synonym`` leads from a normalised synonym to what it stands for."""

    types: list[tuple[str, Name]] = field(default_factory=list)
    payloads: list[tuple[str, Name]] = field(default_factory=list)
    genes: dict[str, Gene] = field(default_factory=dict)
    by_synonym: dict[str, tuple[Name, ...]] = field(default_factory=dict)


def known_names() -> KnownNames:
    """The names of the public records of now."""
    return _of_now(_read_names)


def genes_called(phrase: str) -> list[Gene]:
    """The gene of this symbol, in any case and with or without hyphens."""
    gene = known_names().genes.get(normalise_text(phrase))
    return [gene] if gene else []


def names_beginning(kind: type, text: str, most: int) -> list[Name]:
    """Names in which a word begins like the text, one of each record: whole names first, then those that begin so;
    where there is none, names that begin nearly so."""
    names = known_names().types if kind is CancerType else known_names().payloads
    phrase = normalise_text(text)
    ranked = [(rank, *each) for each in names if (rank := _rank(each[0], phrase)) is not None]
    if not ranked and len(phrase) >= SHORTEST_MENDED:
        ranked = [(slips, *each) for each in names if (slips := _slips(each[0], phrase)) is not None]
    ranked.sort(key=lambda each: (each[0], each[2].is_synonym, len(each[1]), each[1]))
    best: dict[str, Name] = {}
    for _, _, name in ranked:
        best.setdefault(name.accession, name)
    return list(best.values())[:most]


def genes_beginning(text: str, most: int) -> list[Gene]:
    """Genes whose symbols begin like the text."""
    phrase = normalise_text(text)
    found = sorted((len(key), key) for key in known_names().genes if key.startswith(phrase))
    return [known_names().genes[key] for _, key in found[:most]]


def nearest_word(word: str) -> str:
    """The word of a public name with the fewest slips of the pen from this one, the most frequent first; or nothing."""
    if len(word) < SHORTEST_MENDED or not word.isalpha():
        return ""
    words = _of_now(_read_words)
    near = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=_most_slips(word), limit=None)
    best = sorted((slips, -words[found], found) for found, slips, _ in near if len(found) >= SHORTEST_MENDED)
    return best[0][2] if best else ""


def _most_slips(word: str) -> int:
    return 1 if len(word) < 7 else 2


def _rank(name: str, phrase: str) -> int | None:
    if name == phrase:
        return 0
    if name.startswith(phrase):
        return 1
    return 2 if f" {phrase}" in name else None


def _slips(name: str, phrase: str) -> int | None:
    """How far the beginning of a name is from the phrase; None if too far."""
    most = _most_slips(phrase)
    lengths = {min(len(name), len(phrase) + more) for more in (-1, 0, 1)}
    slips = min(OSA.distance(name[:length], phrase, score_cutoff=most) for length in lengths)
    return slips if slips <= most else None


# Kept in memory


def _of_now(read: Callable[[], T]) -> T:
    """What was read of the present state of the data."""
    version = DataVersion.objects.first()
    return _kept(read, version.stamp if version else "")


@lru_cache(maxsize=4)
def _kept(read: Callable[[], T], stamp: str) -> T:
    return read()


def _read_words() -> Counter[str]:
    words: Counter[str] = Counter()
    for names in SearchText.objects.order_by().values_list("names", flat=True).iterator():
        words.update(set(names.replace("|", " ").split()))
    return words


def _read_names() -> KnownNames:
    known = KnownNames()
    by_synonym: dict[str, list[Name]] = defaultdict(list)
    for model, names in ((CancerType, known.types), (Payload, known.payloads)):
        for name in _names_of(model):
            names.append((normalise_text(name.called), name))
            if normalise_text(name.called) != normalise_text(name.name):
                by_synonym[normalise_text(name.called)].append(name)
    known.genes = {normalise_text(gene.symbol): gene for gene in _genes()}
    for symbol, payloads in _payloads_by_gene().items():
        if len(payloads) <= PAYLOADS_OF_A_GENE:
            by_synonym[symbol] += [name for name in payloads if normalise_text(name.name) != symbol]
    by_synonym.pop("", None)
    known.by_synonym = {said: tuple(names) for said, names in by_synonym.items() if names}
    return known


def _names_of(model: type[CancerType] | type[Payload]) -> Iterator[Name]:
    public = model.objects.public().order_by("number")
    if model is CancerType:
        public = public.exclude(kind=NodeKind.ROOT)
    for accession, name, slug in public.values_list("accession", "name", "slug")[:MOST_NAMES]:
        yield Name(accession, name, slug, name)
    columns = ("accession", "name", "slug", "synonyms__name")
    for row in public.exclude(synonyms=None).values_list(*columns)[:MOST_NAMES]:
        yield Name(*row)


def _genes() -> Iterator[Gene]:
    molecules = Finding.objects.public().order_by().filter(molecules__kind=MoleculeKind.GENE)
    for label in molecules.values_list("molecules__label", flat=True).distinct()[:MOST_NAMES]:
        yield Gene(label)
    genes = Payload.objects.public().order_by("genes__name").exclude(genes=None)
    for symbol, name in genes.values_list("genes__symbol", "genes__name").distinct()[:MOST_NAMES]:
        yield Gene(symbol, name)


def _payloads_by_gene() -> dict[str, list[Name]]:
    made = Payload.objects.public().order_by("number").filter(genes__role=GeneRole.ENCODES)
    by_gene: dict[str, list[Name]] = defaultdict(list)
    for accession, name, slug, symbol in made.values_list("accession", "name", "slug", "genes__symbol").distinct():
        by_gene[normalise_text(symbol)].append(Name(accession, name, slug, symbol))
    return by_gene
