"""Whether a text belongs into the base: in, out or unsure, with the words that decide; which tumours it names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..choices import PopulationLink
from . import cells, population
from .population import Named
from .reading import NAMED, TITLES, Passage, Proposal, Span, Text, first
from .vocabulary import Vocabulary

IN, OUT, UNSURE = "in", "out", "unsure"
_FIRST_WORDS = 80


@dataclass(frozen=True)
class Judgement:
    """In, out or unsure, the spans that decide, why, and the tumours of those who take part."""

    in_out: str
    spans: tuple[Span, ...]
    why: str
    population_link: str = ""
    tumours: tuple[Named, ...] = field(default=())


def judged(text: Text, vocabulary: Vocabulary) -> Judgement:
    """The judgement on a registry record, or on a paper by its title and abstract."""
    return _of_trial(text, vocabulary) if text.is_trial else _of_paper(text, vocabulary)


def tumour_proposals(judgement: Judgement, text: Text, vocabulary: Vocabulary) -> list[Proposal]:
    """The most specific tumours, each once. "Cancer" at large counts for a trial alone, and only by itself."""
    named = {each.accession: each.span for each in reversed(judgement.tumours)}
    wanted = vocabulary.most_specific(set(named))
    if not text.is_trial:
        wanted = {each for each in wanted if not vocabulary.is_general(each)}
    why = "the most specific of the tumours that are named"
    ordered = sorted(wanted, key=lambda each: list(vocabulary.nodes).index(each))
    return [Proposal("cancer_types", each, named[each], why, vocabulary.nodes[each].name) for each in ordered]


def _of_trial(text: Text, vocabulary: Vocabulary) -> Judgement:
    cell = cells.given(text, vocabulary)
    if cell is None:
        return Judgement(OUT, _beginning(text.passages), "no mesenchymal stromal cells are given")
    head = list(population.tumours_named(text.of(*NAMED), vocabulary))
    if benign := first(population.BENIGN_LESIONS, text.of(*TITLES)):
        return Judgement(OUT, (cell, benign), "the title names benign lesions")
    if all(vocabulary.is_general(each.accession) for each in head):
        # A heading says which cancer where the words say only that it is one.
        head += [each for each in population.by_mesh(text, vocabulary) if head or not population.setting(text)]
    if head:
        return _in(cell, head)
    around = population.setting(text)
    if around is None:
        return Judgement(OUT, (cell,), "nobody with cancer is named, nor a treatment of cancer")
    if either := population.takes_either(text):
        why = "malignant and benign disease are both taken"
        return Judgement(IN, (cell, either), why, PopulationLink.MALIGNANT_OR_NOT.value)
    if admitted := population.admitted(text, vocabulary):
        return _in(cell, admitted)
    why = "cancer is likely around this, but the record does not say so"
    return Judgement(UNSURE, (cell, around), why, PopulationLink.MALIGNANCY_NOT_STATED.value)


def _in(cell: Span, tumours: list[Named]) -> Judgement:
    why = "the cells are given, and a tumour of those who take part is named"
    return Judgement(IN, (cell, tumours[0].span), why, PopulationLink.TUMOUR_TYPES.value, tuple(tumours))


def _of_paper(text: Text, vocabulary: Vocabulary) -> Judgement:
    read = [each for each in text.passages if each.part in (*TITLES, "abstract")]
    cell = next(cells.mentions(read, vocabulary, text), None)
    named = tuple(population.tumours_named(read, vocabulary))
    tumour = named[0].span if named else first(population.TUMOUR, read)
    if cell and tumour:
        return Judgement(IN, (cell, tumour), "both mesenchymal stromal cells and cancer are named", tumours=named)
    if cell:
        return Judgement(UNSURE, (cell,), "mesenchymal stromal cells are named, cancer is not")
    if tumour and (other := first(cells.STEM_CELLS, read)):
        why = "cancer is named, and cells or vesicles that may be mesenchymal"
        return Judgement(UNSURE, (other, tumour), why, tumours=named)
    return Judgement(OUT, _beginning(read), "mesenchymal stromal cells are not named")


def _beginning(passages: Sequence[Passage]) -> tuple[Span, ...]:
    """What was read and holds nothing: its first words."""
    return tuple(Span.of(each, 0, min(len(each.text), _FIRST_WORDS)) for each in passages[:1])
