"""How records are put into words on pages: labels, dates, statuses, identifiers, review basis."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .. import addresses, identifiers, partial_date
from ..choices import (
    AgeGroup,
    DeliveryMethod,
    DeskSetting,
    DiseaseSetting,
    Modality,
    MscSource,
    PayloadEffect,
    Phase,
    ReviewBasis,
    Route,
    Topic,
    Vocabulary,
    WhoMasked,
)
from ..credits import REVIEWED, WROTE, Credit, credits_of, curated_so_far
from ..exchange import citation, jsonld
from ..filters import Listing
from ..history import history_of
from ..models import CuratedRecord, DataVersion, Publication, Trial, in_force
from ..pages import cite
from ..pages.http import absolute, data_version
from ..search import Question, marked_parts

register = template.Library()

FACET_VOCABULARIES: dict[str, type[Vocabulary]] = {
    "age_group": AgeGroup,
    "delivery_method": DeliveryMethod,
    "disease_setting": DiseaseSetting,
    "effect": PayloadEffect,
    "modality": Modality,
    "msc_source": MscSource,
    "phase": Phase,
    "route": Route,
    "topic": Topic,
    "who_masked": WhoMasked,
}


# Records


@register.filter
def path(record: CuratedRecord) -> str:
    """The address of a record: ``{{ trial|path }}``."""
    return addresses.path_of(record)


@register.filter
def labels(record: CuratedRecord, facet: str) -> list[str]:
    """Labels of a list-valued field in the order of its vocabulary: ``{{ trial|labels:"route" }}``."""
    values = record.term_values(facet)
    vocabulary = FACET_VOCABULARIES.get(facet)
    if vocabulary is None:
        return sorted(values)
    return [str(member.label) for member in vocabulary if member.value in values]


@register.filter
def phase_words(trial: Trial) -> str:
    """ "1/2" for a trial that is both, "early 1"; "not yet recorded here" for none."""
    values = trial.term_values("phase")
    words = ["early 1" if value == Phase.EARLY_PHASE1 else value.removeprefix("PHASE") for value in sorted(values)]
    if values == [Phase.NA]:
        return "not applicable"
    return "/".join(words) or "not yet recorded here"


@register.filter
def review_sentence(record: CuratedRecord) -> str:
    """On whose review a public record rests, as a sentence."""
    if record.review_basis == ReviewBasis.ONE_PERSON and record.edited_by.startswith("library:"):
        return "Its present version bears a mark that a library's notice gave it; nobody has confirmed that yet."
    return {
        ReviewBasis.TWO_PEOPLE: "Written by one person and accepted by another.",
        ReviewBasis.ONE_PERSON: (
            "Its present version was written and made public by the same person; not independently reviewed."
        ),
        ReviewBasis.REGISTRY: "Taken from the registry; registry-owned fields only.",
        ReviewBasis.RELEASE: (
            "Compiled for the founding release from the sources below; not yet checked by a second curator."
        ),
    }.get(record.review_basis, "")


@register.inclusion_tag("parts/review_basis.html")
def review_basis(record: CuratedRecord) -> dict[str, object]:
    """The line at the foot of a record: accession, version, date, review basis."""
    credits = credits_of(record)
    return {
        "record": record,
        "sentence": review_sentence(record),
        "wrote": [credit for credit in credits if credit.role == WROTE],
        "reviewed": [credit for credit in credits if credit.role == REVIEWED],
    }


@register.inclusion_tag("parts/cite.html", takes_context=True)
def cite_record(context: template.Context, record: CuratedRecord) -> dict[str, object]:
    """How to cite a record: a sentence to copy, and files for reference managers."""
    reference = cite.reference_of(context["request"], record)
    return {"record": record, "sentence": citation.sentence(reference), "forms": citation.LABELS}


@register.inclusion_tag("parts/history.html")
def record_history(record: CuratedRecord) -> dict[str, object]:
    """What happened to a record in public, the latest first; all but a handful folded away."""
    history = history_of(record)
    return {"latest": history.steps[:4], "earlier": history.steps[4:], "goes_on": history.goes_on}


@register.filter
def named(credits: Iterable[Credit]) -> SafeString:
    """People by their names, each with the ORCID where they gave one."""
    orcid = ' (<a href="https://orcid.org/{0}" rel="external">ORCID {0}</a>)'
    people = ((credit.name, format_html(orcid, credit.orcid) if credit.orcid else "") for credit in credits)
    return format_html_join(", ", "{}{}", people)


@register.inclusion_tag("parts/curated_depth.html")
def curated_depth(record: Publication) -> dict[str, object]:
    """How far a publication has been curated and, where that person is named on it, by whom."""
    so_far = curated_so_far(record)
    return {"so_far": so_far, "readers": [so_far.by] if so_far and so_far.by else []}


@register.inclusion_tag("parts/status.html")
def status_tag(trial: Trial) -> dict[str, object]:
    """The recruitment status in words, with "open now" where the rule holds; its date stands beside it."""
    return {"trial": trial, "is_open_now": trial.is_open_now(), **status_dates(trial)}


@register.inclusion_tag("parts/status_line.html")
def status_line(trial: Trial) -> dict[str, object]:
    """When the status was true, who saw it, and a warning where it is too old to go by."""
    return {"trial": trial, "is_open_now": trial.is_open_now(), **status_dates(trial)}


def status_dates(trial: Trial) -> dict[str, object]:
    """The date a status is known by: the registry's own, else the day it was seen."""
    return {
        "is_past": bool(trial.completion_date)
        and trial.completion_date < date.today().isoformat()[: len(trial.completion_date)],
        "as_of": trial.status_confirmed_on or trial.status_seen_on,
        "confirmed": bool(trial.status_confirmed_on),
        "fresh_months": in_force(DeskSetting.STATUS_FRESH_MONTHS),
    }


# Words


@register.filter
def written_out(value: str | date | None) -> str:
    """A partial date in words: "16 May 2019", "May 2019", "2019"."""
    if isinstance(value, date):
        value = value.isoformat()[:10]
    return partial_date.written_out(value) if value else ""


@register.filter
def in_or_on(value: str) -> str:
    """A partial date with its preposition: "on 16 May 2019", "in May 2019"."""
    return f"{'on' if len(value) == 10 else 'in'} {written_out(value)}" if value else ""


@register.filter
def joined(values: Iterable[object], last: str = "and") -> str:
    """ "a, b and c"."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


@register.filter
def lower_first(text: object) -> str:
    """For a label inside a sentence; abbreviations keep their capitals."""
    words = str(text)
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


@register.simple_tag(takes_context=True)
def marked(context: template.Context, text: str) -> SafeString | str:
    """The text with the words of the search of the page marked; as it is where none was made."""
    asked = context.get("asked")
    if not isinstance(asked, Question):
        return text
    parts = ((format_html("<mark>{}</mark>", part) if hit else part,) for part, hit in marked_parts(text, asked.words))
    return format_html_join("", "{}", parts)


# Identifiers


@register.simple_tag
def identifier_link(prefix: str, identifier: str, label: str = "") -> SafeString | str:
    """An identifier, linked to its authority where that has an address for it."""
    address = identifiers.address(str(prefix), identifier)
    text = label or identifier
    return format_html('<a href="{}" rel="external">{}</a>', address, text) if address else text


@register.simple_tag
def registry_link(text: str) -> SafeString | str:
    """A registry number in any spelling, linked to its registry; other words as they are."""
    recognised = identifiers.recognise_registry_id(text)
    return identifier_link(*recognised) if recognised else text


@register.simple_tag
def registry_name(prefix: str) -> str:
    """The name of a registry or code system: "ClinicalTrials.gov" for ``nct``."""
    scheme = identifiers.SCHEMES.get(str(prefix))
    return scheme.label if scheme else str(prefix)


# The page


@register.simple_tag(takes_context=True)
def data_release(context: template.Context) -> DataVersion | None:
    """The data release for the footer; nothing where a page is made without a request (the 500 page)."""
    request = context.get("request")
    return data_version(request) if request else None


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> str:
    """The one full address of a page: its path, and of a list the words that make it another list."""
    request = context.get("request")
    if request is None:
        return ""
    listing = context.get("listing")
    query = listing.query if isinstance(listing, Listing) else ""
    return absolute(request, f"{iri_to_uri(request.path)}?{query}" if query else iri_to_uri(request.path))


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, record: CuratedRecord) -> SafeString:
    """A record for machines, in the words of schema.org."""
    return jsonld.script(jsonld.of_record(record, absolute(context["request"], "/").rstrip("/")))


@register.simple_tag(takes_context=True)
def json_ld_dataset(context: template.Context) -> SafeString:
    """The base as a whole for machines."""
    request = context["request"]
    return jsonld.script(jsonld.dataset(data_version(request), absolute(request, "/").rstrip("/")))


@register.simple_tag(takes_context=True)
def report_path(context: template.Context) -> str:
    """Where a reader says that something is wrong on this page."""
    form, request = reverse("pages:report"), context.get("request")
    if request is None or request.path.startswith(form):
        return form
    return f"{form}?{urlencode({'page': request.path[:290]}, safe='/')}"


@register.simple_tag
def contact() -> str:
    """Where corrections go, as the installation set it."""
    return in_force(DeskSetting.CONTACT)


@register.filter
def contact_href(text: str) -> str:
    """A link for an e-mail address or URL; nothing for other words."""
    if text.startswith(("https://", "http://")):
        return text
    return f"mailto:{text}" if "@" in text and " " not in text else ""
