"""The words of the list of trials."""

from .. import choices
from ..models import Trial
from . import shared
from .basket import BasketForm, BasketReader, TypeOrBasket
from .conditions import contains, started_from, started_to, where, with_publication, with_results
from .filterset import StrictFilterSet
from .near import KmReader, NearFilter, NearForm, PlaceReader, TrialOrder
from .orderings import TRIALS
from .readers import CANCER_TYPE, PAYLOAD, Day, Known, RegistryNumber, Text, Values, YesNo
from .shared import CITY, COUNTRY, NODE_OF, PAYLOAD_OF, SUBTYPES
from .words import By, Column, Either, FacetFilter, Path, Through, WordFilter, term


class TrialForm(BasketForm, NearForm):
    """What words of trials may stand together."""


class TrialFilterSet(StrictFilterSet):
    """The list of trials."""

    name = "trials"

    class Meta:
        model = Trial
        form = TrialForm

    cancer_type = TypeOrBasket("Cancer type", SUBTYPES, CANCER_TYPE, Through(NODE_OF))
    basket = WordFilter(
        "Trials for collective names",
        "Beside cancer_type: whether trials for a collective name that covers it, such as solid tumours, are shown.",
        BasketReader(),
        By(lambda trials, _: trials),
        only_with="cancer_type",
    )
    open = FacetFilter(
        "Open now",
        "Recruiting, about to or by invitation; confirmed by the registry lately; completion date not passed.",
        YesNo(),
        Either(lambda trials: trials.open_now()),
    )
    status = FacetFilter(
        "Status",
        "Recruitment status, as the registry gives it.",
        Values(choices.OverallStatus),
        Column("overall_status"),
    )
    phase = FacetFilter("Phase", "A phase 1/2 trial has two.", Values(choices.Phase), term("phase"))
    role = FacetFilter("Role of the cells", "What the cells are given for.", Values(choices.Role))
    modality = FacetFilter("Modality", "What was done to the cells.", Values(choices.Modality), term("modality"))
    payload = FacetFilter("Payload", "Slug or accession of a payload.", PAYLOAD, Through(PAYLOAD_OF))
    payload_category = shared.payload_category("payloads__molecule_class")
    gene = shared.gene(Trial, Path("payloads__genes__symbol"), "Symbol of a gene of a payload.")
    msc_source = FacetFilter("MSC source", "Tissue of origin.", Values(choices.MscSource))
    donor = FacetFilter("Donor", "Whose cells.", Values(choices.Donor))
    route = FacetFilter("Route", "Where the product is put.", Values(choices.Route), term("route"))
    disease_setting = FacetFilter(
        "Disease setting",
        "State of the disease in those who may take part.",
        Values(choices.DiseaseSetting),
        term("disease_setting"),
    )
    supportive_indication = FacetFilter(
        "Supportive indication",
        "The harm that supportive cells are meant to treat or prevent.",
        Values(choices.SupportiveIndication),
    )
    population = FacetFilter(
        "Population",
        "How people with cancer stand in the trial.",
        Values(choices.PopulationLink),
        Column("population_link"),
    )
    country = FacetFilter("Country", "A country with a site.", Known(Trial, COUNTRY), Through(COUNTRY))
    city = WordFilter("City", "A city with a site, as its registry spells it.", Known(Trial, CITY), Through(CITY))
    near = NearFilter(
        "Near",
        "Trials with a site whose place is known; a town or city, such as Lyon, or Birmingham, AL.",
        PlaceReader(),
    )
    within = WordFilter(
        "Within (km)",
        "Beside near: how far the nearest site may be, in kilometres as the crow flies.",
        KmReader(),
        By(lambda trials, _: trials),
        only_with="near",
    )
    registry_id = WordFilter(
        "Registry number", "In any spelling.", RegistryNumber(), Through(Path("identifiers__identifier"))
    )
    product = WordFilter("Product", "Part of the product's name.", Text(), contains("product_name"))
    sponsor = WordFilter("Sponsor", "Part of the sponsor's name.", Text(), contains("sponsor_name"))
    publication = shared.publication(
        "results__publication",
        Path(
            "finding_links__finding__publication", (("finding_links__finding__status", choices.RecordStatus.PUBLISHED),)
        ),
        help_text="Trials on which this publication reports. Accession, doi:… or pmid:….",
    )
    has_results = FacetFilter("Has results", "Posted in the registry or recorded here.", YesNo(), Either(with_results))
    has_publication = FacetFilter(
        "Has a publication", "A text recorded here reports its results.", YesNo(), Either(with_publication)
    )
    confirmed_since = WordFilter(
        "Status confirmed since",
        "The registry confirmed the status at or after this date.",
        Day(),
        where("status_confirmed_on__gte"),
    )
    start_from = WordFilter(
        "Start from", "Started, or may have started, at or after this date.", Day(), By(started_from)
    )
    start_to = WordFilter("Start to", "Started, or may have started, by this date.", Day(), By(started_to))
    ordering = TrialOrder(TRIALS)
