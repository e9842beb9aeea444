"""Every row that a verb may touch, and that a refusal leaves them as they were."""

import pytest

from trials.curation import Refusal
from trials.models import (
    AccessionCounter,
    CancerType,
    ChangeSet,
    ChangeSetItem,
    DataVersion,
    EditorialRequest,
    Finding,
    Flag,
    Hold,
    InterestStatement,
    Payload,
    Publication,
    PublicationTerm,
    ReadingItem,
    RecordVersion,
    Redirect,
    ReviewEvent,
    Revision,
    SearchText,
    SourceSuggestion,
    Trial,
)

ALL_OF_IT = (
    Publication, PublicationTerm, CancerType, Payload, Trial, Finding, Revision, RecordVersion, ReviewEvent, Redirect,
    DataVersion, SearchText, AccessionCounter, EditorialRequest, InterestStatement,
    Hold, Flag, SourceSuggestion, ReadingItem,
    ChangeSet, ChangeSetItem,
)  # fmt: skip


def base() -> dict[str, list[dict]]:
    """Every row that a verb may touch."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ALL_OF_IT}


def n_now() -> int:
    return DataVersion.objects.values_list("n", flat=True).get(pk=1)


def refused(sentence: str, verb, *args, **kwargs) -> Refusal:
    """The verb refuses with this sentence, and the base is as it was."""
    before = base()
    with pytest.raises(Refusal) as caught:
        verb(*args, **kwargs)
    assert sentence in str(caught.value)
    assert base() == before
    return caught.value
