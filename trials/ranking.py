"""How near texts are to each other by their words: TF-IDF and BM25 over weighted fields. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .normalisation import normalise_text

# Words of grammar; what is frequent in the field ("mesenchymal", "cell") weighs little by itself.
_GRAMMAR = (
    "a about after against all also an and are as at be been before between both but by can could do does during each "
    "for from had has have how in into is it its may more most no nor not of on one or other than that the their them "
    "then there these they this those through to toward towards two under up upon use used using via was were what "
    "when where whether which while who whose why will with within without would"
)
STOP = frozenset(_GRAMMAR.split())
# Usual values of Okapi BM25: k1, b, and k3 for the text that is asked with.
SATURATION, LENGTH, ASKED_SATURATION = 1.2, 0.75, 8.0
# Terms of a text that are asked with: those that weigh most. The others changed no order, and cost most of the time.
MOST_TERMS = 25
# A term that more than this share of the texts has is not asked with; among few texts none is common.
COMMON, FEW = 0.3, 10
# Entries of the index that are looked at for one text, those of its weightiest terms first: bounds the time of any.
MOST_ENTRIES = 5_000
Weights = Mapping[str, float]


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, normalised, in the singular, without words of grammar.

    >>> words("Tumours of the IFN-β bodies")
    ('tumour', 'ifn', 'beta', 'body')
    """
    return tuple(_singular(word) for word in normalise_text(text).split() if len(word) > 1 and word not in STOP)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def weighted(fields: Iterable[tuple[float, Iterable[str]]]) -> Counter[str]:
    """Terms of a text with their frequencies, each field's counted by its weight."""
    frequencies: Counter[str] = Counter()
    for weight, terms in fields:
        for term in terms:
            frequencies[term] += weight  # type: ignore[assignment]
    return frequencies


@dataclass(frozen=True)
class Near:
    """Another text, how near it is (0 or more), and what each term that both have adds to it."""

    key: str
    score: float
    shares: dict[str, float] = field(default_factory=dict)


class Method:
    """A way of ranking texts by one of them; both share that each term knows the texts that have it."""

    def __init__(self, texts: Mapping[str, Weights]):
        self.texts = texts
        self.holders = Counter(term for terms in texts.values() for term in terms)
        self.weights = {key: self.weigh(terms) for key, terms in texts.items()}
        self.postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for key, weights in self.weights.items():
            for term, weight in weights.items():
                self.postings[term].append((key, weight))

    def weigh(self, terms: Weights) -> dict[str, float]:
        """What each term of a text that is looked at adds."""
        raise NotImplementedError

    def asked(self, terms: Weights) -> dict[str, float]:
        """What each term counts in the text that is asked with."""
        raise NotImplementedError

    def nearest(self, key: str, how_many: int | None = None) -> list[Near]:
        """The other texts that share a term, the nearest first; of equals by key."""
        asked = self._asked_with(key)
        scores: dict[str, float] = defaultdict(float)
        for term, counted in asked.items():
            for other, weight in self.postings[term]:
                scores[other] += counted * weight
        scores.pop(key, None)
        nearest = sorted(scores, key=lambda other: (-scores[other], other))[:how_many]
        return [Near(other, scores[other], self._shares(asked, other)) for other in nearest]

    def _asked_with(self, key: str) -> dict[str, float]:
        """The weightiest telling terms of a text, as many as may be looked up."""
        most = max(FEW, COMMON * len(self.texts))
        telling = (item for item in self.asked(self.texts[key]).items() if self.holders[item[0]] <= most)
        chosen: dict[str, float] = {}
        entries = 0
        for term, counted in sorted(telling, key=lambda item: (-item[1], item[0]))[:MOST_TERMS]:
            entries += self.holders[term]
            if chosen and entries > MOST_ENTRIES:
                break
            chosen[term] = counted
        return chosen

    def _shares(self, asked: dict[str, float], other: str) -> dict[str, float]:
        weights = self.weights[other]
        return {term: counted * weights[term] for term, counted in asked.items() if term in weights}


class TfIdf(Method):
    """The cosine of two vectors of (1 + log frequency) × log(texts / texts with the term)."""

    def weigh(self, terms: Weights) -> dict[str, float]:
        rare = {term: math.log(len(self.texts) / self.holders[term]) for term in terms}
        raw = {term: (1 + math.log(max(often, 1))) * rare[term] for term, often in terms.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {term: weight / length for term, weight in raw.items() if weight > 0}

    def asked(self, terms: Weights) -> dict[str, float]:
        return self.weigh(terms)


class Bm25(Method):
    """Okapi BM25, the text that is asked with as the query; not the same in both directions."""

    def __init__(self, texts: Mapping[str, Weights]):
        self.mean_length = sum(sum(terms.values()) for terms in texts.values()) / (len(texts) or 1) or 1.0
        super().__init__(texts)

    def weigh(self, terms: Weights) -> dict[str, float]:
        norm = SATURATION * (1 - LENGTH + LENGTH * sum(terms.values()) / self.mean_length)
        return {term: often * (SATURATION + 1) / (often + norm) for term, often in terms.items()}

    def asked(self, terms: Weights) -> dict[str, float]:
        count = len(self.texts)
        held = {term: self.holders[term] + 0.5 for term in terms}
        rare = {term: math.log(1 + (count - held[term] + 1) / held[term]) for term in terms}
        often = {term: number * (ASKED_SATURATION + 1) / (number + ASKED_SATURATION) for term, number in terms.items()}
        return {term: rare[term] * often[term] for term in terms}
