"""Publications that may be one are put before people: proposed, queued, or a merger asked for; none is lost."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import factories
from tests.factories import ED
from tests.sources.small import article
from trials import curation
from trials.curation import reading
from trials.ingest.twins import like
from trials.models import EditorialRequest, Publication, ReadingItem, Revision

pytestmark = pytest.mark.django_db

RIS = "TY  - JOUR\nTI  - Cells that carry a virus in glioma\nAU  - Family, Given\nPY  - 2019\n{}ER  - \n"
KNOWN = {"title": "Cells that carry a virus in gliomas", "first_author": "Family G", "year": 2019}


def run(folder: Path, data: str | bytes) -> str:
    path, out = folder / "file", StringIO()
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    call_command("import_publications", path, stdout=out, stderr=out)
    return out.getvalue()


def test_numbers_that_a_public_record_lacks_are_proposed_once(tmp_path):
    known = factories.publication(**KNOWN)
    ris = RIS.format("DO  - 10.1000/x\n")
    said = run(tmp_path, ris)
    assert f"“{known.accession}” looks like the same text; the numbers were proposed for it." in said
    assert "1 like another" in said
    run(tmp_path, ris)
    (revision,) = Revision.objects.all()
    assert (revision.author, revision.changes[0]["field"], revision.changes[0]["new"]) == (
        "file:ris", "doi", "10.1000/x",
    )  # fmt: skip
    assert Publication.objects.count() == 1
    curation.accept(revision, ED)
    assert "1 same" in run(tmp_path, ris)


def test_what_an_editor_says_is_another_text_becomes_a_draft(tmp_path):
    known = factories.publication(**KNOWN)
    ris = RIS.format("DO  - 10.1000/x\n")
    run(tmp_path, ris)
    curation.decline(Revision.objects.get(), ED, "It is the preprint.")
    assert "1 new" in run(tmp_path, ris)
    assert Publication.objects.exclude(pk=known.pk).get().doi == "10.1000/x"


@pytest.mark.parametrize("state", ["published", "draft"])
def test_a_text_with_other_numbers_or_like_a_draft_waits_in_the_reading_queue(tmp_path, state):
    known = factories.publication(state, doi="10.1000/other", **KNOWN)
    for ris in (RIS.format("DO  - 10.1000/x\n"), RIS.format("")):
        for _ in range(2):
            assert "waits in the reading queue" in run(tmp_path, ris)
    first, second = ReadingItem.objects.order_by("pk")
    assert (first.scheme, first.identifier, first.origin) == ("doi", "10.1000/x", "file:ris")
    assert (second.identifier, second.title) == ("", "Cells that carry a virus in glioma")
    assert first.comment.startswith(f"Looks like {known.accession}.")
    reading.exclude(first, "The same text.", ED)
    assert "was excluded from the reading queue before: The same text." in run(
        tmp_path, RIS.format("DO  - 10.1000/x\n")
    )
    assert Publication.objects.count() == 1


def test_one_paper_with_the_numbers_of_two_records_asks_for_their_merger(tmp_path):
    first, second = factories.publication(pmid="31234567"), factories.publication(doi="10.1000/right.1")
    said = run(tmp_path, article())
    assert f"“{second.accession}” has another number of the paper" in said
    (request,) = EditorialRequest.objects.open()
    assert (request.kind, request.accession, request.other, request.requested_by) == (
        "merge", second.accession, first.accession, "library:pubmed",
    )  # fmt: skip
    assert "a merger was asked for before" in run(tmp_path, article(title="A newer version."))
    assert Publication.objects.public().count() == 2


def test_a_merger_that_cannot_be_asked_for_is_said(tmp_path):
    factories.publication(pmid="31234567")
    factories.publication("draft", doi="10.1000/right.1")
    assert "a merger could not be asked for" in run(tmp_path, article())
    assert not EditorialRequest.objects.exists()


def test_the_same_text_twice_in_a_file_goes_in_once(tmp_path):
    said = run(tmp_path, RIS.format("DO  - 10.1000/x\n") + RIS.format("DO  - 10.1000/y\n"))
    assert ("1 new" in said, "stands here before" in said) == (True, True)


@pytest.mark.parametrize(
    ("known", "document", "is_one"),
    [
        ({}, {}, True),
        ({"year": 2018}, {}, False),
        ({"first_author": "Other A"}, {}, False),
        ({"year": None, "first_author": ""}, {}, False),
        ({"year": None, "first_author": "", "title": "Cells that carry a virus in glioma"}, {}, True),
        ({"year": None}, {}, True),
        ({"title": "Cells that home to the liver"}, {}, False),
    ],
)
def test_title_year_and_first_author_decide_as_far_as_they_are_known(known, document, is_one):
    record = factories.publication(**(KNOWN | known))
    given = {"title": "Cells that carry a virus in glioma", "first_author": "Family G", "year": 2019} | document
    assert like(given) == (record if is_one else None)
