"""Every row that a verb may touch, and that a refusal leaves them as they were."""

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

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


def base() -> dict[str, list[tuple]]:
    """Every row that a verb may touch, as the engine gives it: this is asked hundreds of times."""
    with connection.cursor() as cursor:
        return {model.__name__: _rows(cursor, model) for model in ALL_OF_IT}


def _rows(cursor: CursorWrapper, model: type[Model]) -> list[tuple]:
    quoted = [connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.pk.column)]
    cursor.execute("SELECT * FROM {} ORDER BY {}".format(*quoted))
    return cursor.fetchall()


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
