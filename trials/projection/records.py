"""What is derived from records: the tree's closure and the search texts."""

from collections.abc import Iterable, Iterator, Sequence

from ..document import PUBLICATION, SHAPES, shape_of, whole, with_parts
from ..models import CancerType, CancerTypeClosure, CuratedRecord, Finding, Payload, Publication, SearchText, Trial
from ..normalisation import normalise_text
from ..rules import public_referrers


def refresh(record: CuratedRecord) -> None:
    """Bring the derived rows of one record up to date, in the transaction of its verb.

    The record is one that was read after the change (``whole``).
    """
    if isinstance(record, CancerType):
        rebuild_closure()
    SearchText.objects.filter(pk=record.accession).delete()
    if record.is_public:
        _search_text(record).save(force_insert=True)
    # Nobody public refers to what has only now become public.
    if isinstance(record, CancerType | Payload) and record.version > 1:
        _refresh_those_that_name(record)


def refresh_all(records: Sequence[Trial]) -> None:
    """The same for many public trials, which no other record takes its words from."""
    SearchText.objects.filter(pk__in=[record.accession for record in records]).delete()
    SearchText.objects.bulk_create(map(_search_text, records))


def _refresh_those_that_name(record: CuratedRecord) -> None:
    """Names of cancer types and payloads are words of the records that refer to them, too."""
    for referrer in public_referrers(record):
        SearchText.objects.filter(pk=referrer.accession).delete()
        _search_text(whole(type(referrer), referrer.accession)).save(force_insert=True)


def rebuild_records() -> None:
    """Make the closure and all search texts anew."""
    rebuild_closure()
    SearchText.objects.all().delete()
    SearchText.objects.bulk_create(search_texts(), batch_size=500)


def search_texts() -> Iterator[SearchText]:
    """What the search texts of all public records should be."""
    for shape in SHAPES:
        yield from map(_search_text, with_parts(shape.model.objects.public()))


def rebuild_closure() -> None:
    """All (ancestor, descendant, depth) pairs of the public tree, from its parent links."""
    CancerTypeClosure.objects.all().delete()
    CancerTypeClosure.objects.bulk_create(
        CancerTypeClosure(ancestor_id=above, descendant_id=node, depth=depth) for above, node, depth in closure()
    )


def closure() -> Iterator[tuple[int, int, int]]:
    """(ancestor, descendant, depth) as the closure should hold them, by primary keys."""
    parents = dict(CancerType.objects.public().values_list("pk", "parent_id"))
    for node in parents:
        yield from ((above, node, depth) for depth, above in enumerate(_line_of(node, parents)) if above in parents)


def _line_of(node: int, parents: dict[int, int | None]) -> Iterator[int]:
    """The node, its parent, and so on; a cycle ends the line, and ``check_data`` names it."""
    seen: set[int] = set()
    above: int | None = node
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)


def _search_text(record: CuratedRecord) -> SearchText:
    names, body = _WORDS[shape_of(record).model](record)
    return SearchText(
        accession=record.accession,
        kind=record.PREFIX,
        number=record.number,
        title=record.title_text(),
        names=_joined([record.accession, record.title_text(), *names]),
        body=_joined(body),
    )


def _joined(words: Iterable[str]) -> str:
    """Normalised, each piece between bars, so that a piece can be matched as a whole."""
    return "|" + "|".join(normalise_text(word) for word in words if word) + "|"


def _cancer_type_words(node: CancerType) -> tuple[list[str], list[str]]:
    codes = [code.code for code in node.codes.all()]
    return [*(synonym.name for synonym in node.synonyms.all()), *codes], [node.note]


def _payload_words(payload: Payload) -> tuple[list[str], list[str]]:
    genes = [gene.symbol for gene in payload.genes.all()]
    names = [*(synonym.name for synonym in payload.synonyms.all()), *genes]
    return names, [payload.mechanism, payload.prodrug, payload.radionuclide, payload.note]


def _publication_words(publication: Publication) -> tuple[list[str], list[str]]:
    identifiers = [publication.doi, publication.pmid, publication.pmcid]
    authors = [author.name for author in publication.authors.all()]
    body = [publication.first_author, *authors, publication.journal, str(publication.year or "")]
    return identifiers, [*body, publication.citation_as_seen, *publication.term_values("keyword")]


def _trial_words(trial: Trial) -> tuple[list[str], list[str]]:
    identifiers = [row.identifier for row in trial.identifiers.all()] + [row.value for row in trial.secondary_ids.all()]
    types = [node.name for node in trial.cancer_types.all()]
    payloads = [payload.name for payload in trial.payloads.all()]
    body = [*types, *payloads, trial.payload_text, trial.sponsor_name, trial.population_text, trial.supportive_text]
    conditions = [condition.text for condition in trial.conditions.all()]
    return [*identifiers, trial.acronym, trial.product_name], [*body, *conditions]


def _finding_words(finding: Finding) -> tuple[list[str], list[str]]:
    molecules = [molecule.label for molecule in finding.molecules.all()]
    types = [node.name for node in finding.cancer_types.all()]
    payloads = [payload.name for payload in finding.payloads.all()]
    return molecules, [*types, *payloads, finding.model_text, finding.comparator]


_WORDS = {
    CancerType: _cancer_type_words,
    Payload: _payload_words,
    PUBLICATION.model: _publication_words,
    Trial: _trial_words,
    Finding: _finding_words,
}
