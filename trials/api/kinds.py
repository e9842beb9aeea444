"""The kinds of record that the API serves: their lists and single records."""

from .. import filters
from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Review, Trial
from . import serializers
from .records import RecordDetail, RecordList
from .schema import describe_detail, describe_list


def _views(name: str, noun: str, model: type[CuratedRecord], summary: type, item: type) -> tuple[type, type]:
    """The two views of a kind, described for the schema from its filter words."""
    title = name.replace("-", " ").title().replace(" ", "")
    own = {"name": name, "noun": noun, "model": model}
    listed = type(f"{title}List", (RecordList,), {**own, "serializer_class": summary})
    single = type(f"{title}Detail", (RecordDetail,), {**own, "serializer_class": item})
    return describe_list(listed, filters.LISTS[name]), describe_detail(single)


KINDS = {
    "trials": _views("trials", "trial", Trial, serializers.TrialSummary, serializers.TrialItem),
    "reviews": _views("reviews", "review", Review, serializers.PublicationSummary, serializers.PublicationItem),
    "publications": _views(
        "publications", "publication", Publication, serializers.PublicationSummary, serializers.PublicationItem
    ),
    "findings": _views("findings", "finding", Finding, serializers.FindingSummary, serializers.FindingItem),
    "cancer-types": _views(
        "cancer-types", "cancer type", CancerType, serializers.CancerTypeSummary, serializers.CancerTypeItem
    ),
    "payloads": _views("payloads", "payload", Payload, serializers.PayloadSummary, serializers.PayloadItem),
}
