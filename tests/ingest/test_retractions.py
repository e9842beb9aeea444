"""Notices of retractions: libraries mark at once, people confirm and clear; nothing is done twice or against people."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import factories
from tests.factories import ADA, BEN, ED
from tests.sources.small import article
from tests.sources.test_retractions import table
from trials import curation, literature
from trials.choices import ReviewBasis, Verb
from trials.ingest import look_up, retractions
from trials.ingest.retractions import said_by_notices
from trials.models import ImportRun, Publication, ReviewEvent, Revision, SourceRecord
from trials.sources.paper import Notice, Paper
from trials.sources.retractions import RetractionNotice

pytestmark = pytest.mark.django_db

WATCH, PUBMED = "library:retraction_watch", "library:pubmed"


@pytest.fixture
def paper() -> Publication:
    return factories.publication(doi="10.1000/paper.1")


def run(*words: object, **options: object) -> str:
    out = StringIO()
    call_command("import_retractions", *map(str, words), stdout=out, stderr=out, **options)
    return out.getvalue()


def file_of(folder: Path, *changes: dict[str, str]) -> Path:
    path = folder / "retraction_watch.csv"
    path.write_text(table(*changes), encoding="utf-8")
    return path


def status(paper: Publication) -> str:
    paper.refresh_from_db()
    return paper.retraction_status


# Retraction Watch


def test_a_notice_marks_at_once_and_waits_for_a_person(tmp_path, paper):
    finding = factories.finding(publication=paper)
    said = run(file_of(tmp_path, {}, {"Record ID": "102", "OriginalPaperDOI": "10.1000/other"}))
    assert ("1 marked" in said, "1 about papers that are not here" in said) == (True, True)
    assert status(paper) == "retracted"
    assert (paper.review_basis, paper.edited_by) == (ReviewBasis.ONE_PERSON, WATCH)
    mark = ReviewEvent.objects.last_of(paper.accession, Verb.MARK)
    assert mark.note == (
        "Retracted. Source: Retraction Watch, record 101, notice of 2021-12-25, doi:10.1000/notice. "
        "Concerns/Issues about Data; Investigation by Journal/Publisher"
    )
    assert ReviewEvent.objects.last_of(finding.accession, Verb.RETRACTED).actor == WATCH
    curation.confirm(paper, BEN, "Read the notice.")
    assert status(paper) == "retracted"


def test_the_same_file_twice_does_nothing_and_a_dry_run_writes_nothing(tmp_path, paper):
    path = file_of(tmp_path, {})
    before = ReviewEvent.objects.count()
    assert "A dry run" in run(path, dry_run=True)
    assert (status(paper), ReviewEvent.objects.count(), SourceRecord.objects.count()) == ("not_checked", before, 0)
    run(path)
    after = ReviewEvent.objects.count()
    assert "1 marked already" in run(path)
    assert (ReviewEvent.objects.count(), SourceRecord.objects.count()) == (after, 1)


def test_what_people_took_back_is_not_marked_again(tmp_path, paper):
    path = file_of(tmp_path, {})
    run(path)
    curation.mark_retraction(paper, "none_found", ADA, source="It was another paper of that name")
    assert "1 decided by people before" in run(path)
    assert status(paper) == "none_found"
    run(file_of(tmp_path, {}, {"Record ID": "103", "RetractionDate": "1/1/2025 0:00"}))
    assert status(paper) == "none_found", "the older notice of two of a kind decides, and people have decided on it"


def test_a_reinstatement_is_proposed_and_never_made(tmp_path, paper):
    run(file_of(tmp_path, {}))
    back = {"Record ID": "104", "RetractionNature": "Reinstatement", "RetractionDate": "6/1/2023 0:00"}
    path = file_of(tmp_path, {}, back)
    assert "1 proposed to be cleared" in run(path)
    assert status(paper) == "retracted"
    (revision,) = Revision.objects.open().of_record(paper.accession)
    assert (revision.author, revision.source) == (
        WATCH, "Retraction Watch, record 104, notice of 2023-06-01, doi:10.1000/notice.",
    )  # fmt: skip
    assert "1 decided by people before" in run(path)
    curation.accept(revision, ED)
    assert status(paper) == "none_found"
    assert "1 without a mark" in run(path)


def test_a_correction_takes_nothing_back_and_is_shown(tmp_path, paper):
    assert "1 that take nothing back" in run(file_of(tmp_path, {"RetractionNature": "Correction"}))
    assert status(paper) == "not_checked"
    (notice,) = literature.surroundings_of(paper).notices
    assert (notice.label, notice.text.doi) == ("Corrected by", "10.1000/notice")


def notice(nature: str, day: str, record_id: str = "1") -> RetractionNotice:
    return RetractionNotice(record_id, nature, paper_doi="10.1000/x", noticed_on=day, source=WATCH)


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ([("EXPRESSION_OF_CONCERN", "2020"), ("RETRACTION", "2021")], "retracted"),
        ([("RETRACTION", "2020"), ("EXPRESSION_OF_CONCERN", "2021")], "retracted"),
        ([("RETRACTION", "2020"), ("CORRECTION", "2021")], "retracted"),
        ([("RETRACTION", "2020"), ("REINSTATEMENT", "2021")], "none_found"),
        ([("RETRACTION", "2020"), ("REINSTATEMENT", "2021"), ("EXPRESSION_OF_CONCERN", "2022")],
         "expression_of_concern"),
        ([("REINSTATEMENT", "2021"), ("RETRACTION", "2021")], "retracted"),
        ([("CORRECTION", "2021"), ("Whatever", "2022")], None),
        ([], None),
    ],
)  # fmt: skip
def test_all_notices_on_a_paper_are_weighed_together(notices, expected):
    said = said_by_notices(notice(nature, day, str(number)) for number, (nature, day) in enumerate(notices))
    assert (said.status if said else None) == expected


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_a_publication_that_is_not_public_is_left_to_its_form(tmp_path, state):
    paper = factories.publication(state, doi="10.1000/paper.1")
    assert "1 not public here" in run(file_of(tmp_path, {}))
    assert status(paper) == "not_checked"


def test_odd_rows_and_files_are_named_and_the_others_followed(tmp_path, paper):
    path = file_of(tmp_path, {"Record ID": "", "Title": "Nameless"}, {})
    said = run(path, tmp_path / "none.csv")
    assert "names no number" in said
    assert "cannot be opened" in said
    assert "1 marked" in said


# PubMed


def taken_back(kind: str = "RetractionIn") -> bytes:
    inner = f'<CommentsCorrections RefType="{kind}"><RefSource>J Ex. 2021;1:1</RefSource></CommentsCorrections>'
    return article(corrections=f"<CommentsCorrectionsList>{inner}</CommentsCorrectionsList>")


def test_a_file_of_pubmed_marks_too_and_its_silence_proposes(tmp_path):
    paper, path = factories.publication(pmid="31234567"), tmp_path / "pubmed.xml"
    path.write_bytes(taken_back("ExpressionOfConcernIn"))
    assert "marked (expression of concern): PubMed record of PMID 31234567: J Ex. 2021;1:1." in run(path)
    assert status(paper) == "expression_of_concern"
    path.write_bytes(taken_back())
    run(path)
    assert status(paper) == "retracted"
    path.write_bytes(article())
    assert "1 proposed to be cleared" in run(path)
    assert status(paper) == "retracted"


def test_the_silence_of_pubmed_says_nothing_of_what_others_said(tmp_path):
    paper, path = factories.publication(pmid="31234567"), tmp_path / "pubmed.xml"
    factories.marked(paper)
    path.write_bytes(article())
    assert "1 without a mark" in run(path)
    assert not Revision.objects.exists()


def test_a_look_up_that_asks_pubmed_follows_what_it_says(monkeypatch):
    paper = factories.publication(pmid="31234567")
    answered = Paper(PUBMED, pmid="31234567", title="T", notices=(Notice("RetractionIn", "J. 2021"),))
    monkeypatch.setitem(look_up.__globals__["_ASK"], "pmid", lambda client, number: (answered, []))
    assert look_up("pmid", "31234567", client=object()).document["retraction_status"] == "retracted"
    assert status(paper) == "retracted"
    assert retractions.follow_paper(answered, paper) == ["marked already"]


def test_an_import_of_publications_follows_what_pubmed_says_of_known_ones(tmp_path):
    paper, path = factories.publication(pmid="31234567"), tmp_path / "pubmed.xml"
    path.write_bytes(taken_back())
    call_command("import_publications", path, stdout=StringIO(), stderr=StringIO())
    assert status(paper) == "retracted"


@pytest.mark.parametrize("command", ["import_publications", "import_retractions"])
def test_the_record_of_a_notice_marks_the_text_that_it_names(tmp_path, command):
    paper, path = factories.publication(pmid="22222222"), tmp_path / "notice.xml"
    inner = "<RefSource>J Ex. 2019</RefSource><PMID>22222222</PMID>"
    corrections = f'<CommentsCorrections RefType="RetractionOf">{inner}</CommentsCorrections>'
    path.write_bytes(article(corrections=f"<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList>"))
    call_command(command, path, stdout=StringIO(), stderr=StringIO())
    assert status(paper) == "retracted"
    mark = ReviewEvent.objects.last_of(paper.accession, Verb.MARK)
    assert (mark.actor, mark.note) == (PUBMED, "Retracted. Source: PubMed record of PMID 31234567, the notice.")


def test_what_anybody_may_have_written_marks_nothing(tmp_path):
    paper, path = factories.publication(pmid="1"), tmp_path / "file.nbib"
    path.write_text("PMID- 1\nTI  - T\nRIN - J Ex. 2021\n")
    call_command("import_publications", path, stdout=StringIO(), stderr=StringIO())
    assert "1 that take nothing back" in run(path)
    assert status(paper) == "not_checked"


def test_each_run_is_kept_with_its_counts(tmp_path, paper):
    run(file_of(tmp_path, {}))
    kept = ImportRun.objects.get()
    assert (kept.kind, kept.state, kept.outcomes) == ("retractions", "complete", {"marked": 1})


# Pages


def test_the_page_says_that_a_library_marked_it_and_nobody_confirmed(client, tmp_path, paper):
    run(file_of(tmp_path, {}))
    page = client.get(f"/publications/{paper.accession}/").content.decode()
    assert "Marked as Retraction Watch says; nobody has confirmed it yet." in page
    assert "by the same person" not in page
