"""Words with their places in a text, brought to one form, and names found among them, the longest first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..normalisation import normalise_text

_WORD = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE = re.compile(r"['’`´]s\b", re.IGNORECASE)
_LONGEST_ACRONYM = 6
# Words that names of tumours use for one another.
_SAME = {
    "carcinoma": "cancer", "tumour": "cancer", "neoplasm": "cancer", "malignancy": "cancer", "cancerous": "cancer",
    "neoplastic": "cancer", "tumoural": "cancer",
    "pancreas": "pancreatic", "prostatic": "prostate", "mammary": "breast", "ovary": "ovarian", "stomach": "gastric",
    "gastrointestinal": "digestive", "hepatic": "liver", "renal": "kidney", "pulmonary": "lung", "colonic": "colon",
    "cerebral": "brain", "oropharynx": "oropharyngeal", "nasopharynx": "nasopharyngeal", "cervix": "cervical",
    "endometrium": "endometrial", "osseous": "bone", "haematologic": "haematological", "hematologic": "haematological",
    "haematopoietic": "haematological", "blood": "haematological", "oesophagus": "oesophageal",
    "esophagus": "oesophageal", "myelogenous": "myeloid", "myelocytic": "myeloid", "lymphocytic": "lymphoblastic",
    "lymphoid": "lymphoblastic", "metastase": "metastasis", "metastatic": "metastasis", "glial": "glioma",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word in its one form, its letters as written, and where they stand."""

    form: str
    raw: str
    start: int
    end: int


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; a Greek letter inside a word makes several words of one place."""
    found = []
    for match in _WORD.finditer(_POSSESSIVE.sub(lambda each: " " * len(each.group()), text)):
        if match.group().lower() == "the":
            continue
        for part in normalise_text(match.group()).split():
            found.append(Word(_one_form(part), match.group(), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=50_000)
def _one_form(word: str) -> str:
    """Singular, and one of the words that are used for one another.

    >>> _one_form("tumours"), _one_form("malignancies"), _one_form("metastases")
    ('cancer', 'cancer', 'metastasis')
    """
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _SAME.get(word, word)


@dataclass(frozen=True)
class Hit:
    """A name that was found: what it names, and its letters."""

    key: str
    start: int
    end: int


@dataclass
class Names:
    """Names of records, to be found in texts. A short name with capitals must stand as it is."""

    _by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, name: str) -> None:
        forms = tuple(word.form for word in words_of(name))
        if not forms:
            return
        short = len(name) <= _LONGEST_ACRONYM and name.isalpha() and sum(map(str.isupper, name)) >= min(2, len(name))
        rows = self._by_first[forms[0]]
        row = (forms, name if short else "", key)
        if all(forms != other[0] or row[1] != other[1] for other in rows):
            rows.append(row)
            rows.sort(key=lambda each: -len(each[0]))

    def find(self, text: str) -> Iterator[Hit]:
        """The names in a text from left to right; where two begin at a word the longer one counts."""
        words, place = words_of(text), 0
        shouted = text.upper() == text
        while place < len(words):
            hit, length = self._at(words, place, shouted)
            if hit:
                yield hit
            place += length

    def _at(self, words: tuple[Word, ...], place: int, shouted: bool) -> tuple[Hit | None, int]:
        for forms, capitals, key in self._by_first.get(words[place].form, ()):
            part = words[place : place + len(forms)]
            if tuple(word.form for word in part) != forms:
                continue
            raw = words[place].raw
            if capitals and (shouted or capitals not in (raw, raw[:-1]) or _is_unit(words, place)):
                continue
            return Hit(key, part[0].start, part[-1].end), len(forms)
        return None, 1


def _is_unit(words: tuple[Word, ...], place: int) -> bool:
    """A number before it makes a unit of two letters, as in “5 MM”."""
    return len(words[place].raw) <= 2 and place > 0 and words[place - 1].raw.isdigit()


def turned_round(text: str) -> str:
    """A heading with commas read from its end: "Leukemia, Myeloid, Acute" as "Acute Myeloid Leukemia"."""
    return " ".join(reversed([part.strip() for part in text.split(",")]))


def all_variants(names: Iterable[str]) -> set[str]:
    """Names without what they say in brackets, and headings read from their end as well."""
    plain = {name for name in names if name} | {re.sub(r"\s*\([^)]*\)", "", name).strip() for name in names}
    return {name for name in plain | {turned_round(name) for name in plain if "," in name} if name}
