"""What a record lacks before it may be public, as sentences for its author.

Truths about one row stand as constraints of the tables; here stand those over several
rows, and the same truths once more where a person should hear of them before the database
refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from .choices import (
    ClaimKind,
    ControlGroup,
    EvidenceLevel,
    ModelSystem,
    PopulationLink,
    RecordStatus,
    ResultMeasure,
    Scope,
)
from .document import SHAPES, shape_of
from .identifiers import SCHEMES, normalise
from .models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial

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
    """Why a record may not be public: the field, and a sentence that names the remedy."""

    field: str
    sentence: str


def obstacles(record: CuratedRecord) -> list[Obstacle]:
    """All that stands between a saved record and its publication; empty when nothing does."""
    found = [*_reference_obstacles(record)]
    found += _KIND_RULES[shape_of(record).model](record)
    return found


def is_public_target(record: CuratedRecord | None) -> bool:
    return record is None or record.status == RecordStatus.PUBLISHED


def _reference_obstacles(record: CuratedRecord) -> Iterator[Obstacle]:
    for field, target in references(record):
        if target.accession != record.accession and not is_public_target(target):
            yield Obstacle(
                field, f"{target.accession} is not public ({target.get_status_display()}); publish it first."
            )


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
    is_result = finding.claim_kind == ClaimKind.RESULT
    if is_result == (finding.evidence_level == EvidenceLevel.NOT_APPLICABLE):
        yield Obstacle("evidence_level", "A result has an evidence level; other claims have none.")
    preclinical = finding.model_system in (ModelSystem.ANIMAL, ModelSystem.IN_VITRO, ModelSystem.IN_SILICO)
    if is_result and preclinical and finding.evidence_level in (EvidenceLevel.A, EvidenceLevel.B, EvidenceLevel.C):
        yield Obstacle("evidence_level", "What was seen in animals, cells or a computer is level D or E.")
    if (finding.scope == Scope.CANCER_TYPES) != bool(finding.cancer_types.all()):
        yield Obstacle("scope", "Name cancer types exactly where the scope is 'Cancer types named'.")
    if not finding.term_values("topic"):
        yield Obstacle("topic", "Choose at least one topic.")


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


_KIND_RULES = {
    CancerType: _cancer_type,
    Payload: _payload,
    Publication: _publication,
    Trial: _trial,
    Finding: _finding,
}
