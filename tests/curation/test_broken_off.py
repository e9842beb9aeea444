"""A connection that is lost in the middle of a verb: whichever statement it is, nothing is half done."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, transaction

from tests import factories
from tests.curation.matrix import LEGAL, PEOPLE, do, publication_of, waiting_for
from tests.curation.watching import base
from tests.exchange.sheeting import Sheet
from tests.factories import ADA, ED
from trials import curation
from trials.document import PUBLICATION
from trials.exchange import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LOST = "server closed the connection unexpectedly"


class BreaksAt:
    """Lets so many statements through, then loses the connection once."""

    def __init__(self, last: int):
        self.left = last

    def __call__(self, execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        self.left -= 1
        if self.left == 0:
            raise OperationalError(LOST)
        return execute(sql, params, many, context)


def statements_of(act: Callable[[], object]) -> int:
    """How many statements the act takes when nothing breaks; it is undone."""
    counter = BreaksAt(10**9)
    undo = transaction.savepoint()
    with connection.execute_wrapper(counter):
        act()
    transaction.savepoint_rollback(undo)
    return 10**9 - counter.left


def whole_or_not_at_all(act: Callable[[], object]) -> None:
    before, statements = base(), statements_of(act)
    assert base() == before
    for last in range(1, statements + 1):
        undo = transaction.savepoint()
        with pytest.raises(OperationalError, match=LOST), connection.execute_wrapper(BreaksAt(last)):
            act()
        assert base() == before, f"broken off at statement {last} of {statements}"
        transaction.savepoint_rollback(undo)


@pytest.mark.parametrize(("verb", "state"), LEGAL, ids=lambda value: str(value))
def test_a_verb_is_done_whole_or_not_at_all(verb, state):
    who = next(name for name in PEOPLE if name in LEGAL[verb, state])
    factories.publication()
    accession = publication_of(PEOPLE[who].author, state).accession
    waiting = waiting_for(verb, curation.record_of(accession), PEOPLE[who].author)

    whole_or_not_at_all(lambda: do(verb, curation.record_of(accession), _fresh(waiting), PEOPLE[who]))


def _fresh(row):
    """As another browser would have read it; the one before may hold what was undone."""
    return row and type(row).objects.get(pk=row.pk)


def test_a_set_is_published_whole_or_not_at_all():
    publication = factories.publication("draft")
    change = curation.propose(factories.publication(), {"comments_on": publication.accession}, ADA, "Title page")
    change_set = curation.begin_set(ADA, "Kim 2021")
    for addition in (publication, factories.finding("draft", publication=publication), change):
        curation.add_to_set(change_set, addition, ADA)

    whole_or_not_at_all(lambda: curation.submit_set(_fresh(change_set), ADA))
    curation.submit_set(change_set, ADA)
    whole_or_not_at_all(lambda: curation.publish_set(_fresh(change_set), ED))


def test_a_sheet_is_taken_in_whole_or_not_at_all():
    record = factories.publication()
    sheet = Sheet.with_columns(PUBLICATION, "accession", "version", "title", "note")
    upload = (
        sheet.add(title="New").add(accession=record.accession, version="1", title=record.title, note="More.").sent_in()
    )

    whole_or_not_at_all(lambda: sheets.take_in(_fresh(upload), ADA))
