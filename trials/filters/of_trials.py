"""The words of the list of trials."""

from ..choices import (
    DiseaseSetting,
    Donor,
    Modality,
    MscSource,
    OverallStatus,
    Phase,
    PopulationLink,
    RecordStatus,
    Role,
    Route,
    SupportiveIndication,
)
from ..models import Trial
from . import orderings
from .basket import BASKET, OfTrials
from .conditions import contains, started_from, started_to, where, with_results
from .readers import CANCER_TYPE, Day, Known, RegistryNumber, Text, Values, YesNo
from .shared import COUNTRY, NODE_OF, PAYLOAD_OF, Q_WORD, SUBTYPES, List, always, category, gene, payload, publication
from .words import By, Column, Either, Path, Through, Word, term

TRIALS = List(
    "trials",
    Trial,
    {
        "q": Q_WORD,
        "cancer_type": Word("Cancer type", SUBTYPES, CANCER_TYPE, OfTrials(NODE_OF), True, beside="basket"),
        "basket": BASKET,
        "open": Word(
            "Open now",
            "Recruiting, about to or by invitation; confirmed by the registry lately; completion date not passed.",
            YesNo(),
            Either(lambda trials: trials.open_now()),
            True,
        ),
        "status": Word(
            "Status",
            "Recruitment status, as the registry gives it.",
            Values(OverallStatus),
            Column("overall_status"),
            True,
        ),
        "phase": Word("Phase", "A phase 1/2 trial has two.", Values(Phase), term("phase"), True),
        "role": Word("Role of the cells", "What the cells are given for.", Values(Role), Column("role"), True),
        "modality": Word("Modality", "What was done to the cells.", Values(Modality), term("modality"), True),
        "payload": payload(PAYLOAD_OF, is_facet=True),
        "payload_category": category("payloads__molecule_class"),
        "gene": gene(Trial, Path("payloads__genes__symbol"), "Symbol of a gene of a payload."),
        "msc_source": Word("MSC source", "Tissue of origin.", Values(MscSource), Column("msc_source"), True),
        "donor": Word("Donor", "Whose cells.", Values(Donor), Column("donor"), True),
        "route": Word("Route", "Where the product is put.", Values(Route), term("route"), True),
        "disease_setting": Word(
            "Disease setting",
            "State of the disease in those who may take part.",
            Values(DiseaseSetting),
            term("disease_setting"),
            True,
        ),
        "supportive_indication": Word(
            "Supportive indication",
            "The harm that supportive cells are meant to treat or prevent.",
            Values(SupportiveIndication),
            Column("supportive_indication"),
            True,
        ),
        "population": Word(
            "Population",
            "How people with cancer stand in the trial.",
            Values(PopulationLink),
            Column("population_link"),
            True,
        ),
        "country": Word("Country", "A country with a site.", Known(Trial, COUNTRY), Through(COUNTRY), True),
        "registry_id": Word(
            "Registry number", "In any spelling.", RegistryNumber(), Through(Path("identifiers__identifier"))
        ),
        "product": Word("Product", "Part of the product's name.", Text(), contains("product_name")),
        "sponsor": Word("Sponsor", "Part of the sponsor's name.", Text(), contains("sponsor_name")),
        "publication": publication(
            "results__publication",
            Path("finding_links__finding__publication", (("finding_links__finding__status", RecordStatus.PUBLISHED),)),
            help_text="Trials on which this publication reports. Accession, doi:… or pmid:….",
        ),
        "has_results": Word(
            "Has results", "Posted in the registry or recorded here.", YesNo(), Either(with_results), True
        ),
        "confirmed_since": Word(
            "Status confirmed since",
            "The registry confirmed the status at or after this date.",
            Day(),
            where("status_confirmed_on__gte"),
        ),
        "start_from": Word(
            "Start from", "Started, or may have started, at or after this date.", Day(), By(started_from)
        ),
        "start_to": Word("Start to", "Started, or may have started, by this date.", Day(), By(started_to)),
        **always(Trial),
    },
    orderings.TRIALS,
)
