"""How evidence stands on pages: links into lists, names of sources, words for claims and steps."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import addresses, identifiers
from ..choices import AgeGroup, CellState, ClaimKind, CodeRelation, Effect, EvidenceLevel, MscContext, ProductForm
from ..document import field_heading
from ..evidence import Rung, Step
from ..evidence.marks import ANIMAL, IN_VITRO, Stage
from ..models import (
    CancerTypeCode,
    CuratedRecord,
    Finding,
    Payload,
    Publication,
    RegistryReference,
    Trial,
    TrialIdentifier,
    TrialSite,
)
from ..pages.http import absolute
from .mscdb import labels, lower_first, phase_words

register = template.Library()

API_NAMES = {"MSCC": "cancer-types", "MSCP": "payloads", "MSCT": "trials", "MSCL": "publications", "MSCF": "findings"}


# Links


@register.simple_tag
def listing(name: str, **words: object) -> str:
    """The address of a list with filter words; empty ones are left out: ``{% listing "trials" open="true" %}``."""
    query = urlencode([(word, value) for word, value in words.items() if value], doseq=True)
    path = reverse(f"pages:{name.replace('-', '_')}")
    return f"{path}?{query}" if query else path


@register.simple_tag
def api_listing(name: str, **words: object) -> str:
    """The same list for scripts: ``{% api_listing "trials" cancer_type=node.slug format="csv" %}``."""
    return f"/api/v1/{name}/?{urlencode([(word, value) for word, value in words.items() if value], doseq=True)}"


@register.filter
def api_path(record: CuratedRecord) -> str:
    """The address of a record as JSON."""
    return f"/api/v1/{API_NAMES[record.PREFIX]}/{record.accession}/"


@register.simple_tag(takes_context=True)
def canonical(context: template.Context, record: CuratedRecord) -> str:
    """The full canonical address of a record."""
    return absolute(context["request"], addresses.path_of(record))


@register.simple_tag
def web_link(words: str, url: str) -> SafeString | str:
    """Words that lead to a web address; plain words where there is none, or one that is none of the web's."""
    if not url.startswith(("https://", "http://")):
        return words
    return format_html('<a href="{}" rel="external">{}</a>', url, words)


@register.simple_tag
def source_of(finding: Finding) -> SafeString:
    """The source of a claim, linked: the publication, or the registry record of a trial."""
    if finding.publication:
        return publication_link(finding.publication)
    return format_html("registry record of {}", trial_link(finding.trial))


@register.simple_tag
def publication_link(publication: Publication) -> SafeString:
    """A publication by author, journal and year, linked to its page here; marked where it was retracted."""
    link = _link(publication, publication.short_citation())
    if not publication.is_marked:
        return link
    return format_html(
        '{} <strong class="stop">({})</strong>', link, lower_first(publication.get_retraction_status_display())
    )


@register.simple_tag
def trial_link(trial: Trial) -> SafeString:
    """A trial by its registry id, linked to its page here (prefetch ``identifiers``)."""
    return _link(trial, trial.canonical_id)


def _link(record: CuratedRecord, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', addresses.path_of(record), words)


# Trials


@register.filter
def phase_label(trial: Trial) -> str:
    """The phase as a heading gives it: "Phase 1/2", "Early phase 1", "Phase not yet recorded here"."""
    words = phase_words(trial)
    return f"Early phase {words.removeprefix('early ')}" if words.startswith("early ") else f"Phase {words}"


@register.filter
def places(trial: Trial) -> str:
    """Where a trial runs, in a few words: its one site, or how many sites in which countries."""
    sites = list(trial.sites.all())
    if len(sites) == 1:
        return place(sites[0])
    countries = sorted({site.country for site in sites} or trial.term_values("country"))
    named = ", ".join(countries) if len(countries) < 4 else f"{len(countries)} countries"
    return f"{len(sites)} sites, {named}" if sites else named


@register.filter
def place(site: TrialSite) -> str:
    """City and country of a site."""
    return ", ".join(part for part in (site.city, site.country) if part)


@register.simple_tag
def age_words(trial: Trial) -> str:
    """Ages that may take part: "18 to 90 years", "adults", or that they are not recorded."""
    least, most = trial.minimum_age, trial.maximum_age
    if least and most:
        return f"{_years(least)} to {most.lower()}" if least.endswith("Years") else f"{least} to {most}".lower()
    if least:
        return f"From {least.lower()}"
    if most:
        return f"Up to {most.lower()}"
    groups = [str(group.label) for group in AgeGroup if group in trial.term_values("age_group")]
    return ", ".join(groups) or "Ages not yet recorded here"


def _years(age: str) -> str:
    return age.removesuffix("Years").strip()


@register.simple_tag
def design_words(trial: Trial) -> str:
    """The design as registered: "interventional, randomised, parallel, none (open label)"."""
    names = (
        "study_type", "allocation", "intervention_model", "observational_model", "time_perspective", "masking",
    )  # fmt: skip
    known = [name for name in names if getattr(trial, name) != "not_recorded"]
    words = [str(getattr(trial, f"get_{name}_display")()) for name in known]
    masked = f" ({', '.join(of_whom)})" if (of_whom := labels(trial, "who_masked")) else ""
    return ", ".join(
        f"masking: {word}{masked}" if name == "masking" else word for name, word in zip(known, words, strict=True)
    ).lower()


register.filter("field_words", field_heading)


# Identifiers


@register.simple_tag
def code_chip(code: CancerTypeCode) -> SafeString:
    """A code of a tumour type, linked to its authority; how it fits is said where it is not exact."""
    words = f"{identifiers.SCHEMES[code.system].label} {code.code.split(':')[-1]}"
    if code.relation != CodeRelation.EXACT:
        words = f"{words} ({code.get_relation_display()})"
    return _chip(identifiers.address(code.system, code.code), words)


@register.simple_tag
def registry_chip(row: TrialIdentifier) -> SafeString:
    """A registry number with the name of its registry, linked to it."""
    label = identifiers.REGISTRY_SCHEMES[row.registry].label
    return _chip(identifiers.address(row.registry, row.identifier), f"{label} {row.identifier}")


@register.simple_tag
def literature_chip(prefix: str, identifier: str) -> SafeString:
    """A DOI, PMID or PMCID, linked to its authority."""
    return _chip(identifiers.address(prefix, identifier), f"{identifiers.SCHEMES[prefix].label} {identifier}")


@register.simple_tag
def citation_line(publication: Publication) -> str:
    """Authors, journal, year, volume and pages as far as they are known; nothing is completed."""
    names = [author.name for author in publication.authors.all()]
    authors = f"{', '.join(names[:6])}{' and others' if len(names) > 6 else ''}" if names else publication.first_author
    issue = f"{publication.volume}({publication.issue})" if publication.issue else publication.volume
    place = ":".join(part for part in (issue, publication.pages) if part)
    parts = [authors, publication.journal, str(publication.year or "year not yet recorded here"), place]
    return ". ".join(part for part in parts if part) + "."


def _chip(address: str, words: str) -> SafeString:
    if not address:
        return format_html("<span>{}</span>", words)
    return format_html('<a href="{}" rel="external">{}</a>', address, words)


@register.simple_tag
def registry_reference(reference: RegistryReference, publications: dict[str, Publication]) -> SafeString:
    """A publication that a registry links: its page here where there is one, else PubMed."""
    here = publications.get(reference.pmid)
    external = format_html(
        '<a href="{}" rel="external">PubMed {}</a>', identifiers.address("pmid", reference.pmid), reference.pmid
    )
    kind = reference.reference_type.lower()
    return (
        format_html("{}, {} ({})", publication_link(here), external, kind)
        if here
        else format_html("{} ({})", external, kind)
    )


# Claims


@register.filter
def seen_words(finding: Finding) -> str:
    """Where it was seen, or what sort of statement it is: "In animals, level D"."""
    if finding.claim_kind != ClaimKind.RESULT:
        return str(finding.get_claim_kind_display())
    level = "" if finding.evidence_level == EvidenceLevel.NOT_APPLICABLE else f", level {finding.evidence_level}"
    return f"{finding.get_model_system_display()}{level}"


@register.filter
def is_on_growth(finding: Finding) -> bool:
    """Whether the claim says what happened to the tumour."""
    return finding.effect != Effect.NOT_APPLICABLE


@register.filter
def cell_words(finding: Finding) -> str:
    """Which cells, as far as it is stated: "engineered cells, given as treatment"."""
    state = "" if finding.cell_state == CellState.NOT_STATED else str(finding.get_cell_state_display()).lower()
    form = "" if finding.product_form == ProductForm.NOT_STATED else str(finding.get_product_form_display()).lower()
    if form == "cells" and not state:
        form = ""
    context = "" if finding.msc_context == MscContext.NOT_STATED else str(finding.get_msc_context_display()).lower()
    cells = f"{state} {form or 'cells'}" if state else form
    return ", ".join(part for part in (cells, context) if part)


@register.filter
def each_lower(labels: list[str]) -> list[str]:
    """Labels for the inside of a sentence."""
    return [lower_first(label) for label in labels]


# Ladders


@register.simple_tag
def step_address(step: Step, cancer_type: str = "", payload: Payload | None = None) -> str:
    """Where a step leads: its one trial, its trials, its claims, or the cited rows on the payload's page."""
    slug = payload.slug if payload else ""
    if step.only_trial:
        return addresses.path_of(step.only_trial)
    if step.trials:
        return listing("trials", cancer_type=cancer_type, payload=slug, role=["carrier", "anti_tumour_agent"])
    if step.claims:
        model = step.stage.key if step.stage in (IN_VITRO, ANIMAL) else "human"
        return listing(
            "findings", cancer_type=cancer_type, payload=slug, model_system=model, claim_kind=ClaimKind.RESULT.value
        )
    return f"{addresses.path_of(payload)}#tried-in" if payload else ""


@register.filter
def step(rung: Rung, stage: Stage) -> Step | None:
    """The step of a rung at a stage: ``{{ rung|step:stage }}``."""
    return rung.steps.get(stage.key)
