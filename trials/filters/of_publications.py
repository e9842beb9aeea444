"""The words of the lists of publications and of reviews."""

from ..choices import PublicationType, RecordStatus, RetractionStatus, Stance, Topic
from ..models import CuratedRecord, Publication, Review
from . import orderings
from .conditions import where
from .readers import CANCER_TYPE, Values, Year, YesNo
from .shared import PUBLIC_FINDINGS, Q_WORD, SUBTYPES, List, always, payload, through_types
from .words import Column, Either, Path, Through, Word


def _publication_words(model: type[CuratedRecord]) -> dict[str, Word]:
    topic = Path("findings__terms__value", (*PUBLIC_FINDINGS, ("findings__terms__facet", "topic")))
    return {
        "q": Q_WORD,
        "cancer_type": Word(
            "Cancer type",
            f"Publications with a finding about it. {SUBTYPES}",
            CANCER_TYPE,
            through_types(("findings__cancer_types", PUBLIC_FINDINGS)),
        ),
        "payload": payload(
            Path("findings__payloads", PUBLIC_FINDINGS),
            Path("payload_sources__payload", (("payload_sources__payload__status", RecordStatus.PUBLISHED),)),
        ),
        "topic": Word("Topic", "What a finding from it is about.", Values(Topic), Through(topic), True),
        "stance": Word(
            "Stance",
            "What a finding from it says on using MSCs.",
            Values(Stance),
            Through(Path("findings__stance", PUBLIC_FINDINGS)),
            True,
        ),
        "publication_type": Word(
            "Type", "What sort of text it is.", Values(PublicationType), Column("publication_type"), True
        ),
        "year_min": Word("From year", "Published in this year or later.", Year(), where("year__gte")),
        "year_max": Word("To year", "Published in this year or earlier.", Year(), where("year__lte")),
        "retracted": Word(
            "Retracted",
            "Whether a retraction is recorded here; “no” includes those not checked.",
            YesNo(),
            Either(lambda texts: texts.filter(retraction_status=RetractionStatus.RETRACTED)),
            True,
        ),
        **always(model),
    }


REVIEWS = List("reviews", Review, _publication_words(Review), orderings.PUBLICATIONS)
PUBLICATIONS = List("publications", Publication, _publication_words(Publication), orderings.PUBLICATIONS)
