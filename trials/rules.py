"""What a record lacks before it may be public, as sentences for its author.

Truths about one row stand as constraints of the tables; here stand those over several
rows, and the same truths once more where a person should hear of them before the database
refuses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from . import coherence
from .choices import (
    ControlGroup,
    PopulationLink,
    RecordStatus,
    ResultMeasure,
    Scope,
)
from .document import SHAPES, Document, shape_of
from .identifiers import SCHEMES, normalise
from .models import CancerType, CuratedRecord, Finding, Payload, Publication, RecordVersion, Redirect, Trial
from .models.finding import RESTS_ON
from .models.publication import MARKS
from .partial_date import written_out

SURVIVAL_OR_RESPONSE = {
    ResultMeasure.COMPLETE_RESPONSE,
    ResultMeasure.PARTIAL_RESPONSE,
    ResultMeasure.STABLE_DISEASE,
    ResultMeasure.PROGRESSIVE_DISEASE,
    ResultMeasure.MEDIAN_PFS,
    ResultMeasure.MEDIAN_TTP,
    ResultMeasure.MEDIAN_OS,
    ResultMeasure.SURVIVAL,
}


@dataclass(frozen=True)
class Obstacle:
    """Why a record may not be public: the field, a sentence that names the remedy, and whom it waits for.

    ``accession`` is the record that has to become public first; empty where the record itself lacks something.
    """

    field: str
    sentence: str
    accession: str = ""


def obstacles(record: CuratedRecord) -> list[Obstacle]:
    """All that stands between a saved record and its publication; empty when nothing does."""
    found = [*_reference_obstacles(record)]
    found += _KIND_RULES[shape_of(record).model](record)
    found += _between_fields(record)
    return found


def is_public_target(record: CuratedRecord | None) -> bool:
    return record is None or record.status == RecordStatus.PUBLISHED


def _reference_obstacles(record: CuratedRecord) -> Iterator[Obstacle]:
    for field, target in references(record):
        if target.accession != record.accession and not is_public_target(target):
            yield waits_for(field, target)


def waits_for(field: str, target: CuratedRecord) -> Obstacle:
    """The obstacle of a record that refers to one which is not public."""
    return Obstacle(field, f"{target.accession} is not public {_way_out(target)}", target.accession)


def _way_out(target: CuratedRecord) -> str:
    state = target.get_status_display()
    if target.status != RecordStatus.WITHDRAWN:
        return f"({state}); publish it first."
    return f"({state}); use {target.successor} instead." if target.successor else f"({state}); refer to another record."


def references(record: CuratedRecord) -> Iterator[tuple[str, CuratedRecord]]:
    """Every record that this one refers to, with the field that does."""
    shape = shape_of(record)
    for name in shape.references:
        if (target := getattr(record, name)) is not None:
            yield name, target
    for name in shape.lists:
        yield from ((name, target) for target in getattr(record, name).all())
    for child in shape.children:
        if not child.references:
            continue
        for row in getattr(record, child.name).all():
            yield from ((child.name, target) for name in child.references if (target := getattr(row, name)) is not None)


def _between_fields(record: CuratedRecord) -> Iterator[Obstacle]:
    model = shape_of(record).model
    if rule := BETWEEN_FIELDS.get(model):
        values = {name: _plain_value(record, name) for name in rule.fields}
        yield from (Obstacle(word.field, word.sentence) for word in rule.words(values))


def _plain_value(record: CuratedRecord, name: str) -> Any:
    shape = shape_of(record)
    if name in shape.facets:
        return record.term_values(name)
    if name in {child.name for child in shape.children}:
        return [
            {field: getattr(row, field) for field in shape.child(name).fields} for row in getattr(record, name).all()
        ]
    return getattr(record, name)


def public_referrers(record: CuratedRecord) -> list[CuratedRecord]:
    """Public records that refer to this one; it may not be withdrawn while there are any."""
    found: dict[str, CuratedRecord] = {}
    for shape in SHAPES:
        for lookup in _lookups_to(shape, type(record)._meta.concrete_model):
            for referrer in shape.model.objects.public().filter(**{lookup: record}).exclude(accession=record.accession):
                found[referrer.accession] = referrer
    return [found[accession] for accession in sorted(found)]


def _lookups_to(shape, model: type[models.Model]) -> Iterator[str]:
    for name in (*shape.references, *shape.lists):
        if shape.target(name) is model:
            yield name
    for child in shape.children:
        for name in child.references:
            if shape.child_model(child.name)._meta.get_field(name).related_model is model:
                yield f"{child.name}__{name}"


def _cancer_type(node: CancerType) -> Iterator[Obstacle]:
    if not node.name:
        yield Obstacle("name", "Give the cancer type a name.")
    seen, above = {node.pk}, node.parent
    while above is not None:
        if above.pk in seen:
            yield Obstacle("parent", f"{above.name} would stand above itself; choose another parent.")
            return
        seen.add(above.pk)
        above = above.parent
    for code in node.codes.all():
        yield from _identifier("codes", code.system, code.code)


def _payload(payload: Payload) -> Iterator[Obstacle]:
    if not payload.name:
        yield Obstacle("name", "Give the payload a name.")
    if not payload.molecule_class:
        yield Obstacle("molecule_class", "Choose what the payload is made of.")
    if not payload.sources.all():
        yield Obstacle("sources", "Name at least one source.")
    for gene in payload.genes.all():
        if gene.hgnc_id:
            yield from _identifier("genes", "hgnc", gene.hgnc_id)


def _publication(publication: Publication) -> Iterator[Obstacle]:
    if not publication.title_text():
        yield Obstacle("title", "Give a title, an identifier, or the citation line as seen.")
    if publication.comments_on_id == publication.pk:
        yield Obstacle("comments_on", "A publication does not comment on itself.")
    for prefix in ("doi", "pmid", "pmcid"):
        if value := getattr(publication, prefix):
            yield from _identifier(prefix, prefix, value)


def _trial(trial: Trial) -> Iterator[Obstacle]:
    if not trial.role:
        yield Obstacle("role", "Choose what the cells are given for.")
    if not trial.term_values("modality"):
        yield Obstacle("modality", "Choose at least one modality.")
    has_type = bool(trial.cancer_types.all())
    if trial.population_link == PopulationLink.TUMOUR_TYPES and not has_type:
        yield Obstacle("cancer_types", "Name a cancer type, or say in 'population link' why there is none.")
    if trial.population_link != PopulationLink.TUMOUR_TYPES and has_type:
        yield Obstacle("population_link", "A trial with cancer types has 'Tumour types named'.")
    if trial.overall_status and not (trial.status_confirmed_on or trial.status_seen_on or trial.status_source):
        yield Obstacle("overall_status", "Give the date on which the status was true.")
    if not trial.sources.all():
        yield Obstacle("sources", "Name at least one source.")
    for identifier in trial.identifiers.all():
        yield from _identifier("identifiers", identifier.registry, identifier.identifier)
    for result in trial.results.all():
        bare = result.control_group == ControlGroup.UNCONTROLLED and result.measure in SURVIVAL_OR_RESPONSE
        if bare and "no control group" not in result.statement:
            yield Obstacle("results", f"Row {result.position}: end the sentence with “(no control group)”.")


def _finding(finding: Finding) -> Iterator[Obstacle]:
    if not finding.statement:
        yield Obstacle("statement", "Say the claim in your own words.")
    if not finding.locator:
        yield Obstacle("locator", "Say where in the source it stands.")
    if not finding.read_depth:
        yield Obstacle("read_depth", "Say how much of the source was read.")
    if (finding.publication_id is None) == (finding.trial_id is None):
        yield Obstacle("publication", "Choose exactly one source: a publication, or a trial's registry record.")
    if (finding.scope == Scope.CANCER_TYPES) != bool(finding.cancer_types.all()):
        yield Obstacle("scope", "Name cancer types exactly where the scope is 'Cancer types named'.")
    if not finding.term_values("topic"):
        yield Obstacle("topic", "Choose at least one topic.")
    yield from unsound_texts(finding.accession, finding.texts)


def unsound_texts(accession: str, texts: Mapping[str, Publication]) -> Iterator[Obstacle]:
    """Texts under a mark that a finding may not newly rest on; those that it rested on in public it may keep."""
    marked = {name: text for name, text in texts.items() if text.is_marked}
    if not marked:
        return
    last = RecordVersion.objects.latest_of(accession)
    kept = {last.document.get(name) for name in RESTS_ON} if last else set()
    kept |= {Redirect.objects.leading_from(Publication.PREFIX, accession) for accession in kept if accession}
    for name, text in marked.items():
        if text.accession not in kept:
            yield Obstacle(name, _why_unsound(text))


def unsound_in(record: CuratedRecord, changes: Document) -> list[Obstacle]:
    """The same for a proposed change, whose fields hold accessions."""
    if not isinstance(record, Finding):
        return []
    wanted = {name: changes[name] for name in RESTS_ON if changes.get(name)}
    if not wanted:
        return []
    texts = {text.accession: text for text in Publication.objects.with_accessions(wanted.values()).marked()}
    marked = {name: texts[accession] for name, accession in wanted.items() if accession in texts}
    return list(unsound_texts(record.accession, marked))


def _why_unsound(text: Publication) -> str:
    seen = f" (seen {written_out(str(text.retraction_checked_on))})" if text.retraction_checked_on else ""
    what = "was retracted" if text.retraction_status == MARKS[0] else "is under an expression of concern"
    return f"{text.accession} {what}{seen}: no new finding may rest on it. Take another source, or leave it out."


def _identifier(field: str, prefix: str, value: str) -> Iterator[Obstacle]:
    if prefix not in SCHEMES:
        return
    try:
        right = normalise(prefix, value)
    except ValueError as error:
        yield Obstacle(field, str(error))
        return
    if right != value:
        yield Obstacle(field, f"“{value}” is written {right}.")


# What holds between the fields of a kind of record; forms ask it too.
BETWEEN_FIELDS = {Finding: coherence.FINDING, Payload: coherence.PAYLOAD, Trial: coherence.TRIAL}
_KIND_RULES = {
    CancerType: _cancer_type,
    Payload: _payload,
    Publication: _publication,
    Trial: _trial,
    Finding: _finding,
}
