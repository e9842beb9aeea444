"""The words of the lists of publications and of reviews."""

from ..choices import PublicationType, RecordStatus, RetractionStatus, Stance, Topic
from ..models import Publication, Review
from .conditions import where
from .filterset import StrictFilterSet
from .orderings import PUBLICATIONS, OrderFilter
from .readers import CANCER_TYPE, PAYLOAD, Values, Year, YesNo
from .shared import PUBLIC_FINDINGS, SUBTYPES, through_types
from .words import Either, FacetFilter, Path, Through, WordFilter

TOPIC = Path("findings__terms__value", (*PUBLIC_FINDINGS, ("findings__terms__facet", "topic")))


class PublicationFilterSet(StrictFilterSet):
    """The list of publications."""

    name = "publications"

    class Meta:
        model = Publication

    cancer_type = WordFilter(
        "Cancer type",
        f"Publications with a finding about it. {SUBTYPES}",
        CANCER_TYPE,
        through_types(("findings__cancer_types", PUBLIC_FINDINGS)),
    )
    payload = WordFilter(
        "Payload",
        "Slug or accession of a payload.",
        PAYLOAD,
        Through(
            Path("findings__payloads", PUBLIC_FINDINGS),
            Path("payload_sources__payload", (("payload_sources__payload__status", RecordStatus.PUBLISHED),)),
        ),
    )
    topic = FacetFilter("Topic", "What a finding from it is about.", Values(Topic), Through(TOPIC))
    stance = FacetFilter(
        "Stance",
        "What a finding from it says on using MSCs.",
        Values(Stance),
        Through(Path("findings__stance", PUBLIC_FINDINGS)),
    )
    publication_type = FacetFilter("Type", "What sort of text it is.", Values(PublicationType))
    year_min = WordFilter("From year", "Published in this year or later.", Year(), where("year__gte"))
    year_max = WordFilter("To year", "Published in this year or earlier.", Year(), where("year__lte"))
    retracted = FacetFilter(
        "Retracted",
        "Whether a retraction is recorded here; “no” includes those not checked.",
        YesNo(),
        Either(lambda texts: texts.filter(retraction_status=RetractionStatus.RETRACTED)),
    )
    of_concern = WordFilter(
        "Of concern",
        "Whether an expression of concern is recorded here; “no” includes those not checked.",
        YesNo(),
        Either(lambda texts: texts.filter(retraction_status=RetractionStatus.EXPRESSION_OF_CONCERN)),
    )
    ordering = OrderFilter(PUBLICATIONS)


class ReviewFilterSet(PublicationFilterSet):
    """The list of reviews."""

    name = "reviews"

    class Meta:
        model = Review
