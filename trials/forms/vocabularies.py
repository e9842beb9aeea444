"""Which vocabulary each list-valued field takes; the others hold the source's own words."""

from ..choices import (
    AgeGroup,
    DeliveryMethod,
    DiseaseSetting,
    Modality,
    MscSource,
    PayloadEffect,
    Phase,
    Route,
    Topic,
    Vocabulary,
    WhoMasked,
)
from ..models import CuratedRecord, Finding, Payload, Trial

_TERMS: dict[type[CuratedRecord], dict[str, type[Vocabulary]]] = {
    Finding: {"msc_source": MscSource, "topic": Topic},
    Payload: {"delivery_method": DeliveryMethod, "effect": PayloadEffect},
    Trial: {
        "age_group": AgeGroup,
        "disease_setting": DiseaseSetting,
        "modality": Modality,
        "phase": Phase,
        "route": Route,
        "who_masked": WhoMasked,
    },
}


def vocabulary_of_facet(model: type[CuratedRecord], facet: str) -> type[Vocabulary] | None:
    """The vocabulary of a list-valued field, or None where it holds free words."""
    return _TERMS.get(model, {}).get(facet)
