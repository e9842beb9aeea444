"""Every row that a verb may touch, and that a refusal leaves them as they were."""

import pytest

from tests.rows import Rows, rows_of, tables_of
from trials.curation import Refusal
from trials.models import DataVersion


def base() -> Rows:
    """Every row that a verb may touch."""
    return rows_of(tables_of("trials"))


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
