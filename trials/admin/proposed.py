"""What the proposer says of a draft, a publication or a reading item, field by field, as the desk shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import CellState, Modality, ProductForm
from ..document import Document, field_heading, shape_of, to_document
from ..forms import vocabulary_of, vocabulary_of_facet
from ..identifiers import REGISTRY_SCHEMES
from ..ingest.proposing import text_of_item, text_of_record
from ..models import CuratedRecord, Finding, ProposalOutcome, Publication, ReadingItem, Trial
from ..proposer import FIELDS, IN, OUT, UNSURE, Passage, Proposal, Proposals, Span, Text, propose, vocabulary
from .presentation import Words

IN_OUT = "in_out"
IN_OUT_WORDS = {IN: "In", OUT: "Out", UNSURE: "Unsure"}
READING = "reading:"
AROUND = 70
# What was done to the cells, in the two fields that a finding has for it.
_CELL_STATE = {
    Modality.UNMODIFIED: CellState.UNMODIFIED,
    Modality.PRIMED: CellState.PRIMED,
    Modality.ENGINEERED_GENE: CellState.ENGINEERED,
    Modality.ONCOLYTIC_VIRUS_CARRIER: CellState.LOADED,
    Modality.DRUG_LOADED: CellState.LOADED,
    Modality.NUCLEIC_ACID_LOADED: CellState.LOADED,
}
_PRODUCT_FORM = {
    Modality.EXTRACELLULAR_VESICLE: ProductForm.EXTRACELLULAR_VESICLE,
    Modality.CONDITIONED_MEDIUM: ProductForm.CONDITIONED_MEDIUM,
}
_OF_FINDINGS = ("cancer_types", "payloads", "msc_source", "donor", "cell_state", "product_form")
_OPEN = {"", "not_recorded"}


@dataclass(frozen=True)
class Quote:
    """Words of the text with what stands around them, and the field that they stand in."""

    path: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Shown:
    """A proposed value in words, why, and the words that support it."""

    value: str
    label: str
    why: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Row:
    """A field with what is proposed for it, what it holds now, what else it may hold, and what was decided."""

    field: str
    label: str
    shown: tuple[Shown, ...]
    present: str
    options: tuple[tuple[str, str], ...]
    is_list: bool
    outcome: ProposalOutcome | None

    @property
    def values(self) -> list[str]:
        return [each.value for each in self.shown]

    @property
    def taken(self) -> str:
        """What was taken, in words."""
        labels = dict(self.options) | {each.value: each.label for each in self.shown}
        return ", ".join(labels.get(each, each) for each in self.outcome.taken_values) if self.outcome else ""

    @property
    def size(self) -> int:
        return min(8, len(self.options))


@dataclass(frozen=True)
class Subject:
    """What is proposed for: a draft of a trial, a publication, or an item of the reading queue."""

    thing: Trial | Publication | ReadingItem
    text: Text
    found: Proposals

    @classmethod
    def of(cls, thing: Trial | Publication | ReadingItem) -> "Subject":
        text = text_of_item(thing) if isinstance(thing, ReadingItem) else text_of_record(thing)
        return cls(thing, text, propose(text))

    @property
    def code(self) -> str:
        return f"{READING}{self.thing.pk}" if isinstance(self.thing, ReadingItem) else self.thing.accession

    @property
    def model(self) -> type[CuratedRecord] | None:
        """The kind of record whose fields are filled; none for a reading item, which is only judged."""
        return {Trial: Trial, Publication: Finding}.get(type(self.thing))

    def rows(self) -> list[Row]:
        """Fields for which something is proposed that they do not say yet; first whether it belongs here."""
        decided = {outcome.field: outcome for outcome in ProposalOutcome.objects.on(self.code)}
        rows = [] if isinstance(self.thing, Publication) else [self._judgement(decided.get(IN_OUT))]
        if self.model is None:
            return rows
        present = to_document(self.thing) if isinstance(self.thing, Trial) else {}
        words = Words.of_record(self.thing, present) if present else None
        for field, proposals in self._by_field().items():
            said = words.value(field, present[field]) if words else ""
            if field not in decided and _holds(present.get(field), proposals):
                continue
            shown = tuple(self._shown(each) for each in proposals)
            options = _options(self.model, field)
            rows.append(
                Row(field, field_heading(field), shown, said, options, _is_list(self.model, field),
                    decided.get(field))
            )  # fmt: skip
        return rows

    def row(self, field: str) -> Row | None:
        return next((row for row in self.rows() if row.field == field), None)

    def _judgement(self, outcome: ProposalOutcome | None) -> Row:
        judged = self.found.judgement
        quotes = tuple(self._quote(span) for span in judged.spans)
        shown = Shown(judged.in_out, IN_OUT_WORDS[judged.in_out], judged.why, quotes)
        return Row(IN_OUT, "Belongs here", (shown,), "", tuple(IN_OUT_WORDS.items()), False, outcome)

    def _by_field(self) -> dict[str, list[Proposal]]:
        if isinstance(self.thing, Publication):
            return _for_finding(self.found.proposals)
        return {field: found for field in FIELDS if (found := self.found.of(field))}

    def _shown(self, proposal: Proposal) -> Shown:
        label = proposal.label or dict(_options(self.model, proposal.field)).get(proposal.value, proposal.value)
        return Shown(proposal.value, label, proposal.why, (self._quote(proposal.span),))

    def _quote(self, span: Span) -> Quote:
        passages = (*self.text.passages, *(passage for passage, _ in self.text.meshes))
        text = next((each for each in passages if each.path == span.path), Passage(span.path, span.words)).text
        begin, end = max(0, span.start - AROUND), span.end + AROUND
        before = f"{'…' if begin else ''}{text[begin : span.start]}"
        after = f"{text[span.end : end]}{'…' if end < len(text) else ''}"
        return Quote(span.path.replace("[", ".").replace("]", ""), before, span.words, after)


def judged_by_title(items: Iterable[ReadingItem]) -> dict[int, Shown]:
    """What the title alone says of each item; without a title nothing."""
    names, judged = vocabulary(), {}
    for item in items:
        if item.title:
            text = Text(item.scheme in REGISTRY_SCHEMES, (Passage("title", item.title),))
            found = propose(text, names).judgement
            judged[item.pk] = Shown(found.in_out, IN_OUT_WORDS[found.in_out], found.why, ())
    return judged


def taken_for_finding(publication: Publication) -> Document:
    """What was taken of the proposals for a publication, as fields of its next finding."""
    fields: Document = {}
    for outcome in ProposalOutcome.objects.on(publication.accession):
        if outcome.field in _OF_FINDINGS and outcome.taken_values:
            values = outcome.taken_values
            fields[outcome.field] = values if _is_list(Finding, outcome.field) else values[0]
    return fields | ({"scope": "cancer_types"} if fields.get("cancer_types") else {})


def filled(document: Document, model: type[CuratedRecord], field: str, values: list[str]) -> Document:
    """The field with these values; a list keeps what it holds besides, a placeholder gives way."""
    if not _is_list(model, field):
        return {field: values[0]}
    before = [each for each in document[field] if each not in _OPEN]
    return {field: list(dict.fromkeys([*before, *values]))}


def _for_finding(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, dict[str, Proposal]] = {field: {} for field in _OF_FINDINGS}
    for each in proposals:
        if each.field in found:
            found[each.field][each.value] = each
        elif each.field == "modality":
            for field, table in (("cell_state", _CELL_STATE), ("product_form", _PRODUCT_FORM)):
                if value := table.get(Modality(each.value)):
                    found[field].setdefault(value, Proposal(field, value.value, each.span, each.why, value.label))
    singles = ("cell_state", "product_form")
    return {
        field: list(values.values())[: 1 if field in singles else None] for field, values in found.items() if values
    }


def _holds(present: object, proposals: list[Proposal]) -> bool:
    """Whether a field says already what is proposed for it; then there is nothing to decide."""
    values = {each.value for each in proposals}
    return values <= set(present) if isinstance(present, list) else values == {present}


def _is_list(model: type[CuratedRecord], field: str) -> bool:
    shape = shape_of(model)
    return field in shape.lists or field in shape.facets


def _options(model: type[CuratedRecord] | None, field: str) -> tuple[tuple[str, str], ...]:
    """What a field may hold: values of its vocabulary, or public records."""
    names = vocabulary()
    if model is None:
        return ()
    if field == "cancer_types":
        return tuple((node.accession, node.name) for node in names.nodes.values())
    if field == "payloads":
        return tuple(sorted(names.payload_names.items(), key=lambda each: each[1].lower()))
    if field in shape_of(model).facets:
        return tuple(vocabulary_of_facet(model, field).choices)
    return tuple(vocabulary_of(model._meta.get_field(field)).choices)
