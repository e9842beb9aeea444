"""Proposing at the desk on top of one's own open proposal: one form, one proposal, nothing typed lost."""

import pytest

from tests import factories
from tests.admin.addresses import propose, why
from tests.admin.page import record_form, text_of
from tests.admin.people import ada
from tests.factories import ADA, BEN, ED
from trials import curation
from trials.models import Publication, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Publication:
    return factories.publication(journal="Cell", authors=[{"position": 1, "name": "A. Ash"}])


def test_the_form_opens_with_the_open_proposal_on_top_and_saving_goes_into_it(record):
    authors = [{"position": 1, "name": "A. Ash"}, {"position": 2, "name": "B. Birch"}]
    curation.propose(record, {"journal": "Cells", "authors": authors}, ADA, "Title page", "A slip.")
    at_ada = ada()

    page = at_ada.get(propose(record))
    assert "You have an open proposal of" in text_of(page)
    form = record_form(page)
    assert (form.data["journal"], form.data["authors-1-name"]) == (["Cells"], ["B. Birch"])
    assert (form.data["proposal-source"], form.data["proposal-note"]) == (["Title page"], ["A slip."])

    response = at_ada.post(propose(record), form.filled(volume="7"), follow=True)
    assert "holds this now" in text_of(response)
    revision = Revision.objects.get()
    assert [each["field"] for each in revision.changes] == ["journal", "volume", "authors"]
    assert (revision.source, revision.note) == ("Title page", "A slip.")


def test_of_two_tabs_the_second_takes_nothing_back_unseen(record):
    at_ada = ada()
    early = record_form(at_ada.get(propose(record)))
    at_ada.post(propose(record), early.filled(journal="Cells", **why()))

    refused = at_ada.post(propose(record), early.filled(volume="7", **why("Cover")))
    assert refused.status_code == 409
    assert "You proposed something else on this record" in text_of(refused)
    assert "Journal, Volume" in text_of(refused)
    form = record_form(refused)
    assert (form.data["volume"], form.data["proposal-source"]) == (["7"], ["Cover"])

    at_ada.post(propose(record), form.filled(journal="Cells"))
    assert [each["field"] for each in Revision.objects.get().changes] == ["journal", "volume"]


def test_a_proposal_decided_on_meanwhile_is_said_and_nothing_is_lost(record):
    revision = curation.propose(record, {"journal": "Cells"}, ADA, "Title page")
    at_ada = ada()
    form = record_form(at_ada.get(propose(record)))
    curation.decline(revision, ED, "It was another journal.")

    refused = at_ada.post(propose(record), form.filled(volume="7"))
    assert "was decided on meanwhile" in text_of(refused)
    at_ada.post(propose(record), record_form(refused).filled())
    assert [each["field"] for each in Revision.objects.open().get().changes] == ["journal", "volume"]


def test_a_page_of_an_older_version_keeps_what_was_typed(record):
    curation.propose(record, {"journal": "Cells"}, ADA, "Title page")
    at_ada = ada()
    form = record_form(at_ada.get(propose(record)))
    curation.accept(curation.propose(record, {"pages": "1-9"}, BEN, "Title page"), ED)

    refused = at_ada.post(propose(record), form.filled(volume="7"))
    assert "is at version 2 now (changed since you opened it: Pages)" in text_of(refused)
    assert record_form(refused).data["volume"] == ["7"]
